import { canonicalJson } from '@chengming/ledger-verify';

/** What a signature covers: the drawing byte for byte, whose it is, what it is called, why and from when. */
export function signedText(version: {
  readonly code: string;
  readonly kind: string;
  readonly title: string;
  readonly reason: string;
  readonly officeId: string;
  readonly plannedFrom: string | null;
  /** SHA-256 of the drawing as it was submitted; null before. */
  readonly sha256: string | null;
  /** Whether it ends the flow instead of drawing it anew. */
  readonly ends: boolean;
}): string {
  return canonicalJson({
    code: version.code,
    kind: version.kind,
    title: version.title,
    reason: version.reason,
    office: version.officeId,
    from: version.plannedFrom,
    drawing: version.sha256,
    ...(version.ends ? { ends: true } : {}),
  });
}

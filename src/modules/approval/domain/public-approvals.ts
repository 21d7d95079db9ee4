import { legalDayOf, type LegalDay } from '#kernel';

type Standing = {
  readonly act: string;
  readonly postName: string;
  readonly at: Date;
  readonly voided: boolean;
  readonly digest: Buffer;
};
type Adopted = { readonly bodyName: string; readonly number: string; readonly on: LegalDay };

/** Whether society reads of an approval: it stands, and took the version on its way. What was sent back is the office's to mend. */
export function isPublic({ act, voided }: { readonly act: string; readonly voided: boolean }): boolean {
  return !voided && act !== 'return' && act !== 'publish';
}

/**
 * The approvals of a version as its record in the ledger has them: posts, days and digests, never persons; the resolution last.
 * Without digests where part of what was signed is withheld: an unsalted digest could be tried out.
 */
export function publicApprovals(
  approvals: readonly Standing[],
  resolved: { readonly resolution: Adopted | undefined; readonly digest: Buffer },
  withDigest: boolean,
) {
  const hex = (digest: Buffer): object => (withDigest ? { digest: digest.toString('hex') } : {});
  return [
    ...approvals
      .filter(isPublic)
      .map((a) => ({ act: a.act, post: a.postName, on: legalDayOf(a.at), ...hex(a.digest) })),
    ...(resolved.resolution === undefined
      ? []
      : [
          {
            act: 'resolve',
            post: resolved.resolution.bodyName,
            number: resolved.resolution.number,
            on: resolved.resolution.on,
            ...hex(resolved.digest),
          },
        ]),
  ];
}

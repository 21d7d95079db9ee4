import { canonicalJson } from '@chengming/ledger-verify';
import type { PowerContent } from './content.ts';

/** What a signature covers: content, status, reason, basis, class and flow, in one canonical text. */
export function signedText(version: {
  readonly content: PowerContent;
  readonly status: string;
  readonly reason: string;
  readonly changeBasis: string;
  readonly commitmentClass: string;
  readonly flowVersionId: string | null;
}): string {
  return canonicalJson({
    content: toParts(version.content),
    status: version.status,
    reason: version.reason,
    basis: version.changeBasis,
    class: version.commitmentClass,
    flow: version.flowVersionId,
  });
}

type Part = string | number | boolean | null | readonly Part[] | { readonly [name: string]: Part };

/** A parsed content as plain JSON, element by element: what is undefined is left out. */
export function toParts(value: PowerContent): Readonly<Record<string, Part>> {
  const parts: Record<string, Part> = JSON.parse(JSON.stringify(value));
  return parts;
}

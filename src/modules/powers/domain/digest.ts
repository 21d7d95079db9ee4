import { canonicalJson, type JsonValue } from '@chengming/ledger-verify';
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
    content: toJson(version.content),
    status: version.status,
    reason: version.reason,
    basis: version.changeBasis,
    class: version.commitmentClass,
    flow: version.flowVersionId,
  });
}

/** A parsed content as plain JSON: what is undefined is left out. */
export function toJson(value: PowerContent): JsonValue {
  const json: JsonValue = JSON.parse(JSON.stringify(value));
  return json;
}

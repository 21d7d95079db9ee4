import { canonicalJson, type JsonValue } from '@chengming/ledger-verify';
import type { RuleContent } from './content.ts';

/** What a signature covers: the text, whether it ends the rule, why, whose it is and from when, in one canonical text. */
export function signedText(version: {
  readonly content: RuleContent;
  readonly status: string;
  readonly reason: string;
  readonly officeId: string;
  readonly plannedFrom: string | null;
}): string {
  return canonicalJson({
    content: toJson(version.content),
    status: version.status,
    reason: version.reason,
    office: version.officeId,
    from: version.plannedFrom,
  });
}

/** A parsed content as plain JSON: what is undefined is left out. */
export function toJson(content: unknown): JsonValue {
  const json: JsonValue = JSON.parse(JSON.stringify(content));
  return json;
}

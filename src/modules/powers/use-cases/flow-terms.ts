import { keepsWithin } from '#modules/calendar';
import { flowKindOf, STEP_ROLES, type FlowTerms } from '#modules/flows';
import type { PowerContent } from '../domain/content.ts';

/** Committed ≤ statutory (DECISIONS §8); true where the law sets no limit. */
export function isWithinStatutory({ committedLimit, statutoryLimit }: PowerContent): boolean {
  return (
    committedLimit === undefined ||
    statutoryLimit === undefined ||
    keepsWithin(committedLimit, statutoryLimit)
  );
}

/** Type and limits of a power as its flow is held to them (C7). */
export function termsOf(content: PowerContent): FlowTerms {
  return {
    kind: flowKindOf(content.typeCode, content.localType ?? ''),
    from: content.clockFrom,
    variants: content.committedVariants.flatMap(({ role, n, unit }) => {
      const known = STEP_ROLES.find((r) => r === role);
      return known === undefined ? [] : [{ role: known, n, unit }];
    }),
    ...(content.committedLimit === undefined ? {} : { committed: content.committedLimit }),
    ...(content.statutoryLimit === undefined
      ? {}
      : { statutory: { n: content.statutoryLimit.n, unit: content.statutoryLimit.unit } }),
  };
}

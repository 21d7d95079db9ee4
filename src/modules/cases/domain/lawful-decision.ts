import type { CaseResult } from './states.ts';

export type DecisionStep = {
  readonly role: string;
  readonly flowKind: string;
  readonly outcome: string;
};

/**
 * What completing a step decides, if anything. A record-filing ends with its receipt and is never refused in substance
 * (优化营商环境条例 art. 40; requirement C7); `extend` asks the head for more time and decides nothing.
 */
export function resultOf({ role, flowKind, outcome }: DecisionStep): CaseResult | null {
  if (role === 'receipt') return 'filed';
  if (role !== 'decide' || outcome === 'extend') return null;
  if (outcome === 'refuse') return 'refused';
  return flowKind === 'other' ? 'answered' : 'granted';
}

/** Roles whose completion hands the result to the party, from which remedies run (requirement D11). */
const SERVING = new Set(['serve', 'refusal-notice', 'notify', 'receipt']);

export function serves(role: string): boolean {
  return SERVING.has(role);
}

/** Roles in which a party's rights wait: time there is not counted where the rule names the ground (许可法 art. 45). */
const SPECIAL = new Set(['hearing', 'expert', 'site-test', 'solicit', 'objection', 'wait']);

export function isSpecialProcedure(node: {
  readonly role?: string | undefined;
  readonly clock?: string | undefined;
}): boolean {
  return node.clock === 'excluded' && SPECIAL.has(node.role ?? '');
}

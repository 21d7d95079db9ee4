import type { CaseResult, CaseState } from './states.ts';

type Rule = {
  readonly scope: 'society';
  readonly treatment: 'open' | 'mask' | 'withhold';
  readonly review: 'auto' | 'person';
  readonly basis: string;
};

const OPEN: Rule = { scope: 'society', treatment: 'open', review: 'auto', basis: '行政许可法第四十条' };

/** How the fields of a case are disclosed unless its power says otherwise. Names are those of schema `case/1`. */
export const VIEW_RULES = {
  agency: OPEN,
  class: OPEN,
  receivedOn: OPEN,
  number: OPEN,
  state: OPEN,
  step: OPEN,
  dueOn: OPEN,
  power: OPEN,
  powerVersion: OPEN,
  flowVersion: OPEN,
  decision: OPEN,
  decisionNumber: OPEN,
  decidedOn: OPEN,
  servedOn: OPEN,
  content: OPEN,
  deviations: { ...OPEN, basis: '行政权力公开透明运行实施方案' },
  party: { ...OPEN, treatment: 'mask', basis: '政府信息公开条例第十五条' },
  register: { ...OPEN, basis: '行政权力公开透明运行实施方案' },
} as const satisfies Readonly<Record<string, Rule>>;
export type ViewName = keyof typeof VIEW_RULES;

/**
 * Whether a result is owed to society: a grant is (行政许可法 art. 40), an entry on the filing list is (政府信息公开条例
 * art. 20); a refusal and whatever ended without a decision is the party's alone, society gets the counts.
 */
export function isOwedToSociety(result: CaseResult | null): boolean {
  return result === 'granted' || result === 'filed';
}

/** The state as society reads it: how a case ended without a public decision is not told. */
export function publicState(state: CaseState, result: CaseResult | null): CaseState {
  switch (state) {
    case 'withdrawn':
    case 'returned':
    case 'terminated':
      return 'closed';
    case 'served':
      return isOwedToSociety(result) ? 'served' : 'closed';
    case 'awaiting-correction':
      return 'received';
    default:
      return state;
  }
}

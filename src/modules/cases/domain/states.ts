/** 办件状态. The words for people are in the portal's status vocabulary. */
export const CASE_STATES = [
  'received',
  'awaiting-correction',
  'not-accepted',
  'accepted',
  'reviewing',
  'special-procedure',
  'decided',
  'served',
  'closed',
  'withdrawn',
  'returned',
  'terminated',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Everything that can be done to a case. What the flow opens is done by `complete`; the rest are rights and duties beside it. */
export const CASE_ACTIONS = [
  'complete',
  'supplement',
  'suspend',
  'resume',
  'withdraw',
  'return',
  'terminate',
  'recuse',
  'restrict',
  'deviate',
  'state-and-defend',
  'upload',
  'note',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

const OPEN = ['complete', 'recuse', 'state-and-defend', 'upload', 'note'] as const;

/**
 * What each state allows. Withdrawal until the decision; 退件 only before acceptance, since an accepted application is
 * decided (行政许可法 art. 38); termination only of an accepted one. To a more closed class until service:
 * what is public after that is taken down by its own act (E7). An approved deviation only until the decision.
 */
export const STATE_ACTIONS = {
  received: [...OPEN, 'withdraw', 'return', 'restrict', 'deviate'],
  'awaiting-correction': [...OPEN, 'supplement', 'withdraw', 'return', 'restrict', 'deviate'],
  'not-accepted': ['complete', 'note'],
  accepted: [...OPEN, 'withdraw', 'terminate', 'suspend', 'restrict', 'deviate'],
  reviewing: [...OPEN, 'withdraw', 'terminate', 'suspend', 'restrict', 'deviate'],
  'special-procedure': [...OPEN, 'withdraw', 'terminate', 'resume', 'restrict', 'deviate'],
  decided: ['complete', 'note', 'recuse', 'restrict'],
  served: ['complete', 'note', 'recuse'],
  closed: [],
  withdrawn: [],
  returned: [],
  terminated: [],
} as const satisfies Record<CaseState, readonly CaseAction[]>;

export function allows(state: CaseState, action: CaseAction): boolean {
  const actions: readonly CaseAction[] = STATE_ACTIONS[state];
  return actions.includes(action);
}

export const RESULTS = ['granted', 'refused', 'filed', 'answered', 'not-accepted'] as const;
export type CaseResult = (typeof RESULTS)[number];

/** What a state follows from. */
export type StateFacts = {
  readonly ending: 'end' | 'withdrawn' | 'returned' | 'terminated' | null;
  readonly accepted: boolean;
  readonly result: CaseResult | null;
  readonly served: boolean;
  readonly paused: boolean;
  /** Roles of the open steps. */
  readonly open: readonly string[];
};

/** The state is computed, never set, so that it cannot contradict the flow. */
export function stateOf(facts: StateFacts): CaseState {
  if (facts.ending !== null && facts.ending !== 'end') return facts.ending;
  if (facts.result === 'not-accepted') return 'not-accepted';
  if (facts.ending === 'end') return 'closed';
  if (facts.served) return 'served';
  if (facts.result !== null) return 'decided';
  if (!facts.accepted) return facts.open.includes('wait-correction') ? 'awaiting-correction' : 'received';
  if (facts.paused) return 'special-procedure';
  return facts.open.every((role) => role === 'accept') ? 'accepted' : 'reviewing';
}

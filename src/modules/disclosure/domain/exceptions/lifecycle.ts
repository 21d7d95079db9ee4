/**
 * The way of a request: the office asks, its head signs, the secrecy reviewer reviews, the leading group office decides. Until then
 * any of them may refuse, and who asked may take it back. Once in force it is filed, kept, or opened; past its date it ends.
 */
export const EXCEPTION_STATES = [
  'requested',
  'signed',
  'reviewed',
  'in-force',
  'refused',
  'withdrawn',
  'ended',
] as const;
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

export const EXCEPTION_ACTS = [
  'sign',
  'review',
  'approve',
  'refuse',
  'withdraw',
  'file',
  'keep',
  'open',
] as const;
export type ExceptionAct = (typeof EXCEPTION_ACTS)[number];

const WAY: Readonly<Record<ExceptionAct, Readonly<Partial<Record<ExceptionState, ExceptionState>>>>> = {
  sign: { requested: 'signed' },
  review: { signed: 'reviewed' },
  approve: { reviewed: 'in-force' },
  refuse: { requested: 'refused', signed: 'refused', reviewed: 'refused' },
  withdraw: { requested: 'withdrawn', signed: 'withdrawn', reviewed: 'withdrawn' },
  file: { 'in-force': 'in-force' },
  keep: { 'in-force': 'in-force' },
  open: { 'in-force': 'ended' },
};

/** Where an act leads from a state, or nothing when it cannot be done there. */
export function nextState(state: ExceptionState, act: ExceptionAct): ExceptionState | undefined {
  return WAY[act][state];
}

export function actsIn(state: ExceptionState): readonly ExceptionAct[] {
  return EXCEPTION_ACTS.filter((act) => nextState(state, act) !== undefined);
}

/** Whose turn it is to pass or refuse a request in a state. */
export function turnIn(state: ExceptionState): 'sign' | 'review' | 'approve' | undefined {
  return (['sign', 'review', 'approve'] as const).find((act) => nextState(state, act) !== undefined);
}

const NAMED: ReadonlySet<string> = new Set(['request', 'sign', 'review', 'approve']);

/**
 * Four eyes: nobody puts their name to one request twice, and who asked for an exception does not keep it alive. Refusing,
 * filing and opening need no second person.
 */
export function fourEyes(
  personId: string,
  act: ExceptionAct,
  done: readonly { readonly act: string; readonly personId: string | null }[],
): boolean {
  if (act === 'keep') return !done.some((one) => one.act === 'request' && one.personId === personId);
  if (!NAMED.has(act)) return true;
  return !done.some((one) => NAMED.has(one.act) && one.personId === personId);
}

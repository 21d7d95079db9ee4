export const VERSION_STATES = [
  'draft',
  'signed',
  'countersigned',
  'returned',
  'passed',
  'published',
] as const;
export type VersionState = (typeof VERSION_STATES)[number];
export type VersionAct = 'edit' | 'sign' | 'countersign' | 'return' | 'pass' | 'publish';

/**
 * What may be done to a version of a power or a rule in each state, and where it leads (requirements A2, B6, B10): the head of the office signs,
 * the leader in charge countersigns, the leading group office returns it with reasons or passes it, and only then it is
 * published. An edit after a signature voids it. A published version takes no act at all.
 */
export const LIFECYCLE = {
  draft: { edit: 'draft', sign: 'signed' },
  signed: { edit: 'draft', countersign: 'countersigned', return: 'returned' },
  countersigned: { edit: 'draft', return: 'returned', pass: 'passed' },
  returned: { edit: 'draft', sign: 'signed' },
  passed: { return: 'returned', publish: 'published' },
  published: {},
} as const satisfies Record<VersionState, Partial<Record<VersionAct, VersionState>>>;

/** The state an act leads to; `undefined` when the state does not allow it. */
export function nextState(state: VersionState, act: VersionAct): VersionState | undefined {
  const acts: Partial<Record<VersionAct, VersionState>> = LIFECYCLE[state];
  return acts[act];
}

export function actsIn(state: VersionState): VersionAct[] {
  return Object.keys(LIFECYCLE[state]) as VersionAct[];
}

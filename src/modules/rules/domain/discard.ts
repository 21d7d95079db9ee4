import type { RuleRefusal } from './errors.ts';

/**
 * Why a draft may not be given up, if it may not: it is published, somebody has it before them (an edit takes it back first),
 * the person did not draft it, or it passed once and is late: that is made good by publishing. The system is no person and may.
 */
export function refuseDiscard(
  version: { readonly state: string; readonly drafters: readonly string[]; readonly owed: boolean },
  personId: string | undefined,
): RuleRefusal | undefined {
  const { state, drafters, owed } = version;
  if (state === 'published') return { code: 'rules/not-in-this-state', state };
  if (state !== 'draft' && state !== 'returned') return { code: 'rules/waiting', state };
  if (personId !== undefined && !drafters.includes(personId)) return { code: 'rules/not-drafter' };
  return owed ? { code: 'rules/owed' } : undefined;
}

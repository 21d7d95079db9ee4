import type { VersionState } from '#modules/approval';
import type { RuleRefusal } from './errors.ts';

/**
 * Why a draft may not be given up, if it may not: it is published, somebody has it before them (an edit takes it back first), or
 * the person did not draft it. The system is no person and may.
 */
export function refuseDiscard(
  version: { readonly state: VersionState; readonly drafters: readonly string[] },
  personId: string | undefined,
): RuleRefusal | undefined {
  const { state, drafters } = version;
  if (state === 'published') return { code: 'rules/not-in-this-state', state };
  if (state !== 'draft' && state !== 'returned') return { code: 'rules/waiting', state };
  return personId === undefined || drafters.includes(personId) ? undefined : { code: 'rules/not-drafter' };
}

import { err, ok, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import type { UseCase } from '#platform/context';
import {
  findCasesOf,
  findPowersOf,
  findRulesOf,
  type SubjectChoice,
} from '../../db/exceptions/subject-names.ts';
import { findSubject, listWithholdable, type Withholdable } from '../../db/exceptions/subject-reader.ts';
import type { ExceptionRefusal } from '../../domain/exceptions/errors.ts';
import { can } from '../../policy.ts';
import { officesToAskFor } from './read-exceptions.ts';

/** What a request may be about. */
export type SubjectOf = 'power' | 'case' | 'rule';
const FIND = { power: findPowersOf, case: findCasesOf, rule: findRulesOf } as const;
const WHOLE = { power: 'power', case: 'case-field', rule: 'rule' } as const;

/** Items, cases or rules that this person may ask for, by words. */
export async function findSubjects(
  ctx: UseCase,
  actor: StaffActor,
  of: SubjectOf,
  words: string,
): Promise<readonly SubjectChoice[]> {
  const offices = await officesToAskFor(ctx.db, actor);
  return offices.length === 0 ? [] : FIND[of](ctx.db, actor.agencyId, offices, words);
}

/** What of an item, a case or a rule could be withheld. Refuses `exceptions/not-found`, also to other offices. */
export async function chooseSubject(
  ctx: UseCase,
  actor: StaffActor,
  of: SubjectOf,
  id: string,
): Promise<Result<Withholdable & { readonly id: string; readonly name: string }, ExceptionRefusal>> {
  const { agencyId } = actor;
  const subject = await findSubject(ctx.db, {
    agencyId,
    subjectKind: WHOLE[of],
    powerId: of === 'power' ? id : null,
    caseId: of === 'case' ? id : null,
    documentId: null,
    ruleId: of === 'rule' ? id : null,
    element: null,
  });
  if (subject === undefined || !can(actor, 'exception/request', { agencyId, officeId: subject.officeId }))
    return err({ code: 'exceptions/not-found' });
  const parts =
    of === 'rule'
      ? { elements: [], documents: [] }
      : await listWithholdable(ctx.db, of === 'power' ? { agencyId, powerId: id } : { agencyId, caseId: id });
  return ok({ ...parts, id, name: subject.name });
}

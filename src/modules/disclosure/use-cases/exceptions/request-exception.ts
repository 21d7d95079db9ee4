import { err, legalDayOf, ok, type Result, type Rid } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { recordAct } from '../../db/exceptions/exception-transactor.ts';
import { findSubject, type SubjectKey } from '../../db/exceptions/subject-reader.ts';
import type { ExceptionRefusal } from '../../domain/exceptions/errors.ts';
import { INTERNAL_RULE } from '../../domain/exceptions/grounds.ts';
import {
  findStateSecret,
  refuseRequest,
  type ExceptionRequest,
  type SecrecyGrade,
} from '../../domain/exceptions/request.ts';
import { can } from '../../policy.ts';

export type RequestInput = ExceptionRequest &
  SubjectKey & {
    /** Whether it was classified as a state secret: then it does not belong here. */
    readonly grade: SecrecyGrade;
    readonly postName: string;
  };

/**
 * Asks that something be withheld or postponed (B7). A state secret is refused before anything is looked up, and nothing of it is
 * stored. Refuses `exceptions/state-secret`, `exceptions/not-found`, `exceptions/forbidden`, `exceptions/already-asked`, and
 * whatever `refuseRequest` finds.
 */
export async function requestException(
  ctx: UseCase,
  actor: Actor,
  input: RequestInput,
): Promise<Result<{ readonly exceptionId: string }, ExceptionRefusal>> {
  const { agencyId } = input;
  const marked = findStateSecret(input);
  if (marked !== undefined) return err({ code: 'exceptions/state-secret', field: marked });
  const subject = await findSubject(ctx.db, input);
  // Whether there is such a case is not told to other offices.
  if (subject === undefined || actor.kind !== 'staff') return err({ code: 'exceptions/not-found' });
  if (!can(actor, 'exception/request', { agencyId, officeId: subject.officeId }))
    return err({ code: input.caseId === null ? 'exceptions/forbidden' : 'exceptions/not-found' });
  if (findStateSecret({ ...input, documentTitle: subject.documentTitle }) !== undefined)
    return err({ code: 'exceptions/state-secret', field: 'documentId' });
  const now = ctx.clock.now();
  const refused = refuseRequest(input, subject.facts, legalDayOf(now));
  if (refused !== undefined) return err(refused);
  const { ground } = input;
  if (ground === INTERNAL_RULE) throw new Error('refused above');
  if (await isAsked(ctx, input, subject.rid)) return err({ code: 'exceptions/already-asked' });
  const of = {
    ...input,
    ground,
    publicTitle: input.form === 'entry' ? input.publicTitle : null,
    formReason: input.form === 'count' ? input.formReason : null,
    id: ctx.ids.uuid(now),
    rid: ctx.ids.rid(),
    officeId: subject.officeId,
    subjectRid: subject.rid,
    state: 'requested' as const,
    requestedBy: actor.personId,
    requestedAt: now,
    since: null,
    endedOn: null,
    endedBy: null,
    rowVersion: 1,
  };
  return ctx.transact(async (tx) => {
    await tx
      .insertInto('disclosure_exception')
      .values({
        agency_id: agencyId,
        id: of.id,
        rid: of.rid,
        office_id: of.officeId,
        subject_kind: of.subjectKind,
        subject_rid: of.subjectRid,
        power_id: of.powerId,
        case_id: of.caseId,
        document_id: of.documentId,
        element: of.element,
        ground: of.ground,
        cited: of.cited,
        reason: of.reason,
        scope: of.scope,
        kind: of.kind,
        ends_on: of.endsOn,
        form: of.form,
        public_title: of.publicTitle,
        form_reason: of.formReason,
        requested_by: of.requestedBy,
        requested_at: of.requestedAt,
      })
      .execute();
    await recordAct(tx, ctx, actor, of, { act: 'request', postName: input.postName });
    return ok({ exceptionId: of.id });
  });
}

async function isAsked(ctx: UseCase, key: SubjectKey, rid: Rid): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('disclosure_exception')
    .select('id')
    .where('agency_id', '=', key.agencyId)
    .where('state', 'in', ['requested', 'signed', 'reviewed', 'in-force'])
    .where('power_id', 'is not distinct from', key.powerId)
    .where('case_id', 'is not distinct from', key.caseId)
    .where('document_id', 'is not distinct from', key.documentId)
    .where('element', 'is not distinct from', key.element)
    .$if(key.subjectKind === 'rule', (q) => q.where('subject_rid', '=', rid))
    .executeTakeFirst();
  return row !== undefined;
}

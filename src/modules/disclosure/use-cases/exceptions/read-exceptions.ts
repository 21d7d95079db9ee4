import { addDays, err, legalDayOf, ok, toOffsetString, type LegalDay, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Reading } from '#platform/database';
import type { ExceptionDetail, ExceptionRow, ExceptionTask } from '../../contract/exceptions.ts';
import {
  actsOn,
  findException,
  findExceptions,
  type ExceptionFilter,
} from '../../db/exceptions/exception-reader.ts';
import { findInVersion } from '../../db/exceptions/subject-reader.ts';
import { subjectNames, type SubjectName } from '../../db/exceptions/subject-names.ts';
import type { ExceptionRefusal } from '../../domain/exceptions/errors.ts';
import { isDueForReview, REVIEW_DAYS, type DisclosureException } from '../../domain/exceptions/exception.ts';
import { articleText } from '../../domain/exceptions/grounds.ts';
import { actsIn, fourEyes, turnIn } from '../../domain/exceptions/lifecycle.ts';
import { endRange } from '../../domain/exceptions/request.ts';
import { can } from '../../policy.ts';
import { mayAct } from './act-on-exception.ts';

const MOST_TASKS = 200;

/** Offices of the agency for whose things this person may ask. */
export async function officesToAskFor(db: Reading, actor: StaffActor): Promise<readonly string[]> {
  const offices = await db
    .selectFrom('office')
    .select('id')
    .where('agency_id', '=', actor.agencyId)
    .execute();
  return offices
    .map(({ id }) => id)
    .filter((officeId) => can(actor, 'exception/request', { agencyId: actor.agencyId, officeId }));
}

/** The register as this person may read it: all of their agency's, or what their offices asked for; newest request first. */
export async function readExceptions(
  ctx: UseCase,
  actor: StaffActor,
  filter: Pick<ExceptionFilter, 'states' | 'after' | 'limit'>,
): Promise<{
  readonly items: readonly ExceptionRow[];
  readonly last: DisclosureException | undefined;
  readonly mayRequest: boolean;
}> {
  const { agencyId } = actor;
  const offices = await officesToAskFor(ctx.db, actor);
  const all = can(actor, 'exception/read-all', { agencyId });
  const found = await findExceptions(ctx.db, {
    ...filter,
    agencyId,
    ...(all ? {} : { officeIds: offices }),
    limit: filter.limit + 1,
  });
  const page = found.slice(0, filter.limit);
  return {
    items: await withNames(ctx, agencyId, page, rowOf),
    last: found.length > filter.limit ? page.at(-1) : undefined,
    mayRequest: offices.length > 0,
  };
}

/**
 * What waits for this person: requests whose turn is theirs, dates of review that come within thirty days, and what they asked for
 * and was refused within the last thirty, unless they refused it themselves.
 */
export async function readExceptionTasks(ctx: UseCase, actor: StaffActor): Promise<readonly ExceptionTask[]> {
  const { agencyId } = actor;
  const today = legalDayOf(ctx.clock.now());
  const [asked, ending, refused] = await Promise.all([
    findExceptions(ctx.db, { agencyId, states: ['requested', 'signed', 'reviewed'], limit: MOST_TASKS }),
    findExceptions(ctx.db, {
      agencyId,
      states: ['in-force'],
      endingBy: addDays(today, REVIEW_DAYS),
      limit: MOST_TASKS,
    }),
    findExceptions(ctx.db, {
      agencyId,
      states: ['refused'],
      requestedBy: actor.personId,
      limit: MOST_TASKS,
    }),
  ]);
  const waiting = [...ending, ...asked, ...refused];
  const acts = await actsOn(
    ctx.db,
    agencyId,
    waiting.map(({ id }) => id),
  );
  const todo = new Map<string, ExceptionTask['todo']>(
    waiting.flatMap((of): (readonly [string, ExceptionTask['todo']])[] => {
      if (of.state === 'refused') {
        const no = acts.get(of.id)?.find((one) => one.act === 'refuse');
        const news =
          no !== undefined &&
          no.personId !== actor.personId &&
          legalDayOf(no.at) >= addDays(today, -REVIEW_DAYS);
        return news ? [[of.id, 'learn-refusal']] : [];
      }
      const act = turnIn(of.state) ?? 'keep';
      const mine = mayAct(actor, of, act) && fourEyes(actor.personId, act, acts.get(of.id) ?? []);
      return mine ? [[of.id, act]] : [];
    }),
  );
  return withNames(
    ctx,
    agencyId,
    waiting.filter(({ id }) => todo.has(id)).toSorted((a, b) => (a.endsOn < b.endsOn ? -1 : 1)),
    (of, name, day) => ({ ...rowOf(of, name, day), todo: todo.get(of.id) ?? 'keep' }),
  );
}

/** One exception with its history and what this person may do now. Refuses `exceptions/not-found`. */
export async function readException(
  ctx: UseCase,
  actor: StaffActor,
  id: string,
): Promise<Result<ExceptionDetail, ExceptionRefusal>> {
  const of = await findException(ctx.db, { agencyId: actor.agencyId, id });
  if (of === undefined || !can(actor, 'exception/read', of)) return err({ code: 'exceptions/not-found' });
  const history = (await actsOn(ctx.db, of.agencyId, [of.id])).get(of.id) ?? [];
  const { agencyId, powerId, element } = of;
  const seen =
    powerId !== null && can(actor, 'exception/see', of)
      ? await findInVersion(ctx.db, { agencyId, powerId, element })
      : undefined;
  const [detail] = await withNames(ctx, of.agencyId, [of], (one, name, today) => ({
    ...rowOf(one, name, today),
    rid: one.rid,
    powerId: one.powerId,
    caseId: one.caseId,
    document: name.document,
    ruleVersionId: name.ruleVersionId,
    inVersion: seen === undefined ? null : { versionId: seen.versionId, value: seen.value ?? null },
    cited: one.cited,
    reason: one.reason,
    scope: one.scope,
    publicTitle: one.publicTitle,
    formReason: one.formReason,
    since: one.since,
    endedOn: one.endedOn,
    endedBy: one.endedBy,
    rowVersion: one.rowVersion,
    acts: actsIn(one.state).filter(
      (act) => mayAct(actor, one, act) && fourEyes(actor.personId, act, history),
    ),
    range: endRange(one.ground, today),
    history: history.map(({ act, postName, person, reason, endsOn, filedWith, filedAs, digest, at }) => ({
      act,
      post: postName,
      person,
      reason,
      endsOn,
      filedWith,
      filedAs,
      digest,
      at: toOffsetString(at),
    })),
  }));
  return detail === undefined ? err({ code: 'exceptions/not-found' }) : ok(detail);
}

async function withNames<T>(
  ctx: UseCase,
  agencyId: string,
  found: readonly DisclosureException[],
  toView: (of: DisclosureException, name: SubjectName, today: LegalDay) => T,
): Promise<T[]> {
  const names = await subjectNames(
    ctx.db,
    agencyId,
    found.map(({ id }) => id),
  );
  const today = legalDayOf(ctx.clock.now());
  return found.map((of) =>
    toView(
      of,
      names.get(of.id) ?? { subject: of.subjectRid, document: null, ruleVersionId: null, office: '' },
      today,
    ),
  );
}

function rowOf(of: DisclosureException, { subject, office }: SubjectName, today: LegalDay): ExceptionRow {
  return {
    id: of.id,
    subjectKind: of.subjectKind,
    subject,
    element: of.element,
    office,
    ground: of.ground,
    article: articleText(of.ground, of.cited),
    kind: of.kind,
    form: of.form,
    state: of.state,
    requestedAt: toOffsetString(of.requestedAt),
    endsOn: of.endsOn,
    due: isDueForReview(of, today),
  };
}

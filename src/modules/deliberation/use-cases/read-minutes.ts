import { err, legalDayOf, ok, toOffsetString, type LegalDay, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import { addWorkingDays, getCalendar, type Calendar } from '#modules/calendar';
import type { UseCase } from '#platform/context';
import type { MinutesTask, MinutesView, SignatureView } from '../contract/minutes.ts';
import { listOpenMinutes, type SignedMinutes } from '../db/minutes.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import { Addendum, MINUTES_WITHIN_DAYS, minutesNumber, withoutDiscussion } from '../domain/minutes.ts';
import { can, overseesRecord } from '../policy.ts';
import { gatherMinutes, mayReadMinutes, waitingAddendum } from './gather-minutes.ts';
import { record } from './record.ts';

/**
 * The minutes of a closed meeting, for members, who keeps the record, the signer and supervisors, whose look is journalled
 * (S9-4, H7). Who withdrew from an item reads what came of it and not its discussion. Refuses `deliberation/forbidden`, and
 * `deliberation/not-in-this-state` before the meeting is closed.
 */
export async function readMinutes(
  ctx: UseCase,
  actor: StaffActor,
  meetingId: string,
): Promise<Result<MinutesView, DeliberationRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'deliberation/read', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const found = await gatherMinutes(ctx.db, { agencyId, id: meetingId });
  if (!found.ok) return found;
  const file = found.value;
  if (!mayReadMinutes(actor, agencyId, file)) return err({ code: 'deliberation/forbidden' });
  if (overseesRecord(actor, { agencyId })) {
    const looked = await ctx.transact(async (tx) => {
      await record(tx, ctx, actor, { action: 'read-minutes', agencyId, type: 'meeting', id: meetingId });
      return ok();
    });
    if (!looked.ok) return looked;
  }
  const { closedAt } = file.meeting;
  if (closedAt === null) throw new Error('a closed meeting has its time');
  const [minutes, ...addenda] = file.signed;
  const mayWrite = can(actor, 'deliberation/keep', { agencyId });
  const maySign = can(actor, 'deliberation/sign-minutes', { agencyId, chairId: file.signer.personId });
  const withdrew = file.recusals.flatMap(({ itemId, personId }) =>
    personId === actor.personId && !mayWrite ? [itemId] : [],
  );
  const waiting = mayWrite || maySign ? waitingAddendum(file) : undefined;
  return ok({
    minutes: withoutDiscussion(file.minutes, withdrew),
    digest: file.digest,
    rowVersion: file.draft.rowVersion,
    number: numberOf(minutes),
    signature: minutes === undefined ? null : signatureView(minutes),
    addenda: addenda.map((one) => ({
      ...signatureView(one),
      seq: one.seq,
      text: withdrew.length > 0 ? null : Addendum.parse(JSON.parse(one.content)).text,
    })),
    waiting: waiting === undefined ? null : { text: file.draft.addendum, digest: waiting.digest },
    signer: file.signer.name,
    dueOn: dueOn(await getCalendar(ctx.db), closedAt),
    mayWrite,
    maySign,
  });
}

/**
 * Minutes and addenda that wait for this person: to be worded by who keeps the record, to be signed by the chair. Earliest
 * due first.
 */
export async function readMinutesTasks(
  ctx: UseCase,
  actor: StaffActor,
): Promise<Result<{ readonly items: readonly MinutesTask[] }, DeliberationRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'deliberation/read', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const [open, calendar] = await Promise.all([listOpenMinutes(ctx.db, agencyId), getCalendar(ctx.db)]);
  const today = legalDayOf(ctx.clock.now());
  const keeps = can(actor, 'deliberation/keep', { agencyId });
  return ok({
    items: open.flatMap(({ meetingId, bodyName, heldOn, closedAt, signerId, addendum }) => {
      const signs = can(actor, 'deliberation/sign-minutes', { agencyId, chairId: signerId });
      if (!signs && (!keeps || addendum)) return [];
      const due = dueOn(calendar, closedAt);
      const todo = signs ? (addendum ? ('sign-addendum' as const) : ('sign' as const)) : ('word' as const);
      return [{ meetingId, bodyName, heldOn, dueOn: due, late: !addendum && due < today, todo }];
    }),
  });
}

/** The last day on which minutes are signed in time. */
function dueOn(calendar: Calendar, closedAt: Date): LegalDay {
  return addWorkingDays(calendar, legalDayOf(closedAt), MINUTES_WITHIN_DAYS);
}

function numberOf(minutes: SignedMinutes | undefined): string | null {
  if (minutes === undefined) return null;
  const { year, number } = minutes;
  if (year === null || number === null) throw new Error('signed minutes have their number');
  return minutesNumber(year, number);
}

function signatureView({ signer, post, at, digest }: SignedMinutes): SignatureView {
  return { name: signer, post, at: toOffsetString(at), digest };
}

import { err, legalDayOf, ok, toOffsetString, type LegalDay, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import { addWorkingDays, getCalendar, type Calendar } from '#modules/calendar';
import type { UseCase } from '#platform/context';
import type { MinutesTask, MinutesView, PersonView, SignatureView } from '../contract/index.ts';
import { listOpenMinutes, type SignedMinutes } from '../db/minutes.ts';
import { membersOn } from '../db/reader.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import { Addendum, MINUTES_WITHIN_DAYS, minutesNumber, withoutDiscussion } from '../domain/minutes.ts';
import { standInsOf } from '../domain/signer.ts';
import { can, hearingOf, overseesRecord } from '../policy.ts';
import { gatherMinutes, waitingAddendum, type MinutesFile } from './gather-minutes.ts';
import { record } from './record.ts';

const TASKS_SHOWN = 100;

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
  const { attendees, signer } = file;
  const members = attendees.map(({ personId }) => personId);
  const signerId = signer?.personId;
  if (!can(actor, 'deliberation/read-minutes', { agencyId, members, signerId }))
    return err({ code: 'deliberation/forbidden' });
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
  const maySign = can(actor, 'deliberation/sign-minutes', { agencyId, signerId });
  const unheard = file.minutes.items.flatMap(({ id, ballot }) => {
    const recused = file.recusals.flatMap(({ itemId, personId }) => (itemId === id ? [personId] : []));
    const heard = hearingOf(actor, { agencyId, attendees, recused, ballot, settled: true, signerId });
    return heard === 'nothing' ? [id] : [];
  });
  const waiting = mayWrite || maySign ? waitingAddendum(file) : undefined;
  return ok({
    minutes: withoutDiscussion(file.minutes, unheard),
    digest: file.digest,
    rowVersion: file.draft.rowVersion,
    number: numberOf(minutes),
    signature: minutes === undefined ? null : signatureView(minutes),
    addenda: addenda.map((one) => ({
      ...signatureView(one),
      seq: one.seq,
      text: unheard.length > 0 ? null : Addendum.parse(JSON.parse(one.content)).text,
    })),
    waiting: waiting === undefined ? null : { text: file.draft.addendum, digest: waiting.digest },
    signer: signer?.name ?? null,
    standIns: mayWrite && !chairSigns(file) ? await standIns(ctx, agencyId, file) : [],
    dueOn: dueOn(await getCalendar(ctx.db), closedAt),
    mayWrite,
    maySign,
  });
}

/**
 * Minutes and addenda that wait for this person: to be worded by who keeps the record, who also names who signs in the place of
 * a chair who withdrew, and to be signed. Earliest due first, a hundred at most.
 */
export async function readMinutesTasks(
  ctx: UseCase,
  actor: StaffActor,
): Promise<Result<{ readonly items: readonly MinutesTask[] }, DeliberationRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'deliberation/read', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const keeps = can(actor, 'deliberation/keep', { agencyId });
  const [open, calendar] = await Promise.all([
    listOpenMinutes(ctx.db, {
      agencyId,
      limit: TASKS_SHOWN,
      ...(keeps ? {} : { of: actor.personId }),
    }),
    getCalendar(ctx.db),
  ]);
  const today = legalDayOf(ctx.clock.now());
  return ok({
    items: open.flatMap(({ meetingId, bodyName, heldOn, closedAt, signerId, addendum }) => {
      const signs = can(actor, 'deliberation/sign-minutes', { agencyId, signerId });
      const names = keeps && signerId === undefined;
      if (!signs && !names && (!keeps || addendum)) return [];
      const due = dueOn(calendar, closedAt);
      const todo = signs
        ? addendum
          ? ('sign-addendum' as const)
          : ('sign' as const)
        : names
          ? ('name-signer' as const)
          : ('word' as const);
      return [{ meetingId, bodyName, heldOn, dueOn: due, late: !addendum && due < today, todo }];
    }),
  });
}

function chairSigns({ signer, draft }: MinutesFile): boolean {
  return signer !== undefined && signer.personId !== draft.signerId;
}

/** Whom who keeps the record may name in the place of a chair who withdrew. */
async function standIns(ctx: UseCase, agencyId: string, file: MinutesFile): Promise<PersonView[]> {
  const today = await membersOn(ctx.db, agencyId, legalDayOf(ctx.clock.now()));
  const members = today.filter(({ bodyId }) => bodyId === file.meeting.bodyId);
  const withdrew = file.recusals.map(({ personId }) => personId);
  const heardAll = standInsOf<PersonView>(file.attendees, members, withdrew);
  return heardAll.map(({ personId, name }) => ({ personId, name }));
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

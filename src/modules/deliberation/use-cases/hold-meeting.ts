import { createHash } from 'node:crypto';
import { err, legalDayOf, ok, type LegalDay, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { beginMinutes } from '../db/minutes.ts';
import { findBody, findMeeting, itemsOf, membersOn, waitsOnAgenda, type Meeting } from '../db/reader.ts';
import { insertAttendance, insertItem, insertMeeting, moveMeeting } from '../db/writer.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import type { SUBJECT_TYPES } from '../domain/kinds.ts';
import { whyUndecidable, type Ballot } from '../domain/rules.ts';
import { can } from '../policy.ts';
import { record } from './record.ts';

type In<T> = T & { readonly agencyId: string };
type Done<T = void> = Promise<Result<T, DeliberationRefusal>>;

/** Calls a meeting of a body. Refuses `deliberation/no-members-that-day`: nobody could ever open it. */
export async function callMeeting(
  ctx: UseCase,
  actor: Actor,
  input: In<{ readonly bodyId: string; readonly heldOn: LegalDay; readonly place: string }>,
): Done<{ readonly meetingId: string }> {
  const { agencyId, bodyId } = input;
  if (!can(actor, 'deliberation/keep', { agencyId })) return err({ code: 'deliberation/forbidden' });
  if ((await findBody(ctx.db, { agencyId, id: bodyId })) === undefined)
    return err({ code: 'deliberation/not-found' });
  const members = await membersOn(ctx.db, agencyId, input.heldOn);
  if (!members.some((one) => one.bodyId === bodyId)) return err({ code: 'deliberation/no-members-that-day' });
  const meetingId = ctx.ids.uuid(ctx.clock.now());
  return ctx.transact<{ readonly meetingId: string }, DeliberationRefusal>(async (tx) => {
    const { heldOn, place } = input;
    await insertMeeting(
      tx,
      { agencyId, id: meetingId },
      { bodyId, heldOn, place, calledBy: personIdOf(actor) },
    );
    await record(tx, ctx, actor, {
      action: 'call',
      agencyId,
      type: 'meeting',
      id: meetingId,
      after: { on: input.heldOn },
    });
    return ok({ meetingId });
  });
}

/**
 * Opens a meeting with its attendance: every member of the body on its day, present or away with the reason. Refuses
 * `deliberation/before-its-day`, `deliberation/attendance-incomplete`, `deliberation/not-in-this-state`, and
 * `deliberation/undecidable` where nothing could be decided and nobody says that it is opened all the same.
 */
export async function openMeeting(
  ctx: UseCase,
  actor: Actor,
  input: In<{
    readonly meetingId: string;
    readonly attendance: readonly {
      readonly personId: string;
      readonly present: boolean;
      /** Away with leave 请假; without it 缺席. */
      readonly leave?: boolean;
      readonly reason: string;
    }[];
    /** Opens it also where there is no quorum, or the head who decides is away: members only inform themselves. */
    readonly evenIfUndecidable?: boolean;
  }>,
): Done {
  const { agencyId, meetingId, attendance } = input;
  const found = await keptMeeting(ctx, actor, agencyId, meetingId);
  if (!found.ok) return found;
  const meeting = found.value;
  if (meeting.state !== 'planned')
    return err({ code: 'deliberation/not-in-this-state', state: meeting.state });
  if (meeting.heldOn > legalDayOf(ctx.clock.now()))
    return err({ code: 'deliberation/before-its-day', day: meeting.heldOn });
  const [body, everybody] = await Promise.all([
    findBody(ctx.db, { agencyId, id: meeting.bodyId }),
    membersOn(ctx.db, agencyId, meeting.heldOn),
  ]);
  if (body === undefined) return err({ code: 'deliberation/not-found' });
  const members = new Set(
    everybody.filter(({ bodyId }) => bodyId === meeting.bodyId).map(({ personId }) => personId),
  );
  const said = new Set(attendance.map(({ personId }) => personId));
  const unknown = attendance.find(({ personId }) => !members.has(personId));
  if (unknown !== undefined) return err({ code: 'deliberation/unknown-person', field: 'attendance' });
  const people = [
    ...[...members].filter((id) => !said.has(id)),
    ...attendance.flatMap((one) => (!one.present && one.reason.trim() === '' ? [one.personId] : [])),
  ];
  if (people.length > 0) return err({ code: 'deliberation/attendance-incomplete', people });
  const why = whyUndecidable(
    body,
    attendance.map(({ personId, present }) => ({ chair: personId === body.chairId, present })),
  );
  if (why !== undefined && input.evenIfUndecidable !== true)
    return err({ code: 'deliberation/undecidable', why });
  return ctx.transact<void, DeliberationRefusal>(async (tx) => {
    const { name, series, quorum, decides, chairId } = body;
    const moved = await moveMeeting(tx, keyOf(agencyId, meeting), {
      to: 'open',
      at: ctx.clock.now(),
      rules: { name, series, quorum, decides, chairId },
    });
    if (!moved) return err({ code: 'deliberation/stale' });
    await insertAttendance(
      tx,
      { agencyId, id: meetingId },
      attendance.map(({ personId, present, leave = false, reason }) => ({
        personId,
        chair: personId === chairId,
        present,
        leave: leave && !present,
        reason: present ? '' : reason.trim(),
      })),
    );
    await record(tx, ctx, actor, {
      action: 'open',
      agencyId,
      type: 'meeting',
      id: meetingId,
      after: { present: attendance.filter(({ present }) => present).map(({ personId }) => personId) },
    });
    return ok();
  });
}

export type TableInput = In<{
  readonly meetingId: string;
  readonly subject: {
    readonly type: (typeof SUBJECT_TYPES)[number];
    readonly id: string;
    /** SHA-256 of exactly what is decided. */
    readonly digest: Buffer;
  };
  readonly title: string;
  readonly ballot: Ballot;
}>;

/**
 * Puts something on the agenda of a meeting that is called or open, bound to its digest. Refuses `deliberation/tabled-already`
 * when it waits on an agenda.
 */
export async function tableItem(
  ctx: UseCase,
  actor: Actor,
  input: TableInput,
): Done<{ readonly itemId: string }> {
  const { agencyId, meetingId, subject } = input;
  const found = await keptMeeting(ctx, actor, agencyId, meetingId);
  if (!found.ok) return found;
  if (found.value.state !== 'planned' && found.value.state !== 'open')
    return err({ code: 'deliberation/not-in-this-state', state: found.value.state });
  if (await waitsOnAgenda(ctx.db, agencyId, subject)) return err({ code: 'deliberation/tabled-already' });
  const itemId = ctx.ids.uuid(ctx.clock.now());
  return ctx.transact<{ readonly itemId: string }, DeliberationRefusal>(async (tx) => {
    if (!(await moveMeeting(tx, keyOf(agencyId, found.value)))) return err({ code: 'deliberation/stale' });
    await insertItem(
      tx,
      { agencyId, id: itemId },
      { meetingId, subject, title: input.title, ballot: input.ballot },
      { personId: personIdOf(actor), at: ctx.clock.now() },
    );
    await record(tx, ctx, actor, {
      action: 'table',
      agencyId,
      type: 'agenda-item',
      id: itemId,
      after: { subject: subject.id, digest: subject.digest.toString('hex') },
    });
    return ok({ itemId });
  });
}

/** Puts a matter that is no record of the system on the agenda, bound to its title. Refuses what `tableItem` refuses. */
export async function tableMatter(
  ctx: UseCase,
  actor: Actor,
  { title, ...input }: Omit<TableInput, 'subject'>,
): Done<{ readonly itemId: string }> {
  const digest = createHash('sha256').update(title).digest();
  const subject = { type: 'matter' as const, id: ctx.ids.uuid(ctx.clock.now()), digest };
  return tableItem(ctx, actor, { ...input, title, subject });
}

/**
 * Closes a meeting whose items are all decided, deferred or void; from then on it is the archive's, and its minutes are
 * written.
 */
export async function closeMeeting(
  ctx: UseCase,
  actor: Actor,
  input: In<{ readonly meetingId: string }>,
): Done {
  const { agencyId, meetingId } = input;
  const found = await keptMeeting(ctx, actor, agencyId, meetingId);
  if (!found.ok) return found;
  if (found.value.state !== 'open')
    return err({ code: 'deliberation/not-in-this-state', state: found.value.state });
  const items = await itemsOf(ctx.db, { agencyId, id: meetingId });
  const undecided = items.filter(({ state }) => state === 'tabled').length;
  if (undecided > 0) return err({ code: 'deliberation/items-undecided', items: undecided });
  const at = ctx.clock.now();
  return ctx.transact<void, DeliberationRefusal>(async (tx) => {
    const done = await moveMeeting(tx, keyOf(agencyId, found.value), { to: 'closed', at });
    if (!done) return err({ code: 'deliberation/stale' });
    await beginMinutes(tx, { agencyId, id: meetingId }, { personId: personIdOf(actor), at });
    await record(tx, ctx, actor, { action: 'close', agencyId, type: 'meeting', id: meetingId, at });
    return ok();
  });
}

/** The meeting, for who keeps its record. Refuses `deliberation/forbidden`, `deliberation/not-found`. */
export async function keptMeeting(
  ctx: UseCase,
  actor: Actor,
  agencyId: string,
  meetingId: string,
): Promise<Result<Meeting, DeliberationRefusal>> {
  if (!can(actor, 'deliberation/keep', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const meeting = await findMeeting(ctx.db, { agencyId, id: meetingId });
  return meeting === undefined ? err({ code: 'deliberation/not-found' }) : ok(meeting);
}

export function keyOf(agencyId: string, { id, rowVersion }: Meeting) {
  return { agencyId, id, rowVersion };
}

import { err, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { attendanceChangesOf, insertAttendanceChange } from '../db/attendance.ts';
import { attendeesOf, itemsOf, opinionsOn } from '../db/reader.ts';
import { moveItem, moveMeeting } from '../db/writer.ts';
import { mayChangeAttendance } from '../domain/attendance.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import { keptMeeting, keyOf } from './hold-meeting.ts';
import { record } from './record.ts';

export type AttendanceInput = {
  readonly agencyId: string;
  readonly meetingId: string;
  readonly rowVersion: number;
  readonly personId: string;
  readonly reason: string;
} & (
  | { readonly kind: 'arrived' | 'left'; readonly at: Date }
  | { readonly kind: 'corrected'; readonly present: boolean; readonly leave: boolean }
);

/**
 * Enters into the record of an open meeting that a member arrived 迟到 or left 早退, when and why, or corrects 更正 what was entered of
 * a member from the opening on. By who keeps the record. What is settled keeps who voted on it. Refuses
 * `deliberation/not-in-this-state`, what `mayChangeAttendance` refuses, and `deliberation/stale` also when something was said,
 * tabled or decided meanwhile.
 */
export async function changeAttendance(
  ctx: UseCase,
  actor: Actor,
  input: AttendanceInput,
): Promise<Result<void, DeliberationRefusal>> {
  const { agencyId, meetingId, personId, kind, reason } = input;
  const found = await keptMeeting(ctx, actor, agencyId, meetingId);
  if (!found.ok) return found;
  const meeting = found.value;
  if (meeting.state !== 'open' || meeting.openedAt === null)
    return err({ code: 'deliberation/not-in-this-state', state: meeting.state });
  if (meeting.rowVersion !== input.rowVersion) return err({ code: 'deliberation/stale' });
  const key = { agencyId, id: meetingId };
  const [first, changes, items] = await Promise.all([
    attendeesOf(ctx.db, key),
    attendanceChangesOf(ctx.db, key),
    itemsOf(ctx.db, key),
  ]);
  const said = await opinionsOn(
    ctx.db,
    agencyId,
    items.map(({ id }) => id),
  );
  const now = ctx.clock.now();
  const present = kind === 'corrected' ? input.present : kind === 'arrived';
  const leave = kind === 'corrected' && !present && input.leave;
  const change = { personId, kind, present, leave, reason, at: kind === 'corrected' ? now : input.at };
  const may = mayChangeAttendance(
    {
      first,
      changes,
      openedAt: meeting.openedAt,
      now,
      items: items.map(({ id, state, decidedAt }) => ({
        state,
        decidedAt,
        spoken: said.flatMap((one) => (one.itemId === id ? [one.personId] : [])),
      })),
    },
    change,
  );
  if (!may.ok) return may;
  return ctx.transact<void, DeliberationRefusal>(async (tx) => {
    if (!(await moveMeeting(tx, keyOf(agencyId, meeting)))) return err({ code: 'deliberation/stale' });
    // What is on the table rests on who is there: whoever speaks or decides meanwhile rests on another version of it.
    for (const { id, state, rowVersion } of items)
      if (state === 'tabled' && !(await moveItem(tx, { agencyId, id, rowVersion })))
        return err({ code: 'deliberation/stale' });
    await insertAttendanceChange(tx, key, {
      ...change,
      seq: changes.length + 1,
      recordedBy: personIdOf(actor),
      recordedAt: now,
    });
    await record(tx, ctx, actor, {
      action: 'change-attendance',
      agencyId,
      type: 'meeting',
      id: meetingId,
      at: now,
      after: { person: personId, kind, present, leave },
    });
    return ok();
  });
}

import { err, ok, type LegalDay, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { insertChange } from '../db/meeting-changes.ts';
import { membersOn, type Meeting } from '../db/reader.ts';
import { moveMeeting, returnItems } from '../db/writer.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import { keptMeeting, keyOf } from './hold-meeting.ts';
import { record } from './record.ts';

type Change<T> = T & {
  readonly agencyId: string;
  readonly meetingId: string;
  readonly rowVersion: number;
  readonly reason: string;
};
type Done = Promise<Result<void, DeliberationRefusal>>;

/**
 * Moves a called meeting to another day or place 改期, with the reason; its agenda goes with it. By who keeps the record, before it
 * opens. Refuses `deliberation/same-call` when nothing would change, `deliberation/no-members-that-day`,
 * `deliberation/not-in-this-state`, `deliberation/stale`.
 */
export async function moveCall(
  ctx: UseCase,
  actor: Actor,
  input: Change<{ readonly heldOn: LegalDay; readonly place: string }>,
): Done {
  const { agencyId, heldOn, place } = input;
  const found = await calledMeeting(ctx, actor, input);
  if (!found.ok) return found;
  const meeting = found.value;
  if (meeting.heldOn === heldOn && meeting.place === place) return err({ code: 'deliberation/same-call' });
  const members = await membersOn(ctx.db, agencyId, heldOn);
  if (!members.some(({ bodyId }) => bodyId === meeting.bodyId))
    return err({ code: 'deliberation/no-members-that-day' });
  return ctx.transact<void, DeliberationRefusal>(async (tx) => {
    if (!(await moveMeeting(tx, keyOf(agencyId, meeting), { to: 'moved', heldOn, place })))
      return err({ code: 'deliberation/stale' });
    await writeChange(tx, ctx, actor, { input, meeting, kind: 'moved' });
    await record(tx, ctx, actor, {
      action: 'move',
      agencyId,
      type: 'meeting',
      id: meeting.id,
      after: { from: meeting.heldOn, on: heldOn },
    });
    return ok();
  });
}

/**
 * Calls a called meeting off 取消, with the reason; what waits on its agenda goes back and may be tabled in another. By who keeps
 * the record, before it opens. Refuses `deliberation/not-in-this-state`, `deliberation/stale`.
 */
export async function cancelCall(ctx: UseCase, actor: Actor, input: Change<object>): Done {
  const { agencyId } = input;
  const found = await calledMeeting(ctx, actor, input);
  if (!found.ok) return found;
  const meeting = found.value;
  return ctx.transact<void, DeliberationRefusal>(async (tx) => {
    if (!(await moveMeeting(tx, keyOf(agencyId, meeting), { to: 'cancelled' })))
      return err({ code: 'deliberation/stale' });
    await writeChange(tx, ctx, actor, { input, meeting, kind: 'cancelled' });
    await record(tx, ctx, actor, { action: 'cancel', agencyId, type: 'meeting', id: meeting.id });
    for (const id of await returnItems(tx, { agencyId, id: meeting.id }))
      await record(tx, ctx, actor, { action: 'return', agencyId, type: 'agenda-item', id });
    return ok();
  });
}

async function calledMeeting(
  ctx: UseCase,
  actor: Actor,
  { agencyId, meetingId, rowVersion }: Change<object>,
): Promise<Result<Meeting, DeliberationRefusal>> {
  const found = await keptMeeting(ctx, actor, agencyId, meetingId);
  if (!found.ok) return found;
  const { state, rowVersion: current } = found.value;
  if (state !== 'planned') return err({ code: 'deliberation/not-in-this-state', state });
  return current === rowVersion ? found : err({ code: 'deliberation/stale' });
}

async function writeChange(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  of: { readonly input: Change<object>; readonly meeting: Meeting; readonly kind: 'moved' | 'cancelled' },
): Promise<void> {
  const at = ctx.clock.now();
  const { id: meetingId, heldOn, place } = of.meeting;
  const { agencyId, reason } = of.input;
  await insertChange(
    tx,
    { agencyId, id: ctx.ids.uuid(at) },
    { meetingId, kind: of.kind, heldOn, place, reason, by: personIdOf(actor), at },
  );
}

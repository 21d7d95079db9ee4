import { err, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { presentAt } from '../db/attendance.ts';
import {
  findItem,
  findMeeting,
  membersOn,
  opinionsOn,
  recusalsOn,
  type Item,
  type Meeting,
} from '../db/reader.ts';
import { insertRecusal, moveItem } from '../db/writer.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import { recusalsInForce } from '../domain/recusals.ts';
import { can } from '../policy.ts';
import { record } from './record.ts';

type Input = {
  readonly agencyId: string;
  readonly itemId: string;
  readonly personId: string;
  readonly reason: string;
};
type Done = Promise<Result<void, DeliberationRefusal>>;

/**
 * A member withdraws from an item, or is told to, as soon as it is tabled; once the meeting is open only who is there, or spoke on
 * it before leaving. Whoever has spoken by then leaves what was heard tainted: the item can only be deferred
 * (`deliberation/should-have-withdrawn`). Refuses `deliberation/not-a-voter`, and `deliberation/recused` the second time.
 */
export async function recuseMember(ctx: UseCase, actor: Actor, input: Input): Done {
  const { agencyId, itemId, personId } = input;
  const found = await itemAndMeeting(ctx, agencyId, itemId);
  if (!found.ok) return found;
  const { item, meeting } = found.value;
  const people = await peopleOf(ctx, agencyId, meeting);
  const members = people.map((one) => one.personId);
  if (!can(actor, 'deliberation/speak', { agencyId, members, personId }))
    return err({ code: 'deliberation/forbidden' });
  if (item.state !== 'tabled') return err({ code: 'deliberation/not-in-this-state', state: item.state });
  const [said, entries] = await Promise.all([
    opinionsOn(ctx.db, agencyId, [itemId]),
    recusalsOn(ctx.db, agencyId, [itemId]),
  ]);
  const spoke = said.some((one) => one.personId === personId);
  if (!people.some((one) => one.personId === personId && (one.present || spoke)))
    return err({ code: 'deliberation/not-a-voter' });
  if (recusalsInForce(entries).some((one) => one.personId === personId))
    return err({ code: 'deliberation/recused' });
  return enter(ctx, actor, { input, item, seq: seqAfter(entries, personId), takenBack: false });
}

/**
 * Takes back a withdrawal that was entered by mistake, while its item is on the table: the member speaks and votes on it again. By who
 * keeps the record, who says why; both entries stay. Refuses `deliberation/not-recused`, `deliberation/not-in-this-state`, and
 * `deliberation/chair-has-spoken` for a member who could not be heard any more.
 */
export async function takeBackRecusal(ctx: UseCase, actor: Actor, input: Input): Done {
  const { agencyId, itemId, personId } = input;
  if (!can(actor, 'deliberation/keep', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const found = await itemAndMeeting(ctx, agencyId, itemId);
  if (!found.ok) return found;
  const { item, meeting } = found.value;
  if (item.state !== 'tabled') return err({ code: 'deliberation/not-in-this-state', state: item.state });
  const [people, said, entries] = await Promise.all([
    peopleOf(ctx, agencyId, meeting),
    opinionsOn(ctx.db, agencyId, [itemId]),
    recusalsOn(ctx.db, agencyId, [itemId]),
  ]);
  if (!recusalsInForce(entries).some((one) => one.personId === personId))
    return err({ code: 'deliberation/not-recused' });
  const spoke = (who: string | undefined): boolean => said.some((one) => one.personId === who);
  if (spoke(people.find(({ chair }) => chair)?.personId) && !spoke(personId))
    return err({ code: 'deliberation/chair-has-spoken' });
  return enter(ctx, actor, { input, item, seq: seqAfter(entries, personId), takenBack: true });
}

async function enter(
  ctx: UseCase,
  actor: Actor,
  entry: {
    readonly input: Input;
    readonly item: Item;
    readonly seq: number;
    readonly takenBack: boolean;
  },
): Done {
  const { input, item, seq, takenBack } = entry;
  const { agencyId, itemId: id, personId, reason } = input;
  const at = ctx.clock.now();
  return ctx.transact<void, DeliberationRefusal>(async (tx) => {
    if (!(await moveItem(tx, { agencyId, id, rowVersion: item.rowVersion })))
      return err({ code: 'deliberation/stale' });
    await insertRecusal(
      tx,
      { agencyId, id },
      { personId, reason, at, seq, takenBack, recordedBy: personIdOf(actor) },
    );
    await record(tx, ctx, actor, {
      action: takenBack ? 'take-back-recusal' : 'recuse',
      agencyId,
      type: 'agenda-item',
      id,
      at,
      after: { person: personId },
    });
    return ok();
  });
}

function seqAfter(
  entries: readonly { readonly personId: string; readonly seq: number }[],
  personId: string,
): number {
  return Math.max(0, ...entries.filter((one) => one.personId === personId).map(({ seq }) => seq)) + 1;
}

async function itemAndMeeting(
  ctx: UseCase,
  agencyId: string,
  itemId: string,
): Promise<Result<{ readonly item: Item; readonly meeting: Meeting }, DeliberationRefusal>> {
  const item = await findItem(ctx.db, { agencyId, id: itemId });
  const meeting =
    item === undefined ? undefined : await findMeeting(ctx.db, { agencyId, id: item.meetingId });
  return item === undefined || meeting === undefined
    ? err({ code: 'deliberation/not-found' })
    : ok({ item, meeting });
}

type Somebody = { readonly personId: string; readonly chair: boolean; readonly present: boolean };

/** Who belongs to a meeting, and is there once it is open; until then whoever is a member on its day, and may come. */
async function peopleOf(ctx: UseCase, agencyId: string, meeting: Meeting): Promise<readonly Somebody[]> {
  if (meeting.state !== 'planned') return presentAt(ctx.db, { agencyId, id: meeting.id });
  const members = await membersOn(ctx.db, agencyId, meeting.heldOn);
  return members.flatMap(({ bodyId, personId }) =>
    bodyId === meeting.bodyId ? [{ personId, chair: false, present: true }] : [],
  );
}

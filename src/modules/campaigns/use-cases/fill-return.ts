import { err, legalDayOf, ok, type LegalDay, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import { addWorkingDays, getCalendar, isWorkingDay, nextWorkingDay } from '#modules/calendar';
import type { UseCase } from '#platform/context';
import { findCampaign, findTask, powersOfOffices, type Campaign, type Task } from '../db/reader.ts';
import { deleteEntries, insertAct, insertEntries, insertExcuse, touchTask } from '../db/writer.ts';
import type { CampaignRefusal } from '../domain/errors.ts';
import {
  allowsAct,
  isForAnother,
  isOpen,
  signersOf,
  type Act,
  type EntryKind,
} from '../domain/office-return.ts';
import { REWORK_WORKING_DAYS } from '../domain/rounds.ts';
import { can } from '../policy.ts';
import { record, returnsOf, type OfficeReturn } from './shared.ts';

type In<T> = T & { readonly agencyId: string; readonly taskId: string };
type Done = Promise<Result<{ readonly rowVersion: number }, CampaignRefusal>>;

/**
 * Writes what an office holds: each power kept, adjusted, new or given up with the reason, or a nil return. Until it has
 * passed it may be written anew; a signature over what was there before is void then. Refuses `campaigns/not-this-office`,
 * `campaigns/nil-with-entries`, `campaigns/reason-missing`, `campaigns/stale`.
 */
export async function fillReturn(
  ctx: UseCase,
  actor: Actor,
  input: In<{
    readonly rowVersion: number;
    readonly nil: boolean;
    readonly entries: readonly {
      readonly powerId: string;
      readonly kind: EntryKind;
      readonly note: string;
    }[];
  }>,
): Done {
  const { agencyId, entries } = input;
  const found = await openReturn(ctx, input);
  if (!found.ok) return found;
  const { task, state } = found.value;
  if (!can(actor, 'campaign/fill', { agencyId, officeId: task.officeId }))
    return err({ code: 'campaigns/forbidden' });
  if (!isOpen(state)) return err({ code: 'campaigns/not-in-this-state', state });
  if (task.rowVersion !== input.rowVersion)
    return err({ code: 'campaigns/stale', rowVersion: task.rowVersion });
  if (input.nil && entries.length > 0) return err({ code: 'campaigns/nil-with-entries' });
  if (entries.some(({ kind, note }) => (kind === 'adjust' || kind === 'give-up') && note.trim() === ''))
    return err({ code: 'campaigns/reason-missing' });
  const offices = [task.officeId, ...task.merged];
  const own = new Map((await powersOfOffices(ctx.db, agencyId, offices)).map((one) => [one.powerId, one]));
  const strangers = entries.filter(({ powerId }) => !own.has(powerId)).map(({ powerId }) => powerId);
  if (strangers.length > 0) return err({ code: 'campaigns/not-this-office', powers: strangers });
  const filled = { nil: input.nil, filled_by: personIdOf(actor), filled_at: ctx.clock.now() };
  return ctx.transact<{ readonly rowVersion: number }, CampaignRefusal>(async (tx) => {
    if (!(await touchTask(tx, agencyId, task, filled)))
      return err({ code: 'campaigns/stale', rowVersion: task.rowVersion + 1 });
    await deleteEntries(tx, agencyId, task.id);
    await insertEntries(
      tx,
      agencyId,
      task.id,
      entries.map(({ powerId, kind, note }) => ({
        powerId,
        versionId: own.get(powerId)?.versionId ?? '',
        kind,
        note: note.trim(),
      })),
    );
    await record(tx, ctx, actor, {
      action: 'fill',
      agencyId,
      type: 'campaign-task',
      id: task.id,
      after: { nil: input.nil, entries: entries.map(({ powerId, kind }) => [powerId, kind]) },
    });
    return ok({ rowVersion: task.rowVersion + 1 });
  });
}

/**
 * Signs a return, countersigns, sends it back, passes it, or releases an office that was closed half-way or that refuses for
 * good. A signature is over the digest that its signer saw. Refuses `campaigns/changed` when it is another by now,
 * `campaigns/nothing-listed`, `campaigns/not-in-post` for a head or leader who is not it any more, `campaigns/signed-already`
 * for a second name of the same person; `campaigns/deadline-past` and `campaigns/no-working-day` for the day by which it is
 * to come back.
 */
export async function actOnReturn(
  ctx: UseCase,
  actor: Actor,
  input: In<{
    readonly act: Act;
    readonly digest: string;
    readonly reason: string;
    readonly postName: string;
    /** Of a return: when it is due again; the date of the campaign, or five working days from now, where none is named. */
    readonly due?: LegalDay | undefined;
  }>,
): Done {
  const { agencyId, act, reason } = input;
  const found = await openReturn(ctx, input);
  if (!found.ok) return found;
  const { campaign, task, state, digest, acts, entries } = found.value;
  const office = { agencyId, officeId: task.officeId };
  const action = act === 'pass' || act === 'release' ? 'campaign/run' : (`campaign/${act}` as const);
  if (!can(actor, action, office)) return err({ code: 'campaigns/forbidden' });
  if (!allowsAct(state, act)) return err({ code: 'campaigns/not-in-this-state', state });
  if (digest !== input.digest) return err({ code: 'campaigns/changed', digest });
  if ((act === 'return' || act === 'release') && reason.trim() === '')
    return err({ code: 'campaigns/reason-missing' });
  if (act === 'sign' && !task.nil && entries.length === 0) return err({ code: 'campaigns/nothing-listed' });
  if (!isInPost(actor, act, task)) return err({ code: 'campaigns/not-in-post' });
  if (actor.kind === 'staff' && isForAnother(act) && signersOf(acts).includes(actor.personId))
    return err({ code: 'campaigns/signed-already' });
  const now = ctx.clock.now();
  const due = act === 'return' ? await dueAgain(ctx, campaign, input.due) : ok(null);
  if (!due.ok) return due;
  return ctx.transact<{ readonly rowVersion: number }, CampaignRefusal>(async (tx) => {
    if (!(await touchTask(tx, agencyId, task)))
      return err({ code: 'campaigns/stale', rowVersion: task.rowVersion + 1 });
    await insertAct(tx, agencyId, task, {
      id: ctx.ids.uuid(now),
      act,
      personId: personIdOf(actor),
      postName: input.postName,
      digest,
      reason: reason.trim(),
      at: now,
      due: due.value,
    });
    await record(tx, ctx, actor, {
      action: act,
      agencyId,
      type: 'campaign-task',
      id: task.id,
      after: { digest },
    });
    return ok({ rowVersion: task.rowVersion + 1 });
  });
}

/** When a return that is sent back is due again. */
async function dueAgain(
  ctx: UseCase,
  { deadline }: Campaign,
  named: LegalDay | undefined,
): Promise<Result<LegalDay, CampaignRefusal>> {
  const today = legalDayOf(ctx.clock.now());
  const calendar = await getCalendar(ctx.db);
  if (named === undefined)
    return ok(deadline >= today ? deadline : addWorkingDays(calendar, today, REWORK_WORKING_DAYS));
  if (named < today) return err({ code: 'campaigns/deadline-past' });
  if (!isWorkingDay(calendar, named))
    return err({ code: 'campaigns/no-working-day', next: nextWorkingDay(calendar, named) });
  return ok(named);
}

/**
 * Whether who signs is the head of the office, or its leader in charge, today: a role that was left standing does not sign. A
 * deputy signs who holds a post of the office (AB角).
 */
function isInPost(actor: Actor, act: Act, task: Task): boolean {
  if (actor.kind !== 'staff') return true;
  if (act === 'sign')
    return (
      actor.personId === task.headId || actor.assignments.some(({ officeId }) => officeId === task.officeId)
    );
  if (act === 'countersign')
    return actor.personId === task.leaderId || actor.roles.some(({ role }) => role === 'first-responsible');
  return true;
}

/** Puts on record why an office is late, or refuses. It stays on the board whatever happens later. */
export async function excuseReturn(
  ctx: UseCase,
  actor: Actor,
  input: In<{ readonly kind: 'late' | 'refused'; readonly reason: string }>,
): Promise<Result<void, CampaignRefusal>> {
  const { agencyId } = input;
  const found = await openReturn(ctx, input);
  if (!found.ok) return found;
  const { task, state } = found.value;
  if (!can(actor, 'campaign/sign', { agencyId, officeId: task.officeId }))
    return err({ code: 'campaigns/forbidden' });
  if (!isOpen(state)) return err({ code: 'campaigns/not-in-this-state', state });
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    await insertExcuse(tx, agencyId, {
      id: ctx.ids.uuid(now),
      taskId: task.id,
      kind: input.kind,
      reason: input.reason,
      personId: personIdOf(actor),
      at: now,
    });
    await record(tx, ctx, actor, {
      action: `excuse-${input.kind}`,
      agencyId,
      type: 'campaign-task',
      id: task.id,
      after: { on: legalDayOf(now) },
    });
    return ok();
  });
}

/** The return with its campaign, while that is open. Refuses `campaigns/not-found`, `campaigns/closed`. */
export async function openReturn(
  ctx: UseCase,
  { agencyId, taskId }: In<unknown>,
): Promise<Result<OfficeReturn & { readonly campaign: Campaign }, CampaignRefusal>> {
  const task = await findTask(ctx.db, { agencyId, id: taskId });
  const campaign =
    task === undefined ? undefined : await findCampaign(ctx.db, { agencyId, id: task.campaignId });
  if (task === undefined || campaign === undefined) return err({ code: 'campaigns/not-found' });
  if (campaign.state !== 'open') return err({ code: 'campaigns/closed' });
  const [one] = await returnsOf(ctx.db, agencyId, [task]);
  return one === undefined ? err({ code: 'campaigns/not-found' }) : ok({ ...one, campaign });
}

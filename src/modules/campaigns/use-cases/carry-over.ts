import { err, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { knownOffices } from '../db/office-reader.ts';
import { tasksOf } from '../db/reader.ts';
import { deleteEntries, insertAct, insertEntries, insertTasks, touchTask } from '../db/writer.ts';
import type { CampaignRefusal } from '../domain/errors.ts';
import { isOpen } from '../domain/office-return.ts';
import { can } from '../policy.ts';
import { openReturn } from './fill-return.ts';
import { record, returnsOf } from './shared.ts';

/**
 * Carries the return of an office that was merged half-way over to its successor, which answers for the powers and duties of
 * both from now on; what was listed goes along, so that a signature of the successor is void. Refuses
 * `campaigns/not-its-successor` for the office itself, an office of another body, or one whose return has passed.
 */
export async function carryOver(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly taskId: string;
    readonly successorOfficeId: string;
    readonly digest: string;
    readonly reason: string;
    readonly postName: string;
  },
): Promise<Result<{ readonly rowVersion: number }, CampaignRefusal>> {
  const { agencyId, successorOfficeId, reason } = input;
  const found = await openReturn(ctx, input);
  if (!found.ok) return found;
  const { task, campaign, state, digest, entries } = found.value;
  if (!can(actor, 'campaign/run', { agencyId })) return err({ code: 'campaigns/forbidden' });
  if (!isOpen(state)) return err({ code: 'campaigns/not-in-this-state', state });
  if (digest !== input.digest) return err({ code: 'campaigns/changed', digest });
  if (reason.trim() === '') return err({ code: 'campaigns/reason-missing' });
  const known = await knownOffices(ctx.db, agencyId, [successorOfficeId]);
  const tasks = await tasksOf(ctx.db, { agencyId, id: campaign.id });
  const successor = tasks.find(({ officeId }) => officeId === successorOfficeId);
  const [standing] = successor === undefined ? [] : await returnsOf(ctx.db, agencyId, [successor]);
  if (
    known.length === 0 ||
    successorOfficeId === task.officeId ||
    (standing !== undefined && !isOpen(standing.state))
  )
    return err({ code: 'campaigns/not-its-successor' });
  const now = ctx.clock.now();
  const heirId = successor?.id ?? ctx.ids.uuid(now);
  const listed = new Set(standing?.entries.map(({ powerId }) => powerId));
  const moved = entries.filter(({ powerId }) => !listed.has(powerId));
  return ctx.transact<{ readonly rowVersion: number }, CampaignRefusal>(async (tx) => {
    if (successor === undefined)
      await insertTasks(tx, { agencyId, id: campaign.id }, [{ id: heirId, officeId: successorOfficeId }]);
    else if (!(await touchTask(tx, agencyId, successor, moved.length > 0 ? { nil: false } : {})))
      return err({ code: 'campaigns/stale', rowVersion: successor.rowVersion + 1 });
    if (!(await touchTask(tx, agencyId, task, { carried_to: heirId })))
      return err({ code: 'campaigns/stale', rowVersion: task.rowVersion + 1 });
    await deleteEntries(tx, agencyId, task.id);
    await insertEntries(tx, agencyId, heirId, moved);
    await insertAct(tx, agencyId, task, {
      id: ctx.ids.uuid(now),
      act: 'release',
      personId: personIdOf(actor),
      postName: input.postName,
      digest,
      reason: reason.trim(),
      at: now,
    });
    for (const [id, action] of [
      [task.id, 'carry-over'],
      [heirId, 'take-over'],
    ] as const)
      await record(tx, ctx, actor, {
        action,
        agencyId,
        type: 'campaign-task',
        id,
        after: { from: task.id, to: heirId, powers: moved.map(({ powerId }) => powerId).toSorted() },
      });
    return ok({ rowVersion: task.rowVersion + 1 });
  });
}

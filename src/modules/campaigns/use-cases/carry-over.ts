import { err, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { tasksOf } from '../db/reader.ts';
import type { CampaignRefusal } from '../domain/errors.ts';
import { isOpen } from '../domain/office-return.ts';
import { can } from '../policy.ts';
import { openReturn } from './fill-return.ts';
import { record, returnsOf, touchTask } from './shared.ts';

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
  const known = await ctx.db
    .selectFrom('office')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('id', '=', successorOfficeId)
    .executeTakeFirst();
  const tasks = await tasksOf(ctx.db, { agencyId, id: campaign.id });
  const successor = tasks.find(({ officeId }) => officeId === successorOfficeId);
  const [standing] = successor === undefined ? [] : await returnsOf(ctx.db, agencyId, [successor]);
  if (
    known === undefined ||
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
      await tx
        .insertInto('campaign_task')
        .values({ agency_id: agencyId, id: heirId, campaign_id: campaign.id, office_id: successorOfficeId })
        .execute();
    else if (!(await touchTask(tx, agencyId, successor, moved.length > 0 ? { nil: false } : {})))
      return err({ code: 'campaigns/stale', rowVersion: successor.rowVersion + 1 });
    if (!(await touchTask(tx, agencyId, task, { carried_to: heirId })))
      return err({ code: 'campaigns/stale', rowVersion: task.rowVersion + 1 });
    await tx
      .deleteFrom('campaign_entry')
      .where('agency_id', '=', agencyId)
      .where('task_id', '=', task.id)
      .execute();
    if (moved.length > 0)
      await tx
        .insertInto('campaign_entry')
        .values(
          moved.map(({ powerId, versionId, kind, note }) => ({
            agency_id: agencyId,
            task_id: heirId,
            power_id: powerId,
            version_id: versionId,
            kind,
            note,
          })),
        )
        .execute();
    await tx
      .insertInto('campaign_act')
      .values({
        agency_id: agencyId,
        id: ctx.ids.uuid(now),
        task_id: task.id,
        act: 'release',
        person_id: personIdOf(actor),
        post_name: input.postName,
        digest,
        reason: reason.trim(),
        at: now,
        seq: task.rowVersion + 1,
      })
      .execute();
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

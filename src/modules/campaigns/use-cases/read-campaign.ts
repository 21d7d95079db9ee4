import { err, legalDayOf, ok, toOffsetString, type LegalDay, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { z } from 'zod';
import type { CampaignDetail, CampaignList, TaskDetail, TaskRow } from '../contract/index.ts';
import { auditOf } from '../db/audit-reader.ts';
import {
  findCampaign,
  findTask,
  listCampaigns,
  powersOfOffice,
  tasksOf,
  type Campaign,
} from '../db/reader.ts';
import type { CampaignRefusal } from '../domain/errors.ts';
import { ACTS, allowsAct, daysLate, isOpen } from '../domain/office-return.ts';
import { can } from '../policy.ts';
import { returnsOf, returnsOfCampaign, type OfficeReturn } from './shared.ts';

/** Campaigns of one's agency, and the open returns that are one's own. */
export async function readCampaigns(
  ctx: UseCase,
  actor: StaffActor,
): Promise<Result<z.infer<typeof CampaignList>, CampaignRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'campaign/read', { agencyId })) return err({ code: 'campaigns/forbidden' });
  const campaigns = await listCampaigns(ctx.db, agencyId);
  const mine: TaskRow[] = [];
  for (const campaign of campaigns.filter(({ state }) => state === 'open')) {
    const tasks = (await tasksOf(ctx.db, { agencyId, id: campaign.id })).filter(({ officeId }) =>
      (['campaign/fill', 'campaign/sign', 'campaign/countersign'] as const).some((action) =>
        can(actor, action, { agencyId, officeId }),
      ),
    );
    mine.push(...(await rowsOf(ctx, agencyId, campaign, await returnsOf(ctx.db, agencyId, tasks))));
  }
  return ok({
    items: campaigns.map(({ id, name, deadline, state }) => ({ id, name, deadline, state })),
    mine: mine.filter(({ state }) => isOpen(state)),
    mayRun: can(actor, 'campaign/run', { agencyId }),
  });
}

/** A campaign with its board by office and its completeness audit, as things stand now. */
export async function readCampaign(
  ctx: UseCase,
  actor: StaffActor,
  campaignId: string,
): Promise<Result<CampaignDetail, CampaignRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'campaign/read', { agencyId })) return err({ code: 'campaigns/forbidden' });
  const campaign = await findCampaign(ctx.db, { agencyId, id: campaignId });
  if (campaign === undefined) return err({ code: 'campaigns/not-found' });
  const returns = await returnsOfCampaign(ctx.db, { agencyId, id: campaignId });
  const findings = await auditOf(ctx.db, agencyId, campaign, returns);
  const mayRun = can(actor, 'campaign/run', { agencyId });
  const officeName = new Map(returns.map(({ task }) => [task.officeId, task.officeName]));
  return ok({
    id: campaign.id,
    name: campaign.name,
    basis: campaign.basis,
    typeCodes: campaign.typeCodes,
    phases: campaign.phases,
    deadline: campaign.deadline,
    state: campaign.state,
    openedAt: toOffsetString(campaign.openedAt),
    closedAt: campaign.closedAt === null ? null : toOffsetString(campaign.closedAt),
    tasks: await rowsOf(ctx, agencyId, campaign, returns),
    findings: findings.map(({ officeId, explanation, ...finding }) => ({
      ...finding,
      office: officeId === null ? null : (officeName.get(officeId) ?? ''),
      explanation:
        explanation === null ? null : { ...explanation, at: toOffsetString(new Date(explanation.at)) },
      mayExplain:
        campaign.state === 'open' &&
        (officeId === null ? mayRun : can(actor, 'campaign/explain', { agencyId, officeId })),
    })),
    mayRun,
  });
}

/** The return of one office, as its clerk, its head or the leader in charge works on it. */
export async function readTask(
  ctx: UseCase,
  actor: StaffActor,
  taskId: string,
): Promise<Result<TaskDetail, CampaignRefusal>> {
  const { agencyId } = actor;
  const task = await findTask(ctx.db, { agencyId, id: taskId });
  const campaign =
    task === undefined ? undefined : await findCampaign(ctx.db, { agencyId, id: task.campaignId });
  if (task === undefined || campaign === undefined) return err({ code: 'campaigns/not-found' });
  const office = { agencyId, officeId: task.officeId };
  if (!can(actor, 'campaign/read-task', office)) return err({ code: 'campaigns/not-found' });
  const [one] = await returnsOf(ctx.db, agencyId, [task]);
  if (one === undefined) return err({ code: 'campaigns/not-found' });
  const [row] = await rowsOf(ctx, agencyId, campaign, [one]);
  if (row === undefined) return err({ code: 'campaigns/not-found' });
  const listed = new Set(one.entries.map(({ powerId }) => powerId));
  const powers = await powersOfOffice(ctx.db, agencyId, task.officeId);
  const open = campaign.state === 'open' && isOpen(one.state);
  const last = one.acts.findLastIndex(({ act }) => act === 'return');
  return ok({
    ...row,
    rowVersion: task.rowVersion,
    digest: one.digest,
    closed: campaign.state === 'closed',
    listed: one.entries.map(({ powerId, versionId, name, typeCode, kind, note, n }) => ({
      powerId,
      versionId,
      name,
      typeCode,
      kind,
      note,
      n,
    })),
    open: powers
      .filter(({ powerId, typeCode }) => !listed.has(powerId) && campaign.typeCodes.includes(typeCode))
      .map(({ powerId, versionId, name, typeCode, published }) => ({
        powerId,
        versionId,
        name,
        typeCode,
        published,
      })),
    history: one.acts.map(({ act, person, postName, reason, at, digest }, k) => ({
      act,
      person,
      post: postName,
      reason,
      at: toOffsetString(at),
      holds: k > last && digest === one.digest,
    })),
    acts: open
      ? ACTS.filter(
          (act) =>
            allowsAct(one.state, act) &&
            can(actor, act === 'pass' || act === 'release' ? 'campaign/run' : `campaign/${act}`, office),
        )
      : [],
    mayFill: open && can(actor, 'campaign/fill', office),
    mayExcuse: open && can(actor, 'campaign/sign', office),
  });
}

async function rowsOf(
  ctx: UseCase,
  agencyId: string,
  campaign: Campaign,
  returns: readonly OfficeReturn[],
): Promise<TaskRow[]> {
  const today = legalDayOf(ctx.clock.now());
  const reminders = await countReminders(
    ctx,
    agencyId,
    returns.map(({ task }) => task.id),
  );
  return returns.map((one) => rowOf(one, campaign, today, reminders.get(one.task.id) ?? 0));
}

function rowOf(one: OfficeReturn, campaign: Campaign, today: LegalDay, reminders: number): TaskRow {
  const last = one.acts.at(-1);
  return {
    id: one.task.id,
    campaignId: campaign.id,
    campaignName: campaign.name,
    office: one.task.officeName,
    deadline: campaign.deadline,
    state: one.state,
    nil: one.task.nil,
    entries: one.entries.length,
    daysLate: campaign.state === 'closed' ? 0 : daysLate(one.state, campaign.deadline, today),
    excuses: one.excuses.map(({ kind, reason, person, at }) => ({
      kind,
      reason,
      person,
      at: toOffsetString(at),
    })),
    lastAct:
      last === undefined
        ? null
        : { act: last.act, person: last.person, post: last.postName, at: toOffsetString(last.at) },
    reminders,
  };
}

async function countReminders(
  ctx: UseCase,
  agencyId: string,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (taskIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('campaign_reminder')
    .select((e) => ['task_id', e.fn.countAll<string>().as('n')])
    .where('agency_id', '=', agencyId)
    .where('task_id', 'in', [...taskIds])
    .groupBy('task_id')
    .execute();
  return new Map(rows.map(({ task_id: id, n }) => [id, Number(n)]));
}

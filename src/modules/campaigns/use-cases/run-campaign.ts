import { err, legalDayOf, ok, toOffsetString, type LegalDay, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import { getCalendar, isWorkingDay, nextWorkingDay } from '#modules/calendar';
import type { UseCase } from '#platform/context';
import type { CampaignReport } from '../contract/index.ts';
import { findCampaign } from '../db/reader.ts';
import type { Ground } from '../domain/audit.ts';
import type { CampaignRefusal } from '../domain/errors.ts';
import { isOpen } from '../domain/office-return.ts';
import { arePhases, type Phase } from '../domain/phases.ts';
import { can } from '../policy.ts';
import { buildReport } from './build-report.ts';
import { record } from './shared.ts';

export type OpenInput = {
  readonly agencyId: string;
  readonly name: string;
  readonly basis: string;
  readonly typeCodes: readonly string[];
  readonly phases: readonly Phase[];
  readonly deadline: LegalDay;
  readonly officeIds: readonly string[];
};

/**
 * Opens a campaign and gives every office in scope its task. Refuses `campaigns/unknown-office`, `campaigns/deadline-past`,
 * `campaigns/no-working-day` with the next one, and `campaigns/phases` when a phase ends before it
 * begins or two are for trials.
 */
export async function openCampaign(
  ctx: UseCase,
  actor: Actor,
  input: OpenInput,
): Promise<Result<{ readonly campaignId: string }, CampaignRefusal>> {
  const { agencyId } = input;
  if (!can(actor, 'campaign/run', { agencyId })) return err({ code: 'campaigns/forbidden' });
  const now = ctx.clock.now();
  if (input.deadline < legalDayOf(now)) return err({ code: 'campaigns/deadline-past' });
  const calendar = await getCalendar(ctx.db);
  if (!isWorkingDay(calendar, input.deadline))
    return err({ code: 'campaigns/no-working-day', next: nextWorkingDay(calendar, input.deadline) });
  if (!arePhases(input.phases)) return err({ code: 'campaigns/phases' });
  const officeIds = [...new Set(input.officeIds)];
  const known = await ctx.db
    .selectFrom('office')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('id', 'in', officeIds)
    .execute();
  if (known.length !== officeIds.length) return err({ code: 'campaigns/unknown-office' });
  const campaignId = ctx.ids.uuid(now);
  return ctx.transact(async (tx) => {
    await tx
      .insertInto('campaign')
      .values({
        agency_id: agencyId,
        id: campaignId,
        name: input.name,
        basis: input.basis,
        type_codes: JSON.stringify(input.typeCodes),
        phases: JSON.stringify(input.phases),
        deadline: input.deadline,
        opened_by: personIdOf(actor),
        opened_at: now,
      })
      .execute();
    await tx
      .insertInto('campaign_task')
      .values(
        officeIds.map((officeId) => ({
          agency_id: agencyId,
          id: ctx.ids.uuid(now),
          campaign_id: campaignId,
          office_id: officeId,
        })),
      )
      .execute();
    await record(tx, ctx, actor, {
      action: 'open',
      agencyId,
      type: 'campaign',
      id: campaignId,
      after: { deadline: input.deadline, offices: officeIds.toSorted() },
    });
    return ok({ campaignId });
  });
}

/**
 * Explains findings of the completeness audit by name, all of them or none; the newest explanation of each counts. Refuses
 * `campaigns/unknown-finding` and `campaigns/forbidden` for one that is another office's.
 */
export async function explainFindings(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly campaignId: string;
    readonly findings: readonly string[];
    readonly ground: Ground;
    readonly text: string;
  },
): Promise<Result<void, CampaignRefusal>> {
  const { agencyId, campaignId, ground, text } = input;
  const campaign = await findCampaign(ctx.db, { agencyId, id: campaignId });
  if (campaign === undefined) return err({ code: 'campaigns/not-found' });
  if (campaign.state === 'closed') return err({ code: 'campaigns/closed' });
  const known = new Map((await buildReport(ctx, agencyId, campaign)).findings.map((one) => [one.key, one]));
  const keys = [...new Set(input.findings)];
  for (const key of keys) {
    const finding = known.get(key);
    if (finding === undefined) {
      const reads = can(actor, 'campaign/read', { agencyId });
      return err({ code: reads ? 'campaigns/unknown-finding' : 'campaigns/forbidden' });
    }
    const may =
      finding.officeId === null
        ? can(actor, 'campaign/run', { agencyId })
        : can(actor, 'campaign/explain', { agencyId, officeId: finding.officeId });
    if (!may) return err({ code: 'campaigns/forbidden' });
  }
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    await tx
      .insertInto('campaign_explanation')
      .values(
        keys.map((finding) => ({
          agency_id: agencyId,
          id: ctx.ids.uuid(now),
          campaign_id: campaignId,
          finding,
          ground,
          text,
          person_id: personIdOf(actor),
          at: now,
        })),
      )
      .execute();
    await record(tx, ctx, actor, {
      action: 'explain',
      agencyId,
      type: 'campaign',
      id: campaignId,
      after: { findings: keys.toSorted(), ground },
    });
    return ok();
  });
}

/**
 * Closes a campaign once every office has passed or was released and every finding is explained; its report is fixed as it
 * stands, with the digest of the whole list. Refuses `campaigns/unfinished` with how many are left of each.
 */
export async function closeCampaign(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly campaignId: string },
): Promise<Result<void, CampaignRefusal>> {
  const { agencyId, campaignId } = input;
  if (!can(actor, 'campaign/run', { agencyId })) return err({ code: 'campaigns/forbidden' });
  const campaign = await findCampaign(ctx.db, { agencyId, id: campaignId });
  if (campaign === undefined) return err({ code: 'campaigns/not-found' });
  if (campaign.state === 'closed') return err({ code: 'campaigns/closed' });
  const { returns, findings, report } = await buildReport(ctx, agencyId, campaign);
  const tasks = returns.filter(({ state }) => isOpen(state)).length;
  const open = findings.filter(({ explanation }) => explanation === null).length;
  if (tasks > 0 || open > 0) return err({ code: 'campaigns/unfinished', tasks, findings: open });
  const now = ctx.clock.now();
  const closing: CampaignReport = {
    ...report,
    campaign: { ...report.campaign, closedAt: toOffsetString(now) },
  };
  return ctx.transact<void, CampaignRefusal>(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('campaign')
      .set({
        state: 'closed',
        closed_at: now,
        closing: JSON.stringify(closing),
        row_version: campaign.rowVersion + 1,
      })
      .where('agency_id', '=', agencyId)
      .where('id', '=', campaignId)
      .where('row_version', '=', campaign.rowVersion)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return err({ code: 'campaigns/stale', rowVersion: campaign.rowVersion + 1 });
    await record(tx, ctx, actor, {
      action: 'close',
      agencyId,
      type: 'campaign',
      id: campaignId,
      after: { list: closing.list, inputs: closing.inputs },
    });
    return ok();
  });
}

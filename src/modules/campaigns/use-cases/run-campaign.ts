import { err, legalDayOf, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import { getCalendar, isWorkingDay, nextWorkingDay } from '#modules/calendar';
import type { UseCase } from '#platform/context';
import { knownOffices } from '../db/office-reader.ts';
import { findCampaign } from '../db/reader.ts';
import { fixCampaign, insertCampaign, insertExplanations } from '../db/writer.ts';
import type { Ground } from '../domain/audit.ts';
import type { CampaignRefusal } from '../domain/errors.ts';
import { isOpen } from '../domain/office-return.ts';
import { checkSchedule, type Schedule } from '../domain/schedule.ts';
import { can } from '../policy.ts';
import { buildReport, endedReport } from './build-report.ts';
import { record } from './shared.ts';

export type OpenInput = Schedule & {
  readonly agencyId: string;
  readonly name: string;
  readonly basis: string;
  readonly typeCodes: readonly string[];
  readonly officeIds: readonly string[];
};

/**
 * Opens a campaign and gives every office in scope its task. Refuses `campaigns/unknown-office`, `campaigns/deadline-past`,
 * `campaigns/no-working-day` with the next one, and what {@link checkSchedule} refuses.
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
  const fits = checkSchedule(input);
  if (!fits.ok) return fits;
  const officeIds = [...new Set(input.officeIds)];
  const known = await knownOffices(ctx.db, agencyId, officeIds);
  if (known.length !== officeIds.length) return err({ code: 'campaigns/unknown-office' });
  const campaignId = ctx.ids.uuid(now);
  return ctx.transact(async (tx) => {
    await insertCampaign(
      tx,
      { ...input, id: campaignId, openedBy: personIdOf(actor), at: now },
      officeIds.map((officeId) => ({ id: ctx.ids.uuid(now), officeId })),
    );
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
  if (campaign.state !== 'open') return err({ code: 'campaigns/closed' });
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
    await insertExplanations(
      tx,
      { agencyId, campaignId, ground, text, personId: personIdOf(actor), at: now },
      keys.map((finding) => ({ id: ctx.ids.uuid(now), finding })),
    );
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
  if (campaign.state !== 'open') return err({ code: 'campaigns/closed' });
  const { returns, findings, report } = await buildReport(ctx, agencyId, campaign);
  const tasks = returns.filter(({ state }) => isOpen(state)).length;
  const open = findings.filter(({ explanation }) => explanation === null).length;
  if (tasks > 0 || open > 0) return err({ code: 'campaigns/unfinished', tasks, findings: open });
  const now = ctx.clock.now();
  const closing = endedReport(report, 'closed', now);
  return ctx.transact<void, CampaignRefusal>(async (tx) => {
    if (!(await fixCampaign(tx, agencyId, campaign, closing, now)))
      return err({ code: 'campaigns/stale', rowVersion: campaign.rowVersion + 1 });
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

import { err, legalDayOf, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import { getCalendar, isWorkingDay, nextWorkingDay } from '#modules/calendar';
import type { UseCase } from '#platform/context';
import { changeCampaign, type CampaignChange } from '../db/changes.ts';
import { findCampaign, type Campaign } from '../db/reader.ts';
import type { CampaignRefusal } from '../domain/errors.ts';
import { checkSchedule, type Schedule } from '../domain/schedule.ts';
import { can } from '../policy.ts';
import { buildReport, endedReport } from './build-report.ts';
import { record } from './shared.ts';

type Change = {
  readonly agencyId: string;
  readonly campaignId: string;
  /** The row version its author saw. */
  readonly rowVersion: number;
  readonly reason: string;
};

/**
 * Moves the dates of a campaign, with the reason. A date that has passed stands, so that nobody's lateness is wiped out.
 * Refuses `campaigns/deadline-stands`, `campaigns/deadline-past`, `campaigns/no-working-day` with the next one,
 * `campaigns/stale` and what {@link checkSchedule} refuses.
 */
export async function rescheduleCampaign(
  ctx: UseCase,
  actor: Actor,
  input: Change & Schedule,
): Promise<Result<void, CampaignRefusal>> {
  const found = await openOne(ctx, actor, input);
  if (!found.ok) return found;
  const campaign = found.value;
  const at = ctx.clock.now();
  const { deadline, phases } = input;
  if (deadline !== campaign.deadline) {
    const today = legalDayOf(at);
    if (campaign.deadline < today) return err({ code: 'campaigns/deadline-stands' });
    if (deadline < today) return err({ code: 'campaigns/deadline-past' });
    const calendar = await getCalendar(ctx.db);
    if (!isWorkingDay(calendar, deadline))
      return err({ code: 'campaigns/no-working-day', next: nextWorkingDay(calendar, deadline) });
  }
  const fits = checkSchedule(input);
  if (!fits.ok) return fits;
  return keep(ctx, actor, input, { kind: 'reschedule', campaign, schedule: { deadline, phases }, at });
}

/**
 * Cancels a campaign that should not have been opened, with the reason; its returns stay, to be read, and its report is fixed as
 * it stands: nothing of it is late or asked for any more. Refuses
 * `campaigns/closed` for one that has ended and `campaigns/stale`.
 */
export async function cancelCampaign(
  ctx: UseCase,
  actor: Actor,
  input: Change,
): Promise<Result<void, CampaignRefusal>> {
  const found = await openOne(ctx, actor, input);
  if (!found.ok) return found;
  const campaign = found.value;
  const at = ctx.clock.now();
  const { report } = await buildReport(ctx, input.agencyId, campaign);
  const closing = endedReport(report, 'cancelled', at);
  return keep(ctx, actor, input, { kind: 'cancel', campaign, schedule: campaign, at, closing });
}

async function openOne(
  ctx: UseCase,
  actor: Actor,
  { agencyId, campaignId, rowVersion }: Change,
): Promise<Result<Campaign, CampaignRefusal>> {
  if (!can(actor, 'campaign/run', { agencyId })) return err({ code: 'campaigns/forbidden' });
  const campaign = await findCampaign(ctx.db, { agencyId, id: campaignId });
  if (campaign === undefined) return err({ code: 'campaigns/not-found' });
  if (campaign.state !== 'open') return err({ code: 'campaigns/closed' });
  if (campaign.rowVersion !== rowVersion)
    return err({ code: 'campaigns/stale', rowVersion: campaign.rowVersion });
  return ok(campaign);
}

function keep(
  ctx: UseCase,
  actor: Actor,
  { agencyId, reason }: Change,
  change: Pick<CampaignChange, 'kind' | 'campaign' | 'schedule' | 'at' | 'closing'>,
): Promise<Result<void, CampaignRefusal>> {
  const { campaign, kind, schedule, at } = change;
  return ctx.transact<void, CampaignRefusal>(async (tx) => {
    const done = await changeCampaign(tx, {
      ...change,
      agencyId,
      id: ctx.ids.uuid(at),
      reason,
      personId: personIdOf(actor),
    });
    if (!done) return err({ code: 'campaigns/stale', rowVersion: campaign.rowVersion + 1 });
    await record(tx, ctx, actor, {
      action: kind,
      agencyId,
      type: 'campaign',
      id: campaign.id,
      after: {
        deadline: schedule.deadline,
        phases: schedule.phases.map(({ name, from, to }) => [name, from, to]),
      },
    });
    return ok();
  });
}

import { err, legalDayOf, ok, toOffsetString, type LegalDay, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import { listTrialsBegun, standingOf } from '#modules/powers';
import type { UseCase } from '#platform/context';
import type { z } from 'zod';
import type {
  CampaignDetail,
  CampaignList,
  CampaignReport,
  TaskDetail,
  TaskRow,
  TrialPhase,
} from '../contract/index.ts';
import { changesOf } from '../db/changes.ts';
import { otherOffices } from '../db/office-reader.ts';
import {
  findCampaign,
  findTask,
  listCampaigns,
  powersOfOffices,
  remindersOf,
  tasksOf,
  type Campaign,
  type ReminderRow,
} from '../db/reader.ts';
import type { CampaignRefusal } from '../domain/errors.ts';
import {
  ACTS,
  allowsAct,
  isForAnother,
  isHandedIn,
  isOpen,
  signersOf,
  type Act,
  type TaskState,
} from '../domain/office-return.ts';
import { daysLateOf, newestReminder, readReminder } from '../domain/rounds.ts';
import { can } from '../policy.ts';
import { buildReport, readClosing, reported } from './build-report.ts';
import { returnsOf, timesOf, type OfficeReturn } from './shared.ts';

/** Campaigns of one's agency, and the open returns that are one's own or wait for one's act. */
export async function readCampaigns(
  ctx: UseCase,
  actor: StaffActor,
): Promise<Result<z.infer<typeof CampaignList>, CampaignRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'campaign/read', { agencyId })) return err({ code: 'campaigns/forbidden' });
  const campaigns = await listCampaigns(ctx.db, agencyId);
  const mine: TaskRow[] = [];
  for (const campaign of campaigns.filter(({ state }) => state === 'open')) {
    const tasks = await tasksOf(ctx.db, { agencyId, id: campaign.id });
    const returns = (await returnsOf(ctx.db, agencyId, tasks)).filter((one) => isMine(actor, one, agencyId));
    mine.push(...(await rowsOf(ctx, agencyId, campaign, returns)));
  }
  return ok({
    items: campaigns.map(({ id, name, deadline, state }) => ({ id, name, deadline, state })),
    mine,
    mayRun: can(actor, 'campaign/run', { agencyId }),
  });
}

type Office = { readonly agencyId: string; readonly officeId: string };

/** An office has its own return before it until it is handed in; leader and leading group office have it when it is their turn. */
function isMine(actor: StaffActor, one: OfficeReturn, agencyId: string): boolean {
  if (!isOpen(one.state)) return false;
  const office = { agencyId, officeId: one.task.officeId };
  return (
    (!isHandedIn(one.state) && can(actor, 'campaign/fill', office)) ||
    actsOn(actor, one, office).some((act) => act === 'sign' || act === 'countersign' || act === 'pass')
  );
}

/** What a reader may do to a return now; not what nobody does who has signed it. */
function actsOn(actor: StaffActor, { state, acts }: OfficeReturn, office: Office): Act[] {
  return permitted(actor, state, office).filter((act) => !(isForAnother(act) && hasSigned(actor, acts)));
}

function permitted(actor: StaffActor, state: TaskState, office: Office): Act[] {
  return ACTS.filter(
    (act) =>
      allowsAct(state, act) &&
      can(actor, act === 'pass' || act === 'release' ? 'campaign/run' : `campaign/${act}`, office),
  );
}

function hasSigned(actor: StaffActor, acts: OfficeReturn['acts']): boolean {
  return signersOf(acts).includes(actor.personId);
}

/** A campaign with its board by office and its completeness audit: as things stand, or as they were when it ended. */
export async function readCampaign(
  ctx: UseCase,
  actor: StaffActor,
  campaignId: string,
): Promise<Result<CampaignDetail, CampaignRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'campaign/read', { agencyId })) return err({ code: 'campaigns/forbidden' });
  const campaign = await findCampaign(ctx.db, { agencyId, id: campaignId });
  if (campaign === undefined) return err({ code: 'campaigns/not-found' });
  const { returns, findings } = await buildReport(ctx, agencyId, campaign);
  const mayRun = can(actor, 'campaign/run', { agencyId });
  const names = new Map(returns.map(({ task }) => [task.officeId, task.officeName]));
  return ok({
    id: campaign.id,
    name: campaign.name,
    basis: campaign.basis,
    typeCodes: campaign.typeCodes,
    phases: campaign.phases,
    rowVersion: campaign.rowVersion,
    changes: (await changesOf(ctx.db, { agencyId, id: campaignId })).map((one) => ({
      ...one,
      at: toOffsetString(one.at),
    })),
    trials: await trialsOf(ctx, agencyId, campaign, returns),
    deadline: campaign.deadline,
    state: campaign.state,
    openedAt: toOffsetString(campaign.openedAt),
    closedAt: campaign.closedAt === null ? null : toOffsetString(campaign.closedAt),
    tasks: await rowsOf(ctx, agencyId, campaign, returns),
    findings:
      campaign.closing !== null
        ? readClosing(campaign).findings.map((one) => ({ ...one, mayExplain: false }))
        : findings.map((one) => ({
            ...reported(one, names),
            mayExplain:
              campaign.state === 'open' &&
              (one.officeId === null
                ? mayRun
                : can(actor, 'campaign/explain', { agencyId, officeId: one.officeId })),
          })),
    mayRun,
  });
}

/** What runs on trial of that which the returns list; also after the close, since trials outlast it. */
async function trialsOf(
  ctx: UseCase,
  agencyId: string,
  { phases }: Campaign,
  returns: readonly OfficeReturn[],
): Promise<TrialPhase | null> {
  const phase = phases.find(({ trial }) => trial);
  if (phase === undefined) return null;
  const listed = returns.flatMap(({ entries }) => entries.filter(({ kind }) => kind !== 'give-up'));
  const powerIds = [...new Set(listed.map(({ powerId }) => powerId))];
  const { from, to } = phase;
  const begun = await listTrialsBegun(ctx.db, { agencyId, powerIds, from, to });
  const today = legalDayOf(ctx.clock.now());
  return {
    listed: powerIds.length,
    items: begun.map(({ trial, ...item }) => ({
      ...item,
      from: trial.from,
      until: trial.until,
      standing: standingOf(trial, today),
    })),
  };
}

/** What a campaign came to: fixed when it was closed or cancelled, until then as things stand. */
export async function readReport(
  ctx: UseCase,
  actor: StaffActor,
  campaignId: string,
): Promise<Result<CampaignReport, CampaignRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'campaign/read', { agencyId })) return err({ code: 'campaigns/forbidden' });
  const campaign = await findCampaign(ctx.db, { agencyId, id: campaignId });
  if (campaign === undefined) return err({ code: 'campaigns/not-found' });
  if (campaign.closing !== null) return ok(readClosing(campaign));
  return ok((await buildReport(ctx, agencyId, campaign)).report);
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
  const powers = await powersOfOffices(ctx.db, agencyId, [task.officeId, ...task.merged]);
  const mayRun = can(actor, 'campaign/run', { agencyId });
  const open = campaign.state === 'open' && isOpen(one.state);
  const last = one.acts.findLastIndex(({ act }) => act === 'return');
  return ok({
    ...row,
    rowVersion: task.rowVersion,
    digest: one.digest,
    closed: campaign.state !== 'open',
    cancelledAt:
      campaign.state === 'cancelled' && campaign.closedAt !== null ? toOffsetString(campaign.closedAt) : null,
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
    history: one.acts.map(({ act, person, postName, reason, at, digest, due }, k) => ({
      act,
      person,
      post: postName,
      reason,
      at: toOffsetString(at),
      digest,
      due,
      holds: k > last && digest === one.digest,
    })),
    filled: task.filled === null ? null : { person: task.filled.person, at: toOffsetString(task.filled.at) },
    successors: open && mayRun ? await otherOffices(ctx.db, agencyId, task.officeId) : [],
    acts: open ? actsOn(actor, one, office) : [],
    forAnother:
      open && hasSigned(actor, one.acts) ? permitted(actor, one.state, office).filter(isForAnother) : [],
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
  const today = legalDayOf(campaign.closedAt ?? ctx.clock.now());
  const reminders = await remindersOf(
    ctx.db,
    agencyId,
    returns.map(({ task }) => task.id),
  );
  const fixed = campaign.closing !== null ? readClosing(campaign).offices : [];
  return returns.map((one) => {
    const own = reminders.filter(({ taskId }) => taskId === one.task.id);
    const row = rowOf(one, campaign, today, own);
    const stood = fixed.find(({ taskId }) => taskId === one.task.id);
    if (stood === undefined) return row;
    const { state, nil, entries, daysLate, due, handedInOn } = stood;
    return { ...row, state, nil, entries, daysLate, due, handedInOn };
  });
}

function rowOf(
  one: OfficeReturn,
  campaign: Campaign,
  today: LegalDay,
  reminders: readonly ReminderRow[],
): TaskRow {
  const { task } = one;
  const last = one.acts.at(-1);
  const rounds = timesOf(one, campaign.deadline, today);
  const { due, handedInOn } = rounds.at(-1) ?? rounds[0];
  const since = Math.max(...[campaign.openedAt, task.filled?.at, last?.at].map((at) => at?.getTime() ?? 0));
  return {
    id: task.id,
    campaignId: campaign.id,
    campaignName: campaign.name,
    office: task.officeName,
    due,
    handedInOn,
    state: one.state,
    nil: task.nil,
    entries: one.entries.length,
    daysLate: daysLateOf(rounds),
    excuses: one.excuses.map(({ kind, reason, person, at }) => ({
      kind,
      reason,
      person,
      at: toOffsetString(at),
    })),
    since: toOffsetString(new Date(since)),
    carriedTo: task.successorName,
    lastAct:
      last === undefined
        ? null
        : { act: last.act, person: last.person, post: last.postName, at: toOffsetString(last.at) },
    reminders: reminders
      .flatMap(({ name, at, due: dueThen, state, persons }) => {
        const reminded = readReminder(name);
        if (reminded === undefined) return [];
        return [{ ...reminded, at: toOffsetString(at), due: dueThen, state, to: [...persons] }];
      })
      .toSorted(newestReminder),
  };
}

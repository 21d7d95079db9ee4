import { createHash } from 'node:crypto';
import { canonicalJson, legalDayOf, toOffsetString } from '#kernel';
import type { UseCase } from '#platform/context';
import { CampaignReport, type OfficeReport, type ReportedFinding } from '../contract/index.ts';
import { auditOf, type ExplainedFinding } from '../db/audit-reader.ts';
import type { ActRow, Campaign } from '../db/reader.ts';
import { ENTRY_KINDS, type Act } from '../domain/office-return.ts';
import { daysLateOf } from '../domain/rounds.ts';
import { answersFor } from '../domain/successors.ts';
import { returnsOfCampaign, timesOf, type OfficeReturn } from './shared.ts';

/**
 * A campaign as things stand: its returns, and what it comes to. What a cancelled one was late stands as on the day it was
 * cancelled.
 */
export async function buildReport(
  ctx: UseCase,
  agencyId: string,
  campaign: Campaign,
): Promise<{
  readonly returns: readonly OfficeReturn[];
  readonly findings: readonly ExplainedFinding[];
  readonly report: CampaignReport;
}> {
  const returns = await returnsOfCampaign(ctx.db, { agencyId, id: campaign.id });
  const { findings, inputs } = await auditOf(ctx.db, agencyId, campaign, returns);
  const today = legalDayOf(campaign.closedAt ?? ctx.clock.now());
  const names = new Map(returns.map(({ task }) => [task.officeId, task.officeName]));
  const items = returns.flatMap(({ task, entries }) =>
    entries.map(({ powerId, versionId, name, typeCode, kind, note, fingerprint }) => ({
      officeId: task.officeId,
      office: task.officeName,
      powerId,
      versionId,
      name,
      typeCode,
      kind,
      note,
      fingerprint,
    })),
  );
  const report: CampaignReport = {
    campaign: {
      id: campaign.id,
      name: campaign.name,
      basis: campaign.basis,
      typeCodes: campaign.typeCodes,
      phases: campaign.phases,
      deadline: campaign.deadline,
      openedAt: toOffsetString(campaign.openedAt),
      closedAt: campaign.closedAt === null ? null : toOffsetString(campaign.closedAt),
      state: campaign.state,
    },
    list: { id: campaign.id, digest: listDigest(campaign.id, returns), items: items.length },
    inputs: [...inputs],
    offices: returns.map((one) => officeReport(one, returns, campaign, findings, today)),
    items,
    findings: findings.map((one) => reported(one, names)),
  };
  return { returns, findings, report };
}

/** The report as it is fixed when a campaign ends. */
export function endedReport(
  report: CampaignReport,
  state: CampaignReport['campaign']['state'],
  at: Date,
): CampaignReport {
  return { ...report, campaign: { ...report.campaign, state, closedAt: toOffsetString(at) } };
}

/** What was fixed when a campaign ended. Throws for an open one: it has nothing fixed. */
export function readClosing(campaign: Campaign): CampaignReport {
  return CampaignReport.parse(campaign.closing);
}

export function reported(
  { officeId, explanation, ...finding }: ExplainedFinding,
  names: ReadonlyMap<string, string>,
): ReportedFinding {
  return {
    ...finding,
    office: officeId === null ? null : (names.get(officeId) ?? ''),
    explanation:
      explanation === null ? null : { ...explanation, at: toOffsetString(new Date(explanation.at)) },
  };
}

/** SHA-256 over the digests of all returns: the list as one matter, to be tabled or filed. */
function listDigest(campaignId: string, returns: readonly OfficeReturn[]): string {
  const covered = {
    campaign: campaignId,
    returns: returns
      .map(({ task, digest }) => ({ office: task.officeId, digest }))
      .toSorted((a, b) => (a.office < b.office ? -1 : 1)),
  };
  return createHash('sha256').update(canonicalJson(covered)).digest('hex');
}

function officeReport(
  one: OfficeReturn,
  returns: readonly OfficeReturn[],
  campaign: Campaign,
  findings: readonly ExplainedFinding[],
  today: ReturnType<typeof legalDayOf>,
): OfficeReport {
  const { task, acts, entries } = one;
  const rounds = timesOf(one, campaign.deadline, today);
  const { due, handedInOn } = rounds.at(-1) ?? rounds[0];
  const own = findings.filter(({ officeId }) => officeId === task.officeId);
  // What was signed before it was sent back holds no more, also while nothing was changed.
  const since = acts.slice(acts.findLastIndex(({ act }) => act === 'return') + 1);
  const holding = (act: Act) =>
    signature(
      since.findLast((done) => done.act === act),
      one.digest,
    );
  const release = acts.findLast(({ act }) => act === 'release');
  const heir = answersFor(
    returns.map((other) => other.task),
    task,
  );
  return {
    taskId: task.id,
    officeId: task.officeId,
    office: task.officeName,
    state: one.state,
    nil: task.nil,
    entries: entries.length,
    kinds: kindsOf(entries),
    due,
    handedInOn,
    daysLate: daysLateOf(rounds),
    returned: rounds.length - 1,
    excuses: one.excuses.map(({ kind, reason, person, at }) => ({
      kind,
      reason,
      person,
      at: toOffsetString(at),
    })),
    findings: own.length,
    explained: own.filter(({ explanation }) => explanation !== null).length,
    signed: holding('sign'),
    countersigned: holding('countersign'),
    passed: holding('pass'),
    released:
      release === undefined
        ? null
        : {
            reason: release.reason,
            to: heir.id === task.id ? null : heir.officeName,
            at: toOffsetString(release.at),
          },
    digest: one.digest,
  };
}

function kindsOf(entries: OfficeReturn['entries']): OfficeReport['kinds'] {
  const count = (kind: (typeof ENTRY_KINDS)[number]): number =>
    entries.filter((entry) => entry.kind === kind).length;
  return {
    keep: count('keep'),
    adjust: count('adjust'),
    new: count('new'),
    'give-up': count('give-up'),
  };
}

/** The last signature of its kind, if it still covers what the return says. */
function signature(act: ActRow | undefined, digest: string): OfficeReport['signed'] {
  return act === undefined || act.digest !== digest
    ? null
    : { person: act.person, post: act.postName, at: toOffsetString(act.at), digest };
}

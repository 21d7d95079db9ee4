import { daysBetween, err, legalDayOf, ok, Rid, startOfLegalDay, type LegalDay, type Result } from '#kernel';
import { actorRef, personIdOf, type Actor } from '#modules/access';
import { openObligation } from '#modules/disclosure';
import { writeJournal } from '#modules/journal';
import { appendRevision, type FieldInput } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import type { PowerVersion } from '../db/power-reader.ts';
import type { PowerTrial } from '../db/trial-reader.ts';
import { trialEndMissing, type PowerRefusal } from '../domain/errors.ts';
import { trialFault, type TrialOutcome } from '../domain/trial.ts';

/** A trial as it is asked for; its first day is the day the version takes effect. */
export type TrialWish = {
  /** Last day, inclusive; refused by name when it is left out. */
  readonly until?: LegalDay | undefined;
  readonly reason: string;
};

type Begin = TrialWish & {
  readonly from: LegalDay;
  readonly since: LegalDay;
  readonly postName: string;
};

/**
 * Writes a trial beside the version it is of, in the transaction that publishes it, and opens what is owed to society from then on:
 * the decision how it ends, by its last day (C5, X5). Refuses what `trialFault` refuses.
 */
export async function beginTrial(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  version: PowerVersion,
  { from, until, since, reason, postName }: Begin,
): Promise<Result<void, PowerRefusal>> {
  const fault = trialFault({ from, until, reason, since, status: version.status, withheld: false });
  if (fault !== undefined) return err(fault);
  if (until === undefined) return err(trialEndMissing());
  const at = ctx.clock.now();
  await tx
    .insertInto('power_trial')
    .values({
      agency_id: version.agencyId,
      version_id: version.versionId,
      power_id: version.powerId,
      since,
      from_day: from,
      until,
      reason,
      person_id: personIdOf(actor),
      post_name: postName,
      at,
    })
    .execute();
  await openObligation(tx, ctx, {
    kind: 'trial-decision',
    agencyId: version.agencyId,
    powerId: version.powerId,
    rid: version.rid,
    from: startOfLegalDay(from),
    period: {
      n: daysBetween(from, until),
      unit: 'cd',
      startRule: { zh: '自试运行第一日起', en: 'from the first day of the trial' },
      pausableBy: [],
      extension: null,
      roll: 'none',
      source: { law: '本机关', article: '公布的试运行期限' },
    },
    scope: 'society',
    commitmentClass: 'OPEN',
  });
  await writeJournal(tx, {
    ids: ctx.ids,
    at,
    actor: actorRef(actor),
    action: 'power/begin-trial',
    subjectType: 'power.version',
    subjectRid: version.rid,
    agencyId: version.agencyId,
    after: { from, until },
    requestId: ctx.requestId,
  });
  return ok();
}

/** How the ledger tells that a version is on trial. */
export function trialEntry(from: LegalDay, { until, reason }: TrialWish, post: string): FieldInput {
  return { name: 'trial', value: { from, until: until ?? from, reason, post }, state: 'open' };
}

type Decision = {
  readonly trial: PowerTrial;
  /** Any version of the power: it says whose it is. */
  readonly version: Pick<PowerVersion, 'agencyId'>;
  readonly outcome: TrialOutcome;
  readonly reason: string;
  /** Why it is decided before its last day; left out on that day or later, and for what replaces it. */
  readonly earlyReason?: string | undefined;
  readonly successor?: { readonly versionId: string; readonly n: number };
  readonly postName: string;
  readonly org: string;
  readonly basis: string;
};

/**
 * Records how a trial ended, in the caller's transaction: once, by the key of the table, and as a further revision of the record
 * of the version it is of, which meets what was owed.
 */
export async function recordTrialDecision(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  { trial, version: { agencyId }, outcome, reason, earlyReason, successor, postName, org, basis }: Decision,
): Promise<void> {
  const at = ctx.clock.now();
  const on = legalDayOf(at);
  await tx
    .insertInto('power_trial_decision')
    .values({
      agency_id: agencyId,
      version_id: trial.versionId,
      outcome,
      reason,
      early_reason: earlyReason ?? null,
      successor_id: successor?.versionId ?? null,
      person_id: personIdOf(actor),
      post_name: postName,
      decided_on: on,
      at,
    })
    .execute();
  const { rid } = await tx
    .selectFrom('power_version')
    .select('rid')
    .where('agency_id', '=', agencyId)
    .where('id', '=', trial.versionId)
    .executeTakeFirstOrThrow();
  await appendRevision(tx, {
    ids: ctx.ids,
    at,
    rid: Rid.parse(rid),
    type: 'power.version',
    act: 'stage',
    agencyId,
    org,
    basis,
    schema: 'power.version/1',
    fields: [
      {
        name: 'trialDecision',
        value: {
          outcome,
          on,
          reason,
          ...(earlyReason === undefined ? {} : { early: earlyReason }),
          post: postName,
          successor: successor?.n ?? null,
        },
        state: 'open',
      },
    ],
  });
  await writeJournal(tx, {
    ids: ctx.ids,
    at,
    actor: actorRef(actor),
    action: 'power/decide-trial',
    subjectType: 'power.version',
    subjectRid: rid,
    agencyId,
    after: { outcome, successor: successor?.n ?? null },
    requestId: ctx.requestId,
  });
}

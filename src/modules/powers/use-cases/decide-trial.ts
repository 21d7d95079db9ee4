import { err, legalDayOf, ok, type LegalDay, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { lockDisclosure } from '#modules/disclosure';
import { atOneMoment, type UseCase } from '#platform/context';
import type { Conflict, Tx } from '#platform/database';
import { findVersion, type PowerVersion } from '../db/power-reader.ts';
import { putBackInForce } from '../db/power-transactor.ts';
import { findFinalBefore, findTrial, handsIn, type PowerTrial } from '../db/trial-reader.ts';
import {
  blocked,
  effectiveInThePast,
  forbidden,
  notFound,
  notOnTrial,
  reasonMissing,
  trialDecided,
  trialNotBegun,
  trialNothingBefore,
  trialOutlived,
  trialOwnHand,
  type PowerRefusal,
} from '../domain/errors.ts';
import { earlyFault, latestSuccession } from '../domain/trial.ts';
import { can, subjectOf } from '../policy.ts';
import { blockersOf, enterVersion, issuerOf } from './enter-version.ts';
import { recordTrialDecision } from './record-trial.ts';

export type DecideTrialInput = {
  readonly agencyId: string;
  readonly versionId: string;
  /** `confirm` makes it final as it is; `return` puts the final version before it into force again, as a new one. */
  readonly decision: 'confirm' | 'return';
  readonly reason: string;
  /** Why the last day is not waited for; asked for before that day only. */
  readonly earlyReason?: string | undefined;
  /** From when the version before is in force again; today when left out. */
  readonly effectiveFrom?: LegalDay;
  readonly postName?: string;
  readonly basis?: string;
};
type Outcome = Result<{ readonly n: number }, PowerRefusal | Conflict>;

/**
 * Decides a trial (C5): 转正, which changes nothing but that it is final, or back to the version before, published anew with the
 * very content that was signed and passed then. Where neither will do, a new version is adjusted and published, which decides it
 * too (`publishPower`). Late decisions are taken all the same. Answers with the number of the version that holds from then on.
 *
 * Refuses `powers/forbidden`, `powers/trial-own-hand` to whoever drafted, signed, countersigned, passed or published it, `powers/reason-missing`,
 * `powers/trial-early-reason-missing` before the last day, `powers/not-on-trial`, `powers/trial-decided` for a second decision, `powers/trial-not-begun`,
 * `powers/trial-nothing-before`, `powers/trial-outlived`, and what stops any publication.
 */
export async function decideTrial(from: UseCase, actor: Actor, input: DecideTrialInput): Promise<Outcome> {
  const ctx = atOneMoment(from);
  const version = await findVersion(ctx.db, input.agencyId, input.versionId);
  if (!version) return err(notFound());
  if (!can(actor, 'power/decide-trial', subjectOf(version))) return err(forbidden());
  const tried = await findTrial(ctx.db, version);
  if (tried === undefined) return err(notOnTrial());
  if (actor.kind === 'staff' && (await handsIn(ctx.db, version)).has(actor.personId))
    return err(trialOwnHand());
  if (input.reason.trim() === '') return err(reasonMissing());
  if (tried.decision === undefined) {
    const fault = earlyFault(tried.until, legalDayOf(ctx.clock.now()), input.earlyReason ?? '');
    if (fault !== undefined) return err(fault);
  }
  return ctx.transact(async (tx) => {
    await lockDisclosure(tx, version.powerId);
    const trial = await findTrial(tx, version);
    if (trial === undefined) return err(notOnTrial());
    if (trial.decision !== undefined) return err(trialDecided(trial.decision.outcome, trial.decision.on));
    return input.decision === 'confirm'
      ? confirm(tx, ctx, actor, { version, trial, input })
      : goBack(tx, ctx, actor, { version, trial, input });
  });
}

type Deciding = {
  readonly version: PowerVersion;
  readonly trial: PowerTrial;
  readonly input: DecideTrialInput;
};

async function confirm(tx: Tx, ctx: UseCase, actor: Actor, of: Deciding): Promise<Outcome> {
  const { version, trial } = of;
  if (legalDayOf(ctx.clock.now()) < trial.from) return err(trialNotBegun(trial.from));
  const { org } = await issuerOf(tx, version.agencyId);
  await recordTrialDecision(tx, ctx, actor, {
    ...shared(of, ctx),
    org,
    outcome: 'confirmed',
  });
  return ok({ n: version.n ?? 0 });
}

async function goBack(tx: Tx, ctx: UseCase, actor: Actor, of: Deciding): Promise<Outcome> {
  const { version, trial, input } = of;
  const now = ctx.clock.now();
  const today = legalDayOf(now);
  const effectiveFrom = input.effectiveFrom ?? today;
  if (effectiveFrom < today) return err(effectiveInThePast(today));
  const latest = latestSuccession(trial.until, today);
  if (effectiveFrom > latest) return err(trialOutlived(latest));
  const { agencyId, powerId, n, code } = version;
  const final = n === null ? undefined : await findFinalBefore(tx, { agencyId, powerId, n });
  const base = final && (await findVersion(tx, agencyId, final.versionId));
  if (final === undefined || base === undefined || code === null) return err(trialNothingBefore());
  const { blockers } = await blockersOf(tx, base, effectiveFrom);
  if (blockers.length > 0) return err(blocked(blockers));
  const issuer = await issuerOf(tx, agencyId);
  const { reason, postName, basis } = shared(of, ctx);
  const back = await putBackInForce(tx, ctx.ids, base, {
    at: now,
    effectiveFrom,
    reason,
    changeBasis: `试运行未转正，恢复第 ${final.n} 版`,
  });
  const entered = await enterVersion(tx, ctx, actor, back, {
    n: back.n,
    code,
    effectiveFrom,
    issuer,
    basis,
    postName,
    approvals: () => [{ act: 'end-trial', post: postName, on: today }],
    more: [{ name: 'restores', value: final.n, state: 'open' }],
  });
  if (!entered.ok) return entered;
  await recordTrialDecision(tx, ctx, actor, {
    ...shared(of, ctx),
    org: issuer.org,
    outcome: 'returned',
    successor: { versionId: back.versionId, n: back.n },
  });
  return ok({ n: back.n });
}

function shared({ version, trial, input }: Deciding, { clock }: UseCase) {
  const early = legalDayOf(clock.now()) < trial.until;
  return {
    version,
    trial,
    reason: input.reason.trim(),
    ...(early && { earlyReason: input.earlyReason?.trim() }),
    postName: input.postName ?? '',
    basis: input.basis ?? 'power-list',
  };
}

import { err, legalDayOf, ok, type LegalDay, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import {
  approvalsOf,
  nextState,
  publicApprovals,
  recordResolution,
  resolvedAs,
  resolvingOf,
} from '#modules/approval';
import { findWholeException, lockDisclosure } from '#modules/disclosure';
import { atOneMoment, type UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { findCodeHolder } from '../db/code-holder.ts';
import { findVersion } from '../db/power-reader.ts';
import { approvedOf, giveCode, putInForce } from '../db/power-transactor.ts';
import { findUndecidedTrial, trialsOfLine } from '../db/trial-reader.ts';
import { codeIn } from '../domain/content.ts';
import {
  blocked,
  codeTaken,
  effectiveInThePast,
  forbidden,
  notFound,
  notInThisState,
  stale,
  trialOutlived,
  trialWithheld,
  type PowerRefusal,
} from '../domain/errors.ts';
import { countedSince, latestSuccession } from '../domain/trial.ts';
import { can, subjectOf } from '../policy.ts';
import { resolutionBlockers } from '../domain/blockers.ts';
import { blockersOf, enterVersion, issuerOf } from './enter-version.ts';
import { beginTrial, recordTrialDecision, trialEntry, type TrialWish } from './record-trial.ts';

export type PublishInput = {
  readonly agencyId: string;
  readonly versionId: string;
  readonly rowVersion: number;
  readonly effectiveFrom: LegalDay;
  /** 试运行: in force only for a time, from `effectiveFrom` to a last day by which it is decided. */
  readonly trial?: TrialWish;
  readonly postName?: string;
  /** `demo` marks demonstration leaves. */
  readonly basis?: string;
};

/**
 * Publishes a passed version with its flow in one transaction: number, read model, ledger revision with every public
 * element committed and open, journal. Elements under an exception are committed but withheld (B7), or left out; an item that is
 * withheld as a whole is not published. Where the agency asks for a resolution, one on exactly this version must have been
 * adopted (A4). A version may be published on trial (C5); one that follows a trial nobody decided decides it: `replaced`.
 * Refuses `powers/blocked` with the checklist, in which a flow stands that no longer fits the law, `powers/flow-refused`,
 * `powers/effective-in-the-past`, `powers/code-taken`, `powers/trial-outlived` when it would follow a trial too late, what
 * `trialFault` refuses, and whatever an approval refuses.
 */
export async function publishPower(
  from: UseCase,
  actor: Actor,
  input: PublishInput,
): Promise<Result<{ readonly n: number; readonly rid: string }, PowerRefusal | Conflict>> {
  const ctx = atOneMoment(from);
  const version = await findVersion(ctx.db, input.agencyId, input.versionId);
  if (!version) return err(notFound());
  if (!can(actor, 'power/publish', subjectOf(version))) return err(forbidden());
  if (!nextState(version.state, 'publish')) return err(notInThisState(version.state));
  if (version.rowVersion !== input.rowVersion) return err(stale(version.rowVersion));
  const now = ctx.clock.now();
  const today = legalDayOf(now);
  const { effectiveFrom, trial } = input;
  if (effectiveFrom < today) return err(effectiveInThePast(today));
  const issuer = await issuerOf(ctx.db, version.agencyId);
  const of = approvedOf(version);
  const approvals = await approvalsOf(ctx.db, of);
  const { blockers } = await blockersOf(ctx.db, version, effectiveFrom);
  const resolving = await resolvingOf(ctx.db, of);
  const resolution = resolving?.resolution;
  blockers.push(...resolutionBlockers(resolvedAs(resolving)));
  const excepted = (await findWholeException(ctx.db, version)) !== undefined;
  if (excepted && trial !== undefined) return err(trialWithheld());
  if (excepted) blockers.push({ code: 'powers/excepted', field: 'disclosure' });
  const code = codeIn(version.content) ?? version.code;
  if (code === null) blockers.push({ code: 'powers/code-missing', field: 'implementationCode' });
  if (blockers.length > 0 || code === null) return err(blocked(blockers));
  const holder = await findCodeHolder(ctx.db, version);
  if (holder) return err(codeTaken(holder.name));
  const basis = input.basis ?? 'power-list';
  return ctx.transact(async (tx) => {
    await lockDisclosure(tx, version.powerId);
    if ((await findWholeException(tx, version)) !== undefined)
      return err(
        trial === undefined ? blocked([{ code: 'powers/excepted', field: 'disclosure' }]) : trialWithheld(),
      );
    const before = await findUndecidedTrial(tx, version);
    if (before !== undefined && effectiveFrom > latestSuccession(before.until, today))
      return err(trialOutlived(latestSuccession(before.until, today)));
    const earlier = trial === undefined ? [] : await trialsOfLine(tx, version);
    const n = await putInForce(tx, version, now, effectiveFrom);
    if (n === undefined) return err(stale(version.rowVersion + 1));
    if (code !== version.code) await giveCode(tx, version, code, n > 1);
    if (trial !== undefined) {
      const begun = await beginTrial(tx, ctx, actor, version, {
        ...trial,
        from: effectiveFrom,
        since: countedSince(effectiveFrom, earlier),
        postName: input.postName ?? '',
      });
      if (!begun.ok) return begun;
    }
    if (resolution !== undefined) await recordResolution(tx, ctx, of, resolution);
    const entered = await enterVersion(tx, ctx, actor, version, {
      n,
      code,
      effectiveFrom,
      issuer,
      basis,
      postName: input.postName,
      approvals: (withDigests) => publicApprovals(approvals, { resolution, digest: of.digest }, withDigests),
      ...(trial !== undefined && { more: [trialEntry(effectiveFrom, trial, input.postName ?? '')] }),
    });
    if (!entered.ok) return entered;
    if (before !== undefined)
      await recordTrialDecision(tx, ctx, actor, {
        trial: before,
        version,
        outcome: 'replaced',
        reason: version.reason,
        successor: { versionId: version.versionId, n },
        postName: input.postName ?? '',
        org: issuer.org,
        basis,
      });
    return ok({ n, rid: version.rid });
  });
}

import { err, legalDayOf, ok, type LegalDay, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import {
  approvalRefusal,
  approvalsOf,
  decideApproval,
  nextState,
  publicApprovals,
  recordApproval,
  recordResolution,
  resolvedAs,
  resolvingOf,
  voidSignatures,
  type ApprovalAct,
} from '#modules/approval';
import { tableItem, voidTabled, type Ballot, type DeliberationRefusal } from '#modules/deliberation';
import { endOwedVersion, findRuleException, lockDisclosure, oweVersion } from '#modules/disclosure';
import { appendRevision } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { holdGoverned } from '../db/governed.ts';
import { ownerOf } from '../db/owner-reader.ts';
import { findRuleVersion, isNumberTaken, versionsOfRule, type RuleVersion } from '../db/rule-reader.ts';
import {
  approvedOf,
  publishRuleVersion,
  takeDocumentNumber,
  updateRuleVersion,
} from '../db/rule-transactor.ts';
import { NUMBER_TAKEN, WITHHELD, publicationBlockers, type Blocker } from '../domain/blockers.ts';
import { toJson } from '../domain/digest.ts';
import type { RuleRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { owedFor, subjectOf } from './shared.ts';

type Key = { readonly agencyId: string; readonly versionId: string; readonly rowVersion: number };

/**
 * Signs, countersigns, returns or passes a version, by the same rules as a power’s. Who drafted or signed does not review
 * (`rules/four-eyes`). A return voids the signatures and takes it off the agenda; what has passed is owed to society. Refuses
 * `rules/forbidden`, `rules/not-in-this-state`, `rules/stale`, `rules/reason-missing`.
 */
export async function approveRule(
  ctx: UseCase,
  actor: Actor,
  input: Key & {
    readonly act: ApprovalAct;
    readonly reason?: string | undefined;
    readonly postName?: string;
  },
): Promise<Result<{ readonly rowVersion: number }, RuleRefusal>> {
  const version = await findRuleVersion(ctx.db, input.agencyId, input.versionId);
  if (!version) return err({ code: 'rules/not-found' });
  if (!can(actor, `rule/${input.act}`, subjectOf(version))) return err({ code: 'rules/forbidden' });
  const of = approvedOf(version);
  const decided = decideApproval(version, {
    ...input,
    personId: actorRef(actor).id,
    signatures: await approvalsOf(ctx.db, of),
    drafters: version.drafters,
  });
  if (!decided.ok) return err(approvalRefusal('rules', decided.error));
  return ctx.transact<{ readonly rowVersion: number }, RuleRefusal>(async (tx) => {
    if (!(await updateRuleVersion(tx, version, ctx.clock.now(), decided.value)))
      return err({ code: 'rules/stale', rowVersion: version.rowVersion + 1 });
    if (input.act === 'return') {
      await voidSignatures(tx, of);
      await voidTabled(tx, ctx, actor, {
        agencyId: version.agencyId,
        type: 'rule.version',
        id: version.versionId,
      });
      if (version.state === 'passed') await endOwedVersion(tx, ctx, actor, owedFor(version));
    }
    await recordApproval(tx, ctx, actor, of, input);
    if (input.act === 'pass') await owe(tx, ctx, version);
    return ok({ rowVersion: version.rowVersion + 1 });
  });
}

/** What has passed is owed to society, unless an exception keeps it from society meanwhile; its end owes it then. */
async function owe(tx: Tx, ctx: UseCase, version: RuleVersion): Promise<void> {
  await lockDisclosure(tx, version.rid);
  if ((await findRuleException(tx, version)) === undefined) await oweVersion(tx, ctx, owedFor(version));
}

/**
 * 提请审议: puts a version that has passed on the agenda of a meeting, bound to its digest. Refuses what tabling refuses, and
 * `rules/not-in-this-state` before it has passed.
 */
export async function tableRule(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly versionId: string;
    readonly meetingId: string;
    readonly ballot: Ballot;
  },
): Promise<Result<{ readonly itemId: string }, RuleRefusal | DeliberationRefusal>> {
  const version = await findRuleVersion(ctx.db, input.agencyId, input.versionId);
  if (!version) return err({ code: 'rules/not-found' });
  if (!can(actor, 'rule/publish', subjectOf(version))) return err({ code: 'rules/forbidden' });
  if (version.state !== 'passed') return err({ code: 'rules/not-in-this-state', state: version.state });
  const { content, status } = version;
  return tableItem(ctx, actor, {
    agencyId: input.agencyId,
    meetingId: input.meetingId,
    subject: { type: 'rule.version', id: version.versionId, digest: approvedOf(version).digest },
    title: status === 'repealed' ? `废止《${content.title}》` : `《${content.title}》`,
    ballot: input.ballot,
  });
}

/** What still stops publication of a version, and where it stands with the body that resolves on it. */
export async function checkRule(ctx: Pick<UseCase, 'db' | 'clock'>, version: RuleVersion) {
  const [resolving, taken, held, versions, withheld] = await Promise.all([
    resolvingOf(ctx.db, approvedOf(version)),
    isNumberTaken(ctx.db, version),
    holdGoverned(ctx.db, version.agencyId, version.content.governs),
    versionsOfRule(ctx.db, version.agencyId, version.ruleId),
    findRuleException(ctx.db, version),
  ]);
  const blockers: readonly Blocker[] = publicationBlockers({
    ...version,
    first: !versions.some(({ n }) => n !== null),
    today: legalDayOf(ctx.clock.now()),
    numberTaken: taken,
    withheld: withheld !== undefined,
    gone: {
      items: held.filter(({ target }) => target === undefined).length,
      steps: held.reduce((sum, { stepsGone }) => sum + stepsGone, 0),
    },
    resolution: resolvedAs(resolving),
  });
  return { resolving, blockers, held, withheld };
}

/**
 * Publishes a passed version in one transaction: number, ledger revision with the whole text open, journal. It is in force from the
 * day it names, without one from today. Where the agency asks for a resolution, one on exactly this version must have been
 * adopted (A4), in a meeting that is closed. Refuses `rules/blocked` with the checklist, and whatever an approval refuses.
 */
export async function publishRule(
  ctx: UseCase,
  actor: Actor,
  input: Key & {
    readonly postName?: string;
    /** `demo` marks demonstration leaves. */
    readonly basis?: string;
  },
): Promise<Result<{ readonly n: number; readonly rid: string }, RuleRefusal>> {
  const version = await findRuleVersion(ctx.db, input.agencyId, input.versionId);
  if (!version) return err({ code: 'rules/not-found' });
  if (!can(actor, 'rule/publish', subjectOf(version))) return err({ code: 'rules/forbidden' });
  if (!nextState(version.state, 'publish'))
    return err({ code: 'rules/not-in-this-state', state: version.state });
  if (version.rowVersion !== input.rowVersion)
    return err({ code: 'rules/stale', rowVersion: version.rowVersion });
  const { resolving, blockers, held } = await checkRule(ctx, version);
  if (blockers.length > 0) return err({ code: 'rules/blocked', blockers });
  const of = approvedOf(version);
  const approvals = await approvalsOf(ctx.db, of);
  const { agency, uscc, officeName } = await ownerOf(ctx.db, version);
  const now = ctx.clock.now();
  const effectiveFrom: LegalDay = version.plannedFrom ?? legalDayOf(now);
  const resolution = resolving?.resolution;
  return ctx.transact<{ readonly n: number; readonly rid: string }, RuleRefusal>(async (tx) => {
    await lockDisclosure(tx, version.rid);
    if ((await findRuleException(tx, version)) !== undefined)
      return err({ code: 'rules/blocked', blockers: [WITHHELD] });
    const n = await publishRuleVersion(tx, version, now, effectiveFrom);
    if (n === undefined) return err({ code: 'rules/stale', rowVersion: version.rowVersion + 1 });
    if (version.status === 'in-force' && !(await takeDocumentNumber(tx, version)))
      return err({ code: 'rules/blocked', blockers: [NUMBER_TAKEN] });
    if (resolution !== undefined) await recordResolution(tx, ctx, of, resolution);
    await recordApproval(tx, ctx, actor, of, { act: 'publish', postName: input.postName });
    const { content } = version;
    const open = (name: string, value: unknown) => ({ name, value: toJson(value), state: 'open' as const });
    await appendRevision(tx, {
      ids: ctx.ids,
      at: now,
      rid: version.rid,
      type: 'rule.version',
      act: 'publish',
      agencyId: version.agencyId,
      org: uscc ?? 'NO-CODE',
      basis: input.basis ?? 'rules-library',
      schema: 'rule.version/1',
      fields: [
        open('agency', agency.name),
        open('rule', version.ruleId),
        open('n', n),
        open('title', content.title),
        open('kind', content.kind),
        open('documentNumber', content.documentNumber ?? null),
        open('office', officeName),
        open('status', version.status),
        open('effectiveFrom', effectiveFrom),
        open('reason', version.reason),
        open('basis', content.basis),
        open('articles', content.articles),
        open(
          'governs',
          held.flatMap(({ target, steps }) => (target === undefined ? [] : [{ code: target.code, steps }])),
        ),
        open('approvals', publicApprovals(approvals, { resolution, digest: of.digest }, true)),
      ],
    });
    return ok({ n, rid: version.rid });
  });
}

import { err, legalDayOf, ok, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import { actsIn, approvalViews, readableOffices, resolvingView, type VersionState } from '#modules/approval';
import { isOwed, mayAskToWithhold } from '#modules/disclosure';
import type { UseCase } from '#platform/context';
import type { RuleRow, RuleView } from '../contract/index.ts';
import { citedBy } from '../db/cited.ts';
import {
  findPowerId,
  findTargets,
  rulesGoverning,
  stepsOf,
  targetsOf,
  type GoverningRule,
} from '../db/governed.ts';
import { listPublishedRules, listRuleDrafts, type Cursor } from '../db/rule-list.ts';
import { ownerOf } from '../db/owner-reader.ts';
import { findRuleVersion, versionsOfRule, type RuleVersion } from '../db/rule-reader.ts';
import { approvedOf } from '../db/rule-transactor.ts';
import { diffArticles } from '../domain/diff.ts';
import { refuseDiscard } from '../domain/discard.ts';
import type { RuleRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { checkRule } from './approve-rule.ts';
import { owedFor, subjectOf } from './shared.ts';

const STATES = { drafts: ['draft', 'returned'], review: ['signed', 'countersigned', 'passed'] } as const;

/** What this reader may do to a version in this state. */
function actsOf(actor: StaffActor, state: VersionState, officeId: string): string[] {
  const subject = { agencyId: actor.agencyId, officeId };
  return actsIn(state).filter((act) => can(actor, act === 'edit' ? 'rule/draft' : `rule/${act}`, subject));
}

/** The rules of one's agency: what is drafted and reviewed for those who may know, what is published for all its staff. */
export async function readRules(
  ctx: UseCase,
  actor: StaffActor,
  input: {
    readonly view: RuleView;
    readonly q?: string | undefined;
    readonly after?: Cursor | undefined;
    readonly limit: number;
  },
): Promise<
  Result<
    { readonly items: RuleRow[]; readonly next: Cursor | undefined; readonly mayDraft: boolean },
    RuleRefusal
  >
> {
  const { agencyId } = actor;
  const { view, limit } = input;
  if (!can(actor, 'rule/list', { agencyId })) return err({ code: 'rules/forbidden' });
  const page = { ...input, agencyId, limit: limit + 1 };
  const mayDraft = can(actor, 'rule/begin', { agencyId });
  if (view === 'in-force' || view === 'repealed') {
    const found = await listPublishedRules(ctx.db, {
      ...page,
      today: legalDayOf(ctx.clock.now()),
      covered: false,
      status: view,
    });
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return ok({
      items: items.map(({ agency: _, rid: __, ...row }) => ({
        ...row,
        state: 'published' as const,
        acts: [],
      })),
      next: last && { title: last.title, id: last.ruleId },
      mayDraft,
    });
  }
  const found = await listRuleDrafts(ctx.db, {
    ...page,
    states: STATES[view],
    officeIds: readableOffices(actor),
  });
  const read = found.slice(0, limit);
  const last = found.length > limit ? read.at(-1) : undefined;
  return ok({
    items: read.map(({ officeId, ...row }) => ({
      ...row,
      n: null,
      effectiveFrom: null,
      acts: actsOf(actor, row.state, officeId),
    })),
    next: last && { title: last.title, id: last.versionId },
    mayDraft,
  });
}

/** A version with its checklist, approvals and what it changes; published ones for all staff of the agency. */
export async function readRule(ctx: UseCase, actor: StaffActor, versionId: string) {
  const version = await findReadable(ctx, actor, versionId);
  if (!version.ok) return version;
  return ok(await detailOf(ctx, actor, version.value));
}

async function findReadable(
  ctx: UseCase,
  actor: StaffActor,
  versionId: string,
): Promise<Result<RuleVersion, RuleRefusal>> {
  const version = await findRuleVersion(ctx.db, actor.agencyId, versionId);
  if (!version) return err({ code: 'rules/not-found' });
  const may =
    version.state === 'published'
      ? can(actor, 'rule/list', version)
      : can(actor, 'rule/read-draft', subjectOf(version));
  return may ? ok(version) : err({ code: 'rules/forbidden' });
}

async function detailOf(ctx: UseCase, actor: StaffActor, version: RuleVersion) {
  const [{ officeName }, approvals, versions, checked, cited, owed] = await Promise.all([
    ownerOf(ctx.db, version),
    approvalViews(ctx.db, approvedOf(version)),
    versionsOfRule(ctx.db, version.agencyId, version.ruleId),
    checkRule(ctx, version),
    citedBy(ctx.db, version),
    isOwed(ctx.db, owedFor(version)),
  ]);
  const published = versions.filter(({ n }) => n !== null);
  const earlier =
    version.status === 'repealed'
      ? undefined
      : published.find(({ n }) => version.n === null || (n ?? 0) < version.n);
  const before = earlier && (await findRuleVersion(ctx.db, version.agencyId, earlier.versionId));
  const newest = published[0];
  const readsDrafts = can(actor, 'rule/read-draft', subjectOf(version));
  return {
    ...version,
    officeName,
    acts: actsOf(actor, version.state, version.officeId),
    mayRevise:
      version.versionId === newest?.versionId &&
      version.status === 'in-force' &&
      versions.length === published.length &&
      can(actor, 'rule/draft', subjectOf(version)),
    mayDiscard:
      can(actor, 'rule/draft', subjectOf(version)) &&
      refuseDiscard({ ...version, owed }, actor.personId) === undefined,
    blockers: version.state === 'published' ? [] : checked.blockers,
    mayWithhold:
      version.state === 'passed' &&
      published.length === 0 &&
      checked.withheld === undefined &&
      mayAskToWithhold(actor, version),
    withheld: checked.withheld ?? null,
    approvals,
    digest: approvedOf(version).digest.toString('hex'),
    resolution: version.state === 'published' ? null : resolvingView(checked.resolving),
    governed: checked.held.map(({ governed, target, steps, stepsGone }) => ({
      powerId: governed.powerId,
      code: target?.code ?? null,
      name: target?.name ?? null,
      steps: [...steps],
      stepsGone,
    })),
    cited: [...cited].map(([name, one]) => ({ ...one, name })),
    differences:
      before === undefined ? null : diffArticles(before.content.articles, version.content.articles),
    versions: versions
      .filter(({ state }) => state === 'published' || readsDrafts)
      .map(({ versionId, n, state, status, effectiveFrom }) => ({
        versionId,
        n,
        state,
        status,
        effectiveFrom,
      })),
  };
}

/** Powers in force to choose from, for who drafts. */
export async function readTargets(
  ctx: UseCase,
  actor: StaffActor,
  q: string,
): Promise<Result<{ readonly items: { powerId: string; code: string; name: string }[] }, RuleRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'rule/begin', { agencyId })) return err({ code: 'rules/forbidden' });
  const found = await findTargets(ctx.db, agencyId, q, 30);
  return ok({ items: found.map(({ powerId, code, name }) => ({ powerId, code, name })) });
}

/** The steps of the flow of a power in force. */
export async function readTargetSteps(ctx: UseCase, actor: StaffActor, powerId: string) {
  const { agencyId } = actor;
  if (!can(actor, 'rule/begin', { agencyId })) return err<RuleRefusal>({ code: 'rules/forbidden' });
  const target = (await targetsOf(ctx.db, agencyId, [powerId])).get(powerId);
  if (target === undefined) return err<RuleRefusal>({ code: 'rules/not-found' });
  return ok({ items: [...(await stepsOf(ctx.db, agencyId, target))] });
}

/** Rules in force that govern a power of one's agency. */
export async function readGoverning(
  ctx: UseCase,
  actor: StaffActor,
  code: string,
): Promise<Result<{ readonly items: GoverningRule[] }, RuleRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'rule/list', { agencyId })) return err({ code: 'rules/forbidden' });
  const powerId = await findPowerId(ctx.db, agencyId, code);
  if (powerId === undefined) return ok({ items: [] });
  const day = legalDayOf(ctx.clock.now());
  return ok({ items: [...(await rulesGoverning(ctx.db, { agencyId, powerId }, day))] });
}

import { canonicalJson } from '@chengming/ledger-verify';
import { err, ok, type LegalDay, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { nextState, voidSignatures } from '#modules/approval';
import { isOwed } from '#modules/disclosure';
import type { UseCase } from '#platform/context';
import { targetsOf } from '../db/governed.ts';
import { isOffice } from '../db/owner-reader.ts';
import { findRuleVersion, versionsOfRule, type RuleStatus } from '../db/rule-reader.ts';
import {
  approvedOf,
  discardRuleVersion,
  insertRule,
  insertRuleVersion,
  updateRuleVersion,
  type RuleChange,
} from '../db/rule-transactor.ts';
import type { RuleContent } from '../domain/content.ts';
import { toJson } from '../domain/digest.ts';
import { refuseDiscard } from '../domain/discard.ts';
import type { RuleRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { drafterOf, owedFor, record, subjectOf } from './shared.ts';

export type Drafted = { readonly ruleId: string; readonly versionId: string };

/**
 * Drafts a new rule. Refuses `rules/forbidden`, and `rules/unknown-reference` for an office that is not of this agency or a power
 * that is not in force in it.
 */
export async function draftRule(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly officeId: string;
    readonly content: RuleContent;
    readonly plannedFrom: LegalDay | null;
    readonly importKey?: string;
  },
): Promise<Result<Drafted, RuleRefusal>> {
  const { agencyId, officeId, content } = input;
  if (!can(actor, 'rule/draft', { agencyId, officeId })) return err({ code: 'rules/forbidden' });
  const unknown = await unknownIn(ctx, agencyId, { officeId, content });
  if (unknown) return err(unknown);
  const now = ctx.clock.now();
  const ruleId = ctx.ids.uuid(now);
  return ctx.transact<Drafted, RuleRefusal>(async (tx) => {
    await insertRule(tx, now, { agencyId, ruleId, importKey: input.importKey });
    const versionId = await insertRuleVersion(tx, ctx.ids, now, {
      ...input,
      ruleId,
      status: 'in-force',
      reason: '',
      drafter: drafterOf(actor),
    });
    await record(tx, ctx, actor, { action: 'draft', agencyId, type: 'rule', id: ruleId });
    return ok({ ruleId, versionId });
  });
}

/**
 * Edits a version that is not published; a signature it carried is voided and the version is a draft again. Refuses
 * `rules/stale` when somebody else changed it meanwhile, `rules/not-in-this-state` once it has passed, `rules/text-of-a-repeal` when
 * a repeal would change the text it repeals, `rules/unknown-reference`.
 */
export async function editRule(
  ctx: UseCase,
  actor: Actor,
  input: RuleChange & {
    readonly agencyId: string;
    readonly versionId: string;
    readonly rowVersion: number;
  },
): Promise<Result<{ readonly rowVersion: number }, RuleRefusal>> {
  const { agencyId, content, officeId, reason, plannedFrom } = input;
  const version = await findRuleVersion(ctx.db, agencyId, input.versionId);
  if (!version) return err({ code: 'rules/not-found' });
  if (!can(actor, 'rule/draft', subjectOf(version))) return err({ code: 'rules/forbidden' });
  if (officeId !== undefined && !can(actor, 'rule/draft', { agencyId, officeId }))
    return err({ code: 'rules/forbidden' });
  const state = nextState(version.state, 'edit');
  if (!state) return err({ code: 'rules/not-in-this-state', state: version.state });
  if (version.rowVersion !== input.rowVersion)
    return err({ code: 'rules/stale', rowVersion: version.rowVersion });
  if (
    version.status === 'repealed' &&
    content !== undefined &&
    canonicalJson(toJson(content)) !== canonicalJson(toJson(version.content))
  )
    return err({ code: 'rules/text-of-a-repeal' });
  const unknown = await unknownIn(ctx, agencyId, {
    officeId,
    ...(version.status === 'repealed' ? {} : { content }),
  });
  if (unknown) return err(unknown);
  return ctx.transact<{ readonly rowVersion: number }, RuleRefusal>(async (tx) => {
    const change = { content, officeId, reason, plannedFrom, drafter: drafterOf(actor) };
    if (!(await updateRuleVersion(tx, version, ctx.clock.now(), state, change)))
      return err({ code: 'rules/stale', rowVersion: version.rowVersion + 1 });
    if (state !== version.state) await voidSignatures(tx, approvedOf(version));
    await record(tx, ctx, actor, { action: 'edit', agencyId, type: 'rule', id: version.ruleId });
    return ok({ rowVersion: version.rowVersion + 1 });
  });
}

/**
 * Begins the next version of a published rule, with its reason: a revision, or its repeal, which goes the same way as any version.
 * One at a time: `rules/draft-exists`. Refuses `rules/reason-missing`, and `rules/repealed` for a rule that has ended or is about to.
 */
export async function reviseRule(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly ruleId: string;
    readonly reason: string;
    readonly status: RuleStatus;
  },
): Promise<Result<Drafted, RuleRefusal>> {
  const { agencyId, ruleId, status } = input;
  const versions = await versionsOfRule(ctx.db, agencyId, ruleId);
  const heading = versions.find(({ state }) => state === 'published');
  const newest = heading && (await findRuleVersion(ctx.db, agencyId, heading.versionId));
  if (newest === undefined) return err({ code: 'rules/not-found' });
  if (!can(actor, 'rule/draft', subjectOf(newest))) return err({ code: 'rules/forbidden' });
  if (input.reason.trim() === '') return err({ code: 'rules/reason-missing' });
  if (newest.status === 'repealed') return err({ code: 'rules/repealed' });
  if (versions.some(({ state }) => state !== 'published')) return err({ code: 'rules/draft-exists' });
  return ctx.transact<Drafted, RuleRefusal>(async (tx) => {
    const versionId = await insertRuleVersion(tx, ctx.ids, ctx.clock.now(), {
      agencyId,
      ruleId,
      content: newest.content,
      status,
      officeId: newest.officeId,
      reason: input.reason.trim(),
      plannedFrom: null,
      drafter: drafterOf(actor),
    });
    await record(tx, ctx, actor, {
      action: status === 'repealed' ? 'begin-repeal' : 'revise',
      agencyId,
      type: 'rule',
      id: ruleId,
    });
    return ok({ ruleId, versionId });
  });
}

/**
 * Gives up a draft for good, by somebody who drafted it: no list has it any more, and another may be begun. Refuses `rules/waiting`
 * while somebody is to sign or review it, `rules/not-in-this-state` once published, `rules/not-drafter`, `rules/owed` for what is late, `rules/stale`.
 */
export async function discardRule(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly versionId: string; readonly rowVersion: number },
): Promise<Result<undefined, RuleRefusal>> {
  const { agencyId } = input;
  const version = await findRuleVersion(ctx.db, agencyId, input.versionId);
  if (!version) return err({ code: 'rules/not-found' });
  if (!can(actor, 'rule/draft', subjectOf(version))) return err({ code: 'rules/forbidden' });
  const owed = await isOwed(ctx.db, owedFor(version));
  const refusal = refuseDiscard({ ...version, owed }, drafterOf(actor));
  if (refusal) return err(refusal);
  if (version.rowVersion !== input.rowVersion)
    return err({ code: 'rules/stale', rowVersion: version.rowVersion });
  return ctx.transact<undefined, RuleRefusal>(async (tx) => {
    if (!(await discardRuleVersion(tx, version, ctx.clock.now())))
      return err({ code: 'rules/stale', rowVersion: version.rowVersion + 1 });
    await record(tx, ctx, actor, {
      action: 'discard',
      agencyId,
      type: 'rule',
      id: version.ruleId,
      after: { discarded: version.versionId, digest: approvedOf(version).digest.toString('hex') },
    });
    return ok(undefined);
  });
}

async function unknownIn(
  ctx: UseCase,
  agencyId: string,
  refs: { readonly officeId?: string | undefined; readonly content?: RuleContent | undefined },
): Promise<RuleRefusal | undefined> {
  const { officeId } = refs;
  if (officeId !== undefined && !(await isOffice(ctx.db, { agencyId, officeId })))
    return { code: 'rules/unknown-reference', field: 'officeId' };
  const wanted = refs.content?.governs.map(({ powerId }) => powerId) ?? [];
  const known = await targetsOf(ctx.db, agencyId, wanted);
  return wanted.some((id) => !known.has(id))
    ? { code: 'rules/unknown-reference', field: 'governs' }
    : undefined;
}

import { err, legalDayOf, ok, type LegalDay, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import {
  approvalsOf,
  decideApproval,
  nextState,
  publicApprovals,
  recordApproval,
  recordResolution,
  resolvingOf,
  voidSignatures,
  type ApprovalAct,
  type ApprovalRefusal,
} from '#modules/approval';
import { keepsWithin } from '#modules/calendar';
import { voidTabled } from '#modules/deliberation';
import {
  findElementHolds,
  findWholeException,
  lockDisclosure,
  recordKept,
  withholdElements,
} from '#modules/disclosure';
import { flowKindOf, publishFlowVersion, STEP_ROLES, type FlowTerms } from '#modules/flows';
import { appendRevision } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { findParent } from '../db/parent-reader.ts';
import { findVersion, powerOfCode, type PowerVersion } from '../db/power-reader.ts';
import { approvedOf, giveCode, putInForce, updateVersion } from '../db/power-transactor.ts';
import { publicationBlockers } from '../domain/blockers.ts';
import { codeIn, type PowerContent } from '../domain/content.ts';
import { toParts } from '../domain/digest.ts';
import {
  blocked,
  codeTaken,
  effectiveInThePast,
  flowRefused,
  forbidden,
  fourEyesBroken,
  notFound,
  notInThisState,
  reasonMissing,
  stale,
  type PowerRefusal,
} from '../domain/errors.ts';
import { hasParent } from '../domain/inheritance.ts';
import { departuresFromParent } from '../domain/parent-entry.ts';
import { can } from '../policy.ts';
import { endOwedPublication, owePublication } from './owe-publication.ts';

export type ApproveInput = {
  readonly agencyId: string;
  readonly versionId: string;
  readonly rowVersion: number;
  readonly act: ApprovalAct;
  /** Required to return a version. */
  readonly reason?: string;
  /** Post the act is done at, as it is shown. */
  readonly postName?: string;
};

/**
 * Signs, countersigns, returns or passes a version (A2: nothing goes up unsigned). The signature covers the digest of
 * what the signer saw; a return voids those before it. What is passed is owed to society from then on. Refuses `powers/forbidden`, `powers/not-in-this-state`, `powers/stale`, `powers/reason-missing`,
 * and `powers/four-eyes` when who signed wants to countersign or pass it too.
 */
export async function approvePower(
  ctx: UseCase,
  actor: Actor,
  input: ApproveInput,
): Promise<Result<{ readonly rowVersion: number }, PowerRefusal | Conflict>> {
  const version = await findVersion(ctx.db, input.agencyId, input.versionId);
  if (!version) return err(notFound());
  if (!can(actor, `power/${input.act}`, subjectOf(version))) return err(forbidden());
  const of = approvedOf(version);
  const decided = decideApproval(version, {
    ...input,
    personId: actorRef(actor).id,
    signatures: await approvalsOf(ctx.db, of),
  });
  if (!decided.ok) return err(refusalOf(decided.error));
  const state = decided.value;
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    if (!(await updateVersion(tx, version, now, { state }))) return err(stale(version.rowVersion + 1));
    if (input.act === 'return') {
      await voidSignatures(tx, of);
      await voidTabled(tx, ctx, actor, {
        agencyId: version.agencyId,
        type: 'power.version',
        id: version.versionId,
      });
    }
    await recordApproval(tx, ctx, actor, of, input);
    if (input.act === 'pass') await owePublication(tx, ctx, version);
    if (input.act === 'return' && version.state === 'passed')
      await endOwedPublication(tx, ctx, actor, version);
    return ok({ rowVersion: version.rowVersion + 1 });
  });
}

function refusalOf(refusal: ApprovalRefusal): PowerRefusal {
  switch (refusal.why) {
    case 'not-in-this-state':
      return notInThisState(refusal.state);
    case 'stale':
      return stale(refusal.rowVersion);
    case 'reason-missing':
      return reasonMissing();
    case 'four-eyes':
      return fourEyesBroken();
  }
}

export type PublishInput = {
  readonly agencyId: string;
  readonly versionId: string;
  readonly rowVersion: number;
  readonly effectiveFrom: LegalDay;
  readonly postName?: string;
  /** `demo` marks demonstration leaves. */
  readonly basis?: string;
};

/**
 * Publishes a passed version with its flow in one transaction: number, read model, ledger revision with every public
 * element committed and open, journal. Elements under an exception are committed but withheld (B7), or left out; an item that is
 * withheld as a whole is not published. Where the agency asks for a resolution, one on exactly this version must have been
 * adopted (A4). Refuses `powers/blocked` with the checklist, `powers/flow-refused` when the flow
 * no longer fits the law, `powers/effective-in-the-past`, `powers/code-taken`, and whatever an approval refuses.
 */
export async function publishPower(
  ctx: UseCase,
  actor: Actor,
  input: PublishInput,
): Promise<Result<{ readonly n: number; readonly rid: string }, PowerRefusal | Conflict>> {
  const version = await findVersion(ctx.db, input.agencyId, input.versionId);
  if (!version) return err(notFound());
  if (!can(actor, 'power/publish', subjectOf(version))) return err(forbidden());
  if (!nextState(version.state, 'publish')) return err(notInThisState(version.state));
  if (version.rowVersion !== input.rowVersion) return err(stale(version.rowVersion));
  const now = ctx.clock.now();
  const today = legalDayOf(now);
  if (input.effectiveFrom < today) return err(effectiveInThePast(today));
  const agency = await ctx.db
    .selectFrom('agency')
    .select(['uscc', 'name'])
    .where('id', '=', version.agencyId)
    .executeTakeFirstOrThrow();
  const of = approvedOf(version);
  const approvals = await approvalsOf(ctx.db, of);
  const parent = await findParent(ctx.db, version.content.basicCode);
  const active = version.status === 'in-force';
  const blockers = active
    ? publicationBlockers({
        content: version.content,
        hasFlow: version.flowVersionId !== null,
        hasParent: hasParent(version.content, parent),
        departs: parent === undefined ? [] : departuresFromParent(version.content, parent),
        withinLimit: isWithinStatutory(version.content),
      })
    : [];
  const resolving = await resolvingOf(ctx.db, of);
  const resolution = resolving?.resolution;
  if (resolving !== undefined && resolution === undefined)
    blockers.push({ code: 'powers/resolution-missing', field: 'resolution' });
  if ((await findWholeException(ctx.db, version)) !== undefined)
    blockers.push({ code: 'powers/excepted', field: 'disclosure' });
  const code = codeIn(version.content) ?? version.code;
  if (code === null) blockers.push({ code: 'powers/code-missing', field: 'implementationCode' });
  if (blockers.length > 0 || code === null) return err(blocked(blockers));
  if (code !== version.code && (await powerOfCode(ctx.db, code)) !== undefined) return err(codeTaken());
  const org = agency.uscc ?? 'NO-CODE';
  const basis = input.basis ?? 'power-list';
  return ctx.transact(async (tx) => {
    await lockDisclosure(tx, version.powerId);
    if ((await findWholeException(tx, version)) !== undefined)
      return err(blocked([{ code: 'powers/excepted', field: 'disclosure' }]));
    const holds = await findElementHolds(tx, version);
    const shown = withholdElements(toParts(version.content), holds);
    const n = await putInForce(tx, version, now, input.effectiveFrom);
    if (n === undefined) return err(stale(version.rowVersion + 1));
    if (code !== version.code) await giveCode(tx, version, code, n > 1);
    let flowRid: string | null = null;
    if (version.flowVersionId !== null && active) {
      const flow = await publishFlowVersion(tx, ctx, {
        agencyId: version.agencyId,
        flowVersionId: version.flowVersionId,
        actor: actorRef(actor),
        org,
        basis,
        effectiveFrom: input.effectiveFrom,
        power: { code, terms: termsOf(version.content) },
      });
      if (!flow.ok) return err(flowRefused(flow.error.code));
      flowRid = flow.value.rid;
    }
    if (resolution !== undefined) await recordResolution(tx, ctx, of, resolution);
    await recordApproval(tx, ctx, actor, of, { act: 'publish', postName: input.postName });
    const { rev } = await appendRevision(tx, {
      ids: ctx.ids,
      at: now,
      rid: version.rid,
      type: 'power.version',
      act: 'publish',
      agencyId: version.agencyId,
      org,
      basis,
      schema: 'power.version/1',
      fields: [
        { name: 'agency', value: agency.name, state: 'open' },
        { name: 'code', value: code, state: 'open' },
        { name: 'n', value: n, state: 'open' },
        { name: 'name', value: version.content.name, state: 'open' },
        { name: 'effectiveFrom', value: input.effectiveFrom, state: 'open' },
        { name: 'content', value: shown.content, state: 'open' },
        ...shown.fields,
        { name: 'flow', value: flowRid, state: 'open' },
        { name: 'reason', value: version.reason, state: 'open' },
        {
          name: 'approvals',
          value: publicApprovals(approvals, { resolution, digest: of.digest }, shown.kept.length === 0),
          state: 'open',
        },
        { name: 'status', value: version.status, state: 'open' },
      ],
    });
    await recordKept(tx, { ...version, rev }, shown.kept, holds);
    return ok({ n, rid: version.rid });
  });
}

/** Committed ≤ statutory (DECISIONS §8); true where the law sets no limit. */
export function isWithinStatutory({ committedLimit, statutoryLimit }: PowerContent): boolean {
  return (
    committedLimit === undefined ||
    statutoryLimit === undefined ||
    keepsWithin(committedLimit, statutoryLimit)
  );
}

/** Type and limits of a power as its flow is held to them (C7). */
export function termsOf(content: PowerContent): FlowTerms {
  return {
    kind: flowKindOf(content.typeCode, content.localType ?? ''),
    from: content.clockFrom,
    variants: content.committedVariants.flatMap(({ role, n, unit }) => {
      const known = STEP_ROLES.find((r) => r === role);
      return known === undefined ? [] : [{ role: known, n, unit }];
    }),
    ...(content.committedLimit === undefined ? {} : { committed: content.committedLimit }),
    ...(content.statutoryLimit === undefined
      ? {}
      : { statutory: { n: content.statutoryLimit.n, unit: content.statutoryLimit.unit } }),
  };
}

function subjectOf(version: PowerVersion): { readonly agencyId: string; readonly officeId?: string } {
  return { agencyId: version.agencyId, ...(version.officeId === null ? {} : { officeId: version.officeId }) };
}

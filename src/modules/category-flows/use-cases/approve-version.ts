import { err, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import {
  approvalRefusal,
  approvalsOf,
  decideApproval,
  recordApproval,
  voidSignatures,
  type ApprovalAct,
} from '#modules/approval';
import { tableItem, voidTabled, type Ballot, type DeliberationRefusal } from '#modules/deliberation';
import { endOwedVersion, oweVersion } from '#modules/disclosure';
import type { UseCase } from '#platform/context';
import { findCategoryVersion } from '../db/version-reader.ts';
import { approvedOf, updateCategoryVersion } from '../db/version-transactor.ts';
import type { CategoryRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { owedOf, subjectOf, type Key } from './shared.ts';

/**
 * Signs, countersigns, returns or passes a version, by the same rules as a power’s or a rule’s. There is nothing to sign before a
 * drawing is submitted (`category-flows/blocked`). Who drew or signed does not review (`category-flows/four-eyes`). A return
 * voids the signatures and takes it off the agenda; what has passed is owed to society. Refuses `category-flows/forbidden`,
 * `category-flows/not-in-this-state`, `category-flows/stale`, `category-flows/reason-missing`.
 */
export async function approveCategoryVersion(
  ctx: UseCase,
  actor: Actor,
  input: Key & {
    readonly act: ApprovalAct;
    readonly reason?: string | undefined;
    readonly postName?: string;
  },
): Promise<Result<{ readonly rowVersion: number }, CategoryRefusal>> {
  const version = await findCategoryVersion(ctx.db, input.agencyId, input.versionId);
  if (!version) return err({ code: 'category-flows/not-found' });
  if (!can(actor, `category-flow/${input.act}`, subjectOf(version)))
    return err({ code: 'category-flows/forbidden' });
  const of = approvedOf(version);
  const decided = decideApproval(version, {
    ...input,
    personId: actorRef(actor).id,
    signatures: await approvalsOf(ctx.db, of),
    drafters: version.drafters,
  });
  if (!decided.ok) return err(approvalRefusal('category-flows', decided.error));
  if (version.flow === null && !version.ends)
    return err({
      code: 'category-flows/blocked',
      blockers: [{ code: 'category-flows/drawing-missing', field: 'flowVersionId' }],
    });
  const { agencyId } = version;
  const owed = await owedOf(ctx.db, version);
  return ctx.transact<{ readonly rowVersion: number }, CategoryRefusal>(async (tx) => {
    if (!(await updateCategoryVersion(tx, version, ctx.clock.now(), decided.value)))
      return err({ code: 'category-flows/stale', rowVersion: version.rowVersion + 1 });
    if (input.act === 'return') {
      await voidSignatures(tx, of);
      const { versionId: id } = version;
      await voidTabled(tx, ctx, actor, { agencyId, type: 'category-flow.version', id });
      if (version.state === 'passed' && owed !== undefined) await endOwedVersion(tx, ctx, actor, owed);
    }
    await recordApproval(tx, ctx, actor, of, input);
    if (input.act === 'pass' && owed !== undefined) await oweVersion(tx, ctx, owed);
    return ok({ rowVersion: version.rowVersion + 1 });
  });
}

/**
 * 提请审议: puts a version that has passed on the agenda of a meeting, bound to its digest. Refuses what tabling refuses, and
 * `category-flows/not-in-this-state` before it has passed.
 */
export async function tableCategoryVersion(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly versionId: string;
    readonly meetingId: string;
    readonly ballot: Ballot;
  },
): Promise<Result<{ readonly itemId: string }, CategoryRefusal | DeliberationRefusal>> {
  const version = await findCategoryVersion(ctx.db, input.agencyId, input.versionId);
  if (!version) return err({ code: 'category-flows/not-found' });
  if (!can(actor, 'category-flow/publish', subjectOf(version)))
    return err({ code: 'category-flows/forbidden' });
  if (version.state !== 'passed')
    return err({ code: 'category-flows/not-in-this-state', state: version.state });
  return tableItem(ctx, actor, {
    agencyId: input.agencyId,
    meetingId: input.meetingId,
    subject: {
      type: 'category-flow.version',
      id: version.versionId,
      digest: approvedOf(version).digest,
    },
    title: version.ends ? `终止通用流程：${version.title}` : `通用流程：${version.title}`,
    ballot: input.ballot,
  });
}

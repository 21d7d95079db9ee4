import { err, ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { nextState, voidSignatures } from '#modules/approval';
import { isOwed } from '#modules/disclosure';
import type { UseCase } from '#platform/context';
import { findCategoryVersion } from '../db/version-reader.ts';
import { approvedOf, discardVersion } from '../db/version-transactor.ts';
import type { CategoryRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { owedOf, record, subjectOf, type Key } from './shared.ts';

/**
 * Gives up a version that is being drafted, for good: its signatures are void, its drawing is kept and changed no more, and the next
 * version may be begun. Whoever may draft it may. Refuses `category-flows/not-found`, `category-flows/forbidden`,
 * `category-flows/not-in-this-state` once it has passed, `category-flows/stale`, and `category-flows/owed` for what passed once, came
 * back and is owed to society past its day: that is made good by publishing.
 */
export async function discardCategoryVersion(
  ctx: UseCase,
  actor: Actor,
  { agencyId, versionId, rowVersion }: Key,
): Promise<Result<{ readonly rowVersion: number }, CategoryRefusal>> {
  const version = await findCategoryVersion(ctx.db, agencyId, versionId);
  if (!version) return err({ code: 'category-flows/not-found' });
  if (!can(actor, 'category-flow/draft', subjectOf(version)))
    return err({ code: 'category-flows/forbidden' });
  if (!nextState(version.state, 'edit'))
    return err({ code: 'category-flows/not-in-this-state', state: version.state });
  if (version.rowVersion !== rowVersion)
    return err({ code: 'category-flows/stale', rowVersion: version.rowVersion });
  const owed = await owedOf(ctx.db, version);
  if (owed !== undefined && (await isOwed(ctx.db, owed))) return err({ code: 'category-flows/owed' });
  return ctx.transact<{ readonly rowVersion: number }, CategoryRefusal>(async (tx) => {
    const at = ctx.clock.now();
    if (!(await discardVersion(tx, version, at)))
      return err({ code: 'category-flows/stale', rowVersion: version.rowVersion + 1 });
    await voidSignatures(tx, approvedOf(version));
    await record(tx, ctx, actor, {
      action: 'discard',
      agencyId,
      at,
      type: 'category-flow.version',
      id: versionId,
    });
    return ok({ rowVersion: version.rowVersion + 1 });
  });
}

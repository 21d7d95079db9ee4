import { err, ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { nextState, voidSignatures } from '#modules/approval';
import { findDraft, findFlowVersion } from '#modules/flows';
import type { UseCase } from '#platform/context';
import { findCategoryVersion, type CategoryVersion } from '../db/version-reader.ts';
import { approvedOf, updateCategoryVersion, type CategoryChange } from '../db/version-transactor.ts';
import type { CategoryRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { isOffice } from './is-office.ts';
import { drafterOf, record, subjectOf, type Key } from './shared.ts';

/**
 * Edits a version that is not published, or binds the drawing that was submitted for it, whose name it then bears; a signature it carried is voided and
 * the version is a draft again. Whoever drew in the drawing has drafted the version. Refuses `category-flows/stale` when
 * somebody else changed it meanwhile, `category-flows/not-in-this-state` once it has passed, `category-flows/unknown-reference`,
 * `category-flows/no-drawing` for the drawing of an ending,
 * `category-flows/other-flow` and `category-flows/nothing-changed` for a drawing that is no new version of this flow.
 */
export async function editCategoryVersion(
  ctx: UseCase,
  actor: Actor,
  input: CategoryChange & Key,
): Promise<Result<{ readonly rowVersion: number }, CategoryRefusal>> {
  const { agencyId, versionId, rowVersion, ...change } = input;
  const version = await findCategoryVersion(ctx.db, agencyId, versionId);
  if (!version) return err({ code: 'category-flows/not-found' });
  if (!can(actor, 'category-flow/draft', subjectOf(version)))
    return err({ code: 'category-flows/forbidden' });
  const { officeId, flowVersionId } = change;
  if (officeId !== undefined && !can(actor, 'category-flow/draft', { agencyId, officeId }))
    return err({ code: 'category-flows/forbidden' });
  const state = nextState(version.state, 'edit');
  if (!state) return err({ code: 'category-flows/not-in-this-state', state: version.state });
  if (version.rowVersion !== rowVersion)
    return err({ code: 'category-flows/stale', rowVersion: version.rowVersion });
  if (officeId !== undefined && !(await isOffice(ctx.db, agencyId, officeId)))
    return err({ code: 'category-flows/unknown-reference', field: 'officeId' });
  if (version.ends && flowVersionId !== undefined) return err({ code: 'category-flows/no-drawing' });
  const drawn =
    flowVersionId === undefined
      ? ok({ title: version.title, drawnBy: [] })
      : await takeDrawing(ctx, version, flowVersionId);
  if (!drawn.ok) return drawn;
  const { title, drawnBy } = drawn.value;
  const drafters = [drafterOf(actor), ...drawnBy].filter((id) => id !== undefined);
  return ctx.transact<{ readonly rowVersion: number }, CategoryRefusal>(async (tx) => {
    if (!(await updateCategoryVersion(tx, version, ctx.clock.now(), state, { ...change, title, drafters })))
      return err({ code: 'category-flows/stale', rowVersion: version.rowVersion + 1 });
    if (state !== version.state) await voidSignatures(tx, approvedOf(version));
    await record(tx, ctx, actor, { action: 'edit', agencyId, type: 'category-flow.version', id: versionId });
    return ok({ rowVersion: version.rowVersion + 1 });
  });
}

/** The name of what was submitted and everybody who drew it, when it may become this version. */
async function takeDrawing(
  { db }: UseCase,
  { agencyId, versionId, code, kind, title }: CategoryVersion,
  flowVersionId: string,
): Promise<Result<{ readonly title: string; readonly drawnBy: readonly string[] }, CategoryRefusal>> {
  const flow = await findFlowVersion(db, agencyId, flowVersionId);
  if (flow === undefined || flow.powerCode !== null || flow.code !== code || flow.table.kind !== kind)
    return err({ code: 'category-flows/other-flow' });
  if (flow.n !== null) return err({ code: 'category-flows/nothing-changed' });
  const drawing = await findDraft(db, agencyId, { owner: { kind: 'category-flow.version', id: versionId } });
  return ok({ title: flow.table.name || title, drawnBy: drawing?.drawnBy ?? [] });
}

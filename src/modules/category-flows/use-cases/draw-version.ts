import { err, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { nextState } from '#modules/approval';
import { openFlowDraft, type DraftRefusal } from '#modules/flows';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { findCategoryVersion } from '../db/version-reader.ts';
import type { CategoryRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { subjectOf } from './shared.ts';

/**
 * Opens the drawing of a version, begun from the version it changes, else from the template of its kind. Refuses
 * `category-flows/not-found`, `category-flows/forbidden`, `category-flows/not-in-this-state` once the version takes no edits,
 * `category-flows/no-drawing` for one that ends the flow, and what opening a drawing refuses.
 */
export async function drawCategoryFlow(
  ctx: UseCase,
  actor: Actor,
  { agencyId, versionId }: { readonly agencyId: string; readonly versionId: string },
): Promise<Result<{ readonly draftId: string }, CategoryRefusal | DraftRefusal | Conflict>> {
  const version = await findCategoryVersion(ctx.db, agencyId, versionId);
  if (!version) return err({ code: 'category-flows/not-found' });
  if (!can(actor, 'category-flow/draft', subjectOf(version)))
    return err({ code: 'category-flows/forbidden' });
  if (!nextState(version.state, 'edit'))
    return err({ code: 'category-flows/not-in-this-state', state: version.state });
  if (version.ends) return err({ code: 'category-flows/no-drawing' });
  return openFlowDraft(ctx, actor, {
    agencyId,
    officeId: version.officeId,
    owner: { kind: 'category-flow.version', id: versionId },
    powerCode: null,
    name: version.title,
    terms: { kind: version.kind },
    flowVersionId: version.baseVersionId,
  });
}

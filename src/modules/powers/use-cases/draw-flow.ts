import { err, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { nextState } from '#modules/approval';
import { openFlowDraft, type DraftRefusal } from '#modules/flows';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { findVersion } from '../db/power-reader.ts';
import { forbidden, notFound, notInThisState, type PowerRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { termsOf } from './flow-terms.ts';

/**
 * Opens the drawing of a version's flow, held to the type and limits as they stand now. Refuses `powers/not-found`,
 * `powers/forbidden`, `powers/not-in-this-state` once the version takes no edits, and what opening a drawing refuses.
 */
export async function drawFlow(
  ctx: UseCase,
  actor: Actor,
  { agencyId, versionId }: { readonly agencyId: string; readonly versionId: string },
): Promise<Result<{ readonly draftId: string }, PowerRefusal | DraftRefusal | Conflict>> {
  const version = await findVersion(ctx.db, agencyId, versionId);
  if (!version) return err(notFound());
  if (!can(actor, 'power/draft', { agencyId, officeId: version.officeId ?? undefined }))
    return err(forbidden());
  if (!nextState(version.state, 'edit')) return err(notInThisState(version.state));
  return openFlowDraft(ctx, actor, {
    agencyId,
    officeId: version.officeId,
    owner: { kind: 'power.version', id: version.versionId },
    powerCode: version.code,
    name: version.content.name,
    terms: termsOf(version.content),
    flowVersionId: version.flowVersionId,
  });
}

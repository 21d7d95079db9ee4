import { err, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { findDraft } from '../db/draft-reader.ts';
import { isDrawable } from '../domain/drawable.ts';
import {
  draftBound,
  draftNotFound,
  draftStale,
  notAllowed,
  type DraftRefusal,
  type VersionRefusal,
} from '../domain/errors.ts';
import { can } from '../policy.ts';
import { subjectOf } from './read-flow-draft.ts';
import { submitFlowVersion, type SubmittedFlow } from './submit-flow-version.ts';

/**
 * Submits a drawing exactly as its drawer saw it, as a version to be approved with its owner. Refuses
 * `flows/draft-not-found`, `flows/not-allowed`, `flows/draft-bound`, `flows/draft-stale`, and whatever `submitFlowVersion` refuses.
 */
export async function submitFlowDraft(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly draftId: string; readonly rowVersion: number },
): Promise<Result<SubmittedFlow, DraftRefusal | VersionRefusal | Conflict>> {
  const { agencyId, draftId } = input;
  const stored = await findDraft(ctx.db, agencyId, { id: draftId });
  if (stored === undefined) return err(draftNotFound());
  if (!can(actor, 'flow/submit', subjectOf(stored))) return err(notAllowed());
  if (!isDrawable(stored.ownerState)) return err(draftBound(stored.ownerState));
  if (stored.edit.rowVersion !== input.rowVersion) return err(draftStale(stored.edit, []));
  return submitFlowVersion(ctx, actor, {
    ...subjectOf(stored),
    bytes: new TextEncoder().encode(stored.bpmn),
    ...(stored.owner.kind === 'power.version'
      ? { power: { code: stored.powerCode, terms: stored.terms } }
      : { terms: stored.terms }),
  });
}

import { err, legalDayOf, ok, type LegalDay, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Reading } from '#platform/database';
import { findDraft, type StoredDraft } from '../db/draft-reader.ts';
import { filledPostKeys } from '../db/filled-posts.ts';
import { getFlowVersion, type FlowVersion } from '../db/flow-reader.ts';
import { examineFlow, type Examined } from '../domain/check-flow.ts';
import { draftNotFound, notAllowed, type DraftRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { unknownCalls } from './unknown-calls.ts';

/** A drawing with everything that keeps it from being published, as far as that is known today. */
export interface DraftView {
  readonly stored: StoredDraft;
  readonly examined: Examined;
  /** The version it began from. */
  readonly base: FlowVersion | null;
}

/** Refuses `flows/draft-not-found` and `flows/not-allowed`. */
export async function readFlowDraft(
  { db, clock }: UseCase,
  actor: Actor,
  { agencyId, draftId }: { readonly agencyId: string; readonly draftId: string },
): Promise<Result<DraftView, DraftRefusal>> {
  const stored = await findDraft(db, agencyId, { id: draftId });
  if (stored === undefined) return err(draftNotFound());
  if (!can(actor, 'flow/submit', subjectOf(stored))) return err(notAllowed());
  return ok(await viewDraft(db, stored, legalDayOf(clock.now())));
}

export function subjectOf({ agencyId, officeId }: StoredDraft): {
  readonly agencyId: string;
  readonly officeId?: string;
} {
  return { agencyId, ...(officeId !== null && { officeId }) };
}

/** Checks a drawing against its terms and against the posts that are filled on a day. */
export async function viewDraft(db: Reading, stored: StoredDraft, day: LegalDay): Promise<DraftView> {
  const bytes = new TextEncoder().encode(stored.bpmn);
  const filledPosts = await filledPostKeys(db, stored.agencyId, day);
  const examined = await examineFlow(bytes, { ...stored.terms, filledPosts });
  const { table } = examined;
  const calls = table === null ? [] : await unknownCalls(db, stored.agencyId, table);
  const base =
    stored.baseVersionId === null ? null : await getFlowVersion(db, stored.agencyId, stored.baseVersionId);
  return { stored, examined: { ...examined, issues: [...examined.issues, ...calls] }, base };
}

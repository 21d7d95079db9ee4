import { err, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { findPublication } from '../db/publication-reader.ts';
import {
  forbidden,
  hitsUndecided,
  maskMisplaced,
  notFound,
  notInThisState,
  signedItYourself,
  stale,
  type DisclosureRefusal,
} from '../domain/errors.ts';
import { decideMasks, type FixedField, type MaskDecision } from '../domain/public-view.ts';
import { can } from '../policy.ts';

export type ReviewInput = {
  readonly agencyId: string;
  readonly publicationId: string;
  readonly rowVersion: number;
  /** Decisions by field name; structured fields without hits are confirmed with the whole. */
  readonly masks: Readonly<Record<string, readonly MaskDecision[]>>;
};

/**
 * Confirms a public view: structured fields by this one act, texts place by place (E4). It is queued and publishes itself at
 * its time. Refuses `disclosure/hits-undecided` with the fields, `disclosure/mask-misplaced`, `disclosure/signed-it-yourself`,
 * `disclosure/stale`, `disclosure/not-in-this-state`.
 */
export async function reviewPublication(
  ctx: UseCase,
  actor: Actor,
  input: ReviewInput,
): Promise<
  Result<{ readonly rowVersion: number; readonly publishAfter: Date }, DisclosureRefusal | Conflict>
> {
  if (!can(actor, 'publication/read', input)) return err(notFound());
  if (!can(actor, 'publication/review', input)) return err(forbidden());
  const view = await findPublication(ctx.db, input.agencyId, input.publicationId);
  if (!view) return err(notFound());
  if (view.state !== 'awaiting-review') return err(notInThisState(view.state));
  if (view.rowVersion !== input.rowVersion) return err(stale(view.rowVersion));
  const who = actorRef(actor);
  if (view.signedBy.kind === 'person' && view.signedBy.id === who.id) return err(signedItYourself());
  const decided: FixedField[] = [];
  const undecided: string[] = [];
  for (const field of view.fields) {
    const next = decideMasks(field, input.masks[field.name] ?? []);
    if (next === 'misplaced') return err(maskMisplaced(field.name));
    if (next === 'undecided') undecided.push(field.name);
    else decided.push(next);
  }
  if (undecided.length > 0) return err(hitsUndecided(undecided));
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    const moved = await tx
      .updateTable('publication')
      .set({ state: 'queued', reviewed_by: who.id, reviewed_at: now, row_version: view.rowVersion + 1 })
      .where('agency_id', '=', view.agencyId)
      .where('id', '=', view.id)
      .where('row_version', '=', view.rowVersion)
      .executeTakeFirst();
    if (moved.numUpdatedRows !== 1n) return err(stale(view.rowVersion + 1));
    for (const field of decided)
      await tx
        .updateTable('publication_field')
        .set({ hits: JSON.stringify(field.masks) })
        .where('agency_id', '=', view.agencyId)
        .where('publication_id', '=', view.id)
        .where('name', '=', field.name)
        .execute();
    await writeJournal(tx, {
      ids: ctx.ids,
      at: now,
      actor: who,
      action: 'disclosure/review',
      subjectType: 'publication',
      subjectRid: view.rid,
      agencyId: view.agencyId,
      before: { state: view.state },
      after: {
        state: 'queued',
        masks: decided.map(({ name, masks }) => [
          name,
          masks.map(({ start, end, confirmed }) => [start, end, confirmed]),
        ]),
      },
      requestId: ctx.requestId,
    });
    return ok({ rowVersion: view.rowVersion + 1, publishAfter: view.publishAfter });
  });
}

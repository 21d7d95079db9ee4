import type { Rid } from '#kernel';
import { writeJournal, type ActorRef } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import type { ObligationKind } from '../domain/kinds.ts';
import { fixView, type ViewField } from '../domain/public-view.ts';

export type FixPublicView = {
  readonly rid: Rid;
  readonly kind: ObligationKind;
  readonly agencyId: string;
  readonly caseId?: string;
  readonly fields: readonly ViewField[];
  readonly signedBy: ActorRef;
  /** Not published before this instant: never before service (E2). */
  readonly publishAfter: Date;
  /** Code of the legal basis that the leaf carries; `demo` in the demonstration. */
  readonly basis?: string;
};

/**
 * Fixes what society will see of a record, in the transaction that signs it (E4). What needs no person publishes itself at
 * its time; else it waits for a reviewer. Fields of a narrower scope are not kept here at all.
 */
export async function fixPublicView(
  tx: Tx,
  ctx: UseCase,
  input: FixPublicView,
): Promise<{ readonly publicationId: string; readonly state: 'queued' | 'awaiting-review' }> {
  const view = fixView(input.fields);
  const now = ctx.clock.now();
  const publicationId = ctx.ids.uuid(now);
  await tx
    .insertInto('publication')
    .values({
      agency_id: input.agencyId,
      id: publicationId,
      kind: input.kind,
      rid: input.rid,
      case_id: input.caseId ?? null,
      basis: input.basis ?? 'disclosure-table',
      state: view.state,
      signed_by: JSON.stringify(input.signedBy),
      signed_at: now,
      publish_after: input.publishAfter,
    })
    .execute();
  if (view.fields.length > 0)
    await tx
      .insertInto('publication_field')
      .values(
        view.fields.map((field) => ({
          agency_id: input.agencyId,
          publication_id: publicationId,
          name: field.name,
          value: JSON.stringify(field.value),
          treatment: field.treatment,
          basis: field.basis,
          hits: JSON.stringify(field.masks),
        })),
      )
      .execute();
  await writeJournal(tx, {
    ids: ctx.ids,
    at: now,
    actor: input.signedBy,
    action: 'disclosure/fix-view',
    subjectType: 'publication',
    subjectRid: input.rid,
    agencyId: input.agencyId,
    after: {
      kind: input.kind,
      state: view.state,
      fields: view.fields.map(({ name, treatment }) => [name, treatment]),
    },
    requestId: ctx.requestId,
  });
  return { publicationId, state: view.state };
}

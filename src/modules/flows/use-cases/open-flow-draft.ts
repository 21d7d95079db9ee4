import { err, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { findDraft, ownerColumn, postNames, type DraftOwner } from '../db/draft-reader.ts';
import { getFlowBytes } from '../db/flow-reader.ts';
import { notAllowed, type DraftRefusal } from '../domain/errors.ts';
import { freshCode } from '../domain/fresh-code.ts';
import type { FlowTerms } from '../domain/lawfulness.ts';
import { writeDraft } from '../domain/write-draft.ts';
import { can } from '../policy.ts';
import { templateOf } from '../templates/index.ts';

export interface OpenDraftInput {
  readonly agencyId: string;
  readonly officeId: string | null;
  readonly owner: DraftOwner;
  readonly powerCode: string | null;
  readonly name: string;
  /** What the drawing is checked against from now on. */
  readonly terms: FlowTerms;
  /** The flow it has now, or that it changes; a drawing begins from it, otherwise from the template of its type. */
  readonly flowVersionId: string | null;
}

/**
 * The drawing of an owner, made when there is none yet; one that exists is held to the terms as they are now.
 * Refuses `flows/not-allowed`.
 */
export async function openFlowDraft(
  ctx: UseCase,
  actor: Actor,
  input: OpenDraftInput,
): Promise<Result<{ readonly draftId: string }, DraftRefusal | Conflict>> {
  const { agencyId, owner, officeId, powerCode } = input;
  if (!can(actor, 'flow/submit', { agencyId, ...(officeId !== null && { officeId }) }))
    return err(notAllowed());
  const known = await findDraft(ctx.db, agencyId, { owner });
  const terms = JSON.stringify(input.terms);
  const held = { office_id: officeId, power_code: powerCode, terms };
  if (known !== undefined) {
    return ctx.transact(async (tx) => {
      await tx
        .updateTable('flow_draft')
        .set(held)
        .where('agency_id', '=', agencyId)
        .where('id', '=', known.id)
        .execute();
      return ok({ draftId: known.id });
    });
  }
  const bpmn = await beginning(ctx, input);
  const at = ctx.clock.now();
  const id = ctx.ids.uuid(at);
  const ref = actorRef(actor);
  return ctx.transact(async (tx) => {
    const made = await tx
      .insertInto('flow_draft')
      .values({
        agency_id: agencyId,
        id,
        [ownerColumn(owner)]: owner.id,
        ...held,
        base_version_id: input.flowVersionId,
        bpmn,
        edited_by: ref.id,
        edited_at: at,
      })
      .onConflict((conflict) => conflict.columns(['agency_id', ownerColumn(owner)]).doUpdateSet(held))
      .returning('id')
      .executeTakeFirstOrThrow();
    await writeJournal(tx, {
      ids: ctx.ids,
      at,
      actor: ref,
      action: 'flow/draw',
      subjectType: 'flow.draft',
      subjectRid: made.id,
      agencyId,
      requestId: ctx.requestId,
    });
    return ok({ draftId: made.id });
  });
}

async function beginning(
  { db }: UseCase,
  { agencyId, flowVersionId, terms, name, owner }: OpenDraftInput,
): Promise<string> {
  if (flowVersionId !== null)
    return new TextDecoder().decode(await getFlowBytes(db, agencyId, flowVersionId));
  const flow = { id: freshCode(owner.id), name: name.slice(0, 60), postNames: await postNames(db, agencyId) };
  return writeDraft(templateOf(terms.kind, flow), null);
}

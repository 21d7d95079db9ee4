import { err, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { ensureFlow, insertVersion, sha256Hex, type NewFlow } from '../db/flow-transactor.ts';
import { checkFlow } from '../domain/check-flow.ts';
import { belongsToOtherPower, notAllowed, notPublishable, type VersionRefusal } from '../domain/errors.ts';
import type { FlowTerms } from '../domain/lawfulness.ts';
import { can } from '../policy.ts';
import { unknownCalls } from './unknown-calls.ts';

export interface SubmitFlowInput {
  readonly agencyId: string;
  /** The office in charge of the power. */
  readonly officeId?: string;
  /** The BPMN file as it is to be published. */
  readonly bytes: Uint8Array;
  /** The power it is for; left out for a category flow. */
  readonly power?: { readonly code: string | null; readonly terms: FlowTerms };
  /** What a category flow is held to; left out, the law is not asked. */
  readonly terms?: FlowTerms;
}

export interface SubmittedFlow {
  readonly flowVersionId: string;
  readonly rid: string;
  readonly sha256: string;
  /** The file had no drawing: one was added, and a person should look at it before it is approved. */
  readonly laidOut: boolean;
}

/**
 * Takes a flow file, runs every check (profile, graph, all markings, the law for its power or kind, the flows it calls) and
 * keeps its exact bytes as a version to be approved. The same bytes handed in again are the same version.
 * Refuses `flows/not-allowed`, `flows/not-publishable` with every issue found, and `flows/belongs-to-other-power`.
 */
export async function submitFlowVersion(
  ctx: UseCase,
  actor: Actor,
  input: SubmitFlowInput,
): Promise<Result<SubmittedFlow, VersionRefusal | Conflict>> {
  const { agencyId, officeId, power, terms = power?.terms } = input;
  if (!can(actor, 'flow/submit', { agencyId, ...(officeId !== undefined && { officeId }) }))
    return err(notAllowed());
  const ref = actorRef(actor);
  const checked = await checkFlow(input.bytes, terms);
  if (!checked.ok) return err(notPublishable(checked.error));
  const unknown = await unknownCalls(ctx.db, agencyId, checked.value.table);
  if (unknown.length > 0) return err(notPublishable(unknown));
  const at = ctx.clock.now();
  const { laidOut } = checked.value;
  const sha256 = sha256Hex(checked.value.bytes);
  const row: NewFlow = {
    agencyId,
    powerCode: power?.code ?? null,
    checked: checked.value,
    terms: terms ?? null,
    submittedBy: ref.id,
    at,
  };
  return ctx.transact(async (tx) => {
    const flow = await ensureFlow(tx, ctx.ids, row);
    if (flow === null) return err(belongsToOtherPower(row.checked.table.id));
    const known = await tx
      .selectFrom('flow_version')
      .select(['id', 'rid'])
      .where('agency_id', '=', agencyId)
      .where('flow_id', '=', flow.id)
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    if (known !== undefined) return ok({ flowVersionId: known.id, rid: known.rid, sha256, laidOut });
    const { id, rid } = await insertVersion(tx, ctx.ids, flow.id, row);
    await writeJournal(tx, {
      ids: ctx.ids,
      at,
      actor: ref,
      action: 'flow/submit',
      subjectType: 'flow.version',
      subjectRid: rid,
      agencyId,
      after: { sha256 },
      requestId: ctx.requestId,
    });
    return ok({ flowVersionId: id, rid, sha256, laidOut });
  });
}

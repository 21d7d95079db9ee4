import type { LegalDay } from '#kernel';
import { writeJournal, type ActorRef } from '#modules/journal';
import { appendRevision } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { JsonValue, Tx } from '#platform/database';
import { insertEnding } from '../db/flow-ending.ts';
import { getFlowVersion } from '../db/flow-reader.ts';

export interface EndFlowInput {
  readonly agencyId: string;
  /** Its newest published version, whose record says from then on that the flow ended. */
  readonly flowVersionId: string;
  readonly actor: ActorRef;
  readonly org: string;
  readonly basis: string;
  /** First day on which it is not in force any more. */
  readonly endsOn: LegalDay;
  readonly reason: string;
  readonly office: string;
  readonly approvals: JsonValue;
}

/**
 * Ends a published flow in the transaction of whoever decided it: a further revision of the record of its newest version. What
 * was published stays published. A flow ends once, by the key of the table.
 */
export async function endFlow(
  tx: Tx,
  ctx: UseCase,
  input: EndFlowInput,
): Promise<{ readonly rid: string; readonly n: number }> {
  const { agencyId, endsOn, reason, office, approvals, org, basis } = input;
  const version = await getFlowVersion(tx, agencyId, input.flowVersionId);
  const { rid, flowId } = version;
  const at = ctx.clock.now();
  const { rev } = await appendRevision(tx, {
    ids: ctx.ids,
    at,
    rid,
    type: 'flow.version',
    act: 'stage',
    agencyId,
    org,
    basis,
    schema: 'flow.version/1',
    fields: [{ name: 'ending', value: { on: endsOn, reason, office, approvals }, state: 'open' }],
  });
  await insertEnding(tx, { agencyId, flowId, endsOn, reason, rid, rev, at });
  await writeJournal(tx, {
    ids: ctx.ids,
    at,
    actor: input.actor,
    action: 'flow/end',
    subjectType: 'flow.version',
    subjectRid: rid,
    agencyId,
    after: { on: endsOn },
    requestId: ctx.requestId,
  });
  return { rid, n: version.n ?? 0 };
}

import { hash } from 'node:crypto';
import type { Ids } from '#kernel';
import type { Tx } from '#platform/database';
import type { CheckedFlow } from '../domain/check-flow.ts';
import type { FlowTerms } from '../domain/lawfulness.ts';

export interface NewFlow {
  readonly agencyId: string;
  readonly powerCode: string | null;
  readonly checked: CheckedFlow;
  readonly terms: FlowTerms | null;
  /** Id of the person or system that submits. */
  readonly submittedBy: string;
  readonly at: Date;
}

export function sha256Hex(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/** The flow with this process id, made when it is new; the row is locked. Null when it belongs to another power. */
export async function ensureFlow(tx: Tx, ids: Ids, input: NewFlow): Promise<{ readonly id: string } | null> {
  const { id: code, name, kind } = input.checked.table;
  await tx
    .insertInto('flow')
    .values({
      agency_id: input.agencyId,
      id: ids.uuid(input.at),
      code,
      name,
      kind,
      power_code: input.powerCode,
      created_at: input.at,
    })
    .onConflict((conflict) => conflict.columns(['agency_id', 'code']).doNothing())
    .execute();
  const { id, power_code } = await tx
    .selectFrom('flow')
    .select(['id', 'power_code'])
    .where('agency_id', '=', input.agencyId)
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const other = power_code !== null && input.powerCode !== null && power_code !== input.powerCode;
  return other ? null : { id };
}

export async function insertVersion(
  tx: Tx,
  ids: Ids,
  flowId: string,
  input: NewFlow,
): Promise<{ id: string; rid: string }> {
  const { bytes, table, diagram } = input.checked;
  const [id, rid] = [ids.uuid(input.at), ids.rid()];
  await tx
    .insertInto('flow_version')
    .values({
      agency_id: input.agencyId,
      id,
      flow_id: flowId,
      rid,
      bytes: Buffer.from(bytes),
      sha256: sha256Hex(bytes),
      table: JSON.stringify(table),
      diagram: JSON.stringify(diagram),
      terms: input.terms === null ? null : JSON.stringify({ ...input.terms, filledPosts: undefined }),
      submitted_by: input.submittedBy,
      submitted_at: input.at,
    })
    .execute();
  return { id, rid };
}

/** The next number of a flow; the caller holds the lock on its row. */
export async function insertPublication(
  tx: Tx,
  agencyId: string,
  flowId: string,
  versionId: string,
  at: Date,
): Promise<number> {
  const { newest } = await tx
    .selectFrom('flow_publication')
    .select((eb) => eb.fn.coalesce(eb.fn.max('n'), eb.lit(0)).as('newest'))
    .where('agency_id', '=', agencyId)
    .where('flow_id', '=', flowId)
    .executeTakeFirstOrThrow();
  const n = newest + 1;
  await tx
    .insertInto('flow_publication')
    .values({ agency_id: agencyId, flow_id: flowId, n, flow_version_id: versionId, published_at: at })
    .execute();
  return n;
}

/** Makes a flow that of a power; false when it is published already without one: then it is that of a category. */
export async function linkPower(
  tx: Tx,
  agencyId: string,
  flowId: string,
  powerCode: string,
): Promise<boolean> {
  const done = await tx
    .updateTable('flow')
    .set({ power_code: powerCode })
    .where('agency_id', '=', agencyId)
    .where('id', '=', flowId)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('flow_publication as p')
            .select('p.n')
            .whereRef('p.agency_id', '=', 'flow.agency_id')
            .whereRef('p.flow_id', '=', 'flow.id'),
        ),
      ),
    )
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

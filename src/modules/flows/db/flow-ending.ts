import { z } from 'zod';
import { LegalDay } from '#kernel';
import type { Reading, Tx } from '#platform/database';

const Row = z
  .object({ flow_id: z.string(), ends_on: LegalDay, reason: z.string() })
  .transform((r) => ({ flowId: r.flow_id, endsOn: r.ends_on, reason: r.reason }));

/** That a published flow ends, from which day and why. */
export type FlowEnding = z.output<typeof Row>;

const endings = (db: Reading) =>
  db.selectFrom('flow_ending as e').select(['e.flow_id', 'e.ends_on', 'e.reason']);

/** How a flow of an agency ended or is to end, by its code; also what society does not know yet. */
export async function findFlowEnding(
  db: Reading,
  agencyId: string,
  code: string,
): Promise<FlowEnding | undefined> {
  const row = await endings(db)
    .innerJoin('flow as f', (j) => j.onRef('f.agency_id', '=', 'e.agency_id').onRef('f.id', '=', 'e.flow_id'))
    .where('e.agency_id', '=', agencyId)
    .where('f.code', '=', code)
    .executeTakeFirst();
  return row && Row.parse(row);
}

/** Society scope: the endings of flows that a checkpoint covers, by flow. */
export async function publicEndings(
  db: Reading,
  flowIds: readonly string[],
): Promise<ReadonlyMap<string, FlowEnding>> {
  if (flowIds.length === 0) return new Map();
  const rows = await endings(db)
    .innerJoin('ledger.revision as r', (j) => j.onRef('r.rid', '=', 'e.rid').onRef('r.rev', '=', 'e.rev'))
    .where('e.flow_id', 'in', [...flowIds])
    .where('r.covered_size', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.flow_id, Row.parse(row)]));
}

export async function insertEnding(
  tx: Tx,
  row: {
    readonly agencyId: string;
    readonly flowId: string;
    readonly endsOn: LegalDay;
    readonly reason: string;
    readonly rid: string;
    readonly rev: number;
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('flow_ending')
    .values({
      agency_id: row.agencyId,
      flow_id: row.flowId,
      ends_on: row.endsOn,
      reason: row.reason,
      rid: row.rid,
      rev: row.rev,
      at: row.at,
    })
    .execute();
}

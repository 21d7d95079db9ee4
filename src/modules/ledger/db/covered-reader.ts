import { Rid } from '#kernel';
import type { Reading } from '#platform/database';

export type CoveredLeaf = {
  readonly rid: Rid;
  readonly rev: number;
  readonly type: string;
  readonly agencyId: string;
  readonly act: string;
  readonly at: Date;
  readonly index: bigint;
  readonly coveredAt: Date;
};

/** Leaves from `from` on that an exposed checkpoint covers, in order of the log: for read models that follow it. */
export async function coveredLeaves(
  db: Reading,
  from: bigint,
  limit: number,
): Promise<readonly CoveredLeaf[]> {
  const rows = await db
    .selectFrom('ledger.revision as v')
    .innerJoin('ledger.record as r', 'r.rid', 'v.rid')
    .select(['v.rid', 'v.rev', 'r.type', 'r.agency_id', 'v.act', 'v.at', 'v.log_index', 'v.covered_at'])
    .where('v.covered_size', 'is not', null)
    .where('v.log_index', '>=', from)
    .orderBy('v.log_index')
    .limit(limit)
    .execute();
  return rows.flatMap((row) =>
    row.log_index === null || row.covered_at === null
      ? []
      : [
          {
            rid: Rid.parse(row.rid),
            rev: row.rev,
            type: row.type,
            agencyId: row.agency_id,
            act: row.act,
            at: row.at,
            index: row.log_index,
            coveredAt: row.covered_at,
          },
        ],
  );
}

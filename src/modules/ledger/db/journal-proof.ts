import { formatJournalProof, inclusionPath, type TileReader } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type { Rid } from '#kernel';
import type { Reading } from '#platform/database';

/**
 * Proof that the journal held a commitment about this record, under the first anchor that covers it and that the public
 * log proves itself: what shows when a sealed case began, once its decision is published (DECISIONS §3). It tells the
 * journal's size at that anchor, so it is given for published records only.
 */
export async function journalProofOf(db: Reading, rid: Rid): Promise<string | undefined> {
  const row = await db
    .selectFrom('journal.row as r')
    .innerJoin('journal.numbered as n', (join) =>
      join.onRef('n.agency_id', '=', 'r.agency_id').onRef('n.id', '=', 'r.id'),
    )
    .select(['r.entry', 'n.idx'])
    .where('r.subject_rid', '=', rid)
    .where('r.commitment', 'is not', null)
    .orderBy('n.idx')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const anchor = await db
    .selectFrom('journal.anchor as a')
    .innerJoin('ledger.revision as v', (join) =>
      join.onRef('v.rid', '=', 'a.rid').onRef('v.rev', '=', 'a.rev'),
    )
    .select(['a.rid', 'a.rev', 'a.size'])
    .where('a.size', '>', row.idx)
    .where('v.covered_size', 'is not', null)
    .orderBy('a.size')
    .orderBy('a.at')
    .limit(1)
    .executeTakeFirst();
  if (!anchor) return undefined;
  return formatJournalProof({
    anchor: { rid: anchor.rid, rev: anchor.rev },
    index: row.idx,
    size: anchor.size,
    path: await inclusionPath(nodeCrypto, row.idx, anchor.size, journalTiles(db)),
    entry: row.entry.toString('utf8'),
  });
}

function journalTiles(db: Reading): TileReader {
  return async ({ level, n, width }) => {
    const { data } = await db
      .selectFrom('journal.tile')
      .select('data')
      .where('level', '=', level)
      .where('n', '=', n)
      .executeTakeFirstOrThrow();
    return new Uint8Array(data.subarray(0, 32 * width));
  };
}

import { equalBytes, leafHash } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type pg from 'pg';
import { LOCKS } from '#platform/database';
import { growTiles, loadRange, storeTiles, tileReader, type TreeName } from './stored-tree.ts';

const BATCH = 1_024;

type Waiting = { readonly keys: readonly string[]; readonly entry: Buffer };

/** What differs between the public ledger and the journal tree: where rows wait and where numbered ones are kept. */
type Source = {
  readonly tree: TreeName;
  readonly lock: number;
  take(client: pg.ClientBase): Promise<Waiting[]>;
  keep(
    client: pg.ClientBase,
    first: bigint,
    rows: readonly Waiting[],
    hashes: readonly Uint8Array[],
  ): Promise<void>;
};

const ledgerSource: Source = {
  tree: 'ledger',
  lock: LOCKS.ledgerIntegrate,
  // Rows that wait, never “id > last seen”: identity values commit out of order and leave holes.
  async take(client) {
    const { rows } = await client.query<{ id: bigint; entry_id: string; data: Buffer }>(
      'SELECT id, entry_id, data FROM ledger.queue ORDER BY id LIMIT $1',
      [BATCH],
    );
    return rows.map((r) => ({ keys: [String(r.id), r.entry_id], entry: r.data }));
  },
  async keep(client, first, rows, hashes) {
    await client.query(
      `INSERT INTO ledger.entry (idx, entry_id, data, leaf_hash)
       SELECT $1::bigint + ord - 1, entry_id, data, leaf_hash
         FROM unnest($2::uuid[], $3::bytea[], $4::bytea[]) WITH ORDINALITY AS t(entry_id, data, leaf_hash, ord)`,
      [
        first.toString(),
        rows.map((r) => r.keys[1]),
        rows.map((r) => r.entry),
        hashes.map((h) => Buffer.from(h)),
      ],
    );
    await client.query('DELETE FROM ledger.queue WHERE id = ANY($1::bigint[])', [rows.map((r) => r.keys[0])]);
  },
};

const journalSource: Source = {
  tree: 'journal',
  lock: LOCKS.journalIntegrate,
  async take(client) {
    const { rows } = await client.query<{ agency_id: string; id: string; entry: Buffer }>(
      `SELECT q.agency_id, q.id, r.entry FROM journal.queue q JOIN journal.row r USING (agency_id, id) ORDER BY q.id LIMIT $1`,
      [BATCH],
    );
    return rows.map((r) => ({ keys: [r.agency_id, r.id], entry: r.entry }));
  },
  async keep(client, first, rows, hashes) {
    const agencies = rows.map((r) => r.keys[0]);
    const ids = rows.map((r) => r.keys[1]);
    await client.query(
      `INSERT INTO journal.numbered (idx, agency_id, id, leaf_hash)
       SELECT $1::bigint + ord - 1, agency_id, id, leaf_hash
         FROM unnest($2::uuid[], $3::uuid[], $4::bytea[]) WITH ORDINALITY AS t(agency_id, id, leaf_hash, ord)`,
      [first.toString(), agencies, ids, hashes.map((h) => Buffer.from(h))],
    );
    await client.query(
      'DELETE FROM journal.queue q USING unnest($1::uuid[], $2::uuid[]) AS t(agency_id, id) WHERE q.agency_id = t.agency_id AND q.id = t.id',
      [agencies, ids],
    );
  },
};

/**
 * Gives indices to what waits: one transaction a batch. The advisory lock is politeness; the fence is the
 * compare-and-swap on the state row, so a sequencer that was paused and wakes writes nothing. Nothing is kept in
 * memory between batches: after any error the next turn reads committed state.
 */
export async function integrate(pool: pg.Pool, tree: TreeName): Promise<number> {
  const source = tree === 'ledger' ? ledgerSource : journalSource;
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const taken = await integrateBatch(client, source);
    await client.query(taken > 0 ? 'COMMIT' : 'ROLLBACK');
    return taken;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A client whose transaction failed is thrown away: the server rolls back when it closes.
    client.release(broken);
  }
}

async function integrateBatch(client: pg.ClientBase, source: Source): Promise<number> {
  const { tree } = source;
  const lock = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS locked', [
    source.lock,
  ]);
  if (!lock.rows[0]?.locked) return 0;
  const rows = await source.take(client);
  if (rows.length === 0) return 0;
  const state = await client.query<{ size: bigint; root: Buffer }>(
    `SELECT size, root FROM ${tree}.state FOR UPDATE`,
  );
  const current = state.rows[0];
  if (!current) throw new Error(`${tree}.state has no row`);
  const range = await loadRange(client, tree, current.size);
  if (!equalBytes(range.root(), current.root))
    throw new Error(`tiles of ${tree} do not hash to its root at ${current.size}`);
  const hashes = rows.map((row) => leafHash(nodeCrypto, row.entry));
  const tiles = await growTiles(tileReader(client, tree), current.size, hashes);
  for (const hash of hashes) range.append(hash);
  await source.keep(client, current.size, rows, hashes);
  await storeTiles(client, tree, tiles);
  const swapped = await client.query(
    `UPDATE ${tree}.state SET size = $1, root = $2 WHERE size = $3 AND root = $4`,
    [range.size.toString(), Buffer.from(range.root()), current.size.toString(), current.root],
  );
  if (swapped.rowCount !== 1) throw new Error(`another sequencer moved ${tree}`);
  await client.query(`SELECT pg_notify($1, '')`, [`${tree}_integrated`]);
  return rows.length;
}

import {
  equalBytes,
  leafHash,
  parseLeaf,
  toHex,
  type CompactRange,
  type Leaf,
} from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type pg from 'pg';
import { err, ok, type Ids, type Result } from '#kernel';
import { INSTANCE } from '../db/instance-record.ts';
import { allDictionaries } from '../domain/dictionaries.ts';
import type { Guard } from '../signing/guard.ts';
import { readState } from '../signing/rollback.ts';
import { growTiles, loadRange, storeTiles, tileReader } from '../tree/stored-tree.ts';

/** A leaf that stays published although what stood behind it was lost with the database. */
export type LostLeaf = Pick<Leaf, 'rid' | 'rev' | 'type' | 'act' | 'at'> & { readonly index: bigint };

export type Rejoined = {
  /** Size of the restored log, and after the guard's entries came back. */
  readonly from: bigint;
  readonly to: bigint;
  /** Leaves whose business rows are gone: a person decides about each. Erasures among them must be done again. */
  readonly lost: readonly LostLeaf[];
};

export type RejoinError =
  | { readonly code: 'ledger/guard-empty' }
  /** The database went on by itself after the restore: restore it again, then rejoin before anything starts. */
  | { readonly code: 'ledger/diverged'; readonly size: bigint }
  /** A lost leaf names a field dictionary that this version of the program does not know. */
  | { readonly code: 'ledger/schema-unknown'; readonly hash: string };

type Deps = { readonly pool: pg.Pool; readonly guard: Guard; readonly ids: Ids; readonly now: Date };

/**
 * Gives a restored database back what the guard holds, so that what was published stays published, under the same
 * indices. As the owner of the tables, in one transaction, with nothing else running.
 */
export async function rejoin(deps: Deps): Promise<Result<Rejoined, RejoinError>> {
  const client = await deps.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM ledger.state FOR UPDATE');
    const done = await rejoinIn(client, deps);
    await client.query(done.ok ? 'COMMIT' : 'ROLLBACK');
    return done;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function rejoinIn(client: pg.PoolClient, deps: Deps): Promise<Result<Rejoined, RejoinError>> {
  const mark = await deps.guard.mark();
  if (!mark) return err({ code: 'ledger/guard-empty' });
  const state = await readState(client);
  if (state.size >= mark.size) {
    const signed = await loadRange(client, 'ledger', mark.size);
    return equalBytes(signed.root(), mark.root)
      ? ok({ from: state.size, to: state.size, lost: [] })
      : err({ code: 'ledger/diverged', size: state.size });
  }
  const range = await loadRange(client, 'ledger', state.size);
  const entries = await entriesBetween(deps.guard, state.size, mark.size);
  const hashes = entries.map((entry) => leafHash(nodeCrypto, entry));
  const tiles = await growTiles(tileReader(client, 'ledger'), state.size, hashes);
  appendAll(range, hashes);
  if (!equalBytes(range.root(), mark.root)) return err({ code: 'ledger/diverged', size: state.size });

  const known = await knownRevisions(client, hashes);
  const ids = hashes.map((hash) => known.get(toHex(hash)) ?? deps.ids.uuid(deps.now));
  await client.query(
    `INSERT INTO ledger.entry (idx, entry_id, data, leaf_hash)
     SELECT $1::bigint + ord - 1, entry_id, data, leaf_hash
       FROM unnest($2::uuid[], $3::bytea[], $4::bytea[]) WITH ORDINALITY AS t(entry_id, data, leaf_hash, ord)`,
    [state.size.toString(), ids, entries.map(toBuffer), hashes.map(toBuffer)],
  );
  await client.query('DELETE FROM ledger.queue WHERE entry_id = ANY($1::uuid[])', [ids]);
  await storeTiles(client, 'ledger', tiles);
  await client.query('UPDATE ledger.state SET size = $1, root = $2', [
    mark.size.toString(),
    toBuffer(mark.root),
  ]);

  await storeDictionaries(client, deps.now);
  const lost: LostLeaf[] = [];
  for (const [i, entry] of entries.entries()) {
    const hash = hashes[i];
    const leaf = parseLeaf(entry);
    if (!hash || known.has(toHex(hash))) continue;
    if (!leaf) throw new Error(`entry ${state.size + BigInt(i)} of the guard is not a leaf`);
    const kept = await keepLostLeaf(client, leaf, entry, hash, ids[i]);
    if (kept !== 'kept') {
      return kept === 'taken'
        ? err({ code: 'ledger/diverged', size: state.size })
        : err({ code: 'ledger/schema-unknown', hash: leaf.schema });
    }
    const { rid, rev, type, act, at } = leaf;
    lost.push({ index: state.size + BigInt(i), rid, rev, type, act, at });
  }
  return ok({ from: state.size, to: mark.size, lost });
}

async function entriesBetween(guard: Guard, from: bigint, to: bigint): Promise<Uint8Array[]> {
  const entries: Uint8Array[] = [];
  for (let n = from / 256n; n * 256n < to; n += 1n) entries.push(...(await guard.entries(n)));
  const first = Number(from % 256n);
  const wanted = Number(to - from);
  // Entries behind the mark were written ahead of it and never signed.
  const between = entries.slice(first, first + wanted);
  if (between.length !== wanted) throw new Error(`the guard holds ${between.length} of ${wanted} entries`);
  return between;
}

/** Revisions that were restored but had no index yet: their leaves get the ids they were queued under. */
async function knownRevisions(
  client: pg.ClientBase,
  hashes: readonly Uint8Array[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ leaf_hash: Buffer; entry_id: string }>(
    'SELECT leaf_hash, entry_id FROM ledger.revision WHERE leaf_hash = ANY($1::bytea[]) AND log_index IS NULL',
    [hashes.map(toBuffer)],
  );
  return new Map(rows.map((row) => [row.leaf_hash.toString('hex'), row.entry_id]));
}

async function storeDictionaries(client: pg.ClientBase, now: Date): Promise<void> {
  for (const { name, bytes } of allDictionaries()) {
    await client.query(
      'INSERT INTO ledger.field_schema (hash, name, dictionary, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [toBuffer(nodeCrypto.sha256(bytes)), name, toBuffer(bytes), now],
    );
  }
}

/** The record goes on after its newest leaf, so that later revisions chain to it; the fields are gone. */
async function keepLostLeaf(
  client: pg.ClientBase,
  leaf: Leaf,
  entry: Uint8Array,
  hash: Uint8Array,
  entryId: string | undefined,
): Promise<'kept' | 'taken' | 'schema-unknown'> {
  const schema = Buffer.from(leaf.schema, 'hex');
  const { rowCount: schemas } = await client.query('SELECT 1 FROM ledger.field_schema WHERE hash = $1', [
    schema,
  ]);
  if (schemas === 0) return 'schema-unknown';
  await client.query(
    `INSERT INTO ledger.record (rid, type, agency_id, newest_rev, newest_leaf_hash) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (rid) DO UPDATE SET newest_rev = EXCLUDED.newest_rev, newest_leaf_hash = EXCLUDED.newest_leaf_hash
     WHERE record.newest_rev < EXCLUDED.newest_rev`,
    [leaf.rid, leaf.type, INSTANCE, leaf.rev, toBuffer(hash)],
  );
  const { rowCount } = await client.query(
    `INSERT INTO ledger.revision (rid, rev, entry_id, act, at, leaf, leaf_hash, schema_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (rid, rev) DO NOTHING`,
    [leaf.rid, leaf.rev, entryId, leaf.act, leaf.at, toBuffer(entry), toBuffer(hash), schema],
  );
  return rowCount === 1 ? 'kept' : 'taken';
}

function appendAll(range: CompactRange, hashes: readonly Uint8Array[]): void {
  for (const hash of hashes) range.append(hash);
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes);
}

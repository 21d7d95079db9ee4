import {
  equalBytes,
  formatCheckpoint,
  formatNote,
  leafHash,
  signNote,
  tileWidth,
  toHex,
  type SignatureLine,
  formatSignature,
} from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type pg from 'pg';
import type { Clock } from '#kernel';
import { LOCKS } from '#platform/database';
import { loadRange, tileReader } from '../tree/stored-tree.ts';
import type { Guard, HighWater } from './guard.ts';
import type { NoteKey } from './keys.ts';

/** Raised when signing would fork or shorten the log. It is never retried away: a person decides. */
export class RollbackRefusal extends Error {
  override readonly name = 'RollbackRefusal';
}

export type Witnesses = {
  /** Number of witnesses the policy names. */
  readonly wanted: number;
  /** Asks all of them, at most five seconds; answers with the cosignatures that verified. */
  ask(checkpoint: {
    readonly size: bigint;
    readonly note: string;
    readonly text: string;
  }): Promise<readonly SignatureLine[]>;
};

export type SignerDeps = {
  /** Pool of the signer's login. */
  readonly pool: pg.Pool;
  readonly guard: Guard;
  readonly key: NoteKey;
  readonly witnesses: Witnesses;
  readonly clock: Clock;
};

type TreeState = { readonly size: bigint; readonly root: Uint8Array };

/**
 * Exposes the committed tree if it grew: re-derive it from the entries, copy it to the guard, raise the mark, sign, ask
 * the witnesses, expose and mark what is covered. Answers with the exposed size, or nothing when there was nothing new.
 */
export async function exposeCheckpoint(deps: SignerDeps): Promise<bigint | undefined> {
  const client = await deps.pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      LOCKS.ledgerSign,
    ]);
    if (!rows[0]?.locked) return undefined;
    try {
      return await exposeLocked(deps, client);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCKS.ledgerSign]);
    }
  } finally {
    client.release();
  }
}

async function exposeLocked(deps: SignerDeps, client: pg.PoolClient): Promise<bigint | undefined> {
  const state = await readState(client);
  const mark = await deps.guard.mark();
  refuseRollback(deps.key.name, state, mark);
  const { rows } = await client.query<{ size: bigint; note: string }>(
    'SELECT size, note FROM ledger.checkpoint WHERE exposed ORDER BY size DESC LIMIT 1',
  );
  const last = rows[0];
  if (last && last.size === state.size) return undefined;
  await rederive(deps.guard, client, state, mark);
  const text = formatCheckpoint({ origin: deps.key.name, size: state.size, root: state.root });
  const note = formatNote(signNote(nodeCrypto, deps.key.name, deps.key.signer, text));
  await deps.guard.raise({ origin: deps.key.name, size: state.size, root: state.root, note });
  const at = deps.clock.now();
  await client.query(
    'INSERT INTO ledger.checkpoint (size, root, note, at, wanted) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (size) DO NOTHING',
    [state.size.toString(), Buffer.from(state.root), note, at, deps.witnesses.wanted],
  );
  const cosignatures = await deps.witnesses.ask({ size: state.size, note, text });
  await client.query('BEGIN');
  try {
    await client.query(
      'UPDATE ledger.checkpoint SET note = note || $2, exposed = true, witnesses = $3, wanted = $4 WHERE size = $1',
      [
        state.size.toString(),
        cosignatures.map(formatSignature).join(''),
        cosignatures.length,
        deps.witnesses.wanted,
      ],
    );
    await client.query(
      `UPDATE ledger.revision r SET log_index = e.idx, covered_size = $1, covered_at = $2
         FROM ledger.entry e WHERE e.idx >= $3 AND e.idx < $1 AND r.entry_id = e.entry_id AND r.covered_size IS NULL`,
      [state.size.toString(), at, (last?.size ?? 0n).toString()],
    );
    await client.query('UPDATE publication_epoch SET epoch = epoch + 1');
    await client.query(`SELECT pg_notify('epoch', ''), pg_notify('ledger_exposed', '')`);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  return state.size;
}

async function readState(client: pg.ClientBase): Promise<TreeState> {
  const { rows } = await client.query<{ size: bigint; root: Buffer }>('SELECT size, root FROM ledger.state');
  const row = rows[0];
  if (!row) throw new Error('ledger.state has no row');
  return { size: row.size, root: new Uint8Array(row.root) };
}

function refuseRollback(origin: string, state: TreeState, mark: HighWater | undefined): void {
  if (!mark) return;
  if (mark.origin !== origin)
    throw new RollbackRefusal(`the guard belongs to ${mark.origin}, not to ${origin}`);
  if (state.size < mark.size) {
    throw new RollbackRefusal(
      `the database holds ${state.size} entries but ${mark.size} were signed: it was restored from an older state; see “restore --rejoin”`,
    );
  }
  if (state.size === mark.size && !equalBytes(state.root, mark.root)) {
    throw new RollbackRefusal(
      `the database holds another tree of ${state.size} entries than the one that was signed`,
    );
  }
}

/**
 * Reads the new entries back, recomputes their hashes and the root, and compares with what the sequencer stored: this
 * catches a bit that differs between an entry and its hash. Copies entries and tiles to the guard on the way.
 */
async function rederive(
  guard: Guard,
  client: pg.ClientBase,
  state: TreeState,
  mark: HighWater | undefined,
): Promise<void> {
  const from = mark?.size ?? 0n;
  const range = await loadRange(client, 'ledger', from);
  if (mark && !equalBytes(range.root(), mark.root))
    throw new RollbackRefusal(`the first ${from} entries are not those that were signed`);
  for (let n = from / 256n; n * 256n < state.size; n += 1n) {
    const { rows } = await client.query<{ idx: bigint; data: Buffer }>(
      'SELECT idx, data FROM ledger.entry WHERE idx >= $1 AND idx < $2 ORDER BY idx',
      [(n * 256n).toString(), min((n + 1n) * 256n, state.size).toString()],
    );
    const entries = rows.map((r) => new Uint8Array(r.data));
    if (entries.length !== tileWidth(state.size, 0, n))
      throw new Error(`bundle ${n} has ${entries.length} entries`);
    const hashes = entries.map((entry) => leafHash(nodeCrypto, entry));
    const stored = await tileReader(client, 'ledger')({ level: 0, n, width: entries.length });
    if (!equalBytes(Buffer.concat(hashes), stored))
      throw new RollbackRefusal(`entries of bundle ${n} do not match their stored hashes`);
    hashes.forEach((hash, i) => {
      if (n * 256n + BigInt(i) >= from) range.append(hash);
    });
    await guard.keepEntries(n, entries);
  }
  if (!equalBytes(range.root(), state.root))
    throw new RollbackRefusal(`the entries hash to ${toHex(range.root())}, not to the stored root`);
  for (let level = 0; state.size >> BigInt(8 * level) > 0n; level += 1) {
    for (let n = (from >> BigInt(8 * level)) / 256n; tileWidth(state.size, level, n) > 0; n += 1n) {
      const tile = { level, n, width: tileWidth(state.size, level, n) };
      await guard.keepTile(tile, await tileReader(client, 'ledger')(tile));
    }
  }
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

import {
  formatCheckpoint,
  formatNote,
  formatSignature,
  signNote,
  type SignatureLine,
} from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type pg from 'pg';
import type { Clock } from '#kernel';
import { LOCKS } from '#platform/database';
import { copyToGuard } from './copy-to-guard.ts';
import type { Guard } from './guard.ts';
import type { NoteKey } from './keys.ts';
import { readState, refuseRollback, RollbackRefusal } from './rollback.ts';

export type Witnesses = {
  /** Number of witnesses the policy names. */
  readonly wanted: number;
  /** Asks all of them but `except`, at most five seconds; answers with the cosignatures that verified. */
  ask(
    checkpoint: { readonly size: bigint; readonly note: string; readonly text: string },
    except?: readonly string[],
  ): Promise<readonly SignatureLine[]>;
};

export type SignerDeps = {
  /** Pool of the signer's login. */
  readonly pool: pg.Pool;
  readonly guard: Guard;
  readonly key: NoteKey;
  readonly witnesses: Witnesses;
  readonly clock: Clock;
};

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
  if (last && !mark) {
    throw new RollbackRefusal(
      'ledger/guard-empty',
      'checkpoints were exposed but the guard folder holds no mark: bring LEDGER_GUARD_DIR back, or restore a backup, which begins a new guard',
    );
  }
  if (last && last.size === state.size) return undefined;
  await copyToGuard(deps.guard, client, state, mark);
  const text = formatCheckpoint({ origin: deps.key.name, size: state.size, root: state.root });
  const note = formatNote(signNote(nodeCrypto, deps.key.name, deps.key.signer, text));
  // The lock lives as long as its connection: one that broke while we read says so here, not after the mark is raised.
  await client.query('SELECT 1');
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
    await client.query(`SELECT pg_notify('epoch', ''), pg_notify('ledger_exposed', $1)`, [
      state.size.toString(),
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  return state.size;
}

import { equalBytes } from '@chengming/ledger-verify';
import type pg from 'pg';
import type { Guard, HighWater } from './guard.ts';

export type RollbackCode =
  /** The database holds fewer entries than were signed: it was restored from an older state. */
  | 'ledger/rolled-back'
  /** Entries that were signed are others now. */
  | 'ledger/other-tree'
  /** Guard and key belong to different logs. */
  | 'ledger/other-origin'
  /** Checkpoints were exposed, but the guard knows of none. */
  | 'ledger/guard-empty';

/** Raised when going on would fork or shorten the log. It is never retried away: a person decides. */
export class RollbackRefusal extends Error {
  override readonly name = 'RollbackRefusal';
  readonly code: RollbackCode;
  constructor(code: RollbackCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

export type TreeState = { readonly size: bigint; readonly root: Uint8Array };

export async function readState(db: Pick<pg.ClientBase, 'query'>): Promise<TreeState> {
  const { rows } = await db.query<{ size: bigint; root: Buffer }>('SELECT size, root FROM ledger.state');
  const row = rows[0];
  if (!row) throw new Error('ledger.state has no row');
  return { size: row.size, root: new Uint8Array(row.root) };
}

export function refuseRollback(origin: string, state: TreeState, mark: HighWater | undefined): void {
  if (!mark) return;
  if (mark.origin !== origin)
    throw new RollbackRefusal('ledger/other-origin', `the guard belongs to ${mark.origin}, not to ${origin}`);
  if (state.size < mark.size) {
    throw new RollbackRefusal(
      'ledger/rolled-back',
      `the database holds ${state.size} entries but ${mark.size} were signed: it was restored from an older state; see “restore --rejoin”`,
    );
  }
  if (state.size === mark.size && !equalBytes(state.root, mark.root)) {
    throw new RollbackRefusal(
      'ledger/other-tree',
      `the database holds another tree of ${state.size} entries than the one that was signed`,
    );
  }
}

/**
 * Whether the database fell behind what was signed, so that the sequencer must not give those indices away again. The
 * mark is read first: it never runs ahead of the state, so a signer that works meanwhile cannot make this true.
 */
export async function isBehind(guard: Guard, pool: pg.Pool): Promise<boolean> {
  const mark = await guard.mark();
  return mark !== undefined && (await readState(pool)).size < mark.size;
}

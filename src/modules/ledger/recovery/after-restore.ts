import type pg from 'pg';
import { ok, type Ids, type Result } from '#kernel';
import { copyToGuard } from '../signing/copy-to-guard.ts';
import { openGuard, type Guard } from '../signing/guard.ts';
import { readState } from '../signing/rollback.ts';
import { rejoin, type Rejoined, type RejoinError } from './rejoin.ts';

export type AfterRestore =
  /** Database and guard agree. */
  | { readonly state: 'in-step'; readonly size: bigint }
  /** The guard was empty and now begins with what the backup had exposed. Nothing tells whether more was signed. */
  | { readonly state: 'guard-begun'; readonly size: bigint }
  /** The backup is older than what was signed: the signer will refuse until `rejoin`. */
  | { readonly state: 'behind'; readonly size: bigint; readonly signed: bigint }
  | ({ readonly state: 'rejoined' } & Rejoined);

/**
 * Brings a just restored database and the guard together. The guard itself is never restored over: an empty one is
 * begun, one that is ahead wins (DECISIONS §4).
 */
export async function settleAfterRestore(deps: {
  /** Pool of the tables' owner; nothing else runs. */
  readonly owner: pg.Pool;
  readonly guardDir: string;
  readonly ids: Ids;
  readonly now: Date;
  readonly rejoin: boolean;
}): Promise<Result<AfterRestore, RejoinError>> {
  const guard = openGuard(deps.guardDir);
  const { size } = await readState(deps.owner);
  const mark = await guard.mark();
  if (!mark) return ok({ state: 'guard-begun', size: await beginGuard(deps.owner, guard) });
  if (mark.size > size && !deps.rejoin) return ok({ state: 'behind', size, signed: mark.size });
  const joined = await rejoin({ pool: deps.owner, guard, ids: deps.ids, now: deps.now });
  if (!joined.ok) return joined;
  return ok(joined.value.to > size ? { state: 'rejoined', ...joined.value } : { state: 'in-step', size });
}

/** Copies everything that was exposed into an empty guard and sets the mark there. */
async function beginGuard(owner: pg.Pool, guard: Guard): Promise<bigint> {
  const client = await owner.connect();
  try {
    const { rows } = await client.query<{ size: bigint; root: Buffer; note: string }>(
      'SELECT size, root, note FROM ledger.checkpoint WHERE exposed ORDER BY size DESC LIMIT 1',
    );
    const newest = rows[0];
    if (!newest) return 0n;
    const [origin = ''] = newest.note.split('\n');
    const root = new Uint8Array(newest.root);
    await copyToGuard(guard, client, { size: newest.size, root }, undefined);
    await guard.raise({ origin, size: newest.size, root, note: newest.note });
    return newest.size;
  } finally {
    client.release();
  }
}

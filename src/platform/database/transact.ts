import type { Kysely } from 'kysely';
import type { Result } from '#kernel';
import type { DB } from './schema.generated.ts';
import type { Tx } from './types.ts';

export type Conflict = { readonly code: 'conflict' };

const RETRYABLE = new Set(['40001', '40P01']);
const UNIQUE_VIOLATION = '23505';

class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: unknown;
  constructor(refusal: unknown) {
    super('transaction rolled back by a refusal');
    this.refusal = refusal;
  }
}

export type Transact = <T, E>(fn: (tx: Tx) => Promise<Result<T, E>>) => Promise<Result<T, E | Conflict>>;

/**
 * The only way to a `Tx`. Rolls back when `fn` returns a refusal, retries serialisation failures and deadlocks
 * three times, and answers `conflict` when another writer won a unique key. No network, mail or file inside.
 */
export function transactOn(db: Kysely<DB>): Transact {
  return async <T, E>(fn: (tx: Tx) => Promise<Result<T, E>>): Promise<Result<T, E | Conflict>> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const value = await db.transaction().execute(async (trx) => {
          const result = await fn(trx as Tx);
          if (!result.ok) throw new Refused(result.error);
          return result.value;
        });
        return { ok: true, value };
      } catch (cause) {
        // The refusal thrown above is the E that `fn` returned.
        if (cause instanceof Refused) return { ok: false, error: cause.refusal as E };
        const code = sqlState(cause);
        if (code === UNIQUE_VIOLATION) return { ok: false, error: { code: 'conflict' } };
        if (code !== undefined && RETRYABLE.has(code)) {
          if (attempt < 3) continue;
          return { ok: false, error: { code: 'conflict' } };
        }
        throw cause;
      }
    }
  };
}

function sqlState(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}

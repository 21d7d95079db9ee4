import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import type { AppContext } from '#platform/context';
import { createPool, transactOn, type DB } from '#platform/database';

/**
 * Runs a loader on connections of its own that do not wait for the disk at each commit. A crash may take its last moments,
 * in their order, and the loader goes on from there. Nothing is signed that could be lost: the connections of the ledger
 * wait, and flush all that was committed before.
 */
export async function withQuickWriter(
  ctx: AppContext,
  load: (quick: AppContext) => Promise<void>,
): Promise<void> {
  const { database } = ctx.config;
  if (!database) throw new Error('no database address');
  const pool = createPool({
    url: database.app,
    name: 'demo-writer',
    max: 4,
    options: '-c synchronous_commit=off',
    onError: (error) => ctx.log.warn({ err: error }, 'database client lost'),
  });
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparing(pool) }) });
  try {
    await load({ ...ctx, db, transact: transactOn(db) });
  } finally {
    await db.destroy();
  }
}

/** A pool that has the server parse and plan each statement once: a loader sends the same few hundred, a hundred thousand times. */
function preparing(pool: ReturnType<typeof createPool>): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url');
    names.set(text, name);
    return name;
  };
  return {
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      return unsafePoolClient({
        query: (text: string, values: readonly unknown[]) =>
          client.query(values.length === 0 ? { text } : { name: nameOf(text), text, values: [...values] }),
        release: () => client.release(),
      });
    },
  };
}

/** The loader asks for rows only, never for a cursor. */
function unsafePoolClient(
  client: Pick<PostgresPoolClient, 'release'> & { readonly query: unknown },
): PostgresPoolClient {
  return client as PostgresPoolClient;
}

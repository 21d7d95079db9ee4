import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { createDb, createPool, transactOn, type Db, type Transact } from '#platform/database';

export type TestDatabase = {
  /** As the application's login: what use cases and readers get. */
  readonly db: Db;
  readonly transact: Transact;
  readonly pool: pg.Pool;
  url(role: 'superuser' | 'migrator' | 'app' | 'sequencer' | 'signer'): string;
  /** A pool as another login; closed at the end of the file. */
  poolAs(role: 'superuser' | 'migrator' | 'sequencer' | 'signer'): pg.Pool;
};

/**
 * A copy of the migrated template for this test file. Read the returned object inside tests only: it is filled by
 * `beforeAll`. A pool that is still busy at the end fails the file.
 */
export function testDatabase(): TestDatabase {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const addresses = inject('database');
  const url = (role: keyof typeof addresses): string => {
    const address = new URL(addresses[role]);
    address.pathname = `/${name}`;
    return address.toString();
  };
  const pools: pg.Pool[] = [];
  const pool = (role: keyof typeof addresses): pg.Pool => {
    const made = createPool({ url: url(role), name: 'test', onError: () => undefined });
    pools.push(made);
    return made;
  };
  const admin = async (sql: string): Promise<void> => {
    const address = new URL(addresses.superuser);
    address.pathname = '/postgres';
    const client = new pg.Client({ connectionString: address.toString() });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  const made: { pool?: pg.Pool; db?: Db } = {};
  beforeAll(async () => {
    await admin(`CREATE DATABASE ${name} TEMPLATE template OWNER chengming_migrator`);
    made.pool = pool('app');
    made.db = createDb(made.pool);
  });
  afterAll(async () => {
    for (const p of pools) {
      const busy = p.totalCount - p.idleCount;
      if (busy > 0) throw new Error(`${busy} database clients leaked`);
      await p.end();
    }
    await admin(`DROP DATABASE ${name} WITH (FORCE)`);
  });
  const ready = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('testDatabase() is filled by beforeAll');
    return value;
  };
  return {
    get db() {
      return ready(made.db);
    },
    get pool() {
      return ready(made.pool);
    },
    get transact() {
      return transactOn(ready(made.db));
    },
    url,
    poolAs: pool,
  };
}

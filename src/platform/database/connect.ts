import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from './schema.generated.ts';
import type { Db } from './types.ts';

const INT8 = 20;
const DATE = 1082;

/** int8 is a `bigint`; a `date` is a legal day and stays the text 'YYYY-MM-DD'. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && oid === INT8) return (text: string) => BigInt(text);
    if (format !== 'binary' && oid === DATE) return (text: string) => text;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

export type PoolOptions = {
  readonly url: string;
  readonly max?: number;
  readonly name: string;
  /** Settings of every session, as libpq takes them: `-c name=value`. */
  readonly options?: string;
  /** Called for errors of idle clients, e.g. when the server stops; the pool makes new ones. */
  readonly onError: (error: Error) => void;
};

/** A pool whose every client has an `error` listener: without it a database stop ends the process. */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 10,
    application_name: `chengming-${options.name}`,
    ...(options.options === undefined ? {} : { options: options.options }),
    types,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
  });
  pool.on('error', options.onError);
  pool.on('connect', (client) => {
    client.on('error', options.onError);
  });
  return pool;
}

export function createDb(pool: pg.Pool): Db {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

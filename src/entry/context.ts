import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '#platform/config';
import type { AppContext } from '#platform/context';
import { createDb, createPool, transactOn } from '#platform/database';
import { createFiles } from '#platform/files';
import { createJobs } from '#platform/jobs';
import { createLog, type Logger } from '#platform/log';
import { systemClock, systemIds } from '#platform/system';

export type Wired = AppContext & { readonly pool: pg.Pool; close(): Promise<void> };

/** Wires the context of one process by hand; `overrides` replace single members in tests and in the demonstration. */
export function wire(config: Config, name: string, overrides: Partial<AppContext> = {}): Wired {
  if (!config.database) throw new Error('no database address');
  const log = createLog({ level: config.logLevel, name });
  const pool = createPool({
    url: config.database.app,
    name,
    onError: (error) => log.warn({ err: error }, 'database client lost'),
  });
  const db = createDb(pool);
  return {
    config,
    log,
    clock: systemClock,
    ids: systemIds,
    db,
    transact: transactOn(db),
    files: createFiles(join(config.dataDir, 'files')),
    jobs: createJobs(),
    ...overrides,
    pool,
    close: () => pool.end(),
  };
}

/** A connection of its own that listens to channels and comes back after the server was away. */
export async function listenTo(
  url: string,
  channels: readonly string[],
  log: Logger,
): Promise<{ readonly client: pg.Client; close(): Promise<void> }> {
  const relay = new pg.Client({ connectionString: url });
  let closed = false;
  let current: pg.Client | undefined;
  const connect = async (): Promise<void> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'chengming-listen',
      keepAlive: true,
    });
    client.on('error', (error) => log.warn({ err: error }, 'listener lost'));
    client.on('notification', (note) => relay.emit('notification', note));
    client.on('end', () => {
      if (!closed) setTimeout(() => void connect().catch((error: unknown) => retry(error)), 1_000);
    });
    await client.connect();
    for (const channel of channels) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    current = client;
  };
  const retry = (error: unknown): void => {
    log.warn({ err: error }, 'listener not connected');
    if (!closed) setTimeout(() => void connect().catch(retry), 2_000);
  };
  await connect();
  return {
    client: relay,
    async close() {
      closed = true;
      await current?.end();
    },
  };
}

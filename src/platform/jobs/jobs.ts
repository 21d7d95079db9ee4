import { sql } from 'kysely';
import { Logger as WorkerLogger, run, runMigrations, type Runner } from 'graphile-worker';
import type pg from 'pg';
import type { JsonValue, Tx } from '#platform/database';
import type { Logger } from '#platform/log';

/** Work queued in the transaction that makes it necessary. Payloads hold ids only; a job re-reads state and is idempotent. */
export type Jobs = {
  add(
    tx: Tx,
    name: string,
    payload: JsonValue,
    options?: { readonly runAt?: Date; readonly key?: string },
  ): Promise<void>;
};

export type JobTable = Readonly<Record<string, (payload: unknown) => Promise<void>>>;

/** Work that recurs: runs every `everyMs`, and at once when `channel` is notified. Its cost is what is due, not what exists. */
export type Loop = {
  readonly name: string;
  readonly everyMs: number;
  readonly channel?: string;
  readonly run: () => Promise<void>;
};

export function createJobs(): Jobs {
  return {
    async add(tx, name, payload, options) {
      await sql`SELECT graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json,
        run_at => ${options?.runAt ?? null}::timestamptz, job_key => ${options?.key ?? null}::text)`.execute(
        tx,
      );
    },
  };
}

/** Installs the queue's tables as the migrator and lets the application use them, past the row security they come with. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, schema: 'graphile_worker' });
  await pool.query(`
    GRANT USAGE ON SCHEMA graphile_worker TO chengming_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO chengming_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA graphile_worker TO chengming_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO chengming_app;
    DO $$ DECLARE guarded regclass; BEGIN
      FOR guarded IN SELECT oid FROM pg_class WHERE relnamespace = 'graphile_worker'::regnamespace AND relrowsecurity LOOP
        EXECUTE format('DROP POLICY IF EXISTS application ON %s', guarded);
        EXECUTE format('CREATE POLICY application ON %s TO chengming_app USING (true) WITH CHECK (true)', guarded);
      END LOOP;
    END $$;`);
}

export async function runJobs(pool: pg.Pool, tasks: JobTable, log: Logger): Promise<Runner> {
  return run({
    pgPool: pool,
    schema: 'graphile_worker',
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2_000,
    parsedCronItems: [],
    logger: new WorkerLogger(
      () => (level, message) =>
        log[level === 'warning' ? 'warn' : level === 'error' ? 'error' : 'debug'](message),
    ),
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        async (payload: unknown): Promise<void> => {
          log.debug({ job: name }, 'job');
          await task(payload);
        },
      ]),
    ),
  });
}

/** Runs loops until `stop`; a failing turn is logged and tried again, never swallowed. */
export function runLoops(
  loops: readonly Loop[],
  listen: pg.Client | undefined,
  log: Logger,
): { stop(): Promise<void> } {
  let stopping = false;
  const wake = new Map<string, () => void>();
  const running = loops.map(async (loop) => {
    while (!stopping) {
      const woken = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, loop.everyMs);
        wake.set(loop.name, () => {
          clearTimeout(timer);
          resolve();
        });
      });
      try {
        await loop.run();
      } catch (error) {
        log.error({ loop: loop.name, err: error }, 'loop turn failed');
      }
      if (!stopping) await woken;
    }
  });
  listen?.on('notification', (note) => {
    for (const loop of loops) if (loop.channel === note.channel) wake.get(loop.name)?.();
  });
  return {
    async stop() {
      stopping = true;
      for (const go of wake.values()) go();
      await Promise.all(running);
    },
  };
}

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPool, migrate } from '#platform/database';
import { migrateJobs } from '#platform/jobs';

/** Brings the database to the state this program needs: our migrations, then the job queue's tables. */
export async function migrateAll(migratorUrl: string): Promise<readonly string[]> {
  const pool = createPool({ url: migratorUrl, name: 'migrator', max: 2, onError: () => undefined });
  try {
    const client = await pool.connect();
    try {
      const done = await migrate(client, migrationsDir());
      await migrateJobs(pool);
      return done;
    } finally {
      client.release();
    }
  } finally {
    await pool.end();
  }
}

/** `db/migrations` beside package.json, found from wherever the built file lies. */
export function migrationsDir(): string {
  for (let dir = import.meta.dirname; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'db', 'migrations'))) return join(dir, 'db', 'migrations');
    if (dirname(dir) === dir) throw new Error('db/migrations not found');
  }
}

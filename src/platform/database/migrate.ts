import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { LOCKS } from './locks.ts';

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

type Migration = { readonly name: string; readonly sql: string; readonly sha256: string };

export async function readMigrations(dir: string): Promise<readonly Migration[]> {
  const names = (await readdir(dir)).filter((n) => n.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      if (!/^\d{14}-[a-z0-9-]+\.sql$/.test(name)) throw new MigrationError(`migration name ${name}`);
      const sql = await readFile(join(dir, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing, each file in its own transaction, under an advisory lock. Forward only. Refuses a
 * database that is newer than the program and a migration that was edited after it ran.
 */
export async function migrate(client: pg.ClientBase, dir: string): Promise<readonly string[]> {
  const migrations = await readMigrations(dir);
  await client.query('SELECT pg_advisory_lock($1)', [LOCKS.migrate]);
  try {
    await client.query(
      `CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'SELECT name, sha256 FROM migration',
    );
    const applied = new Map(rows.map((r) => [r.name, r.sha256]));
    const known = new Map(migrations.map((m) => [m.name, m.sha256]));
    for (const [name, sha256] of applied) {
      if (!known.has(name))
        throw new MigrationError(`the database is newer than this program: it has ${name}`);
      if (known.get(name) !== sha256)
        throw new MigrationError(`migration ${name} was changed after it had been applied`);
    }
    const done: string[] = [];
    for (const migration of migrations) {
      if (applied.has(migration.name)) continue;
      await client.query('BEGIN');
      try {
        await client.query(migration.sql);
        await client.query('INSERT INTO migration (name, sha256) VALUES ($1, $2)', [
          migration.name,
          migration.sha256,
        ]);
        await client.query('COMMIT');
      } catch (cause) {
        await client.query('ROLLBACK');
        throw new MigrationError(`migration ${migration.name} failed: ${String(cause)}`, { cause });
      }
      done.push(migration.name);
    }
    return done;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCKS.migrate]);
  }
}

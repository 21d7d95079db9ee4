import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate, readMigrations } from '#platform/database';
import { migrateJobs } from '#platform/jobs';
import { BackupRefusal, Manifest, MANIFEST_PATH } from './manifest.ts';
import { readTar } from './tar.ts';

type Options = {
  /** Pool of the tables' owner. */
  readonly owner: pg.Pool;
  readonly filesDir: string;
  readonly file: string;
  readonly migrationsDir: string;
};

/**
 * Replaces the database by a backup and adds its files. Nothing is touched before the whole backup has been read and
 * every digest agrees. Refuses while the program runs, and a backup that is newer than the program.
 */
export async function restoreBackup(options: Options): Promise<Manifest> {
  const spool = await mkdtemp(join(dirname(resolve(options.filesDir)), '.restore-'));
  try {
    const manifest = await unpack(options.file, spool);
    await refuseWhileRunning(options.owner);
    const migrations = await migrationsOf(manifest, options.migrationsDir, spool);
    const client = await options.owner.connect();
    try {
      await client.query('DROP OWNED BY CURRENT_USER CASCADE');
      await migrate(client, migrations);
      await migrateJobs(options.owner);
      await loadTables(client, manifest, spool);
    } finally {
      client.release();
    }
    await addFiles(manifest, spool, options.filesDir);
    return manifest;
  } finally {
    await rm(spool, { recursive: true, force: true });
  }
}

/** Unpacks into `spool` and compares every member with the manifest, which is the last. */
async function unpack(file: string, spool: string): Promise<Manifest> {
  const digests = new Map<string, string>();
  const source = createReadStream(file);
  const gunzip = createGunzip();
  const damaged = (cause: unknown): never => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      throw new BackupRefusal(`there is no backup ${file}`, { cause });
    throw new BackupRefusal(`${file} is not a backup, or it is damaged; nothing was changed`, { cause });
  };
  const unzipped = pipeline(source, gunzip).catch((error: unknown) => gunzip.destroy(asError(error)));
  await readTar(gunzip, async (member, content) => {
    if (
      !/^(?:manifest\.json|tables\/[\w.]+|files\/[\w./-]+)$/.test(member.path) ||
      member.path.includes('..')
    )
      throw new BackupRefusal(`${file} holds ${member.path}, which no backup does`);
    const target = join(spool, member.path);
    await mkdir(dirname(target), { recursive: true });
    const hash = createHash('sha256');
    await pipeline(Readable.from(tapped(content, hash)), createWriteStream(target, { mode: 0o600 }));
    digests.set(member.path, hash.digest('hex'));
  }).catch((error: unknown) => (error instanceof BackupRefusal ? Promise.reject(error) : damaged(error)));
  gunzip.resume();
  await unzipped;
  const text = await readFile(join(spool, MANIFEST_PATH), 'utf8').catch(() =>
    damaged(new Error('no manifest')),
  );
  const manifest = Manifest.safeParse(JSON.parse(text));
  if (!manifest.success) return damaged(manifest.error);
  for (const { path, sha256 } of [...manifest.data.tables, ...manifest.data.files]) {
    if (digests.get(path) !== sha256)
      throw new BackupRefusal(`${path} in ${file} differs from its digest; nothing was changed`);
  }
  return manifest.data;
}

async function* tapped(
  content: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const part of content) {
    hash.update(part);
    yield part;
  }
}

async function refuseWhileRunning(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ usename: string }>(
    `SELECT DISTINCT usename FROM pg_stat_activity
      WHERE datname = current_database() AND usename IN ('chengming_app', 'chengming_sequencer', 'chengming_signer')`,
  );
  if (rows.length > 0)
    throw new BackupRefusal('the program is running on this database; stop it first, then restore');
}

/** A folder with just the migrations the backup was made at; the rest runs at the next start. */
async function migrationsOf(manifest: Manifest, dir: string, spool: string): Promise<string> {
  const known = new Map((await readMigrations(dir)).map((m) => [m.name, m.sha256]));
  const folder = join(spool, 'migrations');
  await mkdir(folder);
  for (const { name, sha256 } of manifest.migrations) {
    if (known.get(name) !== sha256)
      throw new BackupRefusal(`the backup was made by another version of the program: it has ${name}`);
    await copyFile(join(dir, name), join(folder, name));
  }
  return folder;
}

async function loadTables(client: pg.PoolClient, manifest: Manifest, spool: string): Promise<void> {
  const nameOf = (t: { schema: string; table: string }): string =>
    `${client.escapeIdentifier(t.schema)}.${client.escapeIdentifier(t.table)}`;
  const ordered = await byForeignKeys(client, manifest.tables, nameOf);
  await client.query('BEGIN');
  try {
    // Append-only guards and the like are for the program; a restore writes what they have already guarded.
    for (const table of ordered) await client.query(`ALTER TABLE ${nameOf(table)} DISABLE TRIGGER USER`);
    await client.query(`TRUNCATE ${ordered.map(nameOf).join(', ')}`);
    for (const table of ordered) {
      const columns = table.columns.map((c) => client.escapeIdentifier(c)).join(', ');
      await pipeline(
        createReadStream(join(spool, table.path)),
        client.query(copyFrom(`COPY ${nameOf(table)} (${columns}) FROM STDIN`)),
      );
    }
    for (const table of ordered) await client.query(`ALTER TABLE ${nameOf(table)} ENABLE TRIGGER USER`);
    for (const { schema, sequence, last } of manifest.sequences) {
      if (last === null) continue;
      await client.query('SELECT setval(format($1, $2::text, $3::text)::regclass, $4)', [
        '%I.%I',
        schema,
        sequence,
        last,
      ]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Tables in an order in which every foreign key finds its row; a table may refer to itself. */
async function byForeignKeys<T extends { schema: string; table: string }>(
  client: pg.ClientBase,
  tables: readonly T[],
  nameOf: (table: T) => string,
): Promise<T[]> {
  const { rows } = await client.query<{ child: string; parent: string }>(`
    SELECT format('%I.%I', cn.nspname, c.relname) AS child, format('%I.%I', pn.nspname, p.relname) AS parent
      FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace cn ON cn.oid = c.relnamespace
      JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
     WHERE k.contype = 'f' AND c.oid <> p.oid`);
  const plain = (name: string): string => name.replaceAll('"', '');
  const placed: T[] = [];
  const done = new Set<string>();
  let left = [...tables];
  while (left.length > 0) {
    const ready = left.filter((table) =>
      rows.every((key) => plain(key.child) !== plain(nameOf(table)) || done.has(plain(key.parent))),
    );
    if (ready.length === 0) throw new Error(`foreign keys in a circle: ${left.map(nameOf).join(', ')}`);
    placed.push(...ready);
    for (const table of ready) done.add(plain(nameOf(table)));
    left = left.filter((table) => !ready.includes(table));
  }
  return placed;
}

async function addFiles(manifest: Manifest, spool: string, filesDir: string): Promise<void> {
  for (const { path } of manifest.files) {
    const target = join(filesDir, path.slice('files/'.length));
    await mkdir(dirname(target), { recursive: true });
    await rename(join(spool, path), target);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

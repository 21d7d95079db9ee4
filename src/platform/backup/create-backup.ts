import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import type { Clock } from '#kernel';
import { MANIFEST_PATH, type Manifest } from './manifest.ts';
import { tarOf, type TarMember } from './tar.ts';

type Options = {
  /** Pool of the tables' owner. */
  readonly owner: pg.Pool;
  /** Folder of uploaded and published files. */
  readonly filesDir: string;
  readonly file: string;
  readonly clock: Clock;
};

/**
 * Writes a backup: every table by COPY in one repeatable-read snapshot, the files, and a manifest with the digest of
 * each, as one `.tar.gz`. The server may run meanwhile. Keys and the ledger's guard are not in it: they have places of
 * their own, and the guard is never restored over.
 */
export async function createBackup(options: Options): Promise<Manifest> {
  const target = resolve(options.file);
  const spool = await mkdtemp(join(dirname(target), '.backup-'));
  const partial = `${target}.part`;
  try {
    const client = await options.owner.connect();
    const sent: { manifest?: Manifest } = {};
    try {
      await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await pipeline(
        Readable.from(tarOf(members(client, options, spool, sent))),
        createGzip({ level: 6 }),
        createWriteStream(partial, { mode: 0o600 }),
      );
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    await syncAndRename(partial, target);
    if (!sent.manifest) throw new Error('a backup without manifest');
    return sent.manifest;
  } finally {
    await rm(spool, { recursive: true, force: true });
    await rm(partial, { force: true });
  }
}

async function* members(
  client: pg.PoolClient,
  options: Options,
  spool: string,
  sent: { manifest?: Manifest },
): AsyncGenerator<TarMember & { readonly file: string }> {
  const at = options.clock.now().toISOString();
  const spooled = join(spool, 'member');
  const tables: Manifest['tables'] = [];
  for (const table of await listTables(client)) {
    const { schema, table: name, columns } = table;
    const path = `tables/${schema}.${name}`;
    const stored = await spoolTable(client, table, spooled);
    tables.push({ schema, table: name, columns, path, ...stored });
    yield { path, size: stored.size, file: spooled };
  }
  const sequences = await listSequences(client);
  const { rows: migrations } = await client.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM migration ORDER BY name',
  );
  const files: Manifest['files'] = [];
  for (const key of await listFiles(options.filesDir)) {
    const file = join(options.filesDir, key);
    // A file can be erased while the backup runs; then it is rightly not in it.
    const digest = await digestOf(file).catch(whenGone);
    if (!digest) continue;
    const path = `files/${key.split(sep).join('/')}`;
    files.push({ path, ...digest });
    yield { path, size: digest.size, file };
  }
  const manifest: Manifest = { format: 'chengming-backup/1', at, migrations, tables, sequences, files };
  sent.manifest = manifest;
  await writeFile(spooled, `${JSON.stringify(manifest, null, 1)}\n`);
  yield { path: MANIFEST_PATH, size: (await stat(spooled)).size, file: spooled };
}

type Table = { readonly schema: string; readonly table: string; readonly columns: string[] };

/** Tables with data, generated columns left out. The migrations' own table is made by migrating. */
async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT n.nspname AS schema, c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema$)'
       AND (n.nspname, c.relname) NOT IN (('public', 'migration'), ('graphile_worker', 'migrations'))
     GROUP BY 1, 2 ORDER BY 1, 2`);
  return rows;
}

async function listSequences(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ schema: string; sequence: string; last: bigint | null }>(
    'SELECT schemaname AS schema, sequencename AS sequence, last_value AS last FROM pg_sequences ORDER BY 1, 2',
  );
  return rows.map((row) => ({ ...row, last: row.last === null ? null : row.last.toString() }));
}

async function spoolTable(
  client: pg.PoolClient,
  table: Table,
  file: string,
): Promise<{ size: number; sha256: string }> {
  const columns = table.columns.map((c) => client.escapeIdentifier(c)).join(', ');
  const name = `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.table)}`;
  const digest = digesting();
  await pipeline(
    client.query(copyTo(`COPY ${name} (${columns}) TO STDOUT`)),
    digest.stream,
    createWriteStream(file, { mode: 0o600 }),
  );
  return digest.result();
}

async function digestOf(file: string): Promise<{ size: number; sha256: string }> {
  const digest = digesting();
  await pipeline(createReadStream(file), digest.stream.resume());
  return digest.result();
}

function digesting(): { readonly stream: Transform; result(): { size: number; sha256: string } } {
  const hash = createHash('sha256');
  let size = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ size, sha256: hash.digest('hex') }) };
}

async function listFiles(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(whenGone);
  return (entries ?? [])
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
    .map((entry) => join(entry.parentPath, entry.name).slice(resolve(dir).length + 1))
    .sort((a, b) => (a < b ? -1 : 1));
}

const Gone = z.object({ code: z.literal('ENOENT') });

function whenGone(error: unknown): undefined {
  if (!Gone.safeParse(error).success) throw error;
  return undefined;
}

async function syncAndRename(partial: string, target: string): Promise<void> {
  const handle = await open(partial, 'r');
  await handle.sync();
  await handle.close();
  await rename(partial, target);
  const folder = await open(dirname(target), 'r');
  await folder.sync();
  await folder.close();
}

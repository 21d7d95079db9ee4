import { execFileSync } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { ok } from '#kernel';
import { appendRevision } from '#modules/ledger';
import { testContext } from '#tests/context';
import { testDatabase, type TestDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { createBackup, restoreBackup } from './index.ts';

const source = testDatabase();
const target = testDatabase();
const fresh = testDatabase();
const ctx = testContext(source);
const dir = tempDir('chengming-backup-');
const filesDir = join(dir, 'files');
const file = join(dir, 'day.tar.gz');
const migrationsDir = join(import.meta.dirname, '../../../db/migrations');
const log = testLog(source, ctx.clock, join(dir, 'guard'));

async function append(n: number): Promise<void> {
  for (let i = 0; i < n; i += 1) {
    await ctx.transact(async (tx) =>
      ok(
        await appendRevision(tx, {
          ids: ctx.ids,
          at: ctx.clock.now(),
          rid: ctx.ids.rid(),
          type: 'case',
          act: 'accept',
          agencyId: '00000000-0000-7000-8000-0000000000aa',
          org: 'TEST',
          basis: 'demo',
          schema: 'case/1',
          fields: [
            { name: 'ground', value: '制表符\t换行\n反斜杠\\ "引号" \\N', state: 'open' },
            { name: 'party', value: '某人', state: 'withheld', audience: 'party' },
          ],
        }),
      ),
    );
  }
}

/** Digest of every table's rows, whatever their order. */
async function contents(database: TestDatabase): Promise<Record<string, string>> {
  const admin = database.poolAs('superuser');
  const { rows } = await admin.query<{ t: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS t FROM pg_tables
      WHERE schemaname !~ '^(pg_|information_schema)' AND tablename NOT IN ('migration', 'migrations') ORDER BY 1`,
  );
  const digests: Record<string, string> = {};
  for (const { t } of rows) {
    const { rows: found } = await admin.query<{ digest: string | null }>(
      `SELECT count(*) || ' ' || md5(string_agg(x::text, '|' ORDER BY x::text COLLATE "C")) AS digest FROM ${t} x`,
    );
    digests[t] = found[0]?.digest ?? 'none';
  }
  return digests;
}

const restore = (from = file, owner: pg.Pool = target.poolAs('migrator'), migrations = migrationsDir) =>
  restoreBackup({ owner, filesDir: join(dir, 'restored'), file: from, migrationsDir: migrations });

describe('a backup', () => {
  it('is one moment although writers go on, and any tar opens it', async () => {
    await mkdir(join(filesDir, 'ab'), { recursive: true });
    await writeFile(join(filesDir, 'ab', 'ab00'), Buffer.alloc(70_000, 7));
    await writeFile(join(filesDir, 'ab', 'ab01'), '');
    await writeFile(join(filesDir, 'ab', 'ab02.part'), 'half');
    await append(20);
    await log.publish();
    const writing = append(40);
    const manifest = await createBackup({
      owner: source.poolAs('migrator'),
      filesDir,
      file,
      clock: ctx.clock,
    });
    await writing;
    const rowsOf = (table: string): number => {
      const text = execFileSync('tar', ['-xzOf', file, `tables/ledger.${table}`], { encoding: 'utf8' });
      return text.split('\n').length - 1;
    };
    expect(rowsOf('field')).toBe(2 * rowsOf('revision'));
    expect(rowsOf('queue') + rowsOf('entry')).toBe(rowsOf('revision'));
    expect(manifest.files.map((f) => [f.path, f.size])).toEqual([
      ['files/ab/ab00', 70_000],
      ['files/ab/ab01', 0],
    ]);
    expect((await readdir(dir)).filter((name) => name.startsWith('.') || name.endsWith('.part'))).toEqual([]);
  });

  it('comes back as it was: rows, sequences, files, guards and grants', async () => {
    await append(1);
    const manifest = await createBackup({
      owner: source.poolAs('migrator'),
      filesDir,
      file,
      clock: ctx.clock,
    });
    await restore();
    expect(await contents(target)).toEqual(await contents(source));
    for (const { path } of manifest.files) {
      const there = await readFile(join(dir, 'restored', path.slice('files/'.length)));
      expect(there.equals(await readFile(join(filesDir, path.slice('files/'.length))))).toBe(true);
    }
    const { rows } = await target.pool.query<{ n: bigint }>('SELECT count(*) AS n FROM ledger.revision');
    expect(rows[0]?.n).toBe(61n);
    await expect(target.pool.query('DELETE FROM ledger.revision')).rejects.toThrow('permission denied');
    await expect(target.poolAs('migrator').query('DELETE FROM ledger.entry')).rejects.toThrow('append-only');
    const next = await target
      .poolAs('migrator')
      .query<{ id: bigint }>(
        `INSERT INTO ledger.queue (entry_id, data) SELECT gen_random_uuid(), leaf FROM ledger.revision LIMIT 1 RETURNING id`,
      );
    expect(next.rows[0]?.id).toBe(62n);
  });

  it('is not restored over a running program', async () => {
    await target.pool.query('SELECT 1');
    const before = await contents(target);
    await expect(restore()).rejects.toThrow('stop it first');
    expect(await contents(target)).toEqual(before);
  });

  it.each([
    ['a cut one', (bytes: Buffer) => bytes.subarray(0, bytes.length - 2_000)],
    ['one with a flipped bit', (bytes: Buffer) => flip(bytes)],
    ['something else', () => Buffer.from('not a backup')],
    ['an archive of something else', () => gzipSync(Buffer.alloc(1_024))],
    ['one with a changed row', (bytes: Buffer) => gzipSync(change(gunzipSync(bytes)))],
  ] as const)('%s is refused before anything is touched', async (_, spoil) => {
    const bad = join(dir, 'bad.tar.gz');
    await writeFile(bad, spoil(await readFile(file)));
    const before = await contents(source);
    await expect(restore(bad, source.poolAs('migrator'))).rejects.toThrow(
      /is not a backup, or it is damaged|differs from its digest/,
    );
    expect(await contents(source)).toEqual(before);
  });

  it('of another version of the program, or none at all, is refused by name', async () => {
    const owner = fresh.poolAs('migrator');
    const before = await contents(fresh);
    await expect(restore(file, owner, tempDir())).rejects.toThrow('another version of the program');
    await expect(restore(join(dir, 'none'), owner)).rejects.toThrow('there is no backup');
    expect(await contents(fresh)).toEqual(before);
  });
});

function flip(bytes: Buffer): Buffer {
  const spoiled = Buffer.from(bytes);
  const at = Math.floor(spoiled.length / 2);
  spoiled[at] = (spoiled[at] ?? 0) ^ 1;
  return spoiled;
}

function change(tar: Buffer): Buffer {
  const at = tar.indexOf('制表符');
  const spoiled = Buffer.from(tar);
  spoiled.write('制表夫', at);
  return spoiled;
}

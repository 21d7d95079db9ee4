import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { parseLeaf, utf8, type Checkpoint } from '@chengming/ledger-verify';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ok, type Rid } from '#kernel';
import { createDb, createPool, startEmbedded, transactOn, type EmbeddedServer } from '#platform/database';
import { systemClock, systemIds } from '#platform/system';
import { removeData } from '#tests/data-dir';
import { tempDir, testNoteKey } from '#tests/ledger';
import { migrateAll } from '../../entry/migrate-all.ts';
import { appendRevision } from './db/append-revision.ts';
import { openGuard } from './signing/guard.ts';
import { fsck } from './testing/fsck.ts';

const ROUNDS = 8;
const WRITERS = 4;
const key = testNoteKey();
const dataDir = tempDir('chengming-kill-');
const guardDir = join(dataDir, 'guard');
const children = new Set<ChildProcess>();
let server: EmbeddedServer;
let app: pg.Pool;

// A server of its own that keeps its promises: fsync and synchronous commit stay on.
async function startServer(): Promise<void> {
  server = await startEmbedded({ dataDir });
  app = createPool({ url: server.url('app'), name: 'kill', max: WRITERS + 2, onError: () => undefined });
}

beforeAll(async () => {
  await startServer();
  await migrateAll(server.url('migrator'));
}, 120_000);

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await app.end();
  await server.stop('immediate');
  await removeData(dataDir);
});

async function launch(role: 'sequencer' | 'signer' | 'journal'): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'testing/ledger-child.ts'),
      role,
      server.url(role === 'signer' ? 'signer' : 'sequencer'),
      guardDir,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  children.add(child);
  child.once('exit', () => children.delete(child));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the ${role} ended with ${code}`)));
  });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

const acknowledged = new Set<Rid>();

/** Publishes as fast as it can until told to stop; a leaf counts as acknowledged once its commit was answered. */
async function write(stopped: () => boolean): Promise<void> {
  const transact = transactOn(createDb(app));
  while (!stopped()) {
    const rid = systemIds.rid();
    try {
      const at = systemClock.now();
      const done = await transact(async (tx) =>
        ok(
          await appendRevision(tx, {
            ids: systemIds,
            at,
            rid,
            type: 'case',
            act: 'accept',
            agencyId: '00000000-0000-7000-8000-0000000000aa',
            org: 'TEST',
            basis: 'demo',
            schema: 'case/1',
            fields: [{ name: 'state', value: 'accepted', state: 'open' }],
          }),
        ),
      );
      if (done.ok) acknowledged.add(rid);
    } catch {
      // The server went away: whether this one was written is not known, and nobody was told that it was.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const chance = (() => {
  let state = 20_261_123;
  return (from: number, to: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return from + (state % (to - from));
  };
})();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('whatever dies, whenever: nothing acknowledged is lost, no gap, no duplicate, one history', async () => {
  let last: Checkpoint | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    const running = await Promise.all([
      launch('sequencer'),
      launch('sequencer'),
      launch('signer'),
      ...(round % 2 === 0 ? [launch('signer')] : []),
    ]);
    let stop = false;
    const writing = Promise.all(Array.from({ length: WRITERS }, () => write(() => stop)));
    for (const child of running.slice(1)) {
      await pause(chance(80, 400));
      await kill(child);
    }
    await pause(chance(50, 300));
    if (round % 3 === 1) {
      await server.stop('immediate');
      stop = true;
      await writing;
      await app.end();
      await startServer();
    } else {
      stop = true;
      await writing;
    }
    await Promise.all(running.map(kill));
    last = (await fsck(createDb(app), guardDir, key, last))?.checkpoint ?? last;
    const mark = await openGuard(guardDir).mark();
    expect(mark?.size ?? 0n).toBeGreaterThanOrEqual(last?.size ?? 0n);
  }

  await Promise.all([launch('sequencer'), launch('signer')]);
  const settled = async (): Promise<boolean> => {
    const { rows } = await app.query<{ waiting: bigint }>(
      `SELECT (SELECT count(*) FROM ledger.queue) + (SELECT count(*) FROM ledger.revision WHERE covered_size IS NULL) AS waiting`,
    );
    return rows[0]?.waiting === 0n;
  };
  for (let i = 0; i < 300 && !(await settled()); i += 1) await pause(50);
  const done = await fsck(createDb(app), guardDir, key, last);
  const rids = (done?.entries ?? []).map((entry) => parseLeaf(utf8(entry))?.rid);
  const inLog = new Set(rids);
  expect(acknowledged.size).toBeGreaterThan(100);
  expect([...acknowledged].filter((rid) => !inLog.has(rid))).toEqual([]);
  expect(inLog.size).toBe(rids.length);
  // What is in the log beyond that was committed and its answer lost with the server; its record says so too.
  const { rows } = await app.query<{ rid: string }>(
    'SELECT rid FROM ledger.revision WHERE covered_size IS NOT NULL',
  );
  expect(new Set(rows.map((row) => row.rid))).toEqual(inLog);
}, 120_000);

import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePolicy } from '@chengming/ledger-verify';
import { nodeCrypto as c } from '@chengming/ledger-verify/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '#kernel';
import { parseConfig } from '#platform/config';
import type { AppContext } from '#platform/context';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir } from '#tests/ledger';
import { appendRevision } from '../db/append-revision.ts';
import { ledgerHealth } from '../db/health-reader.ts';
import { findRecord } from '../db/record-reader.ts';
import { ledgerTexts, loadLedgerKeys } from './ledger-keys.ts';
import { ledgerLoops } from './ledger-worker.ts';

const database = testDatabase();
const base = testContext(database);
const dataDir = tempDir();
const policyFile = join(dataDir, 'policy');

function context(env: Record<string, string> = {}): AppContext {
  const config = parseConfig({
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    DATABASE_URL: database.url('app'),
    DATABASE_MIGRATOR_URL: database.url('migrator'),
    DATABASE_SEQUENCER_URL: database.url('sequencer'),
    DATABASE_SIGNER_URL: database.url('signer'),
    ...env,
  });
  return { ...base, db: database.db, transact: database.transact, config };
}

const open: { close(): Promise<void> }[] = [];
beforeEach(() => base.clock.set('2026-11-23T09:00:00+08:00'));
afterEach(async () => {
  for (const worker of open.splice(0)) await worker.close();
});

/** A worker that has just started; `turn` lets each of its loops run once. */
async function start(ctx = context()) {
  const worker = await ledgerLoops(ctx);
  open.push(worker);
  return {
    async turn() {
      for (const loop of worker.loops) await loop.run();
    },
  };
}

async function append() {
  const rid = base.ids.rid();
  await base.transact(async (tx) =>
    ok(
      await appendRevision(tx, {
        ids: base.ids,
        at: base.clock.now(),
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
  return rid;
}

const epoch = async (): Promise<bigint> =>
  (await database.db.selectFrom('publication_epoch').select('epoch').executeTakeFirstOrThrow()).epoch;

async function receiptKeys(): Promise<unknown[]> {
  const { rows } = await database.pool.query<{ value: unknown }>(
    `SELECT f.value FROM ledger.field f JOIN ledger.record r USING (rid) WHERE r.type = 'key' AND f.name = 'key'`,
  );
  return rows.map((row) => row.value);
}

describe('the worker', () => {
  it('publishes what is queued, moves the epoch, and says that nothing waits', async () => {
    const worker = await start();
    const rid = await append();
    expect((await ledgerHealth(database.db)).waitingSince).toEqual(base.clock.now());
    const before = await epoch();
    await worker.turn();
    expect(await findRecord(database.db, rid)).toBeDefined();
    expect(await epoch()).toBeGreaterThan(before);
    await worker.turn();
    expect(await ledgerHealth(database.db)).toMatchObject({ waitingSince: undefined, standstill: undefined });
  });

  it('puts each receipt key into the log once, however often it starts', async () => {
    await start();
    await start();
    const first = (await loadLedgerKeys(context())).receipt.text;
    expect(await receiptKeys()).toEqual([first]);
    await rm(join(dataDir, 'secrets', 'receipt-key'));
    await start();
    const second = (await loadLedgerKeys(context())).receipt.text;
    expect(await receiptKeys()).toEqual([first, second]);
  });

  it('names its keys in a policy that tools can read', async () => {
    await writeFile(policyFile, '# ours\nquorum none\n');
    const ctx = context({ LEDGER_POLICY: policyFile });
    const keys = await loadLedgerKeys(ctx);
    const texts = await ledgerTexts(ctx, keys);
    const parsed = parsePolicy(c, texts.policy);
    expect('policy' in parsed && parsed.policy.logs.map((log) => log.url)).toEqual([
      'http://127.0.0.1:8080/ledger',
    ]);
    expect(texts.policy).toContain(`# receipt ${keys.receipt.text}\n`);
  });

  it('does not start with another log key, another origin, or a policy that says nothing', async () => {
    await start();
    await expect(start(context({ LEDGER_ORIGIN: 'other.test/log' }))).rejects.toThrow('never changes');
    await writeFile(policyFile, 'witness w nonsense\n');
    await expect(start(context({ LEDGER_POLICY: policyFile }))).rejects.toThrow('LEDGER_POLICY line 1');
    const keyFile = join(dataDir, 'secrets', 'ledger-key');
    const key = await readFile(keyFile, 'utf8');
    await writeFile(keyFile, `${'0'.repeat(64)}\n`);
    await expect(start()).rejects.toThrow('bring that key back');
    await writeFile(keyFile, key);
  });
});

describe('a standstill', () => {
  const mark = join(dataDir, 'guard', 'high-water.json');

  it('is told with its reason, queues what is published, and ends by itself when the reason is gone', async () => {
    const worker = await start();
    await worker.turn();
    const good = await readFile(mark, 'utf8');
    const { size } = JSON.parse(good);
    await writeFile(mark, JSON.stringify({ ...JSON.parse(good), size: String(Number(size) + 9) }));
    const rid = await append();
    const before = await epoch();
    await worker.turn();
    expect((await ledgerHealth(database.db)).standstill).toEqual({
      reason: 'ledger/rolled-back',
      since: base.clock.now(),
    });
    expect(await epoch()).toBe(before + 1n);
    base.clock.set('2026-11-23T09:05:00+08:00');
    await worker.turn();
    expect((await ledgerHealth(database.db)).standstill?.since).toEqual(new Date('2026-11-23T01:00:00Z'));
    expect(await findRecord(database.db, rid)).toBeUndefined();

    await writeFile(mark, good);
    await worker.turn();
    expect((await ledgerHealth(database.db)).standstill).toBeUndefined();
    expect(await findRecord(database.db, rid)).toBeDefined();
  });

  it.each([
    ['ledger/guard-empty', async () => undefined],
    [
      'ledger/guard-not-writable',
      async (dir: string) => {
        await mkdir(dir);
        await copyFile(mark, join(dir, 'high-water.json'));
        await writeFile(join(dir, 'tile'), 'a file where a folder should be');
      },
    ],
    [
      'ledger/other-origin',
      async (dir: string) => {
        await mkdir(dir);
        const other = { ...JSON.parse(await readFile(mark, 'utf8')), origin: 'other.test/log' };
        await writeFile(join(dir, 'high-water.json'), JSON.stringify(other));
      },
    ],
  ] as const)('%s', async (reason, spoil) => {
    const dir = join(tempDir(), 'guard');
    await spoil(dir);
    const worker = await start(context({ LEDGER_GUARD_DIR: dir }));
    const rid = await append();
    await worker.turn();
    expect((await ledgerHealth(database.db)).standstill?.reason).toBe(reason);
    expect(await findRecord(database.db, rid)).toBeUndefined();
    const mended = await start();
    await mended.turn();
    expect((await ledgerHealth(database.db)).standstill).toBeUndefined();
    expect(await findRecord(database.db, rid)).toBeDefined();
  });
});

import { readFile, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { commit, commitmentRoot, fieldValueBytes } from '@chengming/ledger-verify';
import { nodeCrypto, runVerify } from '@chengming/ledger-verify/node';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok } from '#kernel';
import { writeJournal } from '#modules/journal';
import type { HttpEnv } from '#platform/http';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog, testNoteKey } from '#tests/ledger';
import { appendRevision, ledgerRoutes, signReceipt } from './index.ts';
import { anchorJournal } from './worker/anchor-journal.ts';

// The verifier's command against a running server, as a reader runs it.
const database = testDatabase();
const ctx = testContext(database);
const key = testNoteKey();
const receiptKey = testNoteKey('log.test/ledger/receipt', 8);
const dir = tempDir();
const log = testLog(database, ctx.clock, join(dir, 'guard'));
const sealed = ctx.ids.rid();
const plain = ctx.ids.rid();
/** Stood in the journal with something else than what it was published with. */
const other = ctx.ids.rid();
const policy = join(dir, 'policy');
/** What the server changes in its answers, to be found out. */
const lies = new Map<RegExp, (text: string) => string>();
let server: Server;
let url = '';

const DECISION = '罚款五千元';
const salt = new Uint8Array(32).fill(7);

async function publish(rid = ctx.ids.rid(), sealedWith: Uint8Array | null = null): Promise<void> {
  await ctx.transact(async (tx) =>
    ok(
      await appendRevision(tx, {
        ids: ctx.ids,
        at: ctx.clock.now(),
        rid,
        type: 'decision',
        act: 'publish',
        agencyId: '00000000-0000-7000-8000-0000000000aa',
        org: 'TEST',
        basis: 'demo',
        schema: 'case/1',
        fields: [
          {
            name: 'decision',
            value: DECISION,
            state: 'open',
            ...(sealedWith === null ? {} : { salt: sealedWith }),
          },
        ],
      }),
    ),
  );
  await log.publish();
}

beforeAll(async () => {
  await writeFile(policy, `log ${key.text}\nquorum none\n`);
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    c.set('requestId', 'r');
    c.set('lang', 'zh');
    await next();
    for (const [path, change] of lies)
      if (path.test(c.req.path) && c.res.status === 200) c.res = new Response(change(await c.res.text()));
  });
  app.route('/', ledgerRoutes(ctx, { verifierKey: key.text, policy: `log ${key.text}\nquorum none\n` }));
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  await new Promise<void>((done) => server.once('listening', () => done()));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const commitment = commitmentRoot(nodeCrypto, [
    { name: 'decision', commitment: commit(nodeCrypto, 'decision', salt, fieldValueBytes(DECISION)) },
  ]);
  for (const subjectRid of [sealed, other])
    await ctx.transact(async (tx) =>
      ok(
        await writeJournal(tx, {
          ids: ctx.ids,
          at: ctx.clock.now(),
          actor: { kind: 'system', id: 'test' },
          action: 'case/open',
          subjectType: 'case',
          subjectRid,
          agencyId: '00000000-0000-7000-8000-0000000000aa',
          requestId: 'r',
          commitment,
        }),
      ),
    );
  await log.publish();
  await anchorJournal(ctx);
  await publish(sealed, salt);
  await publish(other);
  await publish(plain);
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

async function verify(...args: string[]) {
  const lines: string[] = [];
  const code = await runVerify(args, { out: (l) => lines.push(l), error: (l) => lines.push(l) });
  return { code, text: lines.join('\n') };
}

async function verifyLying(path: RegExp, change: (text: string) => string, ...args: string[]) {
  lies.set(path, change);
  const found = await verify(...args);
  lies.delete(path);
  return found;
}

describe('the verifier’s command', () => {
  it('reads everything, remembers what it saw, and sees that the log only grew', async () => {
    const state = join(dir, 'seen');
    const first = await verify('--url', url, '--policy', policy, '--state', state, '--full');
    expect(first).toMatchObject({ code: 0 });
    expect(first.text).toContain('逐条核对 4 条');
    await publish();
    const second = await verify('--url', url, '--policy', policy, '--state', state, '--lang', 'en');
    expect(second).toMatchObject({ code: 0 });
    expect(second.text).toContain('consistent with the 4 entries seen before');
    expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ size: '5' });
  });

  it('says when the log became shorter than what it saw, and keeps what it saw', async () => {
    const state = join(dir, 'longer');
    const longer = { origin: 'log.test/ledger', size: '99', root: `${'A'.repeat(43)}=` };
    await writeFile(state, JSON.stringify(longer));
    const found = await verify('--url', url, '--policy', policy, '--state', state);
    expect(found).toEqual({ code: 1, text: '✗ 账本变短了：曾经公布的条目不见了' });
    expect(JSON.parse(await readFile(state, 'utf8'))).toEqual(longer);
  });

  it('checks a record with all its proofs', async () => {
    const found = await verify('--url', url, '--policy', policy, '--record', plain);
    expect(found).toMatchObject({ code: 0 });
    expect(found.text).toContain('公开 1 项与存证一致');
    expect(found.text).not.toContain('办理日志');
  });

  it('checks when a sealed case began', async () => {
    const found = await verify('--url', url, '--policy', policy, '--record', sealed);
    expect(found).toMatchObject({ code: 0 });
    expect(found.text).toContain('公开之前已在办理日志中存证：自称 2026-11-23T01:00:00Z');
  });

  it('does not take what the journal held of something else for this record', async () => {
    const found = await verify('--url', url, '--policy', policy, '--record', other);
    expect(found).toMatchObject({ code: 1 });
    expect(found.text).toContain('办理日志里存证的不是这份记录');
  });

  it.each([
    [
      'a value',
      /^\/records\/[^/]+$/,
      (t: string) => t.replace('五千', '五万'),
      '显示的内容不是当时存证的内容',
    ],
    ['a leaf', /\/leaf$/, (t: string) => t.replace('"demo"', '"other"'), '这一条不在账本里'],
    ['a proof', /\/1\/proof$/, (t: string) => t.replace(/index \d+/, 'index 1'), '这一条不在账本里'],
    [
      'a journal entry',
      /journal-proof$/,
      (t: string) => t.replace('T01:', 'T00:'),
      '与公开账本里的树根对不上',
    ],
    ['a journal proof', /journal-proof$/, (t: string) => t.replace('gov-', ''), '办理日志证明格式不对'],
  ] as const)('notices %s that was changed', async (_, path, change, sentence) => {
    const args = ['--url', url, '--policy', policy, '--record', sealed];
    const found = await verifyLying(path, change, ...args);
    expect(found.code).toBe(1);
    expect(found.text).toContain(sentence);
    expect((await verify(...args)).code).toBe(0);
  });

  it('checks a receipt offline', async () => {
    const file = join(dir, 'receipt');
    const receipt = signReceipt(receiptKey, [['receipt', '7K2M-Q9XD']]);
    await writeFile(file, receipt);
    expect(await verify('--receipt', file, '--key', receiptKey.text)).toMatchObject({ code: 0 });
    await writeFile(file, receipt.replace('7K2M', '7K2N'));
    expect(await verify('--receipt', file, '--key', receiptKey.text)).toMatchObject({
      code: 1,
      text: '✗ 回执不是这个机关签发的',
    });
  });

  it('checks a leaf with its proof offline', async () => {
    const [entry, proof] = [join(dir, 'leaf'), join(dir, 'proof')];
    for (const [file, what] of [
      [entry, 'leaf'],
      [proof, 'proof'],
    ] as const)
      await writeFile(file, await (await fetch(`${url}/records/${plain}/${what}`)).text());
    expect(await verify('--proof', proof, '--entry', entry, '--policy', policy)).toMatchObject({ code: 0 });
    await writeFile(entry, (await readFile(entry, 'utf8')).replace('publish', 'correct'));
    expect(await verify('--proof', proof, '--entry', entry, '--policy', policy)).toMatchObject({ code: 1 });
  });

  it.each([[[]], [['--url']], [['--nonsense', 'x']]])('unusable words %j are code 2', async (args) => {
    expect((await verify(...args)).code).toBe(2);
  });
});

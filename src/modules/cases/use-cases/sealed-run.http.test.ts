import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { nodeCrypto, runVerify } from '@chengming/ledger-verify/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishDue, settleCovered } from '#modules/disclosure';
import { findRecord, ledgerRoutes } from '#modules/ledger';
import { recordPages } from '#modules/portal';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog, testNoteKey } from '#tests/ledger';
import { checkInput } from '../../portal/verify/check-input.ts';
import { anchorJournal } from '../../ledger/worker/anchor-journal.ts';
import { must } from '../engine/cases.test-support.ts';
import {
  apply,
  bureau,
  DECISION,
  keyOf,
  licenceWork,
  PERSON,
  SERVICE,
  type Bureau,
} from './cases-db.test-support.ts';
import { restrict } from './staff-acts.ts';
import type { Submitted } from './submit-application.ts';

const database = testDatabase();
const ctx = testContext(database);
const dir = tempDir();
const log = testLog(database, ctx.clock, join(dir, 'guard'));
const key = testNoteKey();
const policy = join(dir, 'policy');
let commitmentClass: 'OPEN' | 'SEALED' = 'SEALED';
let b: Bureau;
let server: Server;
let url = '';
/** What the server changes in its answers, to be found out. */
const lies = new Map<RegExp, (text: string) => string>();

beforeAll(async () => {
  ctx.clock.set('2026-11-02T09:00:00+08:00');
  b = await bureau(ctx, 'flow-licence');
  const text = `log ${key.text}\nquorum none\n`;
  writeFileSync(policy, text);
  const kit = createPortalKit(() => ({ owner: { zh: '测试市', en: 'Test' }, demo: true }));
  const app = createHttpApp(ctx, kit.errorPage);
  app.use(async (c, next) => {
    await next();
    for (const [path, change] of lies)
      if (path.test(c.req.path) && c.res.status === 200) c.res = new Response(change(await c.res.text()));
  });
  app.route('/', ledgerRoutes(ctx, { verifierKey: key.text, policy: text }));
  app.route('/', recordPages(ctx, kit));
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  await new Promise<void>((done) => server.once('listening', () => done()));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const work = licenceWork(ctx, () => ({ ...b, binding: { ...b.binding, commitmentClass } }));
const { at, read, step } = work;

/** The worker's loops once: journal and log sequenced, the journal's root anchored, what is due published. */
async function turn(): Promise<void> {
  await publishDue(ctx);
  await log.publish();
  await anchorJournal(ctx);
  await log.publish();
  await settleCovered(ctx);
}
const known = async (s: Submitted) => ({
  record: await findRecord(ctx.db, s.rid),
  owed: await ctx.db
    .selectFrom('obligation')
    .select(['kind', 'state', 'visible', 'due_on'])
    .where('rid', '=', s.rid)
    .orderBy('kind')
    .execute(),
  listed: await ctx.db
    .selectFrom('public_case')
    .select(['state', 'closed', 'number'])
    .where('rid', '=', s.rid)
    .executeTakeFirst(),
});
const fieldsOf = (record: Awaited<ReturnType<typeof findRecord>>) =>
  Object.fromEntries(
    (record?.revisions ?? []).flatMap(({ fields }) =>
      fields.flatMap((f) => (f.state === 'open' && f.name !== 'opens' ? [[f.name, f.value]] : [])),
    ),
  );
async function verify(rid: string, path?: RegExp, change?: (text: string) => string) {
  if (path && change) lies.set(path, change);
  const lines: string[] = [];
  const code = await runVerify(['--url', url, '--policy', policy, '--record', rid], {
    out: (line) => lines.push(line),
    error: (line) => lines.push(line),
  });
  lies.clear();
  return { code, text: lines.join('\n') };
}
async function decided(s: Submitted): Promise<void> {
  at('2026-11-09T10:00');
  must(await step(s, 'post-fj-sp', 'lic-decide', { outcome: 'grant', decision: DECISION }));
  await turn();
}
const serveIt = async (s: Submitted): Promise<void> => {
  at('2026-11-09T10:30');
  must(await step(s, 'post-sp-zd', 'lic-issue', { outcome: 'done', service: SERVICE }));
};

describe('a case whose version says SEALED', () => {
  let s: Submitted;
  it('is nowhere in public until its decision is served, decided or not', async () => {
    commitmentClass = 'SEALED';
    s = await work.toDecision();
    await turn();
    await decided(s);
    expect(await known(s)).toEqual({ record: undefined, owed: [], listed: undefined });
    expect((await fetch(`${url}/records/${s.rid}/journal-proof`)).status).toBe(404);
  });

  it('is public after service, and its first leaf is what the journal held since receipt', async () => {
    await serveIt(s);
    const before = await known(s);
    expect(before.owed).toMatchObject([
      { kind: 'case-decision', state: 'open', visible: true, due_on: '2026-11-18' },
      { kind: 'run-register', state: 'open', visible: false },
    ]);
    expect(before.record).toBeUndefined();
    await turn();
    const { record, owed, listed } = await known(s);
    expect(record?.revisions.map(({ act }) => act)).toEqual(['oblige', 'publish']);
    expect(record?.revisions[0]?.fields.map((f) => f.name)).toEqual([
      'flowVersion',
      'party',
      'party.masked',
      'power',
      'powerVersion',
      'receipt',
      'receivedOn',
    ]);
    expect(fieldsOf(record)).toMatchObject({
      class: 'SEALED',
      receivedOn: '2026-11-02',
      power: 'P-1',
      'party.masked': '赵**',
      decision: '准予',
    });
    expect(JSON.stringify(record)).not.toContain(PERSON.name);
    expect(owed).toMatchObject([{ kind: 'case-decision', state: 'met' }, {}]);
    expect(listed).toMatchObject({ state: 'served', closed: true });
    expect(
      await ctx.db.selectFrom('case_seal').select('salts').where('case_id', '=', s.caseId).execute(),
    ).toEqual([]);
    const found = await verify(s.rid);
    expect(found).toMatchObject({ code: 0 });
    expect(found.text).toContain('公开之前已在办理日志中存证：自称 2026-11-02T01:00:00Z');
    const page = await (await fetch(`${url}/records/${s.rid}`, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('这件办件什么时候开始');
    expect(page).toContain(`href="/records/${s.rid}/journal-proof"`);
  });

  it('cannot borrow the proof of another case, move its day, or show another content', async () => {
    const other = await apply(ctx, { ...b.binding, commitmentClass: 'SEALED' });
    await turn();
    const { rows } = await database.pool.query<{ text: string }>(
      `SELECT encode(entry, 'escape') AS text FROM journal.row WHERE subject_rid = $1 AND commitment IS NOT NULL`,
      [other.rid],
    );
    const [entry = ''] = rows.map(({ text }) => text);
    expect(entry).toContain('gov-journal/1');
    for (const [path, change] of [
      [/journal-proof$/, (t: string) => t.replace('2026-11-02T01', '2026-11-01T01')],
      [/journal-proof$/, (t: string) => t.replace(/\{"at".*\n$/, `${entry}\n`)],
      [/journal-proof$/, (t: string) => t.replace(/index (\d+)/, (_, n) => `index ${Number(n) + 1}`)],
      [new RegExp(`/records/${s.rid}$`), (t: string) => t.replaceAll('2026-11-02', '2026-10-08')],
    ] as const)
      expect((await verify(s.rid, path, change)).code).toBe(1);
    // The reader's page checks the same.
    const journal = async (change: (text: string) => string = (text) => text) =>
      (
        await checkInput(nodeCrypto, s.rid, async (path) => {
          const answer = await fetch(`${url}${path}`, { headers: { accept: 'application/json' } });
          if (!answer.ok) return undefined;
          const text = await answer.text();
          return new TextEncoder().encode(path.endsWith('/journal-proof') ? change(text) : text);
        })
      )
        .filter(({ code }) => code.startsWith('journal'))
        .map(({ ok, params }) => [ok, params['at']]);
    expect(await journal()).toEqual([[true, '2026-11-02T01:00:00Z']]);
    expect(await journal((text) => text.replace('2026-11-02T01', '2026-11-01T01'))).toEqual([
      [false, undefined],
    ]);
    expect(await journal((text) => text.replace('gov-', ''))).toEqual([[false, undefined]]);
    expect((await verify(s.rid)).code).toBe(0);
  });
});

describe('a case that moves to a more closed class', () => {
  const input = { ground: 'third-party', reason: '涉及申请人的商业秘密，经审查不宜公开' } as const;
  const leader = () => b.staff([], ['leader']);
  const code = (done: { ok: boolean; error?: { code: string } }) => done.error?.code ?? 'ok';

  it('does so by a leader who has not handled it, with a ground, and only that way', async () => {
    commitmentClass = 'OPEN';
    const s = await work.accepted();
    const handler = await b.staff('post-sp-ck', ['leader']);
    const other = await b.staff('post-sp-sc');
    expect(code(await restrict(ctx, other, { ...keyOf(s), ...input, to: 'SEALED' }))).toBe('cases/forbidden');
    expect(code(await restrict(ctx, handler, { ...keyOf(s), ...input, to: 'SEALED' }))).toBe(
      'cases/handled-it-yourself',
    );
    must(await restrict(ctx, await leader(), { ...keyOf(s), ...input, to: 'NONE' }));
    expect(code(await restrict(ctx, await leader(), { ...keyOf(s), ...input, to: 'SEALED' }))).toBe(
      'cases/class-not-closer',
    );
    const events = await ctx.db
      .selectFrom('case_event')
      .select(['kind', 'detail'])
      .where('case_id', '=', s.caseId)
      .where('kind', '=', 'restricted')
      .execute();
    expect(events).toMatchObject([{ detail: { to: 'NONE', ground: 'third-party', reason: input.reason } }]);
  });

  it('to SEALED: its leaf keeps its trace, nothing more is shown until the decision is served', async () => {
    commitmentClass = 'OPEN';
    const s = await work.accepted();
    // What waits to be published is held back.
    must(await restrict(ctx, await leader(), { ...keyOf(s), ...input, to: 'SEALED' }));
    await turn();
    const closed = await known(s);
    expect(closed.record?.revisions.map(({ act }) => act)).toEqual(['accept', 'stage']);
    expect(fieldsOf(closed.record)).toMatchObject({ class: 'SEALED', state: 'sealed' });
    expect(fieldsOf(closed.record)['ground']).toContain('政府信息公开条例第十五条');
    expect(fieldsOf(closed.record)['number']).toBeUndefined();
    expect(closed.listed).toMatchObject({ state: 'sealed', closed: true, number: null });
    const onward = async (post: string, input: { outcome: string; opinion?: string }) =>
      step(s, post, await work.openNode(s), input);
    must(await onward('post-sp-sc', { outcome: 'no', opinion: '符合条件' }));
    must(await onward('post-sp-cz', { outcome: 'no' }));
    must(await onward('post-sp-cz', { outcome: 'submit' }));
    await turn();
    expect((await known(s)).record?.revisions).toHaveLength(2);
    await decided(s);
    expect((await known(s)).record?.revisions).toHaveLength(2);
    await serveIt(s);
    await turn();
    const after = await known(s);
    expect(after.record?.revisions.map(({ act }) => act)).toEqual(['accept', 'stage', 'publish']);
    expect(after.listed).toMatchObject({ state: 'served' });
    expect((await verify(s.rid)).code).toBe(0);
  });

  it('to SEALED before anything is public: it is in the journal from then on, and nowhere else', async () => {
    commitmentClass = 'OPEN';
    at('2026-11-02T09:00');
    const s = await apply(ctx, b.binding);
    at('2026-11-02T15:00');
    must(await restrict(ctx, await leader(), { ...keyOf(s), ...input, to: 'SEALED' }));
    at('2026-11-03T10:00');
    must(await step(s, 'post-sp-ck', 'lic-receive', { outcome: 'complete' }));
    must(await step(s, 'post-sp-ck', 'lic-accept', { outcome: 'done' }));
    await turn();
    expect(await known(s)).toEqual({ record: undefined, owed: [], listed: undefined });
    const { rows } = await database.pool.query(
      `SELECT at FROM journal.row WHERE subject_rid = $1 AND commitment IS NOT NULL`,
      [s.rid],
    );
    expect(rows).toEqual([{ at: new Date('2026-11-02T15:00:00+08:00') }]);
  });

  it('to NONE: the record is taken down with its ground, and nothing is owed', async () => {
    commitmentClass = 'OPEN';
    const s = await work.toDecision();
    await turn();
    await decided(s);
    expect((await known(s)).owed).toMatchObject([{ kind: 'case-decision', state: 'open' }]);
    must(await restrict(ctx, await leader(), { ...keyOf(s), ...input, to: 'NONE' }));
    await serveIt(s);
    await turn();
    const { record, owed, listed } = await known(s);
    expect(record?.revisions.at(-1)?.act).toBe('withdraw');
    expect(Object.keys(fieldsOf(record))).toEqual(['ground']);
    expect(owed).toMatchObject([{ kind: 'case-decision', state: 'excepted' }]);
    expect(listed).toBeUndefined();
    expect((await read(s)).commitmentClass).toBe('NONE');
  });
});

import { serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendRevision, ledgerRoutes, signReceipt } from '#modules/ledger';
import { importTestOrganisation } from '#tests/organisation';
import { assetTree, createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { launchBrowser } from '#tests/browser';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog, testNoteKey, TEST_ORIGIN } from '#tests/ledger';
import { portalPages, recordPages } from '../index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const key = testNoteKey();
const receiptKey = testNoteKey(`${TEST_ORIGIN}/receipt`, 9);
const owner = { zh: '演示商务局', en: 'Demonstration bureau' };
let browser: Browser;
let url = '';
let close: () => void = () => undefined;
/** What a lying server would change in a record on its way. */
let lie: (body: string) => string = (body) => body;
const rid = ctx.ids.rid();

beforeAll(async () => {
  const { agencyId } = await importTestOrganisation(ctx);
  await ctx.transact(async (tx) => {
    const of = {
      ids: ctx.ids,
      at: ctx.clock.now(),
      rid,
      type: 'case',
      agencyId,
      org: 'ORG-1',
      basis: 'demo',
      schema: 'case/1',
    } as const;
    await appendRevision(tx, {
      ...of,
      act: 'accept',
      fields: [
        { name: 'acceptedOn', value: '2026-11-23', state: 'open' },
        { name: 'number', value: 'N-1', state: 'withheld', ground: '行政许可法第五条' },
      ],
    });
    await appendRevision(tx, {
      ...of,
      act: 'publish',
      fields: [{ name: 'decision', value: '准予', state: 'open' }],
      opens: [[1, 'number']],
    });
    return { ok: true, value: undefined };
  });
  await log.publish();
  const built = await build({
    configFile: 'vite.portal.config.ts',
    logLevel: 'silent',
    build: { write: false },
  });
  const [bundle] = [built].flat();
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
  const verifier = assetTree('/verifier', new Map([['verify.js', Buffer.from(chunk?.code ?? '')]]));
  const kit = createPortalKit(() => ({ owner, demo: true }));
  const app = createHttpApp(ctx, kit.errorPage);
  app.use('/records/*', async (c, next) => {
    await next();
    const type = c.res.headers.get('content-type') ?? '';
    if (type.includes('json') && !c.req.path.endsWith('leaf'))
      c.res = new Response(lie(await c.res.text()), c.res);
  });
  app.route(
    '/',
    ledgerRoutes(ctx, {
      verifierKey: key.text,
      policy: `log ${key.text}\n# receipt ${receiptKey.text}\nquorum none\n`,
    }),
  );
  app.route('/', kit.routes);
  app.route('/', verifier.routes);
  app.route('/', recordPages(ctx, kit));
  app.route('/', portalPages(ctx, kit, { owner: () => owner, verifier: verifier.href('verify.js') }));
  await new Promise<void>((ready) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      url = `http://127.0.0.1:${port}`;
      ready();
    });
    close = () => server.close();
  });
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  close();
});

async function verified(path: string, paste?: string): Promise<string> {
  const page: Page = await browser.newPage();
  const errors: string[] = [];
  page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
  await page.goto(url + path);
  if (paste !== undefined) {
    await page.fill('#f-what', paste);
    await page.click('#verify-form button');
  }
  await page.waitForSelector('#verify-result .notice-title');
  const said = await page.innerText('#verify-result');
  await page.close();
  expect(errors).toEqual([]);
  return said;
}

describe('the verifier in a browser', () => {
  it('checks the record it was opened for: fields, entries, signature', async () => {
    const said = await verified(`/verify?rid=${rid}`);
    expect(said).toContain('核验通过');
    expect(said).toContain('公开的 4 个字段');
    expect(said).toContain(TEST_ORIGIN);
  });

  it('finds a value that the server changed', async () => {
    lie = (body) => body.replace('准予', '不予');
    const said = await verified(`/en/verify?rid=${rid}`);
    lie = (body) => body;
    expect(said).toContain('It does not hold');
    expect(said).toContain('record/value-not-committed');
  });

  it('checks a proof and a receipt that were pasted, and refuses altered ones', async () => {
    const proof = await (await fetch(`${url}/records/${rid}/1/proof`)).text();
    expect(await verified('/verify', proof)).toContain('核验通过');
    expect(await verified('/verify', proof.replace('index 0', 'index 1'))).toContain('核验未通过');
    const receipt = signReceipt(receiptKey, [
      ['record', rid],
      ['file', 'a'.repeat(64)],
      ['file', 'b'.repeat(64)],
    ]);
    expect(await verified('/verify', receipt)).toContain(`record ${rid}`);
    expect(await verified('/verify', receipt.replace(rid, ctx.ids.rid()))).toContain('回执无效');
    expect(await verified('/verify', 'something else')).toContain('这不是记录号');
  });
});

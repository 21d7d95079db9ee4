import { once } from 'node:events';
import { createServer } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { testClock } from '#tests/context';
import type { AppContext } from '#platform/context';
import { createHttpApp } from './app.ts';
import { pageCache, sendKept } from './page-cache.ts';
import { createPageStore } from './page-store.ts';
import { wantsJson } from './portal-routes.ts';

const clock = testClock('2026-11-23T09:00:00+08:00');
// The cache needs the clock alone.
const ctx = { clock, config: { uploadLimitBytes: 1_000, trustProxy: false } } as unknown as AppContext;
let epoch = 1n;
let rendered = 0;
/** While set, `/page` waits until so many have asked for it. */
let crowd: { readonly whole: Promise<void>; arrive(): void } | undefined;
const store = createPageStore(ctx, { current: () => epoch, stop: () => undefined });
const app = createHttpApp(ctx, () => 'error');
app.use(pageCache(ctx, store));
app.get('/page', async (c) => {
  rendered += 1;
  const text = `${c.get('elder') ? 'large' : 'small'} ${rendered} 澄明`;
  await crowd?.whole;
  return wantsJson(c) ? c.json({ text }) : c.html(text);
});
app.get('/mine', (c) => c.html(String((rendered += 1)), 200, { 'cache-control': 'private, no-store' }));
app.get('/gone', (c) => c.html(String((rendered += 1)), 404));
app.get('/wide', (c) => c.html(String((rendered += 1)).padEnd(1_048_576)));
app.get('/brief', (c) => {
  c.set('validUntil', new Date('2026-11-23T10:00:00+08:00'));
  return c.html(String((rendered += 1)));
});

const answer = getRequestListener(app.fetch);
let kept = 0;
const server = createServer((request, response) => {
  if (sendKept(store, request, response)) kept += 1;
  else void answer(request, response);
  crowd?.arrive();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
afterAll(() => server.close());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(base + path, { headers: { accept: 'text/html', ...headers } });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

beforeEach(() => {
  epoch += 1n;
  rendered = 0;
  kept = 0;
  clock.set('2026-11-23T09:00:00+08:00');
});

it('renders once for all who ask at the same time, and sends the same bytes and headers afterwards', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  crowd = { whole: promise, arrive: () => ((arrived += 1) === 8 ? resolve() : undefined) };
  const first = await Promise.all(Array.from({ length: 8 }, () => get('/page')));
  crowd = undefined;
  expect([rendered, kept]).toEqual([1, 0]);
  const again = await get('/page');
  expect([rendered, kept]).toEqual([1, 1]);
  for (const one of [...first, again]) {
    expect([one.status, one.text]).toEqual([200, 'small 1 澄明']);
    const own = new Map(one.headers);
    for (const name of ['x-request-id', 'date', 'content-length', 'transfer-encoding']) own.delete(name);
    expect(own).toEqual(
      new Map([...again.headers].filter(([name]) => !['date', 'content-length'].includes(name))),
    );
  }
  expect(again.headers.get('content-security-policy')).toContain("default-src 'none'");
});

it('answers 304 to the ETag of the same encoding only', async () => {
  const plain = await get('/page', { 'accept-encoding': 'identity' });
  const etag = plain.headers.get('etag')!;
  const asked = { 'accept-encoding': 'identity', 'if-none-match': etag };
  expect(await get('/page', asked)).toMatchObject({ status: 304, text: '' });
  expect(kept).toBe(1);
  expect(await get('/page', { ...asked, 'accept-encoding': 'br' })).toMatchObject({ status: 200 });
});

it('keeps pages, data, large print and queries apart', async () => {
  await get('/page');
  const data = await get('/page', { accept: 'application/json' });
  expect(JSON.parse(data.text)).toEqual({ text: 'small 2 澄明' });
  expect((await get('/page', { accept: 'text/html, application/json' })).text).toBe('small 1 澄明');
  expect((await get('/page', { cookie: 'desk=x; elder=1' })).text).toBe('large 3 澄明');
  expect((await get('/page', { cookie: 'elder=0' })).text).toBe('small 1 澄明');
  expect((await get('/page?a=1')).text).toBe('small 4 澄明');
  expect((await get('/page')).text).toBe('small 1 澄明');
});

it('ends a page with the publication epoch, at its own hour and at midnight in Beijing', async () => {
  await get('/page');
  await get('/brief');
  clock.set('2026-11-23T09:59:59+08:00');
  await get('/brief');
  expect(rendered).toBe(2);
  clock.set('2026-11-23T10:00:00+08:00');
  expect((await get('/brief')).text).toBe('3');
  expect((await get('/page')).text).toBe('small 1 澄明');
  clock.set('2026-11-24T00:00:00+08:00');
  expect((await get('/page')).text).toBe('small 4 澄明');
  epoch += 1n;
  expect((await get('/page')).text).toBe('small 5 澄明');
});

it.each(['/mine', '/gone'])('never keeps %s', async (path) => {
  await get(path);
  await get(path);
  expect([rendered, kept]).toEqual([2, 0]);
});

it('holds so many bytes and no more: what was asked for longest ago is forgotten', async () => {
  for (let i = 0; i < 32; i += 1) await get(`/wide?${i}`);
  await get('/wide?0');
  expect([rendered, kept]).toEqual([32, 1]);
  await get('/wide?32');
  await get('/wide?0');
  expect(rendered).toBe(33);
  await get('/wide?1');
  expect(rendered).toBe(34);
});

it('sends brotli whole', async () => {
  const ask = () => get('/page', { 'accept-encoding': 'br' });
  const [first, second] = [await ask(), await ask()];
  expect([first.text, second.text, kept]).toEqual(['small 1 澄明', 'small 1 澄明', 1]);
  expect(second.headers.get('content-encoding')).toBe('br');
  const coded = store.find({ path: '/page', json: false, elder: false }, 'br')!;
  expect(brotliDecompressSync(Buffer.from(coded.text, 'latin1')).toString()).toBe('small 1 澄明');
});

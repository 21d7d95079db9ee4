import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import { startOfNextLegalDay } from './legal-day.ts';
import type { AppContext } from '#platform/context';
import type { EpochSource } from './epoch.ts';
import type { Ctx, HttpEnv } from './env.ts';

type Entry = {
  readonly epoch: bigint;
  readonly until: number;
  readonly type: string;
  readonly plain: Page;
  readonly gzip: Page;
  readonly br: Page;
};
type Page = { readonly bytes: Uint8Array<ArrayBuffer>; readonly etag: string };

const MAX_ENTRIES = 2_000;

/**
 * Rendered pages of society's scope. Key = path + query + language + elder mode; an entry ends with the publication
 * epoch, at the page's own `validUntil`, and at Beijing midnight. One ETag per encoding.
 */
export function pageCache(ctx: AppContext, epoch: EpochSource): MiddlewareHandler<HttpEnv> {
  const entries = new Map<string, Entry>();
  return async (c, next) => {
    if (c.req.method !== 'GET') return next();
    const key = `${c.get('elder') ? 'e' : ''}${(c.req.header('accept') ?? '').includes('application/json') ? 'j' : ''} ${c.req.url}`;
    const now = ctx.clock.now().getTime();
    const current = epoch.current();
    const hit = entries.get(key);
    if (hit && hit.epoch === current && hit.until > now) {
      entries.delete(key);
      entries.set(key, hit);
      return answer(c, hit);
    }
    await next();
    if (c.res.status !== 200 || c.res.headers.get('cache-control')?.includes('no-store')) return;
    const bytes = new Uint8Array(await c.res.arrayBuffer());
    const entry: Entry = {
      epoch: current,
      until: Math.min(
        c.get('validUntil')?.getTime() ?? Infinity,
        startOfNextLegalDay(ctx.clock.now()).getTime(),
      ),
      type: c.res.headers.get('content-type') ?? 'text/html; charset=utf-8',
      plain: page(bytes),
      gzip: page(gzipSync(bytes)),
      br: page(brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })),
    };
    entries.set(key, entry);
    if (entries.size > MAX_ENTRIES) {
      const oldest = entries.keys().next();
      if (!oldest.done) entries.delete(oldest.value);
    }
    const link = c.res.headers.get('link');
    c.res = undefined;
    c.res = answer(c, entry);
    if (link) c.res.headers.set('link', link);
  };
}

function page(bytes: Uint8Array): Page {
  return {
    bytes: new Uint8Array(bytes),
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`,
  };
}

function answer(c: Ctx, entry: Entry): Response {
  const accepted = c.req.header('accept-encoding') ?? '';
  const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined;
  const body = encoding ? entry[encoding] : entry.plain;
  const headers: Record<string, string> = {
    etag: body.etag,
    'cache-control': 'no-cache',
    vary: 'accept-encoding, accept, cookie',
    'content-type': entry.type,
    ...(encoding ? { 'content-encoding': encoding } : {}),
  };
  if (c.req.header('if-none-match') === body.etag) return c.body(null, 304, headers);
  return c.body(body.bytes, 200, headers);
}

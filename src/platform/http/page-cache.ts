import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import type { AppContext } from '#platform/context';
import { isElder } from './elder.ts';
import type { Ctx, HttpEnv } from './env.ts';
import { startOfNextLegalDay } from './legal-day.ts';
import { encodingOf, type PageStore, type Rendered } from './page-store.ts';
import { acceptsJson } from './portal-routes.ts';

const KEPT_HEADERS = ['content-type', 'link', 'access-control-allow-origin'];

/**
 * Keeps rendered pages of society's scope in the store. Key = path + query + language + elder mode; a page ends with the
 * publication epoch, at its own `validUntil`, and at Beijing midnight.
 */
export function pageCache(ctx: AppContext, store: PageStore): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (c.req.method !== 'GET') return next();
    const { url } = c.req;
    const key = {
      path: url.slice(url.indexOf('/', 'https://'.length)),
      json: acceptsJson(c.req.header('accept')),
      elder: c.get('elder'),
    };
    const encoding = encodingOf(c.req.header('accept-encoding'));
    let rendered = false;
    if (!store.find(key, encoding))
      await store.once(key, async () => {
        rendered = true;
        await next();
        return renderedPage(ctx, c);
      });
    const page = store.find(key, encoding);
    // Not to be kept, or no longer true by now: the answer stands as it was made.
    if (!page) return rendered ? undefined : next();
    if (rendered) c.res = undefined;
    c.res =
      c.req.header('if-none-match') === page.etag
        ? c.body(null, 304, { ...page.headers })
        : c.body(Buffer.from(page.text, 'latin1'), 200, { ...page.headers });
    return undefined;
  };
}

async function renderedPage(ctx: AppContext, c: Ctx): Promise<Rendered | undefined> {
  const { status, headers } = c.res;
  const control = headers.get('cache-control');
  if (status !== 200 || control?.includes('no-store') === true) return undefined;
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    bytes: new Uint8Array(await c.res.clone().arrayBuffer()),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': control ?? 'no-cache',
      vary: 'accept-encoding, accept, cookie',
      ...Object.fromEntries(kept),
    },
    until: Math.min(
      c.get('validUntil')?.getTime() ?? Infinity,
      startOfNextLegalDay(ctx.clock.now()).getTime(),
    ),
  };
}

/**
 * Answers from the store before the application sees the request; `false` when there is nothing to answer with. The bytes
 * and headers are those that the application would send, but for the request id: there is nothing to look up by it.
 */
export function sendKept(store: PageStore, request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'GET' || request.url?.startsWith('/') !== true) return false;
  const page = store.find(
    {
      path: request.url,
      json: acceptsJson(request.headers.accept),
      elder: isElder(request.headers.cookie),
    },
    encodingOf(request.headers['accept-encoding']?.toString()),
  );
  if (!page) return false;
  const fresh = request.headers['if-none-match'] === page.etag;
  response.writeHead(fresh ? 304 : 200, fresh ? page.raw : page.rawWithLength);
  if (fresh) response.end();
  else response.end(page.text, 'latin1');
  return true;
}

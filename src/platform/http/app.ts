import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { AppContext } from '#platform/context';
import { isElder } from './elder.ts';
import type { Ctx, HttpEnv } from './env.ts';
import { problem } from './problem.ts';
import { clientKey, sameOriginOnly, securityHeaders } from './security.ts';

/** How pages for people are answered when there is no page: chosen by the portal kit, given by the entry point. */
export type ErrorPages = (c: Ctx, status: 400 | 403 | 404 | 413 | 429 | 500, requestId: string) => string;

/** The outermost application: request id, language, security headers, same-origin rule, size limit, error answers. */
export function createHttpApp(ctx: AppContext, errorPage: ErrorPages): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    const english = c.req.path === '/en' || c.req.path.startsWith('/en/');
    c.set('requestId', randomBytes(9).toString('base64url'));
    c.set('lang', english || prefersEnglish(c) ? 'en' : 'zh');
    c.set('pagePath', english ? c.req.path.slice(3) || '/' : c.req.path);
    c.set('elder', isElder(c.req.header('cookie')));
    return next();
  });
  app.use(securityHeaders());
  // No text of ours holds a NUL and PostgreSQL stores none: an address with one asks for nothing that could be there.
  app.use((c, next) =>
    c.req.url.includes('%00') && !c.req.path.startsWith('/api/')
      ? Promise.resolve(failure(c, 400, 'http/bad-request', errorPage))
      : next(),
  );
  app.use(clientKey(ctx));
  app.use(sameOriginOnly());
  app.use(
    bodyLimit({
      maxSize: ctx.config.uploadLimitBytes + 1_048_576,
      onError: (c) => failure(c as Ctx, 413, 'http/too-large', errorPage),
    }),
  );
  app.notFound((c) => failure(c, 404, 'http/not-found', errorPage));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500)
      return failure(c, error.status === 413 ? 413 : 400, 'http/bad-request', errorPage);
    ctx.log.error({ err: error, requestId: c.get('requestId'), path: c.req.routePath }, 'request failed');
    return failure(c, 500, 'http/internal', errorPage);
  });
  return app;
}

/** The API has no address per language: what a client asks for by header counts there, and there only. */
function prefersEnglish(c: Ctx): boolean {
  if (!c.req.path.startsWith('/api/v1/')) return false;
  const asked = /\b(?:zh|en)\b/i.exec(c.req.header('accept-language') ?? '');
  return asked?.[0].toLowerCase() === 'en';
}

/** JSON clients get a problem document, people a page; both carry the same id and never the program's message. */
export function failure(
  c: Ctx,
  status: 400 | 403 | 404 | 413 | 429 | 500,
  code: string,
  errorPage: ErrorPages,
): Response {
  const wantsJson =
    c.req.path.startsWith('/api/') || (c.req.header('accept') ?? '').includes('application/json');
  if (wantsJson) return problem(c, status, code);
  return c.html(errorPage(c, status, c.get('requestId')), status, {
    'cache-control': 'no-store',
  }) as Response;
}

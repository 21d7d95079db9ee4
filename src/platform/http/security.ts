import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { MiddlewareHandler } from 'hono';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { AppContext } from '#platform/context';
import type { Ctx, HttpEnv } from './env.ts';
import { problem } from './problem.ts';

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
].join('; ');

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Headers of every answer. The desk replaces the policy by one with a nonce for its generated styles. */
export function securityHeaders(): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      if (!headers.has(name)) headers.set(name, value);
    if (!headers.has('x-request-id')) headers.set('x-request-id', c.get('requestId'));
  };
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Requests that change something and carry a cookie must come from our own pages: `Sec-Fetch-Site`, else `Origin`,
 * must say so. Clients with a bearer token send no cookie and are not affected.
 */
export function sameOriginOnly(): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (SAFE.has(c.req.method) || c.req.header('cookie') === undefined) return next();
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const own =
      site === undefined
        ? origin !== undefined && hostOf(origin) === c.req.header('host')
        : site === 'same-origin' || site === 'none';
    if (!own)
      return problem(c, 403, 'http/cross-site', {
        title: {
          zh: '请求不是从本站页面发出的，已拒绝。请在本站重新打开页面再试。',
          en: 'The request did not come from a page of this site and was refused. Open the page here again.',
        },
      });
    return next();
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

const salt = randomBytes(16);

/** Digest of the client's address: it keys rate limits and is never stored or logged as an address. */
export function clientKey(ctx: AppContext): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const forwarded = ctx.config.trustProxy
      ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
      : undefined;
    const address = forwarded ?? connectionAddress(c) ?? 'local';
    c.set('clientKey', createHash('sha256').update(salt).update(address).digest('base64url').slice(0, 22));
    return next();
  };
}

/** In-process requests of tests have no connection. */
function connectionAddress(c: Ctx): string | undefined {
  const bindings: unknown = c.env;
  if (typeof bindings !== 'object' || bindings === null || !('incoming' in bindings)) return undefined;
  return getConnInfo(c).remote.address;
}

/** At most `limit` requests in `seconds` by one client in one bucket, counted in the database so that every process counts. */
export function rateLimit(
  ctx: AppContext,
  options: { readonly bucket: string; readonly limit: number; readonly seconds: number },
): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const now = ctx.clock.now().getTime();
    const start = new Date(now - (now % (options.seconds * 1000)));
    const { rows } = await sql<{ hits: number }>`
      INSERT INTO rate_counter (bucket, window_start, hits) VALUES (${`${options.bucket}:${c.get('clientKey')}`}, ${start}, 1)
      ON CONFLICT ON CONSTRAINT rate_counter_pk DO UPDATE SET hits = rate_counter.hits + 1 RETURNING hits`.execute(
      ctx.db,
    );
    if ((rows[0]?.hits ?? 0) > options.limit) {
      c.header('retry-after', String(options.seconds));
      return problem(c, 429, 'http/too-many', {
        title: {
          zh: `操作过于频繁，请在 ${options.seconds} 秒后再试。`,
          en: `Too many requests: try again in ${options.seconds} seconds.`,
        },
      });
    }
    return next();
  };
}

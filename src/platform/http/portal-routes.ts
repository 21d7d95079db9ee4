import type { Hono } from 'hono';
import type { Ctx, HttpEnv } from './env.ts';

type Handler = (c: Ctx) => Response | Promise<Response>;

/** A page for people, in Chinese at `path` and in English at `/en` + `path`. */
export function portalGet(app: Hono<HttpEnv>, path: string, handler: Handler): void {
  app.get(path, (c) => handler(c));
  app.get(`/en${path}`, (c) => handler(c));
  if (path === '/') app.get('/en', (c) => handler(c));
}

/** The target of a form; answers with a redirect (post, redirect, get) or the form again with status 422. */
export function portalPost(app: Hono<HttpEnv>, path: string, handler: Handler): void {
  app.post(path, (c) => handler(c));
  app.post(`/en${path}`, (c) => handler(c));
}

/** Whether the client asked for JSON rather than a page. */
export function wantsJson(c: Ctx): boolean {
  return acceptsJson(c.req.header('accept'));
}

export function acceptsJson(accept: string | undefined): boolean {
  return accept !== undefined && accept.includes('application/json') && !accept.includes('text/html');
}

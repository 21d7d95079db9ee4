import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, PRIVATE, problemsOf, rateLimit, type HttpEnv } from '#platform/http';
import { LoginRequest, MeResponse } from '../contract/index.ts';
import { readMe } from '../db/me-reader.ts';
import { login } from '../use-cases/login.ts';
import { logout, logoutEverywhere } from '../use-cases/sessions.ts';
import { refuse } from './refuse.ts';
import {
  clearSessionCookie,
  deviceCookie,
  requireSession,
  requireStaff,
  sessionCookie,
  setSessionCookies,
  useCaseOf,
} from './staff-session.ts';

/** `/session`, `/sessions` and `/me`: logging in and out, and who one is. */
export function sessionRoutes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.use('/session', rateLimit(ctx, { bucket: 'login', limit: 60, seconds: 60 }));
  app.openapi(
    createRoute({
      method: 'post',
      path: '/session',
      tags: ['access'],
      summary: 'Log in to the desk',
      request: {
        body: bodyOf(LoginRequest, 'Account and password; the one-time code when the account has one'),
      },
      responses: { 204: { description: 'Logged in; the cookie is set' }, ...problemsOf(401, 422, 429) },
    }),
    async (c) => {
      const result = await login(useCaseOf(ctx, c), {
        ...c.req.valid('json'),
        device: deviceCookie(ctx, c),
        previousSession: sessionCookie(ctx, c),
      });
      if (!result.ok) return refuse(c, result.error);
      setSessionCookies(ctx, c, result.value);
      return c.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/session',
      tags: ['access'],
      summary: 'Log out',
      responses: { 204: { description: 'Logged out' } },
    }),
    async (c) => {
      const id = sessionCookie(ctx, c);
      if (id !== undefined) await logout(useCaseOf(ctx, c), id);
      clearSessionCookie(ctx, c);
      return c.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/sessions',
      tags: ['access'],
      summary: 'Log out everywhere, and forget the devices logged in from',
      responses: { 204: { description: 'All sessions have ended' }, ...problemsOf(401, 403) },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      await logoutEverywhere(useCaseOf(ctx, c), staff.actor);
      clearSessionCookie(ctx, c);
      return c.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/me',
      tags: ['access'],
      summary: 'Who is logged in',
      responses: { 200: jsonOf(MeResponse, 'Person, posts and roles'), ...problemsOf(401) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      return c.json(await readMe(ctx.db, staff.actor), 200, PRIVATE);
    },
  );
}

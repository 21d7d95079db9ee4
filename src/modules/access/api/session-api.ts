import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { AppContext } from '#platform/context';
import { rateLimit, type HttpEnv } from '#platform/http';
import { LoginRequest, MeResponse } from '../contract/index.ts';
import { readMe } from '../db/me-reader.ts';
import { login } from '../use-cases/login.ts';
import { logout, logoutEverywhere } from '../use-cases/sessions.ts';
import { json, none, PRIVATE, problems } from './openapi.ts';
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
        body: json(LoginRequest, 'Account and password; the one-time code when the account has one'),
      },
      responses: { 204: none('Logged in; the cookie is set'), ...problems(401, 422, 429) },
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
      responses: { 204: none('Logged out') },
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
      responses: { 204: none('All sessions have ended'), ...problems(401, 403) },
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
      responses: { 200: json(MeResponse, 'Person, posts and roles'), ...problems(401) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      return c.json(await readMe(ctx.db, staff.actor), 200, PRIVATE);
    },
  );
}

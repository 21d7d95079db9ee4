import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import { assertNever } from '#kernel';
import type { AppContext } from '#platform/context';
import type { Conflict } from '#platform/database';
import { fieldProblems, problem, rateLimit, type Ctx, type HttpEnv } from '#platform/http';
import { LoginRequest, MeResponse } from '../contract/index.ts';
import type { LoginRefusal } from '../domain/errors.ts';
import { login, logout } from '../use-cases/login.ts';
import {
  clearSessionCookie,
  requireStaff,
  sessionCookie,
  setSessionCookie,
  useCaseOf,
} from './staff-session.ts';

const json = <T>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const problems = {
  401: { description: 'Not logged in, or wrong credentials' },
  422: { description: 'Refused fields' },
  429: { description: 'Wait' },
};

/** `/api/v1/session` and `/api/v1/me`. */
export function accessApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({
    defaultHook: (result, c) =>
      result.success ? undefined : problem(c, 422, 'http/invalid', { fields: fieldProblems(result.error) }),
  });
  app.use('/session', rateLimit(ctx, { bucket: 'login', limit: 60, seconds: 60 }));
  app.openapi(
    createRoute({
      method: 'post',
      path: '/session',
      summary: 'Log in to the desk',
      request: {
        body: json(LoginRequest, 'Account and password; the one-time code when the account has one'),
      },
      responses: { 204: { description: 'Logged in; the cookie is set' }, ...problems },
    }),
    async (c) => {
      const result = await login(useCaseOf(ctx, c), c.req.valid('json'));
      if (!result.ok) return refuseLogin(c, result.error);
      setSessionCookie(ctx, c, result.value.sessionId, result.value.expiresAt);
      return c.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/session',
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
      method: 'get',
      path: '/me',
      summary: 'Who is logged in',
      responses: { 200: json(MeResponse, 'Person, posts and roles'), ...problems },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { actor } = staff;
      const [agency, posts] = await Promise.all([
        ctx.db
          .selectFrom('agency')
          .select(['id', 'slug', 'name'])
          .where('id', '=', actor.agencyId)
          .executeTakeFirstOrThrow(),
        actor.assignments.length === 0
          ? []
          : ctx.db
              .selectFrom('post as p')
              .innerJoin('office as o', (j) =>
                j.onRef('o.agency_id', '=', 'p.agency_id').onRef('o.id', '=', 'p.office_id'),
              )
              .select(['p.id', 'p.name', 'o.name as office'])
              .where('p.agency_id', '=', actor.agencyId)
              .where(
                'p.id',
                'in',
                actor.assignments.map((a) => a.postId),
              )
              .execute(),
      ]);
      return c.json(
        {
          personId: actor.personId,
          name: actor.name,
          agency,
          posts: posts.map((p) => ({
            ...p,
            kind: actor.assignments.find((a) => a.postId === p.id)?.kind ?? 'holder',
          })),
          roles: [...new Set(actor.roles.map((r) => r.role))],
        },
        200,
        { 'cache-control': 'private, no-store' },
      );
    },
  );
  return app;
}

function refuseLogin(c: Ctx, refusal: LoginRefusal | Conflict): Response {
  switch (refusal.code) {
    case 'access/wrong-credentials':
      return problem(c, 401, refusal.code, { title: '账号或密码不对。' });
    case 'access/totp-required':
      return problem(c, 401, refusal.code, { title: '请输入动态验证码。' });
    case 'access/totp-wrong':
      return problem(c, 401, refusal.code, { title: '动态验证码不对，或已经用过。' });
    case 'access/wait':
      c.header('retry-after', String(refusal.seconds));
      return problem(c, 429, refusal.code, { title: `密码连续输错，请 ${refusal.seconds} 秒后再试。` });
    case 'conflict':
      return problem(c, 409, refusal.code, { title: '同时有另一次登录，请再试一次。' });
    default:
      return assertNever(refusal);
  }
}

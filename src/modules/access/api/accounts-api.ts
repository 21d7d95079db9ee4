import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, PRIVATE, problemsOf, type HttpEnv } from '#platform/http';
import {
  AccountList,
  CreateAccountRequest,
  DisableAccountRequest,
  GrantRoleRequest,
  ResetPasswordRequest,
} from '../contract/index.ts';
import { listAccounts } from '../db/accounts-reader.ts';
import { forbidden } from '../domain/errors.ts';
import { can } from '../domain/rules.ts';
import { resetPassword } from '../use-cases/change-password.ts';
import { createAccount } from '../use-cases/create-account.ts';
import { disableAccount } from '../use-cases/disable-account.ts';
import { grantRole, revokeRole } from '../use-cases/grant-role.ts';
import { resetTotp } from '../use-cases/second-factor.ts';
import { refuse } from './refuse.ts';
import { requireSession, requireStaff, useCaseOf } from './staff-session.ts';

const tags = ['access'];
const Person = z.object({ personId: z.uuid() });
const refusals = problemsOf(401, 403, 404, 409, 422);

/** `/accounts`: the accounts and roles of one's agency. */
export function accountRoutes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/accounts',
      tags,
      summary: 'Accounts of one’s agency by staff number',
      request: {
        query: z.object({
          cursor: z.string().max(32).optional(),
          limit: z.coerce.number().int().min(1).max(100).default(50),
        }),
      },
      responses: { 200: jsonOf(AccountList, 'Accounts with their roles'), ...problemsOf(401, 403, 422) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { agencyId } = staff.actor;
      if (!can(staff.actor, 'account/list', { agencyId })) return refuse(c, forbidden());
      const { cursor, limit } = c.req.valid('query');
      const page = await listAccounts(ctx.db, agencyId, { limit, after: cursor });
      return c.json({ items: [...page.items], next: page.next }, 200, PRIVATE);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/accounts',
      tags,
      summary: 'Give a member of staff an account',
      request: { body: bodyOf(CreateAccountRequest, 'Person, account name, first password') },
      responses: { 201: { description: 'Made' }, ...refusals },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      const { agencyId } = staff.actor;
      const result = await createAccount(useCaseOf(ctx, c), staff.actor, {
        agencyId,
        ...c.req.valid('json'),
        roles: [],
      });
      return result.ok ? c.body(null, 201) : refuse(c, result.error, 'password');
    },
  );
  app.openapi(
    createRoute({
      method: 'patch',
      path: '/accounts/{personId}',
      tags,
      summary: 'Close an account, or open it again',
      request: { params: Person, body: bodyOf(DisableAccountRequest, 'Closed or open') },
      responses: { 204: { description: 'Done' }, ...refusals },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      const result = await disableAccount(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        ...c.req.valid('param'),
        ...c.req.valid('json'),
      });
      return result.ok ? c.body(null, 204) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/accounts/{personId}/password',
      tags,
      summary: 'Set the password of somebody who lost theirs',
      request: { params: Person, body: bodyOf(ResetPasswordRequest, 'The next password') },
      responses: { 204: { description: 'Set; their sessions have ended' }, ...refusals },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      const result = await resetPassword(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        ...c.req.valid('param'),
        ...c.req.valid('json'),
      });
      return result.ok ? c.body(null, 204) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/accounts/{personId}/totp',
      tags,
      summary: 'Take the second factor off the account of somebody who lost theirs',
      request: { params: Person },
      responses: { 204: { description: 'Done' }, ...refusals },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      const result = await resetTotp(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        ...c.req.valid('param'),
      });
      return result.ok ? c.body(null, 204) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/accounts/{personId}/roles',
      tags,
      summary: 'Grant a role, in one office or in the whole agency',
      request: { params: Person, body: bodyOf(GrantRoleRequest, 'Role and office') },
      responses: { 204: { description: 'Granted' }, ...refusals },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      const result = await grantRole(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        ...c.req.valid('param'),
        ...c.req.valid('json'),
      });
      return result.ok ? c.body(null, 204) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/accounts/{personId}/roles/{grantId}',
      tags,
      summary: 'Take a role back',
      request: { params: Person.extend({ grantId: z.uuid() }) },
      responses: { 204: { description: 'Taken back' }, ...refusals },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      const result = await revokeRole(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        ...c.req.valid('param'),
      });
      return result.ok ? c.body(null, 204) : refuse(c, result.error);
    },
  );
}

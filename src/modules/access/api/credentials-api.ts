import QRCode from 'qrcode';
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { toOffsetString } from '#kernel';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, PRIVATE, problemsOf, type HttpEnv } from '#platform/http';
import {
  ChangePasswordRequest,
  CreatedTokenResponse,
  CreateTokenRequest,
  PasswordRequest,
  RecoveryCodes,
  TokenList,
  TotpConfirmRequest,
  TotpStarted,
} from '../contract/index.ts';
import { listTokens } from '../db/accounts-reader.ts';
import { changePassword } from '../use-cases/change-password.ts';
import { confirmTotp, removeOwnTotp, startTotp } from '../use-cases/second-factor.ts';
import { createToken, revokeToken } from '../use-cases/tokens.ts';
import { refuse } from './refuse.ts';
import { requireSession, useCaseOf } from './staff-session.ts';

const tags = ['access'];

/** `/me/password`, `/me/totp` and `/me/tokens`: one's own credentials, changed from a session only. */
export function credentialRoutes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'put',
      path: '/me/password',
      tags,
      summary: 'Change one’s password; ends every other session',
      request: { body: bodyOf(ChangePasswordRequest, 'The password now and the next one') },
      responses: { 204: { description: 'Changed' }, ...problemsOf(401, 403, 409, 422, 429) },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      const result = await changePassword(useCaseOf(ctx, c), staff.actor, {
        ...c.req.valid('json'),
        sessionId: staff.session,
      });
      return result.ok ? c.body(null, 204) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/me/totp',
      tags,
      summary: 'Begin to set up one-time codes',
      request: { body: bodyOf(PasswordRequest, 'The password again') },
      responses: {
        200: jsonOf(TotpStarted, 'Secret, to be confirmed by a first code'),
        ...problemsOf(401, 403, 409, 422, 429),
      },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      const result = await startTotp(useCaseOf(ctx, c), staff.actor, c.req.valid('json'));
      if (!result.ok) return refuse(c, result.error);
      const qr = await QRCode.toString(result.value.uri, { type: 'svg', margin: 2 });
      return c.json({ ...result.value, qr }, 200, PRIVATE);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/me/totp/confirm',
      tags,
      summary: 'Confirm by a first code; answers the recovery codes',
      request: { body: bodyOf(TotpConfirmRequest, 'Code of the authenticator app') },
      responses: {
        200: jsonOf(RecoveryCodes, 'Shown this once'),
        ...problemsOf(401, 403, 409, 422),
      },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      const result = await confirmTotp(useCaseOf(ctx, c), staff.actor, c.req.valid('json'));
      if (!result.ok) return refuse(c, result.error);
      return c.json({ recoveryCodes: [...result.value.recoveryCodes] }, 200, PRIVATE);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/me/totp',
      tags,
      summary: 'Give up one-time codes',
      request: { body: bodyOf(PasswordRequest, 'The password again') },
      responses: { 204: { description: 'Given up' }, ...problemsOf(401, 403, 404, 409, 422, 429) },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      const result = await removeOwnTotp(useCaseOf(ctx, c), staff.actor, c.req.valid('json'));
      return result.ok ? c.body(null, 204) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/me/tokens',
      tags,
      summary: 'One’s API tokens, newest first, without their secrets',
      responses: { 200: jsonOf(TokenList, 'At most the newest hundred'), ...problemsOf(401, 403) },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      return c.json({ items: await listTokens(ctx.db, staff.actor), next: null }, 200, PRIVATE);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/me/tokens',
      tags,
      summary: 'Make an API token that acts as oneself',
      request: { body: bodyOf(CreateTokenRequest, 'Name, calendar days until it expires, scopes') },
      responses: {
        201: jsonOf(CreatedTokenResponse, 'The secret is shown this once'),
        ...problemsOf(401, 403, 404, 409, 422),
      },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      const { agencyId, personId } = staff.actor;
      const result = await createToken(useCaseOf(ctx, c), staff.actor, {
        agencyId,
        personId,
        ...c.req.valid('json'),
      });
      if (!result.ok) return refuse(c, result.error);
      const { id, token, expiresAt } = result.value;
      return c.json({ id, token, expiresAt: toOffsetString(expiresAt) }, 201, PRIVATE);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/me/tokens/{id}',
      tags,
      summary: 'Revoke a token',
      request: { params: z.object({ id: z.uuid() }) },
      responses: { 204: { description: 'Revoked' }, ...problemsOf(401, 403, 404, 409) },
    }),
    async (c) => {
      const staff = requireSession(c);
      if ('answer' in staff) return staff.answer;
      const result = await revokeToken(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        id: c.req.valid('param').id,
      });
      return result.ok ? c.body(null, 204) : refuse(c, result.error);
    },
  );
}

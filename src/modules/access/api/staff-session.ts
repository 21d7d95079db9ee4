import type { MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppContext, UseCase } from '#platform/context';
import { problem, requestIdOf, type Ctx, type HttpEnv } from '#platform/http';
import { SOCIETY, type Actor, type StaffActor } from '../domain/actor.ts';
import { scopeAllows } from '../domain/scopes.ts';
import { actorOfSession } from '../use-cases/sessions.ts';
import { actorOfToken } from '../use-cases/tokens.ts';

/** What a request was found to come with; `session` is absent for a token, which changes no credentials. */
type Found = { readonly actor: StaffActor; readonly session?: string };
const found = new WeakMap<Request, Found>();

/** A cookie of the desk. `__Host-` needs https, which a demonstration on loopback does not have. */
function cookieName(ctx: AppContext, name: 'desk' | 'device'): string {
  return ctx.config.publicUrl.startsWith('https:') ? `__Host-${name}` : name;
}

const DEVICE_SECONDS = 400 * 86_400;

export function setSessionCookies(
  ctx: AppContext,
  c: Ctx,
  made: { readonly sessionId: string; readonly expiresAt: Date; readonly device: string },
): void {
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: ctx.config.publicUrl.startsWith('https:'),
  } as const;
  setCookie(c, cookieName(ctx, 'desk'), made.sessionId, { ...options, expires: made.expiresAt });
  setCookie(c, cookieName(ctx, 'device'), made.device, { ...options, maxAge: DEVICE_SECONDS });
}

export function sessionCookie(ctx: AppContext, c: Ctx): string | undefined {
  return getCookie(c, cookieName(ctx, 'desk'));
}

export function deviceCookie(ctx: AppContext, c: Ctx): string | undefined {
  return getCookie(c, cookieName(ctx, 'device'));
}

export function clearSessionCookie(ctx: AppContext, c: Ctx): void {
  deleteCookie(c, cookieName(ctx, 'desk'), { path: '/', secure: ctx.config.publicUrl.startsWith('https:') });
}

/** The context of a use case in this request. */
export function useCaseOf(ctx: AppContext, c: Ctx): UseCase {
  return { ...ctx, requestId: requestIdOf(c) };
}

/** Finds who asks: a bearer token, else the desk's session, else society. A token that is not valid is refused. */
export function staffSession(ctx: AppContext): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const authorization = c.req.header('authorization');
    if (authorization !== undefined) {
      const bearer = /^Bearer ([\w-]{20,100})$/.exec(authorization)?.[1];
      const token = bearer === undefined ? undefined : await actorOfToken(useCaseOf(ctx, c), bearer);
      if (!token)
        return problem(c, 401, 'access/token-not-valid', {
          title: {
            zh: '令牌无效、已过期或已撤销。',
            en: 'The token is not valid, has expired or was revoked.',
          },
        });
      if (!scopeAllows(token.scopes, c.req.method))
        return problem(c, 403, 'access/token-scope', {
          title: { zh: '该令牌只能读取，不能办理。', en: 'This token may read only.' },
        });
      found.set(c.req.raw, { actor: token.actor });
      return next();
    }
    const session = sessionCookie(ctx, c);
    const actor = session === undefined ? undefined : await actorOfSession(useCaseOf(ctx, c), session);
    if (actor && session !== undefined) found.set(c.req.raw, { actor, session });
    return next();
  };
}

/** Who asks; society when nobody is logged in. */
export function actorOf(c: Ctx): Actor {
  return found.get(c.req.raw)?.actor ?? SOCIETY;
}

/** The member of staff who asks, or the 401 answer. */
export function requireStaff(c: Ctx): { readonly actor: StaffActor } | { readonly answer: Response } {
  const actor = actorOf(c);
  if (actor.kind === 'staff') return { actor };
  return {
    answer: problem(c, 401, 'access/not-logged-in', { title: { zh: '请先登录。', en: 'Please log in.' } }),
  };
}

/** The member of staff at the desk; a token is refused, so that a stolen one cannot make itself last. */
export function requireSession(
  c: Ctx,
): { readonly actor: StaffActor; readonly session: string } | { readonly answer: Response } {
  const staff = requireStaff(c);
  if ('answer' in staff) return staff;
  const session = found.get(c.req.raw)?.session;
  if (session !== undefined) return { actor: staff.actor, session };
  return {
    answer: problem(c, 403, 'access/session-only', {
      title: {
        zh: '账号和口令只能登录后修改，不能用令牌。',
        en: 'Accounts and passwords are changed from a session, not with a token.',
      },
    }),
  };
}

import type { MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppContext, UseCase } from '#platform/context';
import { problem, requestIdOf, type Ctx, type HttpEnv } from '#platform/http';
import { SOCIETY, type Actor, type StaffActor } from '../domain/actor.ts';
import { actorOfSession } from '../use-cases/login.ts';
import { actorOfToken } from '../use-cases/tokens.ts';

const actors = new WeakMap<Request, Actor>();

/** The cookie of the desk. `__Host-` needs https, which a demonstration on loopback does not have. */
function cookieName(ctx: AppContext): string {
  return ctx.config.publicUrl.startsWith('https:') ? '__Host-desk' : 'desk';
}

export function setSessionCookie(ctx: AppContext, c: Ctx, id: string, expires: Date): void {
  setCookie(c, cookieName(ctx), id, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: ctx.config.publicUrl.startsWith('https:'),
    expires,
  });
}

export function sessionCookie(ctx: AppContext, c: Ctx): string | undefined {
  return getCookie(c, cookieName(ctx));
}

export function clearSessionCookie(ctx: AppContext, c: Ctx): void {
  deleteCookie(c, cookieName(ctx), { path: '/', secure: ctx.config.publicUrl.startsWith('https:') });
}

/** The context of a use case in this request. */
export function useCaseOf(ctx: AppContext, c: Ctx): UseCase {
  return { ...ctx, requestId: requestIdOf(c) };
}

/** Finds who asks: a bearer token, else the desk's session, else society. A token that is not valid is refused. */
export function staffSession(ctx: AppContext): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const bearer = /^Bearer ([\w-]{20,100})$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (bearer !== undefined || c.req.header('authorization') !== undefined) {
      const actor = bearer === undefined ? undefined : await actorOfToken(useCaseOf(ctx, c), bearer);
      if (!actor) return problem(c, 401, 'access/token-not-valid', { title: '令牌无效、已过期或已撤销。' });
      actors.set(c.req.raw, actor);
      return next();
    }
    const id = sessionCookie(ctx, c);
    const actor = id === undefined ? undefined : await actorOfSession(useCaseOf(ctx, c), id);
    if (actor) actors.set(c.req.raw, actor);
    return next();
  };
}

/** Who asks; society when nobody is logged in. */
export function actorOf(c: Ctx): Actor {
  return actors.get(c.req.raw) ?? SOCIETY;
}

/** The member of staff who asks, or the 401 answer. */
export function requireStaff(c: Ctx): { readonly actor: StaffActor } | { readonly answer: Response } {
  const actor = actorOf(c);
  if (actor.kind === 'staff') return { actor };
  return { answer: problem(c, 401, 'access/not-logged-in', { title: '请先登录。' }) };
}

import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppContext } from '#platform/context';
import type { Ctx } from '#platform/http';

const NAME = 'my-case';
const SECONDS = 2 * 3600;

/** The browser of a party: for one case, HttpOnly, and gone with the session. */
export function setPartyCookie(ctx: AppContext, c: Ctx, token: string): void {
  setCookie(c, NAME, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: ctx.config.publicUrl.startsWith('https:'),
    maxAge: SECONDS,
  });
}

export function partyCookie(c: Ctx): string | undefined {
  return getCookie(c, NAME);
}

export function dropPartyCookie(c: Ctx): void {
  deleteCookie(c, NAME, { path: '/' });
}

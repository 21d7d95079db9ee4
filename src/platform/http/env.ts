import type { Context } from 'hono';
import type { Lang } from '#platform/i18n';

/** What every request carries. The actor is added by the access module, for the desk and the API only. */
export type HttpEnv = {
  Variables: {
    requestId: string;
    lang: Lang;
    /** Address after the language prefix, e.g. `/powers` for `/en/powers`. */
    pagePath: string;
    elder: boolean;
    clientKey: string;
    /** A cached page ends here at the latest, e.g. when a due date on it passes. */
    validUntil?: Date;
  };
};

export type Ctx = Context<HttpEnv>;

export function requestIdOf(c: Ctx): string {
  return c.get('requestId');
}

export function langOf(c: Ctx): Lang {
  return c.get('lang');
}

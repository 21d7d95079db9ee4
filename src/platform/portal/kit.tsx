import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ELDER_COOKIE, portalGet, portalPost, type Ctx, type ErrorPages, type HttpEnv } from '#platform/http';
import { portalAssets } from './assets.ts';
import { renderPage, type PageInput, type Site } from './render-page.tsx';
import { ErrorView, errorTitle, type ErrorStatus } from './views/error-view.tsx';
import { WordsPage, wordsTitle } from './views/words-page.tsx';

export type AnswerOptions = {
  readonly status?: ContentfulStatusCode;
  /** For forms and everything under `/my`. */
  readonly noStore?: boolean;
};

/** What a module needs to answer with pages. */
export type PortalKit = {
  /** Answers with a page in the language and mode of the request. */
  page(c: Ctx, page: PageInput, options?: AnswerOptions): Response;
  /** Answers with an error page: 404 for a thing that is not there, 403 for one the reader has no right to see. */
  error(c: Ctx, status: ErrorStatus): Response;
  /** For `createHttpApp`. */
  readonly errorPage: ErrorPages;
  /** Style sheets and scripts, the switch of elder mode, and `/words`, the vocabulary of states. */
  readonly routes: Hono<HttpEnv>;
};

const YEAR = 365 * 86_400;

/** `site` is asked for at every page, so that the ledger line is as new as the page. */
export function createPortalKit(site: () => Site): PortalKit {
  const render = (c: Ctx, page: PageInput): string =>
    renderPage({ lang: c.get('lang'), path: addressOf(c), elder: c.get('elder') }, site(), page);
  const errorPage = (c: Ctx, status: ErrorStatus, requestId: string): string =>
    render(c, {
      title: errorTitle(status),
      body: <ErrorView status={status} requestId={requestId} />,
      ...(status === 404 ? { query: null } : {}),
    });
  const routes = new Hono<HttpEnv>();
  routes.route('/', portalAssets.routes);
  portalGet(routes, '/words', (c) => c.html(render(c, { title: wordsTitle, body: <WordsPage /> })));
  portalPost(routes, '/elder', async (c) => {
    const form = await c.req.parseBody();
    setCookie(c, ELDER_COOKIE, form['on'] === '1' ? '1' : '0', {
      path: '/',
      maxAge: YEAR,
      sameSite: 'Lax',
      httpOnly: true,
    });
    return c.redirect(localAddress(form['back']), 303);
  });
  return {
    page(c, page, { status = 200, noStore } = {}) {
      return c.html(
        render(c, page),
        status,
        noStore === true ? { 'cache-control': 'private, no-store' } : {},
      ) as Response;
    },
    error(c, status) {
      return c.html(errorPage(c, status, c.get('requestId')), status, {
        'cache-control': 'no-store',
      }) as Response;
    },
    errorPage,
    routes,
  };
}

/** Address of the page without its language, percent-encoded as it was asked for. */
function addressOf(c: Ctx): string {
  const { pathname, search } = new URL(c.req.url);
  const path = c.get('lang') === 'en' ? pathname.slice(3) || '/' : pathname;
  return c.req.method === 'GET' ? `${path}${search}` : path;
}

/** An address of this site and no other: a form must not be able to send the reader elsewhere. */
export function localAddress(back: unknown): string {
  return typeof back === 'string' && /^\/(?![/\\])[\u0021-\u007e]*$/.test(back) && !back.includes('\\')
    ? back
    : '/';
}

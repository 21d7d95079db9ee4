import { join } from 'node:path';
import { OpenAPIHono } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { accessApi, staffSession } from '#modules/access';
import { calendarPortal } from '#modules/calendar';
import { applicationsApi, casesApi } from '#modules/cases';
import { flowsApi, flowsPortal } from '#modules/flows';
import { organisationApi, organisationPortal } from '#modules/organisation';
import { powersPortal } from '#modules/powers';
import { ledgerRoutes, ledgerTexts, loadLedgerKeys, newestCheckpoint } from '#modules/ledger';
import type { AppContext } from '#platform/context';
import { createHttpApp, pageCache, type EpochSource, type HttpEnv } from '#platform/http';
import { createPortalKit, type PortalKit, type Site } from '#platform/portal';
import { deskApp } from './desk-app.ts';
import { healthRoutes } from './health.ts';

/** Everything the web process answers, module by module. */
export async function composeWeb(ctx: AppContext, epoch: EpochSource): Promise<Hono<HttpEnv>> {
  const keys = await loadLedgerKeys(ctx);
  const texts = await ledgerTexts(ctx, keys);
  const site = await siteSource(ctx, epoch);
  const kit = createPortalKit(site);
  const app = createHttpApp(ctx, kit.errorPage);
  app.route('/', healthRoutes(ctx));
  app.route('/', ledgerRoutes(ctx, texts));
  app.route('/', kit.routes);
  app.route('/', societyPages(ctx, kit, epoch));
  app.route('/api/v1', api(ctx));
  app.route('/', await deskApp(join(import.meta.dirname, 'desk')));
  return app;
}

/** What society sees: functions of published versions, cached by path, language and publication epoch. */
function societyPages(ctx: AppContext, kit: PortalKit, epoch: EpochSource): Hono<HttpEnv> {
  const pages = new Hono<HttpEnv>();
  pages.use(pageCache(ctx, epoch));
  pages.route('/', organisationPortal(ctx, kit));
  pages.route('/', flowsPortal(ctx, kit));
  pages.route('/', powersPortal(ctx, kit));
  pages.route('/', calendarPortal(ctx, kit));
  return pages;
}

/** The JSON API of the desk and of third parties. */
function api(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const routes = new OpenAPIHono<HttpEnv>();
  routes.use(staffSession(ctx));
  routes.route('/', accessApi(ctx));
  routes.route('/', organisationApi(ctx));
  routes.route('/', flowsApi(ctx));
  routes.route('/', casesApi(ctx));
  routes.route('/', applicationsApi(ctx));
  return routes;
}

/** The line about the ledger that every page carries, read again when the publication epoch moves. */
async function siteSource(ctx: AppContext, epoch: EpochSource): Promise<() => Site> {
  let read = -1n;
  let ledger: Site['ledger'];
  const refresh = async (): Promise<void> => {
    const newest = await newestCheckpoint(ctx.db);
    ledger = newest ? { entries: Number(newest.size), at: newest.at } : undefined;
  };
  await refresh();
  return () => {
    const current = epoch.current();
    if (current !== read) {
      read = current;
      refresh().catch((error: unknown) => ctx.log.warn({ err: error }, 'ledger line not read'));
    }
    return {
      owner: { zh: '唐山市商务局', en: 'Tangshan Bureau of Commerce' },
      demo: ctx.config.demo.load,
      ledger,
    };
  };
}

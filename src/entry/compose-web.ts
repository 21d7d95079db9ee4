import { join } from 'node:path';
import { OpenAPIHono } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { accessApi, staffSession } from '#modules/access';
import { calendarPortal } from '#modules/calendar';
import { campaignsApi } from '#modules/campaigns';
import { categoryFlowsApi, categoryVersions } from '#modules/category-flows';
import { clarificationApi } from '#modules/clarification';
import { applicationsApi, applyPortal, casesApi, myPortal, previewPortal } from '#modules/cases';
import { deliberationApi } from '#modules/deliberation';
import { disclosureApi } from '#modules/disclosure';
import { filingsApi, inboxApi, intakeApi, schemaRoutes } from '#modules/filing';
import { flowsApi, flowsPortal } from '#modules/flows';
import { lawsApi, lawsPortal } from '#modules/library';
import { organisationApi, organisationPortal } from '#modules/organisation';
import {
  chartsPortal,
  formsPortal,
  flowTrial,
  posterPortal,
  powersApi,
  powersPortal,
  simplificationPortal,
} from '#modules/powers';
import { portalPages, recordPages } from '#modules/portal';
import { elsewherePortal, simplificationApi } from '#modules/simplification';
import { rulesApi, rulesPortal } from '#modules/rules';
import { ledgerRoutes, ledgerTexts, loadLedgerKeys } from '#modules/ledger';
import type { AppContext } from '#platform/context';
import {
  createHttpApp,
  createPageStore,
  loadAssets,
  pageCache,
  portalGet,
  type HttpEnv,
  type PageStore,
} from '#platform/http';
import { createPortalKit, type PortalKit } from '#platform/portal';
import { apiDocsPage } from './api-docs-page.tsx';
import { apiDocs, describeApi } from './describe-api.ts';
import { deskApp } from './desk-app.ts';
import { healthRoutes } from './health.ts';
import { joinLevels, witnessedBy, type Levels } from './levels.ts';
import type { SiteWatch } from './site-watch.ts';

const OWNER = { zh: '唐山市商务局', en: 'Tangshan Bureau of Commerce' };

/** Everything the web process answers, module by module. */
export async function composeWeb(
  ctx: AppContext,
  { ledger, epoch }: Pick<SiteWatch, 'ledger' | 'epoch'>,
  store: PageStore = createPageStore(ctx, epoch),
): Promise<Hono<HttpEnv>> {
  const keys = await loadLedgerKeys(ctx);
  const texts = await ledgerTexts(ctx, keys);
  const levels = await joinLevels(ctx, keys);
  const kit = createPortalKit(() => ({ owner: OWNER, demo: ctx.config.demo.load, ledger: ledger() }));
  const app = createHttpApp(ctx, kit.errorPage);
  app.route('/', healthRoutes(ctx));
  app.use('/ledger/checkpoint', pageCache(ctx, store));
  app.route('/', ledgerRoutes(ctx, texts));
  app.route('/', kit.routes);
  app.route('/', schemaRoutes());
  app.route('/witness', levels.witness.app);
  const routes = composeApi(ctx, levels);
  app.route('/api/v1', routes);
  portalGet(app, '/api/docs', (c) => kit.page(c, { title: '接口 API', body: apiDocsPage(apiDocs(routes)) }));
  app.route('/', await deskApp(join(import.meta.dirname, 'desk'), { demo: ctx.config.demo.load }));
  // Last, because its cache would otherwise stand before everything that is registered after it.
  app.route('/', applyPortal(ctx, kit));
  app.route('/', previewPortal(ctx, kit));
  app.route('/', myPortal(ctx, kit));
  app.route('/', recordPages(ctx, kit));
  app.route('/', formsPortal(ctx, kit));
  const verifier = await loadAssets('/verifier', join(import.meta.dirname, 'portal'));
  app.route('/', verifier.routes);
  app.route('/', societyPages(ctx, kit, store, verifier.href('verify.js')));
  return app;
}

/** What society sees: functions of published versions, cached by path, language and publication epoch. */
function societyPages(ctx: AppContext, kit: PortalKit, store: PageStore, verifier: string): Hono<HttpEnv> {
  const pages = new Hono<HttpEnv>();
  pages.use(pageCache(ctx, store));
  pages.route('/', organisationPortal(ctx, kit));
  pages.route('/', flowsPortal(ctx, kit, { notice: flowTrial(ctx), versions: categoryVersions(ctx) }));
  pages.route('/', powersPortal(ctx, kit));
  pages.route('/', chartsPortal(ctx, kit));
  pages.route('/', posterPortal(ctx, kit));
  pages.route('/', simplificationPortal(ctx, kit));
  pages.route('/', elsewherePortal(ctx, kit));
  pages.route('/', lawsPortal(ctx, kit));
  pages.route('/', rulesPortal(ctx, kit));
  pages.route('/', calendarPortal(ctx, kit));
  pages.route('/', portalPages(ctx, kit, { owner: () => OWNER, verifier }));
  return pages;
}

/** The JSON API of the desk and of third parties. */
export function composeApi(ctx: AppContext, { keys, witness }: Levels): OpenAPIHono<HttpEnv> {
  const routes = new OpenAPIHono<HttpEnv>();
  routes.use(staffSession(ctx));
  routes.route('/', accessApi(ctx));
  routes.route('/', organisationApi(ctx));
  routes.route('/', deliberationApi(ctx));
  routes.route('/', campaignsApi(ctx));
  routes.route('/', clarificationApi(ctx));
  routes.route('/', lawsApi(ctx));
  routes.route('/', rulesApi(ctx));
  routes.route('/', filingsApi(ctx, keys));
  routes.route('/', inboxApi(ctx, keys, witnessedBy(witness)));
  routes.route('/', intakeApi(ctx, keys));
  routes.route('/', powersApi(ctx));
  routes.route('/', simplificationApi(ctx));
  routes.route('/', flowsApi(ctx));
  routes.route('/', categoryFlowsApi(ctx));
  routes.route('/', disclosureApi(ctx));
  routes.route('/', casesApi(ctx));
  routes.route('/', applicationsApi(ctx));
  describeApi(routes);
  return routes;
}

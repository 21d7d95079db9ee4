import { Hono } from 'hono';
import type { AppContext } from '#platform/context';
import type { HttpEnv } from '#platform/http';
import type { Message } from '#platform/i18n';
import type { PortalKit } from '#platform/portal';
import { casesRoutes } from './pages/cases-routes.tsx';
import { homeRoutes } from './pages/home-routes.tsx';
import { ledgerPages } from './pages/ledger-routes.tsx';
import { nonpublicRoutes } from './pages/nonpublic-routes.tsx';
import { obligationsRoutes } from './pages/obligations-routes.tsx';
import { recordsRoutes } from './pages/records-routes.tsx';
import { searchRoutes } from './pages/search-routes.tsx';

export type PortalOptions = {
  /** Whose portal it is, as the header says. */
  readonly owner: () => Message;
  /** Address of the verifier's script. */
  readonly verifier?: string;
};

/** Home, cases, what is owed, what is not public, the ledger, verification, search: society's scope, cacheable. */
export function portalPages(ctx: AppContext, kit: PortalKit, options: PortalOptions): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  homeRoutes(app, ctx, kit, options.owner);
  casesRoutes(app, ctx, kit);
  obligationsRoutes(app, ctx, kit);
  nonpublicRoutes(app, ctx, kit);
  ledgerPages(app, ctx, kit, options.verifier);
  searchRoutes(app, ctx, kit);
  return app;
}

/** `/records/{rid}`: mounted outside the page cache, because its JSON is open to every origin. */
export function recordPages(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  recordsRoutes(app, ctx, kit);
  return app;
}

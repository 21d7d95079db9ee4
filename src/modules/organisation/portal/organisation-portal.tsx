import { Hono } from 'hono';
import { legalDayOf } from '#kernel';
import type { AppContext } from '#platform/context';
import { portalGet, wantsJson, type HttpEnv } from '#platform/http';
import type { PortalKit } from '#platform/portal';
import { findOrganisation, listAgencies } from '../db/reader.ts';
import { AgenciesPage } from './agencies-page.tsx';
import { AgencyPage } from './agency-page.tsx';
import { pageWords } from './words.ts';

/** `/agencies` and `/agencies/{id}`: who holds powers, at which posts, who answers for what. */
export function organisationPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  portalGet(app, '/agencies', async (c) => {
    const agencies = await listAgencies(ctx.db);
    if (wantsJson(c)) return c.json({ items: agencies, next: null });
    return kit.page(c, {
      title: pageWords.agencies,
      section: 'powers',
      body: <AgenciesPage agencies={agencies} />,
    });
  });
  portalGet(app, '/agencies/:slug', async (c) => {
    const agency = await findOrganisation(
      ctx.db,
      { slug: c.req.param('slug') ?? '' },
      legalDayOf(ctx.clock.now()),
    );
    if (!agency) return kit.error(c, 404);
    if (wantsJson(c)) return c.json(agency);
    return kit.page(c, {
      title: agency.name,
      section: 'powers',
      jsonHref: `/agencies/${agency.slug}`,
      body: <AgencyPage agency={agency} />,
    });
  });
  return app;
}

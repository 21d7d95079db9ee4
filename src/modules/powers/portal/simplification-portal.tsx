import { Hono } from 'hono';
import { z } from 'zod';
import { legalDayOf } from '#kernel';
import type { AppContext } from '#platform/context';
import { portalGet, wantsJson, type HttpEnv } from '#platform/http';
import type { PortalKit } from '#platform/portal';
import { listChanges } from '../db/burden-reader.ts';
import { totalByYear } from '../domain/burden.ts';
import { SimplificationPage, simplificationWords } from './simplification-page.tsx';

const Query = z.object({
  year: z.coerce.number().int().min(1949).max(9999).optional().catch(undefined),
  agency: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional()
    .catch(undefined),
});

/** `/simplification`: totals by year, the newest open, `?year=` another, `?agency=` of one body. Society's scope. */
export function simplificationPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  portalGet(app, '/simplification', async (c) => {
    const { year: wanted, agency } = Query.parse(c.req.query());
    const [changes, agencies] = await Promise.all([
      listChanges(ctx.db, legalDayOf(ctx.clock.now()), agency),
      ctx.db.selectFrom('agency').select(['slug', 'name']).orderBy('name').limit(200).execute(),
    ]);
    const totals = totalByYear(changes);
    if (wantsJson(c)) return c.json({ items: totals, next: null });
    const year = totals.some((total) => total.year === wanted) ? wanted : totals[0]?.year;
    return kit.page(c, {
      title: simplificationWords.title,
      section: 'powers',
      jsonHref: '/simplification',
      body: (
        <SimplificationPage
          totals={totals}
          changes={changes.filter((change) => change.year === year)}
          year={year}
          agency={agency}
          agencies={agencies}
        />
      ),
    });
  });
  return app;
}

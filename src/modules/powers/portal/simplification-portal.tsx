import { Hono } from 'hono';
import { z } from 'zod';
import { LegalDay } from '#kernel';
import type { AppContext } from '#platform/context';
import { portalGet, wantsJson, type HttpEnv } from '#platform/http';
import type { PortalKit } from '#platform/portal';
import { listChanges, totalsByYear } from '../db/change-counts.ts';
import { SimplificationPage, simplificationWords } from './simplification-page.tsx';

const PAGE = 50;
const Query = z.object({
  year: z.coerce.number().int().min(1949).max(9999).optional().catch(undefined),
  agency: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional()
    .catch(undefined),
  /** Day and version that the page before ended with. */
  after: z.templateLiteral([LegalDay, '.', z.uuid()]).optional().catch(undefined),
});

/** `/simplification`: totals by year, the newest open, `?year=` another, `?agency=` of one body. Society's scope. */
export function simplificationPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  portalGet(app, '/simplification', async (c) => {
    const { year: wanted, agency, after } = Query.parse(c.req.query());
    const [totals, agencies] = await Promise.all([
      totalsByYear(ctx.db, agency),
      ctx.db.selectFrom('agency').select(['slug', 'name']).orderBy('name').limit(200).execute(),
    ]);
    if (wantsJson(c)) return c.json({ items: totals, next: null });
    const year = totals.some((total) => total.year === wanted) ? wanted : totals[0]?.year;
    const found =
      year === undefined
        ? []
        : await listChanges(ctx.db, { year, slug: agency, after: cursor(after), limit: PAGE + 1 });
    const changes = found.slice(0, PAGE);
    const last = found.length > PAGE ? changes.at(-1) : undefined;
    return kit.page(c, {
      title: simplificationWords.title,
      section: 'powers',
      jsonHref: '/simplification',
      body: (
        <SimplificationPage
          totals={totals}
          changes={changes}
          next={last && `${last.effectiveFrom}.${last.versionId}`}
          year={year}
          agency={agency}
          agencies={agencies}
        />
      ),
    });
  });
  return app;
}

function cursor(after: string | undefined) {
  if (after === undefined) return undefined;
  const [from, versionId = ''] = after.split('.');
  return { from: LegalDay.parse(from), versionId };
}

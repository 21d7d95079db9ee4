import type { Hono } from 'hono';
import { z } from 'zod';
import { dueInstant, legalDayOf } from '#kernel';
import { countByYear, listRegister, type RegisterEntry } from '#modules/disclosure';
import type { AppContext } from '#platform/context';
import { portalGet, wantsJson, type Ctx, type HttpEnv } from '#platform/http';
import type { PortalKit } from '#platform/portal';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { NonpublicPage, nonpublicTitle } from './nonpublic-page.tsx';

const PAGE = 50;
const Query = z.object({
  state: z.enum(['in-force', 'ended']).catch('in-force'),
  agency: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional()
    .catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

/** `/nonpublic`: the public register of what is not public, and the yearly count by ground. */
export function nonpublicRoutes(app: Hono<HttpEnv>, ctx: AppContext, kit: PortalKit): void {
  portalGet(app, '/nonpublic', (c) => list(ctx, kit, c));
}

async function list(ctx: AppContext, kit: PortalKit, c: Ctx): Promise<Response> {
  const { state, agency, after } = Query.parse(c.req.query());
  const today = legalDayOf(ctx.clock.now());
  // The count of a year appears when the year is over.
  c.set('validUntil', dueInstant(today));
  const [rows, years] = await Promise.all([
    listRegister(ctx.db, { state, agency, after: decodeCursor(after), limit: PAGE + 1 }),
    countByYear(ctx.db, { thisYear: Number(today.slice(0, 4)), agency }),
  ]);
  const items = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? items.at(-1) : undefined;
  const next = last === undefined ? null : encodeCursor(last.since, last.id);
  if (wantsJson(c)) return c.json({ items: items.map(asJson), years, next });
  const agencies = await ctx.db
    .selectFrom('agency')
    .select(['slug', 'name'])
    .orderBy('name')
    .limit(200)
    .execute();
  const here = `/nonpublic?state=${state}${agency === undefined ? '' : `&agency=${agency}`}`;
  return kit.page(c, {
    title: nonpublicTitle,
    section: 'obligations',
    jsonHref: '/nonpublic',
    body: (
      <NonpublicPage
        state={state}
        agency={agency}
        agencies={agencies}
        rows={items}
        years={years}
        first={after === undefined ? undefined : here}
        next={next === null ? undefined : `${here}&after=${next}`}
      />
    ),
  });
}

/** An entry as data: everything that its page shows, and nothing that names a row of ours. */
function asJson({ id: _, agencySlug, agencyName, ...entry }: RegisterEntry) {
  return { ...entry, agency: { slug: agencySlug, name: agencyName } };
}

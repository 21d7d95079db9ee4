import { Hono } from 'hono';
import { z } from 'zod';
import { LegalDay, legalDayOf } from '#kernel';
import { renderPhaseChart, type PhaseChart } from '#modules/flows';
import type { AppContext } from '#platform/context';
import { langOf, portalGet, type Ctx, type HttpEnv } from '#platform/http';
import type { Lang } from '#platform/i18n';
import { AsOfBand, portalScripts, type PortalKit } from '#platform/portal';
import { chartMembers, type ChartMember } from '../db/chart-reader.ts';
import { POWER_TYPES } from '../domain/types.ts';
import { ChartsPage } from './charts-page.tsx';
import { agencyChart, categoryChart } from './member-chart.ts';

/** Rows of one picture: more are read on further pages. */
const ROWS = 100;

const Query = z.object({
  asOf: LegalDay.optional(),
  page: z.coerce.number().int().min(1).max(1_000).default(1).catch(1),
  lang: z.enum(['zh', 'en']).optional().catch(undefined),
});

/**
 * `/agencies/{slug}/chart` and `/agencies/{slug}/chart/{type}`, each with `chart.svg` (`?lang=en`): society's scope, drawn
 * from the items in force today, or at the end of the day `?asOf=`.
 */
export function chartsPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  for (const path of ['/agencies/:slug/chart', '/agencies/:slug/chart/:type{[0-9]{2}}']) {
    app.get(`${path}/chart.svg`, async (c) => {
      const drawn = await chartOf(ctx, c, c.req.query('lang') === 'en' ? 'en' : 'zh');
      if (drawn === undefined) return kit.error(c, 404);
      return c.body(renderPhaseChart(drawn.chart, drawn.lang === 'en' ? '/en' : ''), 200, {
        'content-type': 'image/svg+xml; charset=utf-8',
      });
    });
    portalGet(app, path, async (c) => {
      if (!Query.safeParse(c.req.query()).success) return kit.error(c, 400);
      const drawn = await chartOf(ctx, c, langOf(c));
      if (drawn === undefined) return kit.error(c, 404);
      return page(kit, c, drawn);
    });
  }
  return app;
}

type Drawn = {
  readonly agency: { readonly slug: string; readonly name: string };
  readonly chart: PhaseChart;
  readonly type: string | undefined;
  readonly types: readonly { readonly code: string; readonly n: number }[];
  readonly lang: Lang;
  readonly asOf: LegalDay | undefined;
  readonly page: number;
  readonly of: number;
};

/** Undefined: no such agency, type or day. */
async function chartOf(ctx: AppContext, c: Ctx, lang: Lang): Promise<Drawn | undefined> {
  const query = Query.safeParse(c.req.query());
  const type = c.req.param('type');
  if (!query.success || (type !== undefined && !POWER_TYPES.some(({ code }) => code === type)))
    return undefined;
  const agency = await ctx.db
    .selectFrom('agency')
    .select(['id', 'slug', 'name'])
    .where('slug', '=', c.req.param('slug') ?? '')
    .executeTakeFirst();
  if (agency === undefined) return undefined;
  const { asOf, page: wanted } = query.data;
  const members = await chartMembers(ctx.db, agency.id, asOf ?? legalDayOf(ctx.clock.now()));
  const own = type === undefined ? members : members.filter(({ typeCode }) => typeCode === type);
  const shown = own.slice((wanted - 1) * ROWS, wanted * ROWS);
  return {
    agency,
    chart:
      type === undefined
        ? agencyChart(members, agency, lang)
        : categoryChart(shown, agency, type, lang, own.length),
    type,
    types: countTypes(members),
    lang,
    asOf,
    page: wanted,
    of: type === undefined ? 0 : own.length,
  };
}

function countTypes(members: readonly ChartMember[]): Drawn['types'] {
  const codes = [...new Set(members.map(({ typeCode }) => typeCode))].toSorted();
  return codes.map((code) => ({ code, n: members.filter(({ typeCode }) => typeCode === code).length }));
}

function page(kit: PortalKit, c: Ctx, drawn: Drawn): Response | Promise<Response> {
  const { agency, chart, type, types, lang, asOf, page: n, of } = drawn;
  const base = `/agencies/${agency.slug}/chart${type === undefined ? '' : `/${type}`}`;
  const address = (path: string, more: Readonly<Record<string, string>> = {}): string => {
    const search = new URLSearchParams({ ...(asOf && { asOf }), ...more });
    return search.size === 0 ? path : `${path}?${search}`;
  };
  const lines = { ...(n > 1 && { page: String(n) }), ...(lang === 'en' && { lang }) };
  return kit.page(c, {
    title: chart.title,
    section: 'powers',
    scripts: [portalScripts.flow],
    ...(asOf && { bands: <AsOfBand day={asOf} nowHref={base} /> }),
    body: (
      <ChartsPage
        agency={agency}
        chart={chart}
        type={type}
        types={types}
        svgHref={address(`${base}/chart.svg`, lines)}
        page={{ from: (n - 1) * ROWS + 1, to: Math.min(n * ROWS, of), of }}
        next={n * ROWS < of ? address(base, { page: String(n + 1) }) : undefined}
        first={n > 1 ? address(base) : undefined}
      />
    ),
  });
}

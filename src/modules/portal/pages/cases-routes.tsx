import type { Hono } from 'hono';
import { z } from 'zod';
import { LegalDay, legalDayOf, Rid } from '#kernel';
import { getFlowVersion } from '#modules/flows';
import { coverageOf, findRecord, type RecordView } from '#modules/ledger';
import { listVersions } from '#modules/powers';
import type { AppContext } from '#platform/context';
import { langOf, portalGet, wantsJson, type Ctx, type HttpEnv } from '#platform/http';
import { CasePage, portalScripts, type PortalKit } from '#platform/portal';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { findPublicCase, listPublicCases } from '../db/case-list-reader.ts';
import { casePageProps, hasSteps } from './case-page-props.tsx';
import { CasesPage, casesWords } from './cases-page.tsx';
import { newestFields } from './field-facts.tsx';

const PAGE = 50;
const Query = z.object({
  state: z.enum(['running', 'closed']).catch('running').default('running'),
  agency: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional()
    .catch(undefined),
  power: z.string().max(64).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export function casesRoutes(app: Hono<HttpEnv>, ctx: AppContext, kit: PortalKit): void {
  portalGet(app, '/cases', (c) => list(ctx, kit, c));
  portalGet(app, '/cases/:no{[0-9A-Z-]{1,64}}', (c) => oneCase(ctx, kit, c));
}

async function list(ctx: AppContext, kit: PortalKit, c: Ctx): Promise<Response> {
  const query = Query.parse(c.req.query());
  const rows = await listPublicCases(ctx.db, {
    running: query.state === 'running',
    agency: query.agency,
    powerCode: query.power,
    after: decodeCursor(query.after),
    limit: PAGE + 1,
  });
  const items = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? items.at(-1) : undefined;
  const next = last === undefined ? null : encodeCursor(last.acceptedOn, last.rid);
  if (wantsJson(c)) return c.json({ items, next });
  const kept = new URLSearchParams(
    Object.entries({
      state: query.state === 'closed' ? 'closed' : undefined,
      agency: query.agency,
      power: query.power,
    }).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])),
  );
  const here = `/cases${kept.size > 0 ? `?${kept}` : ''}`;
  return kit.page(c, {
    title: casesWords.title,
    section: 'cases',
    jsonHref: '/cases',
    body: (
      <CasesPage
        rows={items}
        tab={query.state}
        today={legalDayOf(ctx.clock.now())}
        first={query.after === undefined ? undefined : here}
        next={next === null ? undefined : `${here}${kept.size > 0 ? '&' : '?'}after=${next}`}
      />
    ),
  });
}

async function oneCase(ctx: AppContext, kit: PortalKit, c: Ctx): Promise<Response> {
  const number = c.req.param('no') ?? '';
  const found = await findPublicCase(ctx.db, number);
  const record = found && (await findRecord(ctx.db, Rid.parse(found.rid)));
  if (!found || !record) return kit.error(c, 404);
  if (wantsJson(c)) return c.json(record);
  const open = openTexts(record);
  const versions = found.powerCode === null ? [] : await listVersions(ctx.db, found.powerCode);
  const bound = versions.find(({ rid }) => rid === open.get('powerVersion'));
  const began = LegalDay.safeParse(open.get('acceptedOn'));
  const power =
    bound ?? versions.find((v) => began.success && v.effectiveFrom <= began.data) ?? versions.at(-1);
  if (power === undefined) return c.redirect(`/records/${found.rid}`, 302);
  const [agency, flow, coverage] = await Promise.all([
    ctx.db
      .selectFrom('agency')
      .select(['name', 'slug'])
      .where('id', '=', found.agencyId)
      .executeTakeFirstOrThrow(),
    power.flowVersionId === null ? undefined : getFlowVersion(ctx.db, power.agencyId, power.flowVersionId),
    coverageOf(ctx.db, [found.rid]),
  ]);
  return kit.page(c, {
    title: power.content.name,
    section: 'cases',
    jsonHref: `/records/${found.rid}`,
    scripts: [portalScripts.flow],
    body: (
      <CasePage
        {...casePageProps({
          number,
          record,
          coverage: coverage.get(found.rid),
          power,
          flow: hasSteps(flow) ? flow : undefined,
          agency,
          state: found.state,
          closed: found.closed,
          today: legalDayOf(ctx.clock.now()),
          lang: langOf(c),
        })}
      />
    ),
  });
}

function openTexts(record: RecordView): ReadonlyMap<string, string> {
  return new Map(
    [...newestFields(record.revisions).values()].flatMap((f) =>
      f.state === 'open' && typeof f.value === 'string' ? [[f.name, f.value] as const] : [],
    ),
  );
}

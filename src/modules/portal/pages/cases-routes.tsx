import type { Hono } from 'hono';
import { z } from 'zod';
import { LegalDay, legalDayOf, Rid } from '#kernel';
import { getCalendar } from '#modules/calendar';
import { findFlowByRecord, getFlowVersion } from '#modules/flows';
import { coverageOf, findRecord, type RecordView } from '#modules/ledger';
import { listVersions } from '#modules/powers';
import { rulesGoverning } from '#modules/rules';
import type { AppContext } from '#platform/context';
import { langOf, portalGet, wantsJson, type Ctx, type HttpEnv } from '#platform/http';
import { CasePage, portalScripts, type PortalKit } from '#platform/portal';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { findPublicCase, listPublicCases } from '../db/case-list-reader.ts';
import { lastMove } from '../domain/departures.ts';
import { casePageProps } from './case-page-props.tsx';
import { CasesPage, casesHref, casesWords } from './cases-page.tsx';
import { newestFields } from './field-facts.tsx';

const PAGE = 50;
const Query = z.object({
  state: z.enum(['running', 'late', 'closed']).catch('running').default('running'),
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
  const today = legalDayOf(ctx.clock.now());
  const rows = await listPublicCases(ctx.db, {
    running: query.state !== 'closed',
    lateOn: query.state === 'late' ? today : undefined,
    agency: query.agency,
    powerCode: query.power,
    after: decodeCursor(query.after),
    limit: PAGE + 1,
  });
  const items = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? items.at(-1) : undefined;
  const next = last === undefined ? null : encodeCursor(last.acceptedOn, last.rid);
  if (wantsJson(c)) return c.json({ items, next });
  const filter = { agency: query.agency, power: query.power };
  const here = casesHref(query.state, filter);
  return kit.page(c, {
    title: casesWords.title,
    section: 'cases',
    jsonHref: '/cases',
    body: (
      <CasesPage
        rows={items}
        tab={query.state}
        filter={filter}
        today={today}
        first={query.after === undefined ? undefined : here}
        next={next === null ? undefined : `${here}${here.includes('?') ? '&' : '?'}after=${next}`}
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
  const move = lastMove(record.revisions);
  const today = legalDayOf(ctx.clock.now());
  const [rules, accepted, moved, coverage, calendar] = await Promise.all([
    power === undefined ? [] : rulesGoverning(ctx.db, power, today),
    power === undefined || power.flowVersionId === null
      ? undefined
      : getFlowVersion(ctx.db, power.agencyId, power.flowVersionId),
    power === undefined || move?.flow === undefined
      ? undefined
      : findFlowByRecord(ctx.db, power.agencyId, move.flow),
    coverageOf(ctx.db, [found.rid]),
    getCalendar(ctx.db),
  ]);
  return kit.page(c, {
    title: power?.content.name ?? number,
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
          trialUntil: found.trialUntil,
          calendar,
          // A moved case is never drawn on the version it left.
          flow: move === undefined ? accepted : moved,
          acceptedUnder: accepted,
          move,
          agency: found.agency,
          state: found.state,
          closed: found.closed,
          rules,
          today,
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

import type { Hono } from 'hono';
import { z } from 'zod';
import { daysBetween, dueInstant, legalDayOf, type LegalDay } from '#kernel';
import type { AppContext } from '#platform/context';
import { langOf, portalGet, wantsJson, type Ctx, type HttpEnv } from '#platform/http';
import { messages, t, type Lang } from '#platform/i18n';
import { LateListPage, type LateRow, type PortalKit } from '#platform/portal';
import { kindWords, OTHER_KIND } from '../case-words.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import {
  countObligations,
  lateByAgency,
  listObligations,
  type ObligationRow,
  type Tab,
} from '../db/obligation-reader.ts';

const words = messages({
  title: { zh: '应公开', en: 'To be published' },
  case: { zh: '办件 {number}', en: 'case {number}' },
  record: { zh: '记录 {rid}', en: 'record {rid}' },
  hidden: { zh: '尚未公开的办件', en: 'a case that is not public yet' },
});

const PAGE = 50;
const Query = z.object({
  state: z.enum(['late', 'due', 'published-late']).optional().catch(undefined),
  due: z.literal('today').optional().catch(undefined),
  agency: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional()
    .catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

/** `/obligations`: what is owed to society, and what is late, by agency, with days. */
export function obligationsRoutes(app: Hono<HttpEnv>, ctx: AppContext, kit: PortalKit): void {
  portalGet(app, '/obligations', (c) => list(ctx, kit, c));
}

async function list(ctx: AppContext, kit: PortalKit, c: Ctx): Promise<Response> {
  const query = Query.parse(c.req.query());
  const today = legalDayOf(ctx.clock.now());
  const tab = tabOf(query);
  const rows = await listObligations(ctx.db, {
    tab,
    today,
    agency: query.agency,
    after: decodeCursor(query.after),
    limit: PAGE + 1,
  });
  const items = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? items.at(-1) : undefined;
  const next = last === undefined ? null : encodeCursor(last.dueOn, last.id);
  c.set('validUntil', dueInstant(today));
  if (wantsJson(c)) return c.json({ items: items.map((row) => asJson(row, tab, today)), next });
  const [counts, agencies] = await Promise.all([countObligations(ctx.db, today), lateByAgency(ctx.db)]);
  const lang = langOf(c);
  const here = addressOf(tab, query.agency);
  const oldest = agencies.map((a) => a.oldest).toSorted()[0];
  return kit.page(c, {
    title: words.title,
    section: 'obligations',
    jsonHref: '/obligations',
    body: (
      <LateListPage
        tab={tab}
        counts={counts}
        {...(oldest === undefined ? {} : { worst: daysBetween(oldest, today) })}
        byAgency={agencies.map((a) => ({
          href: `/obligations?state=late&agency=${a.slug}`,
          label: a.name,
          count: a.count,
        }))}
        rows={items.map((row): LateRow => ({
          key: row.id,
          what: whatOf(row, lang),
          kind: kindWords[row.kind] ?? OTHER_KIND,
          ...hrefOf(row),
          agency: row.agencyName,
          due: row.dueOn,
          daysLate: daysLate(row, tab, today),
          basis: row.basis,
          status:
            tab === 'late'
              ? 'late-unpublished'
              : tab === 'was'
                ? 'published-late'
                : tab === 'today'
                  ? 'due-soon'
                  : 'due',
        }))}
        {...(query.after === undefined ? {} : { first: here })}
        {...(next === null ? {} : { next: `${here}&after=${next}` })}
      />
    ),
  });
}

/** A version by the name of its power, a case by its public number. */
function whatOf({ name, number, hasPage, rid }: ObligationRow, lang: Lang): string {
  if (name !== null) return name;
  if (number !== null) return t(lang, words.case, { number });
  return hasPage ? t(lang, words.record, { rid: `${rid.slice(0, 8)}…` }) : t(lang, words.hidden);
}

function hrefOf({ number, hasPage, rid }: ObligationRow): { readonly href?: string } {
  if (number !== null) return { href: `/cases/${number}` };
  return hasPage ? { href: `/records/${rid}` } : {};
}

function tabOf({ state, due }: z.infer<typeof Query>): Tab {
  if (due === 'today') return 'today';
  return state === 'due' ? 'due' : state === 'published-late' ? 'was' : 'late';
}

function addressOf(tab: Tab, agency: string | undefined): string {
  const kept = agency === undefined ? '' : `&agency=${agency}`;
  if (tab === 'today') return `/obligations?due=today${kept}`;
  return `/obligations?state=${tab === 'was' ? 'published-late' : tab}${kept}`;
}

/** Calendar days past the last day; for what was published late, until it was. */
function daysLate(row: ObligationRow, tab: Tab, today: LegalDay): number {
  if (tab !== 'late' && tab !== 'was') return 0;
  return Math.max(0, daysBetween(row.dueOn, tab === 'was' ? (row.metOn ?? today) : today));
}

function asJson(row: ObligationRow, tab: Tab, today: LegalDay) {
  return {
    kind: row.kind,
    rid: row.hasPage ? row.rid : null,
    name: row.name,
    number: row.number,
    agency: row.agencyName,
    dueOn: row.dueOn,
    metOn: row.metOn,
    daysLate: daysLate(row, tab, today),
    basis: row.basis,
  };
}

import { Hono } from 'hono';
import { z } from 'zod';
import { legalDayOf } from '#kernel';
import type { AppContext } from '#platform/context';
import { portalGet, wantsJson, type Ctx, type HttpEnv, parseTitleCursor, titleCursor } from '#platform/http';
import type { PortalKit } from '#platform/portal';
import { powersCiting } from '../db/citations.ts';
import { findPublicLaw, listLaws } from '../db/law-reader.ts';
import { articleLabel } from '../domain/citation.ts';
import { LEVELS } from '../domain/law.ts';
import { stateView } from '../use-cases/read-laws.ts';
import { LawPage } from './law-page.tsx';
import { LawsPage, lawsWords } from './laws-page.tsx';

const PAGE = 50;
const Query = z.object({
  q: z
    .string()
    .trim()
    .max(100)
    .refine((text) => text.isWellFormed() && !text.includes('\0'))
    .optional()
    .catch(undefined),
  level: z.enum(LEVELS).optional().catch(undefined),
  after: z.string().max(1_000).optional().catch(undefined),
});

/** The legal basis library for society: `/laws`, and each law with the powers that rest on each article. */
export function lawsPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  portalGet(app, '/laws', (c) => list(ctx, kit, c));
  portalGet(app, '/laws/:id', (c) => one(ctx, kit, c));
  return app;
}

async function list(ctx: AppContext, kit: PortalKit, c: Ctx): Promise<Response> {
  const query = Query.parse(c.req.query());
  const q = query.q === '' ? undefined : query.q;
  const rows = await listLaws(ctx.db, {
    q,
    level: query.level,
    after: parseTitleCursor(query.after),
    limit: PAGE + 1,
  });
  const items = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? items.at(-1) : undefined;
  const next = last ? titleCursor(last) : null;
  if (wantsJson(c)) return c.json({ items, next });
  const search = new URLSearchParams(
    Object.entries({ q, level: query.level }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  return kit.page(c, {
    title: lawsWords.title,
    section: 'powers',
    body: (
      <LawsPage
        rows={items}
        filter={{ q, level: query.level }}
        today={legalDayOf(ctx.clock.now())}
        nextHref={next === null ? undefined : `/laws?${search.size > 0 ? `${search}&` : ''}after=${next}`}
      />
    ),
  });
}

async function one(ctx: AppContext, kit: PortalKit, c: Ctx): Promise<Response> {
  const id = z.uuid().safeParse(c.req.param('id'));
  const law = id.success ? await findPublicLaw(ctx.db, id.data) : undefined;
  if (law === undefined) return kit.error(c, 404);
  const today = legalDayOf(ctx.clock.now());
  const powers = await powersCiting(ctx.db, law, today);
  if (wantsJson(c))
    return c.json({
      id: law.id,
      ...law.entry,
      verified: law.verified !== null,
      powers: powers.map(({ code, name, articles, state }) => ({
        code,
        name,
        articles: articles.map(articleLabel),
        state: stateView(state),
      })),
    });
  return kit.page(c, {
    title: law.entry.title,
    section: 'powers',
    jsonHref: `/laws/${law.id}`,
    body: (
      <LawPage
        law={law}
        agency={{ name: law.agencyName, slug: law.agencySlug }}
        powers={powers}
        today={today}
      />
    ),
  });
}

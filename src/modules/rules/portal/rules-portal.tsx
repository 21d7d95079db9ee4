import { Hono } from 'hono';
import { z } from 'zod';
import { isText, legalDayOf } from '#kernel';
import { approvalsByVersion } from '#modules/approval';
import { coverageOf } from '#modules/ledger';
import { citedLaws } from '#modules/library';
import type { AppContext } from '#platform/context';
import { parseTitleCursor, portalGet, titleCursor, wantsJson, type Ctx, type HttpEnv } from '#platform/http';
import { AsOfBand, proofOf, type PortalKit } from '#platform/portal';
import { targetsOf } from '../db/governed.ts';
import { listPublishedRules } from '../db/rule-list.ts';
import { publicVersions, standingOn, type PublishedRule } from '../db/rule-reader.ts';
import { RuleDiffPage } from './rule-diff-page.tsx';
import { RulePage } from './rule-page.tsx';
import { RulesPage, rulesWords } from './rules-page.tsx';

const PAGE = 50;
const Query = z.object({
  q: z.string().trim().max(100).refine(isText).optional().catch(undefined),
  state: z.enum(['in-force', 'repealed']).catch('in-force'),
  agency: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional()
    .catch(undefined),
  after: z.string().max(1_000).optional().catch(undefined),
});

/** The rules library for society: `/rules`, each rule with its text, versions, differences and proof. */
export function rulesPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  portalGet(app, '/rules', (c) => list(ctx, kit, c));
  portalGet(app, '/rules/:id', (c) => one(ctx, kit, c));
  portalGet(app, '/rules/:id/versions/:n{[1-9][0-9]{0,5}}', (c) =>
    one(ctx, kit, c, Number(c.req.param('n'))),
  );
  portalGet(app, '/rules/:id/diff/:a{[1-9][0-9]{0,5}}/:b{[1-9][0-9]{0,5}}', async (c) => {
    const versions = await versionsIn(ctx, c);
    const before = versions.find(({ n }) => n === Number(c.req.param('a')));
    const after = versions.find(({ n }) => n === Number(c.req.param('b')));
    if (!before || !after) return kit.error(c, 404);
    return kit.page(c, {
      title: after.content.title,
      section: 'powers',
      body: <RuleDiffPage before={before} after={after} />,
    });
  });
  return app;
}

async function versionsIn(ctx: AppContext, c: Ctx): Promise<readonly PublishedRule[]> {
  const id = z.uuid().safeParse(c.req.param('id'));
  return id.success ? publicVersions(ctx.db, id.data) : [];
}

async function list(ctx: AppContext, kit: PortalKit, c: Ctx): Promise<Response> {
  const { after, ...query } = Query.parse(c.req.query());
  const q = query.q === '' ? undefined : query.q;
  const today = legalDayOf(ctx.clock.now());
  const [rows, agencies] = await Promise.all([
    listPublishedRules(ctx.db, {
      today,
      covered: true,
      status: query.state,
      agency: query.agency,
      q,
      after: parseTitleCursor(after),
      limit: PAGE + 1,
    }),
    ctx.db.selectFrom('agency').select(['slug', 'name']).orderBy('name').limit(200).execute(),
  ]);
  const items = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? items.at(-1) : undefined;
  const next = last ? titleCursor({ title: last.title, id: last.ruleId }) : null;
  if (wantsJson(c)) return c.json({ items: items.map(({ versionId: _, ...row }) => row), next });
  const search = new URLSearchParams(
    Object.entries({ ...query, q }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return kit.page(c, {
    title: rulesWords.title,
    section: 'powers',
    jsonHref: '/rules',
    body: (
      <RulesPage
        rows={items}
        agencies={agencies}
        filter={{ ...query, q }}
        today={today}
        nextHref={next === null ? undefined : `/rules?${search}&after=${next}`}
      />
    ),
  });
}

async function one(ctx: AppContext, kit: PortalKit, c: Ctx, n?: number): Promise<Response> {
  const versions = await versionsIn(ctx, c);
  const today = legalDayOf(ctx.clock.now());
  const standing = standingOn(versions, today);
  const rule = n === undefined ? standing : versions.find((version) => version.n === n);
  if (rule === undefined) return kit.error(c, 404);
  const { content } = rule;
  const powerIds = content.governs.map(({ powerId }) => powerId);
  const [agency, office, approvals, laws, powers, coverage] = await Promise.all([
    ctx.db
      .selectFrom('agency')
      .select(['name', 'slug'])
      .where('id', '=', rule.agencyId)
      .executeTakeFirstOrThrow(),
    ctx.db
      .selectFrom('office')
      .select('name')
      .where('agency_id', '=', rule.agencyId)
      .where('id', '=', rule.officeId)
      .executeTakeFirstOrThrow(),
    approvalsByVersion(
      ctx.db,
      'rule.version',
      rule.agencyId,
      versions.map(({ versionId }) => versionId),
    ),
    citedLaws(ctx.db, rule.agencyId, content.basis),
    targetsOf(ctx.db, rule.agencyId, powerIds),
    coverageOf(ctx.db, [rule.rid]),
  ]);
  const href = `/rules/${rule.ruleId}`;
  if (wantsJson(c))
    return c.json({
      id: rule.ruleId,
      n: rule.n,
      rid: rule.rid,
      status: rule.status,
      effectiveFrom: rule.effectiveFrom,
      reason: rule.reason,
      agency,
      office: office.name,
      title: content.title,
      kind: content.kind,
      documentNumber: content.documentNumber ?? null,
      basis: content.basis,
      articles: content.articles,
      governs: content.governs.map(({ powerId, steps }) => ({
        power: powers.get(powerId)?.code ?? null,
        steps,
      })),
      versions: versions.map(({ n: number, rid, status, effectiveFrom, reason }) => ({
        n: number,
        rid,
        status,
        effectiveFrom,
        reason,
      })),
    });
  return kit.page(c, {
    title: content.title,
    section: 'powers',
    jsonHref: href,
    ...(standing !== undefined && standing.n !== rule.n
      ? { bands: <AsOfBand day={rule.effectiveFrom} nowHref={href} /> }
      : {}),
    body: (
      <RulePage
        rule={rule}
        versions={versions}
        approvals={approvals}
        agency={agency}
        officeName={office.name}
        laws={laws}
        powers={powers}
        today={today}
        proof={proofOf(rule.rid, coverage.get(rule.rid))}
      />
    ),
  });
}

import { Hono } from 'hono';
import { z } from 'zod';
import { isText, legalDayOf } from '#kernel';
import { approvalsByVersion } from '#modules/approval';
import { coverageOf } from '#modules/ledger';
import { listAgencies } from '#modules/organisation';
import type { AppContext } from '#platform/context';
import { parseTitleCursor, portalGet, titleCursor, wantsJson, type Ctx, type HttpEnv } from '#platform/http';
import { AsOfBand, proofOf, type PortalKit } from '#platform/portal';
import { citedBy } from '../db/cited.ts';
import { targetsOf } from '../db/governed.ts';
import { listPublishedRules } from '../db/rule-list.ts';
import { ownerOf } from '../db/owner-reader.ts';
import {
  findPublicVersion,
  publicVersions,
  standingOn,
  type PublishedHeading,
  type PublishedRule,
} from '../db/rule-reader.ts';
import { readNotes } from '../use-cases/read-notes.ts';
import { RuleDiffPage } from './rule-diff-page.tsx';
import { downWords, RuleDownPage } from './rule-down-page.tsx';
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
    const [before, after] = await Promise.all([versionIn(ctx, c, 'a'), versionIn(ctx, c, 'b')]);
    if (!before || !after) return kit.error(c, 404);
    return kit.page(c, {
      title: after.content.title,
      section: 'powers',
      body: <RuleDiffPage before={before} after={after} />,
    });
  });
  return app;
}

async function versionIn(ctx: AppContext, c: Ctx, param: 'a' | 'b'): Promise<PublishedRule | undefined> {
  const id = z.uuid().safeParse(c.req.param('id'));
  return id.success ? findPublicVersion(ctx.db, id.data, Number(c.req.param(param))) : undefined;
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
    listAgencies(ctx.db),
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
  const id = z.uuid().safeParse(c.req.param('id'));
  const versions = id.success ? await publicVersions(ctx.db, id.data) : [];
  const today = legalDayOf(ctx.clock.now());
  const standing = standingOn(versions, today);
  const heading = n === undefined ? standing : versions.find((version) => version.n === n);
  if (heading === undefined) return kit.error(c, 404);
  const rule = await findPublicVersion(ctx.db, heading.ruleId, heading.n);
  if (rule === undefined) return takenDown(ctx, kit, c, heading, versions);
  const { content } = rule;
  const powerIds = content.governs.map(({ powerId }) => powerId);
  const [{ agency, officeName }, { corrections }, approvals, cited, powers, coverage] = await Promise.all([
    ownerOf(ctx.db, rule),
    readNotes(ctx.db, rule.rid),
    approvalsFor(ctx, versions),
    citedBy(ctx.db, rule),
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
      office: officeName,
      title: content.title,
      kind: content.kind,
      documentNumber: content.documentNumber ?? null,
      basis: content.basis,
      articles: content.articles,
      governs: content.governs.map(({ powerId, steps }) => ({
        power: powers.get(powerId)?.code ?? null,
        steps,
      })),
      corrections,
      versions: versions.map(toJsonVersion),
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
        corrections={corrections}
        approvals={approvals}
        agency={agency}
        officeName={officeName}
        cited={cited}
        powers={powers}
        today={today}
        proof={proofOf(rule.rid, coverage.get(rule.rid))}
      />
    ),
  });
}

const approvalsFor = async (ctx: AppContext, versions: readonly PublishedHeading[]) =>
  approvalsByVersion(
    ctx.db,
    'rule.version',
    versions[0]?.agencyId ?? '',
    versions.map(({ versionId }) => versionId),
  );

const toJsonVersion = ({ n, rid, status, effectiveFrom, reason, open }: PublishedHeading) => ({
  n,
  rid,
  status,
  effectiveFrom,
  ...(open ? { reason } : { down: true }),
});

/** What stands in place of a version that was taken down. */
async function takenDown(
  ctx: AppContext,
  kit: PortalKit,
  c: Ctx,
  heading: PublishedHeading,
  versions: readonly PublishedHeading[],
): Promise<Response> {
  const [{ agency }, { down }, approvals, coverage] = await Promise.all([
    ownerOf(ctx.db, heading),
    readNotes(ctx.db, heading.rid),
    approvalsFor(ctx, versions),
    coverageOf(ctx.db, [heading.rid]),
  ]);
  const { ruleId: id, n, rid } = heading;
  if (wantsJson(c))
    return c.json({ id, n, rid, agency, down: down ?? null, versions: versions.map(toJsonVersion) });
  return kit.page(c, {
    title: downWords.title,
    section: 'powers',
    jsonHref: `/rules/${id}`,
    body: (
      <RuleDownPage
        heading={heading}
        versions={versions}
        approvals={approvals}
        agency={agency}
        down={down}
        proof={proofOf(rid, coverage.get(rid))}
      />
    ),
  });
}

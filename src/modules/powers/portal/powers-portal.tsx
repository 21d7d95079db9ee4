import { Hono } from 'hono';
import { z } from 'zod';
import { isText, LegalDay, legalDayOf } from '#kernel';
import { approvalsByVersion } from '#modules/approval';
import { findExperience } from '#modules/disclosure';
import { getFlowVersion, flowFigure, type FlowVersion } from '#modules/flows';
import { coverageOf } from '#modules/ledger';
import { holdAgainstLibrary } from '#modules/library';
import { channelsOf, postsByKey } from '#modules/organisation';
import { rulesGoverning } from '#modules/rules';
import type { AppContext } from '#platform/context';
import { langPath, t, type Lang } from '#platform/i18n';
import { langOf, portalGet, wantsJson, type Ctx, type HttpEnv } from '#platform/http';
import { AsOfBand, portalScripts, PowerPage, proofOf, type PortalKit } from '#platform/portal';
import { burdenOfVersion } from '../db/burden-reader.ts';
import { findNewCode, listPowers, listVersions, type PublishedPower } from '../db/power-reader.ts';
import { findTrial, trialsOf, type PowerTrial } from '../db/trial-reader.ts';
import { trialFact } from '../api/trial-fact.ts';
import { compareBurden } from '../domain/burden.ts';
import { isOnApplication } from '../domain/types.ts';
import { powerPageProps } from './power-page-props.tsx';
import { PowersPage, pageWords } from './powers-page.tsx';
import { DiffPage, VersionsPage } from './versions-page.tsx';

const PAGE = 50;
const Query = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  type: z
    .string()
    .regex(/^\d{2}$/)
    .optional()
    .catch(undefined),
  agency: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional()
    .catch(undefined),
  asOf: LegalDay.optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

/** The list of powers and duties: `/powers`, each power, its versions as of any day, and what changed between two. */
export function powersPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  portalGet(app, '/powers', (c) => list(ctx, kit, c));
  portalGet(app, '/powers/:code', (c) => onePower(ctx, kit, c));
  portalGet(app, '/powers/:code/versions', async (c) => {
    const versions = await listVersions(ctx.db, codeOf(c));
    const newest = versions[0];
    if (!newest) return elsewhere(ctx, kit, c, '/versions');
    const ids = versions.map((v) => v.versionId);
    const trials = await trialsOf(ctx.db, newest.agencyId, ids);
    const today = legalDayOf(ctx.clock.now());
    if (wantsJson(c))
      return c.json({
        items: versions.map((v) => ({
          n: v.n,
          rid: v.rid,
          effectiveFrom: v.effectiveFrom,
          reason: v.reason,
          basis: v.changeBasis,
          trial: factOf(trials.get(v.versionId), today),
        })),
        next: null,
      });
    return kit.page(c, {
      title: newest.content.name,
      section: 'powers',
      body: (
        <VersionsPage
          versions={versions}
          approvals={await approvalsByVersion(ctx.db, 'power.version', newest.agencyId, ids)}
          trials={trials}
          today={today}
          code={newest.code}
        />
      ),
    });
  });
  portalGet(app, '/powers/:code/versions/:n{[1-9][0-9]{0,5}}', (c) =>
    onePower(ctx, kit, c, Number(c.req.param('n'))),
  );
  portalGet(app, '/powers/:code/diff/:a{[1-9][0-9]{0,5}}/:b{[1-9][0-9]{0,5}}', async (c) => {
    const versions = await listVersions(ctx.db, codeOf(c));
    const a = versions.find((v) => v.n === Number(c.req.param('a')));
    const b = versions.find((v) => v.n === Number(c.req.param('b')));
    if (!a || !b) return kit.error(c, 404);
    const [flowBefore, flowAfter] = await Promise.all([flowOf(ctx, a), flowOf(ctx, b)]);
    return kit.page(c, {
      title: b.content.name,
      section: 'powers',
      body: <DiffPage before={a} after={b} flowBefore={flowBefore} flowAfter={flowAfter} />,
    });
  });
  return app;
}

async function flowOf(ctx: AppContext, version: PublishedPower): Promise<FlowVersion | null> {
  const { agencyId, flowVersionId } = version;
  return flowVersionId === null ? null : getFlowVersion(ctx.db, agencyId, flowVersionId);
}

async function list(ctx: AppContext, kit: PortalKit, c: Ctx): Promise<Response> {
  if (isBadDay(c)) return kit.error(c, 400);
  const query = Query.parse(c.req.query());
  const today = legalDayOf(ctx.clock.now());
  const asOf = query.asOf ?? today;
  const words = query.q === undefined || query.q === '' ? undefined : query.q;
  const [rows, agencies, counts] = await Promise.all([
    listPowers(ctx.db, {
      q: words,
      type: query.type,
      agency: query.agency,
      asOf,
      after: cursor(query.after),
      limit: PAGE + 1,
    }),
    ctx.db.selectFrom('agency').select(['slug', 'name']).orderBy('name').limit(200).execute(),
    ctx.db
      .selectFrom('power_count')
      .select((e) => ['type_code', e.fn.sum<string>('n').as('n')])
      .groupBy('type_code')
      .having((e) => e.fn.sum('n'), '>', 0)
      .orderBy('type_code')
      .execute(),
  ]);
  const items = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? items.at(-1) : undefined;
  const next = last
    ? Buffer.from(JSON.stringify([last.typeCode, last.name, last.powerId])).toString('base64url')
    : null;
  if (wantsJson(c)) return c.json({ items, next });
  const search = new URLSearchParams(
    Object.entries({ q: words, type: query.type, agency: query.agency, asOf: query.asOf }).flatMap(([k, v]) =>
      v === undefined ? [] : [[k, v]],
    ),
  );
  return kit.page(c, {
    title: pageWords.title,
    section: 'powers',
    ...(words === undefined ? {} : { query: words }),
    ...(query.asOf !== undefined && query.asOf !== today
      ? { bands: <AsOfBand day={asOf} nowHref="/powers" /> }
      : {}),
    body: (
      <PowersPage
        rows={items}
        agencies={agencies}
        counts={counts.map((k) => ({ type: k.type_code, n: Number(k.n) }))}
        filter={{ q: words, type: query.type, agency: query.agency, asOf: query.asOf }}
        today={today}
        nextHref={next === null ? undefined : `/powers?${search.size > 0 ? `${search}&` : ''}after=${next}`}
      />
    ),
  });
}

function cursor(text: string | undefined): { type: string; name: string; id: string } | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = z
      .tuple([z.string().refine(isText), z.string().refine(isText), z.uuid()])
      .safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return parsed.success ? { type: parsed.data[0], name: parsed.data[1], id: parsed.data[2] } : undefined;
  } catch {
    return undefined;
  }
}

async function onePower(ctx: AppContext, kit: PortalKit, c: Ctx, n?: number): Promise<Response> {
  if (isBadDay(c)) return kit.error(c, 400);
  const code = codeOf(c);
  const versions = await listVersions(ctx.db, code);
  const today = legalDayOf(ctx.clock.now());
  const asOf = LegalDay.safeParse(c.req.query('asOf'));
  const day = asOf.success ? asOf.data : today;
  const shown =
    n === undefined
      ? (versions.find((v) => v.effectiveFrom <= day) ?? (asOf.success ? undefined : versions.at(-1)))
      : versions.find((v) => v.n === n);
  if (!shown) return versions.length === 0 ? elsewhere(ctx, kit, c) : kit.error(c, 404);
  const trial = await findTrial(ctx.db, shown);
  if (wantsJson(c))
    return c.json({
      code: shown.code,
      n: shown.n,
      trial: factOf(trial, day),
      rid: shown.rid,
      status: shown.status,
      effectiveFrom: shown.effectiveFrom,
      commitmentClass: shown.commitmentClass,
      content: shown.content,
    });
  const lang = langOf(c);
  const { agency } = shown;
  const [flow, posts, experience, laws, rules, channels] = await Promise.all([
    shown.flowVersionId === null ? undefined : getFlowVersion(ctx.db, shown.agencyId, shown.flowVersionId),
    postsByKey(ctx.db, shown.agencyId),
    findExperience(ctx.db, { agencyId: shown.agencyId, powerCode: shown.code }),
    holdAgainstLibrary(ctx.db, shown.agencyId, shown.content.legalBasis, {
      since: legalDayOf(shown.publishedAt),
      today,
    }),
    rulesGoverning(ctx.db, shown, today),
    channelsOf(ctx.db, shown.agencyId),
  ]);
  const before = versions.find(({ n: number }) => number === shown.n - 1);
  const burden = compareBurden(
    await burdenOfVersion(ctx.db, shown),
    before && (await burdenOfVersion(ctx.db, before)),
  );
  const coverage = await coverageOf(ctx.db, [shown.rid, ...(flow ? [flow.rid] : [])]);
  const proofs = [proofOf(shown.rid, coverage.get(shown.rid), pageWords.proofPower)];
  if (flow) proofs.push(proofOf(flow.rid, coverage.get(flow.rid), pageWords.proofFlow));
  const powerHref = `/powers/${encodeURIComponent(shown.code)}`;
  // The version in force today is what people may rely on, even when its successor is published already.
  const current = versions.find((v) => v.effectiveFrom <= today);
  const past = (asOf.success && day !== today) || (current !== undefined && current.n !== shown.n);
  return kit.page(c, {
    title: shown.content.name,
    section: 'powers',
    jsonHref: powerHref,
    ...(flow ? { scripts: [portalScripts.flow] } : {}),
    ...(past
      ? { bands: <AsOfBand day={asOf.success ? day : shown.effectiveFrom} nowHref={powerHref} /> }
      : {}),
    body: (
      <PowerPage
        {...powerPageProps({
          power: shown,
          versions,
          agency,
          posts,
          experience,
          laws,
          channels,
          rules,
          lang,
          today,
          canApply: canApply(shown, current),
          burden,
          trial,
        })}
        {...(flow
          ? {
              flow: {
                ...flowFigure(flow, { lang, powerHref }),
                links: figureLinks(shown, agency.slug, lang),
              },
            }
          : {})}
        proofs={proofs}
      />
    ),
  });
}

/** The poster of this version, and the chart of all powers of its type. */
function figureLinks({ code, n, content: { typeCode } }: PublishedPower, slug: string, lang: Lang) {
  return [
    {
      href: `/powers/${encodeURIComponent(code)}/poster.pdf?n=${n}`,
      label: t(lang, pageWords.poster),
    },
    { href: `/agencies/${slug}/chart/${typeCode}`, label: t(lang, pageWords.sameType) },
  ];
}

/** What an old code answers: 301 to the new one (DECISIONS §6), else that there is no such power. */
async function elsewhere(ctx: AppContext, kit: PortalKit, c: Ctx, rest = ''): Promise<Response> {
  const renamed = await findNewCode(ctx.db, codeOf(c));
  return renamed === undefined
    ? kit.error(c, 404)
    : c.redirect(langPath(langOf(c), `/powers/${encodeURIComponent(renamed)}${rest}`), 301);
}

function canApply(shown: PublishedPower, current: PublishedPower | undefined): boolean {
  return (
    current?.n === shown.n &&
    shown.status === 'in-force' &&
    shown.flowVersionId !== null &&
    isOnApplication(shown.content.typeCode)
  );
}

/** A day that is none: showing today’s list for it would say of that day what is not known. */
function isBadDay(c: Ctx): boolean {
  const asked = c.req.query('asOf') ?? '';
  return asked !== '' && !LegalDay.safeParse(asked).success;
}

function factOf(trial: PowerTrial | undefined, day: LegalDay) {
  return trial === undefined ? null : trialFact(trial, day);
}

/** The code in the address; what cannot be stored as text is nobody’s code. */
function codeOf(c: Ctx): string {
  const code = c.req.param('code') ?? '';
  return isText(code) ? code : '';
}

import type { Hono } from 'hono';
import { dueInstant, legalDayOf } from '#kernel';
import { newestCheckpoint } from '#modules/ledger';
import { powerTypeName } from '#modules/powers';
import type { AppContext } from '#platform/context';
import { langOf, portalGet, type Ctx, type HttpEnv } from '#platform/http';
import { messages, t, type Message } from '#platform/i18n';
import { HomePage, type HomePageProps, type PortalKit } from '#platform/portal';
import { statusOf } from '../case-words.ts';
import { countObligations } from '../db/obligation-reader.ts';
import {
  commonPowers,
  countRunning,
  powersByAgency,
  powersByType,
  recentlyPublished,
} from '../db/home-reader.ts';

const words = messages({
  title: { zh: '首页', en: 'Home' },
  version: { zh: '事项第 {n} 版', en: 'version {n} of a power' },
  case: { zh: '办件', en: 'case' },
});

/** `/`: what this is, three figures that open, the powers, what changed, the ledger. Eight queries, each by an index. */
export function homeRoutes(app: Hono<HttpEnv>, ctx: AppContext, kit: PortalKit, owner: () => Message): void {
  portalGet(app, '/', (c) => home(ctx, kit, c, owner()));
}

async function home(ctx: AppContext, kit: PortalKit, c: Ctx, owner: Message): Promise<Response> {
  const lang = langOf(c);
  const today = legalDayOf(ctx.clock.now());
  const [running, counts, types, agencies, common, recent, ledger] = await Promise.all([
    countRunning(ctx.db),
    countObligations(ctx.db, today),
    powersByType(ctx.db),
    powersByAgency(ctx.db),
    commonPowers(ctx.db),
    recentlyPublished(ctx.db),
    newestCheckpoint(ctx.db),
  ]);
  c.set('validUntil', dueInstant(today));
  return kit.page(c, {
    title: words.title,
    query: null,
    body: (
      <HomePage
        owner={owner}
        figures={{ running, dueToday: counts.today, late: counts.late }}
        types={types.map(({ type, n }) => ({
          href: `/powers?type=${type}`,
          label: t(lang, powerTypeName(type)),
          count: n,
        }))}
        agencies={agencies.map(({ slug, name, n }) => ({
          href: `/powers?agency=${slug}`,
          label: name,
          count: n,
        }))}
        common={common.map(({ code, name }) => ({
          href: `/powers/${encodeURIComponent(code)}`,
          label: name,
        }))}
        recent={recent.map((item): HomePageProps['recent'][number] =>
          item.kind === 'power'
            ? {
                key: item.rid,
                at: item.at,
                title: item.name,
                href: `/powers/${encodeURIComponent(item.code)}`,
                status: 'published',
                what: {
                  zh: t('zh', words.version, { n: item.n }),
                  en: t('en', words.version, { n: item.n }),
                },
              }
            : {
                key: item.rid,
                at: item.at,
                title: item.name ?? item.number,
                href: `/cases/${item.number}`,
                status: statusOf(item.state),
                what: words.case,
              },
        )}
        {...(ledger === undefined
          ? {}
          : {
              ledger: {
                entries: Number(ledger.size),
                at: ledger.at,
                witnesses: { have: ledger.witnesses, of: ledger.wanted },
              },
            })}
      />
    ),
  });
}

import type { Hono } from 'hono';
import { legalDayOf } from '#kernel';
import { listPowers } from '#modules/powers';
import type { AppContext } from '#platform/context';
import { portalGet, wantsJson, type Ctx, type HttpEnv } from '#platform/http';
import { messages } from '#platform/i18n';
import { Empty, Link, SearchBox, StatusWord, useT, Zh, type PortalKit } from '#platform/portal';
import { cutQuery } from '#platform/search';
import { statusOf } from '../case-words.ts';
import { searchCases, type FoundCase } from '../db/search-reader.ts';
import { casesWords } from './cases-page.tsx';

const words = messages({
  title: { zh: '搜索', en: 'Search' },
  powers: { zh: '职权', en: 'Powers' },
  cases: { zh: '公开的办件', en: 'Published cases' },
  ask: {
    zh: '输入事项名称、法律名称、单位名称或者受理号。',
    en: 'Type part of the Chinese name of a power, a law or an organisation, or a case number.',
  },
  none: { zh: '没有找到“{q}”', en: 'Nothing found for “{q}”' },
  noneWhy: {
    zh: '换一个词再试，或者浏览全部职权。自然人的办件不能按姓名搜索。',
    en: 'Powers and cases are recorded in Chinese: try a Chinese word or a case number, or browse all powers. Cases of natural persons cannot be searched by name.',
  },
  all: { zh: '全部职权', en: 'All powers' },
  more: { zh: '在权责清单里看全部结果', en: 'All results in the list of powers' },
});

const SHOWN = 20;

/** `/search?q=`: powers, and published cases that are not those of natural persons (E6). Two queries. */
export function searchRoutes(app: Hono<HttpEnv>, ctx: AppContext, kit: PortalKit): void {
  portalGet(app, '/search', (c) => search(ctx, kit, c));
}

async function search(ctx: AppContext, kit: PortalKit, c: Ctx): Promise<Response> {
  const q = (c.req.query('q') ?? '').normalize('NFC').trim().slice(0, 100);
  const cut = cutQuery(q);
  const [powers, cases] =
    cut === ''
      ? [[], []]
      : await Promise.all([
          listPowers(ctx.db, { q, asOf: legalDayOf(ctx.clock.now()), limit: SHOWN }),
          searchCases(ctx.db, { words: cut, number: numberIn(q), limit: SHOWN }),
        ]);
  if (wantsJson(c)) return c.json({ powers: powers.map((p) => ({ code: p.code, name: p.name })), cases });
  return kit.page(c, {
    title: words.title,
    query: null,
    body: <Results q={q} powers={powers} cases={cases} />,
  });
}

/** The case number somebody asks for: whole, or from the year on, as people say it. */
function numberIn(q: string): string | undefined {
  const asked = q.toUpperCase();
  return /^(?=.*-)[0-9A-Z-]{9,64}$/.test(asked) ? asked : undefined;
}

type Props = {
  readonly q: string;
  readonly powers: readonly { readonly code: string; readonly name: string; readonly agencyName: string }[];
  readonly cases: readonly FoundCase[];
};

function Results({ q, powers, cases }: Props) {
  const t = useT();
  return (
    <>
      <h1>{t(words.title)}</h1>
      <SearchBox large value={q} id="q-results" />
      {q === '' && <p className="quiet">{t(words.ask)}</p>}
      {q !== '' && powers.length === 0 && cases.length === 0 && (
        <Empty title={t(words.none, { q })}>
          <p>{t(words.noneWhy)}</p>
          <p>
            <Link href="/powers">{t(words.all)}</Link>
          </p>
        </Empty>
      )}
      {powers.length > 0 && (
        <section aria-labelledby="found-powers">
          <h2 id="found-powers">{t(words.powers)}</h2>
          <ul className="recent found">
            {powers.map((power) => (
              <li key={power.code}>
                <span className="recent-title">
                  <Link href={`/powers/${encodeURIComponent(power.code)}`}>
                    <Zh>{power.name}</Zh>
                  </Link>
                  <span className="quiet after">
                    <Zh>{power.agencyName}</Zh>
                  </span>
                </span>
              </li>
            ))}
          </ul>
          {powers.length === SHOWN && (
            <p>
              <Link href={`/powers?q=${encodeURIComponent(q)}`}>{t(words.more)}</Link>
            </p>
          )}
        </section>
      )}
      {cases.length > 0 && (
        <section aria-labelledby="found-cases">
          <h2 id="found-cases">{t(words.cases)}</h2>
          <ul className="recent found">
            {cases.map((one) => (
              <li key={one.number}>
                <span className="recent-title">
                  <Link href={`/cases/${one.number}`}>
                    {one.name === null ? t(casesWords.hidden) : <Zh>{one.name}</Zh>}
                  </Link>
                  <code className="quiet after small">{one.number}</code>
                </span>
                <StatusWord code={statusOf(one.state)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

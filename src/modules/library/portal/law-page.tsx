import { formatDay, formatInstant, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Crumbs, DataTable, Empty, Facts, Items, Link, Notice, useLang, useT, Zh } from '#platform/portal';
import type { CitingPower } from '../db/citations.ts';
import type { Law } from '../db/law-reader.ts';
import { articleAnchor, articleLabel } from '../domain/citation.ts';
import { amendedFrom, articleKey, type LawArticle } from '../domain/law.ts';
import { lawsWords, StateOfLaw } from './laws-page.tsx';
import { LEVEL_WORDS, STATE_WORDS } from '../contract/words.ts';

const words = messages({
  issuer: { zh: '制定机关', en: 'Made by' },
  number: { zh: '文号', en: 'Number' },
  promulgated: { zh: '公布日期', en: 'Promulgated' },
  inForce: { zh: '施行日期', en: 'In force from' },
  repeal: { zh: '废止', en: 'Repealed' },
  source: { zh: '来源', en: 'Source' },
  toCheck: { zh: '应核对的文本', en: 'To be checked against' },
  missing: { zh: '没有登记', en: 'not entered' },
  verified: { zh: '核对', en: 'Checked' },
  verifiedOn: { zh: '{at} 与公布文本核对', en: 'against the official text, {at}' },
  unverified: {
    zh: '名称、文号、日期和条文要点由本机关登记，还没有人与公布的文本核对。只供查找；要引用，请看公报公布的文本。',
    en: 'Title, number, dates and articles are as the agency entered them; nobody has checked them against the official text yet. Use them to find your way, and cite the gazette.',
  },
  keeper: { zh: '由谁维护', en: 'Kept by' },
  changes: { zh: '历次修改', en: 'Amendments' },
  from: { zh: '自 {on} 起施行', en: 'in force from {on}' },
  changed: { zh: '涉及{articles}', en: 'articles {articles}' },
  articles: { zh: '条文和依据它的权力', en: 'Articles, and the powers that rest on them' },
  summary: { zh: '要点（非原文）', en: 'in short, not the wording' },
  valid: { zh: '自 {on} 起', en: 'from {on}' },
  ended: { zh: '{on} 起失效', en: 'ended {on}' },
  noPower: { zh: '没有权力依据这一条。', en: 'No power rests on it.' },
  others: { zh: '引用了本法、但条文未入库的权力', en: 'Powers citing articles that are not held here' },
  power: { zh: '权力', en: 'Power' },
  cited: { zh: '引用条文', en: 'Articles cited' },
  state: { zh: '状态', en: 'State' },
  none: { zh: '现在没有权力依据它', en: 'No power rests on it now' },
  noneWhy: { zh: '本机关在用的清单中没有引用它的事项。', en: 'No item of the list in force cites it.' },
});

type Props = {
  readonly law: Law;
  readonly agency: { readonly name: string; readonly slug: string };
  readonly powers: readonly CitingPower[];
  readonly today: LegalDay;
};

/** One law: what it is, how it changed, and which powers rest on which of its articles. */
export function LawPage({ law, agency, powers, today }: Props) {
  const t = useT();
  const { entry } = law;
  const keys = new Set(entry.articles.flatMap(({ number }) => articleKey(number) ?? []));
  const others = powers.filter(({ articles }) => !articles.some((key) => keys.has(key)));
  return (
    <article>
      <Crumbs items={[{ href: '/laws', label: t(lawsWords.title) }]} />
      <header className="page-head">
        <h1>
          <Zh>{entry.title}</Zh>
        </h1>
        <p className="shelfmark">
          <span>{t(LEVEL_WORDS[entry.level])}</span>
          <StateOfLaw
            law={{
              inForceFrom: entry.inForceFrom,
              repealedFrom: entry.repealedFrom,
              amendments: entry.amendments,
            }}
            today={today}
          />
          {law.verified === null && <span className="tag">{t(lawsWords.unverified)}</span>}
        </p>
      </header>
      {law.verified === null && <Notice kind="warn">{t(words.unverified)}</Notice>}
      <LawFacts law={law} agency={agency} />
      <Changes law={law} />
      <section>
        <h2>{t(words.articles)}</h2>
        {entry.articles.map((article) => (
          <Article
            key={`${article.number}${article.validFrom ?? ''}`}
            article={article}
            powers={powers.filter(({ articles }) => articles.includes(articleKey(article.number) ?? ''))}
          />
        ))}
        {powers.length === 0 && <Empty title={t(words.none)}>{t(words.noneWhy)}</Empty>}
      </section>
      {others.length > 0 && (
        <section>
          <h2>{t(words.others)}</h2>
          <Powers powers={others} />
        </section>
      )}
    </article>
  );
}

function LawFacts({ law, agency }: Pick<Props, 'law' | 'agency'>) {
  const t = useT();
  const lang = useLang();
  const { entry } = law;
  const line = (term: string, value: string | undefined) =>
    value === undefined ? [] : [{ term, value: <Zh>{value}</Zh> }];
  const date = (term: string, value: LegalDay | undefined) =>
    value === undefined ? [] : [{ term, value: formatDay(value, lang) }];
  // Of a law every reader expects the two dates: one that is not known says so.
  const known = (term: string, value: LegalDay | undefined) => ({
    term,
    value: value === undefined ? <span className="quiet">{t(words.missing)}</span> : formatDay(value, lang),
  });
  return (
    <Facts
      items={[
        ...line(t(words.issuer), entry.issuer),
        ...line(t(words.number), entry.documentNumber),
        known(t(words.promulgated), entry.promulgatedOn),
        known(t(words.inForce), entry.inForceFrom),
        ...date(t(words.repeal), entry.repealedFrom),
        ...line(t(law.verified === null ? words.toCheck : words.source), entry.source),
        ...(law.verified === null
          ? []
          : [
              {
                term: t(words.verified),
                value: t(words.verifiedOn, { at: formatInstant(law.verified.at).slice(0, 10) }),
              },
            ]),
        {
          term: t(words.keeper),
          value: (
            <Link href={`/agencies/${agency.slug}`}>
              <Zh>{agency.name}</Zh>
            </Link>
          ),
        },
      ]}
    />
  );
}

function Changes({ law }: Pick<Props, 'law'>) {
  const t = useT();
  const lang = useLang();
  if (law.entry.amendments.length === 0) return null;
  return (
    <section>
      <h2>{t(words.changes)}</h2>
      <Items
        items={law.entry.amendments.map((change) => (
          <span key={change.decidedOn}>
            {formatDay(change.decidedOn, lang)} <Zh>{change.note}</Zh>
            {change.inForceFrom !== undefined && (
              <> · {t(words.from, { on: formatDay(amendedFrom(change), lang) })}</>
            )}
            {change.changed.length > 0 && (
              <> · {t(words.changed, { articles: change.changed.map(articleLabel).join('、') })}</>
            )}
          </span>
        ))}
      />
    </section>
  );
}

function Article({
  article,
  powers,
}: {
  readonly article: LawArticle;
  readonly powers: readonly CitingPower[];
}) {
  const t = useT();
  const lang = useLang();
  const key = articleKey(article.number) ?? article.number;
  return (
    <section id={articleAnchor(key)} className="law-article">
      <h3>
        <Zh>{articleLabel(key)}</Zh>
        {article.validFrom !== undefined && (
          <span className="tag">{t(words.valid, { on: formatDay(article.validFrom, lang) })}</span>
        )}
        {article.endedFrom !== undefined && (
          <span className="tag">{t(words.ended, { on: formatDay(article.endedFrom, lang) })}</span>
        )}
      </h3>
      {article.text !== '' &&
        (article.textKind === 'text' ? (
          <blockquote lang="zh-CN">{article.text}</blockquote>
        ) : (
          <p>
            <span className="quiet term">{t(words.summary)}</span>
            <Zh>{article.text}</Zh>
          </p>
        ))}
      {powers.length === 0 ? <p className="quiet">{t(words.noPower)}</p> : <Powers powers={powers} />}
    </section>
  );
}

function Powers({ powers }: { readonly powers: readonly CitingPower[] }) {
  const t = useT();
  const lang = useLang();
  return (
    <DataTable
      caption={t(words.power)}
      rows={powers}
      rowKey={(row) => row.powerId}
      columns={[
        {
          key: 'name',
          head: t(words.power),
          title: true,
          cell: (row) => (
            <Link href={`/powers/${encodeURIComponent(row.code)}`}>
              <Zh>{row.name}</Zh>
            </Link>
          ),
        },
        {
          key: 'cited',
          head: t(words.cited),
          cell: (row) => <Zh>{row.articles.map(articleLabel).join('、')}</Zh>,
        },
        {
          key: 'state',
          head: t(words.state),
          cell: (row) =>
            t(STATE_WORDS[row.state.code], 'on' in row.state ? { on: formatDay(row.state.on, lang) } : {}),
        },
      ]}
    />
  );
}

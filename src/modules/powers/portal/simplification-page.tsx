import { formatDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Crumbs, DataTable, Empty, FilterBar, Items, Link, useLang, useT, Zh } from '#platform/portal';
import type { VersionChange } from '../db/change-counts.ts';
import { MEASURES, type Measure, type YearTotal } from '../domain/burden.ts';
import { burdenWords, changeText, measureWords } from './burden-table.tsx';
import { pageWords } from './powers-page.tsx';

export const simplificationWords = messages({
  title: { zh: '减环节、减材料、减时限、减跑动', en: 'Simplification by year' },
  lead: {
    zh: '每一版事项与它的上一版相比减了多少、增了多少，按施行的年份合计；减和增分开算；点开年份，看是哪些事项、每一项减了什么增了什么。时限只合计以工作日计的。',
    en: 'What each version asks less or more than the one before it, summed by the year it took effect. Less and more are kept apart; a year opens to its items and what each asks less or more. Only time in working days is summed.',
  },
  year: { zh: '年份', en: 'Year' },
  versions: { zh: '调整', en: 'Versions' },
  count: { zh: '{n} 次', en: '{n}' },
  both: { zh: '减 {less} · 增 {more}', en: '{less} less · {more} more' },
  items: { zh: '{year} 年的调整', en: 'Changes of {year}' },
  changed: { zh: '变化', en: 'Change' },
  more: { zh: '更早的调整', en: 'Earlier changes' },
  nothing: { zh: '各项计数不变', en: 'no count changed' },
  none: { zh: '还没有调整过的事项', en: 'No item has been changed yet' },
  noneWhy: {
    zh: '事项有了第二版，这里就有它与第一版相比的增减。',
    en: 'Once an item has a second version, what changed against the first is counted here.',
  },
});
const words = simplificationWords;

type Props = {
  readonly totals: readonly YearTotal[];
  /** The versions of the year that is open. */
  readonly changes: readonly VersionChange[];
  readonly next: string | undefined;
  readonly year: number | undefined;
  readonly agency: string | undefined;
  readonly agencies: readonly { readonly slug: string; readonly name: string }[];
};

/** Totals of simplification by year, and the versions a year's total is made of (C8). */
export function SimplificationPage({ totals, changes, next, year, agency, agencies }: Props) {
  const t = useT();
  const hrefOf = (of: number) =>
    `/simplification?year=${of}${agency === undefined ? '' : `&agency=${agency}`}`;
  return (
    <article>
      <Crumbs items={[{ href: '/powers', label: t(pageWords.title) }]} />
      <header className="page-head">
        <h1>{t(words.title)}</h1>
        <p className="lead">{t(words.lead)}</p>
      </header>
      <FilterBar
        action="/simplification"
        fields={[
          {
            kind: 'select',
            name: 'agency',
            label: t(pageWords.agency),
            value: agency,
            options: [
              { value: '', label: t(pageWords.all) },
              ...agencies.map(({ slug, name }) => ({ value: slug, label: name, chinese: true })),
            ],
          },
        ]}
      />
      {totals.length === 0 ? (
        <Empty title={t(words.none)}>{t(words.noneWhy)}</Empty>
      ) : (
        <DataTable
          caption={t(burdenWords.years)}
          rows={totals}
          rowKey={(row) => String(row.year)}
          columns={[
            {
              key: 'year',
              head: t(words.year),
              title: true,
              cell: (row) => <Link href={hrefOf(row.year)}>{row.year}</Link>,
            },
            {
              key: 'versions',
              head: t(words.versions),
              short: true,
              cell: (row) => t(words.count, { n: row.versions }),
            },
            ...MEASURES.map((measure: Measure) => ({
              key: measure,
              head: t(measureWords[measure]),
              cell: (row: YearTotal) => t(words.both, row.sums[measure]),
            })),
          ]}
        />
      )}
      {year !== undefined && <Changes changes={changes} year={year} />}
      {year !== undefined && next !== undefined && (
        <p>
          <Link href={`${hrefOf(year)}&after=${next}`}>{t(words.more)}</Link>
        </p>
      )}
    </article>
  );
}

function Changes({ changes, year }: { changes: readonly VersionChange[]; year: number }) {
  const t = useT();
  const lang = useLang();
  return (
    <section>
      <h2>{t(words.items, { year })}</h2>
      <DataTable
        caption={t(words.items, { year })}
        rows={changes}
        rowKey={(row) => `${row.code}/${row.n}`}
        columns={[
          {
            key: 'name',
            head: t(pageWords.name),
            title: true,
            cell: (row) => (
              <Link href={`/powers/${encodeURIComponent(row.code)}/diff/${row.n - 1}/${row.n}`}>
                <Zh>{row.name}</Zh>
              </Link>
            ),
          },
          { key: 'n', head: t(pageWords.version), short: true, cell: (row) => t(pageWords.n, { n: row.n }) },
          { key: 'from', head: t(pageWords.from), cell: (row) => formatDay(row.effectiveFrom, lang) },
          {
            key: 'what',
            head: t(words.changed),
            cell: (row) => {
              const changed = row.rows.filter(({ change }) => change !== 0 && change !== undefined);
              if (changed.length === 0) return t(words.nothing);
              return (
                <Items
                  items={changed.map((one) => `${t(measureWords[one.measure])} ${changeText(one, lang)}`)}
                />
              );
            },
          },
        ]}
      />
    </section>
  );
}

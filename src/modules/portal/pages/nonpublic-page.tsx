import { formatDay, type LegalDay } from '#kernel';
import { GROUNDS, HOW_WORDS, SCOPE_WORDS, SUBJECT_WORDS, elementWord } from '#modules/disclosure/contract';
import type { RegisterEntry, YearlyCount } from '#modules/disclosure';
import { formatNumber, messages } from '#platform/i18n';
import { DataTable, Empty, FilterBar, Link, Pager, Tabs, useLang, useT, Zh } from '#platform/portal';

const words = messages({
  title: { zh: '不公开目录', en: 'Non-public register' },
  lead: {
    zh: '公开是原则，不公开是例外。这里登记哪些内容没有公开、依据哪一条、到什么时候为止。',
    en: 'Disclosure is the rule. Here stands what is not public, on which article, and until when.',
  },
  explain: {
    zh: '每一项由承办处室提出，处室负责人、保密和公开审查、领导小组办公室四个不同的人先后决定，写入公开账本。到期没有决定继续不公开的，自动公开；没有公开的，列入“逾期未公开”。',
    en: 'Each was asked for by an office and decided by three other people, and stands in the public ledger. Past its date without a decision it becomes public by itself; what does not stands among the late.',
  },
  late: { zh: '逾期未公开的内容', en: 'What is late' },
  lists: { zh: '登记', en: 'Entries' },
  inForce: { zh: '现在不公开', en: 'In force' },
  ended: { zh: '已终止', en: 'Ended' },
  agency: { zh: '机关', en: 'Agency' },
  all: { zh: '全部', en: 'All' },
  what: { zh: '不公开的内容', en: 'What' },
  ground: { zh: '依据', en: 'Ground' },
  how: { zh: '方式和范围', en: 'How' },
  since: { zh: '自', en: 'Since' },
  until: { zh: '至（复查或者公开日）', en: 'Until (review or release)' },
  endedOn: { zh: '终止日期', en: 'Ended on' },
  sees: { zh: '可查看：{who}', en: 'seen by {who}' },
  of: { zh: '所属事项：', en: 'of ' },
  proof: { zh: '登记记录和存证', en: 'Entry and proof' },
  empty: { zh: '这一栏现在是空的', en: 'Nothing here now' },
  years: { zh: '年度数量', en: 'Yearly count' },
  yearsText: {
    zh: '登记条目本身会造成损害的，只在年度结束后按依据公布数量，单独一列。',
    en: 'Where the entry itself would do harm, only its number by ground is published once the year is over: the last column.',
  },
  entries: { zh: '有登记条目的', en: 'With an entry' },
  counted: { zh: '只公布数量的', en: 'Count only' },
  later: { zh: '年度结束后公布', en: 'after the year' },
  noYears: { zh: '还没有登记过', en: 'Nothing has been registered yet' },
});

export type NonpublicPageProps = {
  readonly state: 'in-force' | 'ended';
  readonly agency: string | undefined;
  readonly agencies: readonly { readonly slug: string; readonly name: string }[];
  readonly rows: readonly RegisterEntry[];
  readonly years: readonly YearlyCount[];
  readonly first: string | undefined;
  readonly next: string | undefined;
};

/** The public register of what is not public: entries with ground and date, and the yearly count by ground (B7, X8). */
export function NonpublicPage(props: NonpublicPageProps) {
  const { state, agency, agencies, rows, years, first, next } = props;
  const t = useT();
  const kept = agency === undefined ? '' : `&agency=${agency}`;
  return (
    <>
      <h1>{t(words.title)}</h1>
      <p className="lead">{t(words.lead)}</p>
      <p className="quiet">
        {t(words.explain)} <Link href="/obligations?state=late">{t(words.late)}</Link>
      </p>
      <FilterBar
        action="/nonpublic"
        fields={[
          {
            kind: 'select',
            name: 'agency',
            label: t(words.agency),
            value: agency,
            options: [
              { value: '', label: t(words.all) },
              ...agencies.map(({ slug, name }) => ({ value: slug, label: name, chinese: true })),
            ],
          },
        ]}
      />
      <Tabs
        label={t(words.lists)}
        items={(['in-force', 'ended'] as const).map((one) => ({
          href: `/nonpublic?state=${one}${kept}`,
          label: t(one === 'ended' ? words.ended : words.inForce),
          current: one === state,
        }))}
      />
      {rows.length === 0 ? <Empty title={t(words.empty)} /> : <Entries rows={rows} state={state} />}
      <Pager first={first} next={next} />
      <section aria-labelledby="years">
        <h2 id="years">{t(words.years)}</h2>
        <p className="quiet">{t(words.yearsText)}</p>
        {years.length === 0 ? <Empty title={t(words.noYears)} /> : <Years years={years} />}
      </section>
    </>
  );
}

function Entries({ rows, state }: Pick<NonpublicPageProps, 'rows' | 'state'>) {
  const t = useT();
  const lang = useLang();
  const day = (on: LegalDay | null): string => (on === null ? '' : formatDay(on, lang));
  return (
    <DataTable
      caption={t(state === 'ended' ? words.ended : words.inForce)}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'what',
          head: t(words.what),
          title: true,
          cell: (row) => (
            <>
              <Zh>{row.title}</Zh>
              <span className="quiet small block">
                {t(SUBJECT_WORDS[row.subjectKind])}
                {row.element !== null && ` · ${t(elementWord(row.element))}`}
              </span>
              {row.power !== null && (
                <span className="small block">
                  {t(words.of)}
                  <Link href={`/powers/${encodeURIComponent(row.power.code)}`}>
                    <Zh>{row.power.name}</Zh>
                  </Link>
                </span>
              )}
              <span className="small block">
                <Zh>{row.agencyName}</Zh> · <Link href={`/records/${row.rid}`}>{t(words.proof)}</Link>
              </span>
            </>
          ),
        },
        {
          key: 'ground',
          head: t(words.ground),
          cell: (row) => (
            <div>
              <Zh>{row.article}</Zh>
              <span className="quiet small block">{t(GROUNDS[row.ground])}</span>
            </div>
          ),
        },
        {
          key: 'how',
          head: t(words.how),
          cell: (row) => (
            <div>
              {t(HOW_WORDS[row.kind])}
              <span className="quiet small block">{t(words.sees, { who: t(SCOPE_WORDS[row.scope]) })}</span>
            </div>
          ),
        },
        { key: 'since', head: t(words.since), short: true, cell: (row) => day(row.since) },
        state === 'ended'
          ? {
              key: 'ended',
              head: t(words.endedOn),
              short: true,
              cell: (row: RegisterEntry) => day(row.endedOn),
            }
          : { key: 'until', head: t(words.until), short: true, cell: (row: RegisterEntry) => day(row.until) },
      ]}
    />
  );
}

function Years({ years }: Pick<NonpublicPageProps, 'years'>) {
  const t = useT();
  return (
    <DataTable
      caption={t(words.years)}
      rows={years}
      rowKey={(row) => `${row.year} ${row.ground}`}
      columns={[
        {
          key: 'ground',
          head: t(words.ground),
          title: true,
          cell: (row) => (
            <>
              {row.year} · <Zh>{`《${GROUNDS[row.ground].law}》${GROUNDS[row.ground].article}`}</Zh>
              <span className="quiet small block">{t(GROUNDS[row.ground])}</span>
            </>
          ),
        },
        { key: 'entries', head: t(words.entries), numeric: true, cell: (row) => formatNumber(row.entries) },
        {
          key: 'counted',
          head: t(words.counted),
          numeric: true,
          cell: (row) => (row.counted === null ? t(words.later) : formatNumber(row.counted)),
        },
      ]}
    />
  );
}

export const nonpublicTitle = words.title;

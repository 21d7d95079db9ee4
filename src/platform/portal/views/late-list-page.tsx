import { formatDay, type LegalDay } from '#kernel';
import { formatNumber, formatPeriod, messages, type Message } from '#platform/i18n';
import { DataTable } from '../components/data-table.tsx';
import { Leaders } from '../components/figures.tsx';
import { Pager, Tabs } from '../components/navigation.tsx';
import { Empty } from '../components/notice.tsx';
import { StatusWord } from '../components/status-word.tsx';
import { Link, useLang, useT, Zh } from '../scope.tsx';
import type { StatusCode } from '../status-words.ts';

const words = messages({
  title: { zh: '应公开', en: 'To be published' },
  some: {
    zh: '有 {n} 件应当公开、至今没有公开，最久的已逾期 {days}。',
    en: '{n} things should be public by now and are not; the oldest is {days} late.',
  },
  none: { zh: '现在没有逾期未公开的内容。', en: 'Nothing is late at the moment.' },
  explain: {
    zh: '每件办理从受理起就有公开期限，到期没有公开，不用谁举报，自动列在这里；公开之后也留下“逾期公开”的记录。',
    en: 'Every case has a publication date from the day it is accepted. What misses it appears here by itself, and keeps the mark “published late” afterwards.',
  },
  late: { zh: '逾期未公开', en: 'Late' },
  today: { zh: '今日到期', en: 'Due today' },
  due: { zh: '待公开', en: 'Due later' },
  was: { zh: '逾期后公开', en: 'Published late' },
  by: { zh: '按单位', en: 'By office' },
  what: { zh: '应当公开什么', en: 'What' },
  whose: { zh: '谁应当公开', en: 'By whom' },
  dueDay: { zh: '应公开日期', en: 'Due' },
  lateBy: { zh: '逾期', en: 'Late by' },
  basis: { zh: '依据', en: 'Ground' },
  state: { zh: '状态', en: 'State' },
  empty: { zh: '这一栏现在是空的', en: 'Nothing here now' },
  lists: { zh: '应公开事项', en: 'Lists' },
  nonpublic: { zh: '依法不公开的内容另列：', en: 'What the law keeps from the public stands apart: ' },
  register: { zh: '不公开目录', en: 'the non-public register' },
});

export type LateRow = {
  readonly key: string;
  readonly what: string;
  readonly kind: Message;
  /** Where there is a page; an obligation of a case not yet public has none. */
  readonly href?: string;
  readonly agency: string;
  readonly post?: string;
  readonly due: LegalDay;
  /** Calendar days past due; 0 when it is not late. */
  readonly daysLate: number;
  readonly basis?: string;
  readonly status: StatusCode;
};

export type LateListPageProps = {
  readonly tab: 'late' | 'today' | 'due' | 'was';
  readonly counts: {
    readonly late: number;
    readonly today: number;
    readonly due: number;
    readonly was: number;
  };
  /** Days the oldest late one is late. */
  readonly worst?: number;
  readonly byAgency: readonly { readonly href: string; readonly label: string; readonly count: number }[];
  readonly rows: readonly LateRow[];
  readonly first?: string;
  readonly next?: string;
};

const TAB_HREFS = {
  late: '/obligations?state=late',
  today: '/obligations?due=today',
  due: '/obligations?state=due',
  was: '/obligations?state=published-late',
};

/** What should be public and is not, whose, since when. */
export function LateListPage({ tab, counts, worst = 0, byAgency, rows, first, next }: LateListPageProps) {
  const t = useT();
  const lang = useLang();
  return (
    <>
      <h1>{t(words.title)}</h1>
      <p className={counts.late === 0 ? 'lead' : 'lead tone-late'}>
        {counts.late === 0
          ? t(words.none)
          : t(words.some, { n: formatNumber(counts.late), days: formatPeriod(lang, worst, 'cd') })}
      </p>
      <p className="quiet">
        {t(words.explain)} {t(words.nonpublic)}
        <Link href="/nonpublic">{t(words.register)}</Link>
      </p>
      <Tabs
        label={t(words.lists)}
        items={(['late', 'today', 'due', 'was'] as const).map((id) => ({
          href: TAB_HREFS[id],
          label: t(words[id]),
          count: counts[id],
          current: id === tab,
        }))}
      />
      {rows.length === 0 ? (
        <Empty title={t(words.empty)} />
      ) : (
        <DataTable
          caption={t(words[tab])}
          rows={rows}
          rowKey={(row) => row.key}
          columns={[
            {
              key: 'what',
              head: t(words.what),
              title: true,
              cell: (row) => (
                <>
                  <Zh>{row.href === undefined ? row.what : <Link href={row.href}>{row.what}</Link>}</Zh>
                  <span className="quiet small block">{t(row.kind)}</span>
                </>
              ),
            },
            {
              key: 'whose',
              head: t(words.whose),
              cell: (row) => <Zh>{[row.agency, row.post].filter(Boolean).join(' · ')}</Zh>,
            },
            { key: 'due', head: t(words.dueDay), short: true, cell: (row) => formatDay(row.due, lang) },
            ...(tab === 'late' || tab === 'was'
              ? [
                  {
                    key: 'days',
                    head: t(words.lateBy),
                    numeric: true,
                    cell: (row: LateRow) => (
                      <b className="tone-late">{formatPeriod(lang, row.daysLate, 'cd')}</b>
                    ),
                  },
                ]
              : []),
            { key: 'basis', head: t(words.basis), cell: (row) => <Zh>{row.basis}</Zh> },
            {
              key: 'state',
              head: t(words.state),
              short: true,
              cell: (row) => <StatusWord code={row.status} />,
            },
          ]}
        />
      )}
      <Pager first={first} next={next} />
      {byAgency.length > 0 && (
        <section aria-labelledby="by-agency" className="narrow">
          <h2 id="by-agency">{t(words.by)}</h2>
          <Leaders items={byAgency.map((agency) => ({ ...agency, label: <Zh>{agency.label}</Zh> }))} />
        </section>
      )}
    </>
  );
}

import { formatDay, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import {
  DataTable,
  Empty,
  Link,
  Mixed,
  Notice,
  Pager,
  StatusWord,
  Tabs,
  useLang,
  useT,
  Zh,
} from '#platform/portal';
import { statusOf } from '../case-words.ts';
import type { CaseRow } from '../db/case-list-reader.ts';
import { isLate } from '../domain/lateness.ts';

export const casesWords = messages({
  title: { zh: '正在运行', en: 'Cases' },
  lead: {
    zh: '每受理一件，当天就进入公开账本。这里列出社会可以看到的部分：哪个机关、哪天受理、哪天到期、现在怎样。',
    en: 'Every case enters the public ledger on the day it is accepted. Here is what society may see: which agency, since when, until when, how it stands.',
  },
  hidden: { zh: '事项暂不显示', en: 'Item not shown' },
  hiddenTitle: { zh: '这件办件的事项暂不公开', en: 'The item of this case is not public now' },
  hiddenWhy: {
    zh: '同一事项在办不足五件时不显示事项，以免认出申请人（行政许可法第五条）；满五件或者办理结果公开之后显示。',
    en: 'While fewer than five cases of an item are running, the item is not shown, so that nobody can be recognised (行政许可法 art. 5); it is shown from five on, or once the result is public.',
  },
  item: { zh: '事项', en: 'Item' },
  number: { zh: '受理号', en: 'Case no.' },
  agency: { zh: '办理机关', en: 'Agency' },
  accepted: { zh: '受理日期', en: 'Accepted' },
  due: { zh: '办理期限', en: 'Due' },
  state: { zh: '状态', en: 'State' },
  running: { zh: '在办', en: 'Running' },
  closed: { zh: '办结', en: 'Finished' },
  late: { zh: '超期在办', en: 'Past their limit' },
  all: { zh: '看全部办件', en: 'All cases' },
  only: { zh: '只列出“{name}”的办件。', en: 'Only cases of “{name}”.' },
  onlyCode: {
    zh: '只列出事项编码 {name} 的办件；在办不足五件的事项不在其中。',
    en: 'Only cases of the power {name}; none are listed while fewer than five are running.',
  },
  noneLate: {
    zh: '现在没有超过承诺期限仍未作出决定的办件。暂停计时的不算。',
    en: 'No case is past its committed limit without a decision. Cases whose clock stands do not count.',
  },
  lists: { zh: '办件', en: 'Lists' },
  none: { zh: '这里现在没有办件', en: 'No cases here now' },
  record: { zh: '账本记录', en: 'Ledger record' },
});

export type CasesTab = 'running' | 'late' | 'closed';
const TABS = ['running', 'late', 'closed'] as const;

/** The address of a list with its conditions; they stay when one goes to another list. */
type Filter = { readonly agency?: string | undefined; readonly power?: string | undefined };

export function casesHref(tab: CasesTab, filter: Filter): string {
  const query = new URLSearchParams(
    Object.entries({ state: tab === 'running' ? undefined : tab, ...filter }).flatMap(([k, v]) =>
      v === undefined ? [] : [[k, v]],
    ),
  );
  return query.size > 0 ? `/cases?${query}` : '/cases';
}

type Props = {
  readonly rows: readonly CaseRow[];
  readonly tab: CasesTab;
  readonly filter: Filter;
  readonly today: LegalDay;
  readonly first: string | undefined;
  readonly next: string | undefined;
};

export function CasesPage({ rows, tab, filter, today, first, next }: Props) {
  const t = useT();
  const lang = useLang();
  return (
    <>
      <header className="page-head">
        <h1>{t(casesWords.title)}</h1>
        <p className="lead">{t(casesWords.lead)}</p>
      </header>
      <Tabs
        label={t(casesWords.lists)}
        items={TABS.map((one) => ({
          href: casesHref(one, filter),
          label: t(casesWords[one]),
          current: tab === one,
        }))}
      />
      <Conditions rows={rows} tab={tab} filter={filter} />
      {rows.length === 0 ? (
        <Empty title={t(casesWords.none)}>{tab === 'late' && <p>{t(casesWords.noneLate)}</p>}</Empty>
      ) : (
        <DataTable
          caption={t(casesWords.title)}
          rows={rows}
          rowKey={(row) => row.rid}
          columns={[
            {
              key: 'item',
              head: t(casesWords.item),
              title: true,
              cell: (row) => (
                <>
                  <Link href={row.number === null ? `/records/${row.rid}` : `/cases/${row.number}`}>
                    {row.item === null ? t(casesWords.hidden) : <Zh>{row.item.name}</Zh>}
                  </Link>
                  {row.number !== null && <code className="small block">{row.number}</code>}
                </>
              ),
            },
            { key: 'agency', head: t(casesWords.agency), cell: (row) => <Zh>{row.agencyName}</Zh> },
            {
              key: 'accepted',
              head: t(casesWords.accepted),
              short: true,
              cell: (row) => formatDay(row.acceptedOn, lang),
            },
            {
              key: 'due',
              head: t(casesWords.due),
              short: true,
              cell: (row) => (row.dueOn === null ? '—' : formatDay(row.dueOn, lang)),
            },
            {
              key: 'state',
              head: t(casesWords.state),
              short: true,
              cell: (row) => <StatusWord code={isLate(row, today) ? 'late' : statusOf(row.state)} />,
            },
          ]}
        />
      )}
      {rows.some((row) => row.item === null) && <p className="quiet small">{t(casesWords.hiddenWhy)}</p>}
      <Pager first={first} next={next} />
    </>
  );
}

/** Says that not all cases are listed, and leads to all of them. */
function Conditions({ rows, tab, filter }: Pick<Props, 'rows' | 'tab' | 'filter'>) {
  const t = useT();
  const { agency, power } = filter;
  if (agency === undefined && power === undefined) return null;
  const [first] = rows;
  const item = rows.find((row) => row.item?.code === power)?.item?.name;
  return (
    <Notice kind="info">
      {agency !== undefined && <Mixed>{t(casesWords.only, { name: first?.agencyName ?? agency })}</Mixed>}
      {power !== undefined && (
        <Mixed>
          {t(item === undefined ? casesWords.onlyCode : casesWords.only, { name: item ?? power })}
        </Mixed>
      )}{' '}
      <Link href={casesHref(tab, {})}>{t(casesWords.all)}</Link>
    </Notice>
  );
}

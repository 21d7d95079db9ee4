import { formatDay, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { DataTable, Empty, Link, Pager, StatusWord, Tabs, useLang, useT, Zh } from '#platform/portal';
import { statusOf } from '../case-words.ts';
import type { CaseRow } from '../db/case-list-reader.ts';

export const casesWords = messages({
  title: { zh: '正在运行', en: 'Cases' },
  lead: {
    zh: '每受理一件，当天就进入公开账本。这里列出社会可以看到的部分：哪个机关、哪天受理、哪天到期、现在怎样。',
    en: 'Every case enters the public ledger on the day it is accepted. Here is what society may see: which agency, since when, until when, how it stands.',
  },
  hidden: { zh: '事项暂不显示', en: 'item not shown' },
  hiddenWhy: {
    zh: '同一事项在办不足五件时不显示事项，以免认出申请人；满五件或者公开登记之后显示。',
    en: 'While fewer than five cases of an item are running, the item is not shown, so that nobody can be recognised.',
  },
  item: { zh: '事项', en: 'Item' },
  number: { zh: '受理号', en: 'Case no.' },
  agency: { zh: '办理机关', en: 'Agency' },
  accepted: { zh: '受理日期', en: 'Accepted' },
  due: { zh: '办理期限', en: 'Due' },
  state: { zh: '状态', en: 'State' },
  running: { zh: '在办', en: 'Running' },
  closed: { zh: '办结', en: 'Finished' },
  lists: { zh: '办件', en: 'Lists' },
  none: { zh: '这里现在没有办件', en: 'No cases here now' },
  record: { zh: '账本记录', en: 'Ledger record' },
});

type Props = {
  readonly rows: readonly CaseRow[];
  readonly tab: 'running' | 'closed';
  readonly today: LegalDay;
  readonly first: string | undefined;
  readonly next: string | undefined;
};

export function CasesPage({ rows, tab, today, first, next }: Props) {
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
        items={[
          { href: '/cases', label: t(casesWords.running), current: tab === 'running' },
          { href: '/cases?state=closed', label: t(casesWords.closed), current: tab === 'closed' },
        ]}
      />
      {rows.length === 0 ? (
        <Empty title={t(casesWords.none)} />
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
              cell: (row) => (
                <StatusWord
                  code={!row.closed && row.dueOn !== null && row.dueOn < today ? 'late' : statusOf(row.state)}
                />
              ),
            },
          ]}
        />
      )}
      {rows.some((row) => row.item === null) && <p className="quiet small">{t(casesWords.hiddenWhy)}</p>}
      <Pager first={first} next={next} />
    </>
  );
}

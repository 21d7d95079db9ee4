import { formatDay, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import {
  DataTable,
  Empty,
  FilterBar,
  Link,
  Pager,
  StatusWord,
  useLang,
  useT,
  Zh,
  type StatusCode,
} from '#platform/portal';
import { RULE_KIND_WORDS } from '../contract/words.ts';
import type { PublishedRuleRow } from '../db/rule-list.ts';

export const rulesWords = messages({
  title: { zh: '制度文本', en: 'Rules of daily management' },
  lead: {
    zh: '机关自己定的日常管理制度：管哪些事项、哪些环节，怎么审定的，改过什么，废止了没有。',
    en: 'The rules that the agency made for its own work: which powers and steps they govern, who approved them, what changed, what was repealed.',
  },
  name: { zh: '名称', en: 'Title' },
  number: { zh: '文号', en: 'Document number' },
  kind: { zh: '类别', en: 'Kind' },
  agency: { zh: '制定机关', en: 'Made by' },
  version: { zh: '版本', en: 'Version' },
  from: { zh: '施行日期', en: 'In force from' },
  repealedFrom: { zh: '废止日期', en: 'Repealed from' },
  state: { zh: '状态', en: 'State' },
  all: { zh: '全部', en: 'All' },
  inForce: { zh: '现行', en: 'In force' },
  repealed: { zh: '已废止', en: 'Repealed' },
  search: { zh: '名称、文号或条文里的词', en: 'Title, number or words of the text' },
  none: { zh: '没有符合条件的制度', en: 'No rule fits' },
  noneWhy: { zh: '换一个词，或者去掉一个条件再试。', en: 'Try another word, or drop a condition.' },
  n: { zh: '第 {n} 版', en: 'version {n}' },
});

export type RulesFilter = {
  readonly q?: string | undefined;
  readonly state: 'in-force' | 'repealed';
  readonly agency?: string | undefined;
};
type Props = {
  readonly rows: readonly PublishedRuleRow[];
  readonly agencies: readonly { readonly slug: string; readonly name: string }[];
  readonly filter: RulesFilter;
  readonly today: LegalDay;
  readonly nextHref: string | undefined;
};

/** Rules by title, those in force or those repealed. */
export function RulesPage({ rows, agencies, filter, today, nextHref }: Props) {
  const t = useT();
  const lang = useLang();
  return (
    <>
      <header className="page-head">
        <h1>{t(rulesWords.title)}</h1>
        <p className="lead">{t(rulesWords.lead)}</p>
      </header>
      <FilterBar
        action="/rules"
        fields={[
          { kind: 'text', name: 'q', label: t(rulesWords.search), value: filter.q },
          {
            kind: 'select',
            name: 'state',
            label: t(rulesWords.state),
            value: filter.state,
            options: [
              { value: 'in-force', label: t(rulesWords.inForce) },
              { value: 'repealed', label: t(rulesWords.repealed) },
            ],
          },
          {
            kind: 'select',
            name: 'agency',
            label: t(rulesWords.agency),
            value: filter.agency,
            options: [
              { value: '', label: t(rulesWords.all) },
              ...agencies.map((a) => ({ value: a.slug, label: a.name, chinese: true })),
            ],
          },
        ]}
      />
      {rows.length === 0 ? (
        <Empty title={t(rulesWords.none)}>{t(rulesWords.noneWhy)}</Empty>
      ) : (
        <DataTable
          caption={t(rulesWords.title)}
          rows={rows}
          rowKey={(row) => row.ruleId}
          columns={[
            {
              key: 'name',
              head: t(rulesWords.name),
              title: true,
              cell: (row) => (
                <Link href={`/rules/${row.ruleId}`}>
                  <Zh>{row.title}</Zh>
                </Link>
              ),
            },
            {
              key: 'number',
              head: t(rulesWords.number),
              cell: (row) => (row.documentNumber === null ? '—' : <Zh>{row.documentNumber}</Zh>),
            },
            { key: 'kind', head: t(rulesWords.kind), cell: (row) => t(RULE_KIND_WORDS[row.kind]) },
            {
              key: 'agency',
              head: t(rulesWords.agency),
              cell: (row) => (
                <Link href={`/agencies/${row.agency.slug}`}>
                  <Zh>{row.agency.name}</Zh>
                </Link>
              ),
            },
            { key: 'version', head: t(rulesWords.version), cell: (row) => t(rulesWords.n, { n: row.n }) },
            {
              key: 'from',
              head: t(filter.state === 'repealed' ? rulesWords.repealedFrom : rulesWords.from),
              cell: (row) => formatDay(row.effectiveFrom, lang),
            },
            {
              key: 'state',
              head: t(rulesWords.state),
              cell: (row) => <StatusWord code={statusOfRule(row, today)} />,
            },
          ]}
        />
      )}
      <Pager next={nextHref} {...(nextHref === undefined ? {} : { first: '/rules' })} />
    </>
  );
}

/** How a version of a rule stands on a day, once no later one is in force. */
export function statusOfRule(
  { status, effectiveFrom }: { readonly status: string; readonly effectiveFrom: LegalDay },
  today: LegalDay,
): StatusCode {
  if (effectiveFrom > today) return 'not-yet-in-force';
  return status === 'repealed' ? 'repealed' : 'in-force';
}

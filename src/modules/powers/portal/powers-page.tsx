import { formatDay, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import {
  DataTable,
  Empty,
  FilterBar,
  Items,
  Leaders,
  Link,
  Mixed,
  Pager,
  StatusWord,
  useLang,
  useT,
  Zh,
} from '#platform/portal';
import type { PowerListRow } from '../db/power-reader.ts';
import { POWER_TYPES, powerTypeName } from '../domain/types.ts';

export const pageWords = messages({
  title: { zh: '权责清单', en: 'Powers and duties' },
  lead: {
    zh: '每一项权力：凭什么、谁来办、多久办完、谁负责。不在这张清单上的权力，不能行使。',
    en: 'Every power: on what law, by whom, within which time, who answers. What is not on this list may not be exercised.',
  },
  name: { zh: '事项', en: 'Power' },
  type: { zh: '类型', en: 'Type' },
  agency: { zh: '行使主体', en: 'Exercised by' },
  version: { zh: '版本', en: 'Version' },
  from: { zh: '施行日期', en: 'In force from' },
  status: { zh: '状态', en: 'State' },
  search: { zh: '名称、法律或编码', en: 'Name, law or code' },
  asOf: { zh: '按某日的清单', en: 'List as of' },
  all: { zh: '全部', en: 'All' },
  none: { zh: '没有符合条件的事项', en: 'No power fits' },
  noneWhy: { zh: '换一个词，或者去掉一个条件再试。', en: 'Try another word, or drop a condition.' },
  counts: { zh: '按类型', en: 'By type' },
  proofPower: { zh: '事项', en: 'the power' },
  proofFlow: { zh: '流程', en: 'the flow' },
  n: { zh: '第 {n} 版', en: 'version {n}' },
  laws: { zh: '这些权力依据的法律、法规和文件', en: 'Laws and documents these powers rest on' },
  simplified: { zh: '减环节、减材料、减时限、减跑动：历年合计', en: 'Simplification by year' },
  rules: { zh: '制度文本：权力行使的日常管理制度', en: 'Rules of daily management' },
  poster: { zh: 'A3 海报（PDF）', en: 'A3 poster (PDF, Chinese)' },
  sameType: { zh: '同类事项', en: 'Powers of this type' },
  charts: { zh: '权力运行流程图', en: 'Charts' },
  chartOf: { zh: '{agency}总体流程图', en: 'All powers of {agency}' },
});

type Props = {
  readonly rows: readonly PowerListRow[];
  readonly agencies: readonly { readonly slug: string; readonly name: string }[];
  readonly counts: readonly { readonly type: string; readonly n: number }[];
  readonly filter: {
    readonly q?: string | undefined;
    readonly type?: string | undefined;
    readonly agency?: string | undefined;
    readonly asOf?: LegalDay | undefined;
  };
  readonly today: LegalDay;
  readonly nextHref: string | undefined;
};

export function PowersPage({ rows, agencies, counts, filter, today, nextHref }: Props) {
  const t = useT();
  const lang = useLang();
  return (
    <>
      <header className="page-head">
        <h1>{t(pageWords.title)}</h1>
        <p className="lead">{t(pageWords.lead)}</p>
      </header>
      <FilterBar
        action="/powers"
        fields={[
          { kind: 'text', name: 'q', label: t(pageWords.search), value: filter.q },
          {
            kind: 'select',
            name: 'type',
            label: t(pageWords.type),
            value: filter.type,
            options: [
              { value: '', label: t(pageWords.all) },
              ...POWER_TYPES.map((type) => ({ value: type.code, label: t(type.name) })),
            ],
          },
          {
            kind: 'select',
            name: 'agency',
            label: t(pageWords.agency),
            value: filter.agency,
            options: [
              { value: '', label: t(pageWords.all) },
              ...agencies.map((a) => ({ value: a.slug, label: a.name, chinese: true })),
            ],
          },
          { kind: 'date', name: 'asOf', label: t(pageWords.asOf), value: filter.asOf },
        ]}
      />
      {rows.length === 0 ? (
        <Empty title={t(pageWords.none)}>{t(pageWords.noneWhy)}</Empty>
      ) : (
        <DataTable
          caption={t(pageWords.title)}
          rows={rows}
          rowKey={(row) => row.powerId}
          columns={[
            {
              key: 'name',
              head: t(pageWords.name),
              title: true,
              cell: (row) => (
                <Link href={`/powers/${encodeURIComponent(row.code)}`}>
                  <Zh>{row.name}</Zh>
                </Link>
              ),
            },
            { key: 'type', head: t(pageWords.type), cell: (row) => t(powerTypeName(row.typeCode)) },
            {
              key: 'agency',
              head: t(pageWords.agency),
              cell: (row) => (
                <Link href={`/agencies/${row.agencySlug}`}>
                  <Zh>{row.agencyName}</Zh>
                </Link>
              ),
            },
            { key: 'version', head: t(pageWords.version), cell: (row) => t(pageWords.n, { n: row.n }) },
            { key: 'from', head: t(pageWords.from), cell: (row) => formatDay(row.effectiveFrom, lang) },
            {
              key: 'status',
              head: t(pageWords.status),
              cell: (row) => (
                <StatusWord code={statusCode(row.status, row.effectiveFrom, today, row.trial)} />
              ),
            },
          ]}
        />
      )}
      <Pager next={nextHref} {...(nextHref === undefined ? {} : { first: '/powers' })} />
      {counts.length > 0 && (
        <section>
          <h2>{t(pageWords.counts)}</h2>
          <Leaders
            items={counts.map((count) => ({
              href: `/powers?type=${count.type}`,
              label: t(powerTypeName(count.type)),
              count: count.n,
            }))}
          />
        </section>
      )}
      <section>
        <h2>{t(pageWords.charts)}</h2>
        <Items
          items={agencies
            .filter(({ slug }) => filter.agency === undefined || slug === filter.agency)
            .map(({ slug, name }) => (
              <Link key={slug} href={`/agencies/${slug}/chart`}>
                <Mixed>{t(pageWords.chartOf, { agency: name })}</Mixed>
              </Link>
            ))}
        />
        <p>
          <Link href="/laws">{t(pageWords.laws)}</Link>
        </p>
        <p>
          <Link href="/simplification">{t(pageWords.simplified)}</Link>
        </p>
        <p>
          <Link href="/rules">{t(pageWords.rules)}</Link>
        </p>
      </section>
    </>
  );
}

export function statusCode(
  status: string,
  from: LegalDay,
  today: LegalDay,
  /** Of a version that is not final. */
  trial: { readonly late: boolean } | null,
): 'in-force' | 'not-yet-in-force' | 'on-trial' | 'trial-late' | 'transferred-out' | 'cancelled' {
  if (status === 'transferred') return 'transferred-out';
  if (status === 'cancelled') return 'cancelled';
  if (from > today) return 'not-yet-in-force';
  if (trial === null) return 'in-force';
  return trial.late ? 'trial-late' : 'on-trial';
}

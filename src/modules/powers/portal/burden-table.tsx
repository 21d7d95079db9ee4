import { formatPeriod, messages, t as text, type Lang } from '#platform/i18n';
import { DataTable, Link, useLang, useT, type Column } from '#platform/portal';
import type { BurdenRow, Measure } from '../domain/burden.ts';
import type { Limit } from '../domain/content.ts';

export const burdenWords = messages({
  title: { zh: '简化：减了什么', en: 'Simplification' },
  measure: { zh: '项目', en: 'Measure' },
  now: { zh: '本版', en: 'This version' },
  before: { zh: '上一版', en: 'Version before' },
  change: { zh: '增减', en: 'Change' },
  legal: { zh: '法定', en: 'By law' },
  same: { zh: '不变', en: 'unchanged' },
  unlike: { zh: '单位不同，不相减', en: 'units differ' },
  less: { zh: '减 {n}', en: '{n} less' },
  more: { zh: '增 {n}', en: '{n} more' },
  atLeast: { zh: '至少 {n} 个法定环节', en: 'at least {n} statutory steps' },
  atMost: { zh: '不超过 {period}', en: 'at most {period}' },
  years: { zh: '历年合计', en: 'Totals by year' },
  elsewhere: { zh: '同一事项，别处怎么办', en: 'The same item elsewhere' },
});

export const measureWords: Readonly<Record<Measure, { readonly zh: string; readonly en: string }>> = messages(
  {
    steps: { zh: '环节', en: 'Steps' },
    materials: { zh: '材料', en: 'Papers' },
    days: { zh: '承诺时限', en: 'Committed time' },
    visits: { zh: '跑动次数', en: 'Visits' },
    fees: { zh: '收费项目', en: 'Charges' },
  },
);

/** The counts of a version beside those of the version before and what the law says (C8). */
export function BurdenTable({
  rows,
  elsewhere,
}: {
  rows: readonly BurdenRow[];
  /** Where it stands beside the same item of other agencies. */
  elsewhere: string | undefined;
}) {
  const t = useT();
  const lang = useLang();
  const first = rows.every(({ before }) => before === undefined);
  return (
    <>
      <DataTable
        caption={t(burdenWords.title)}
        rows={rows}
        rowKey={(row) => row.measure}
        columns={[
          {
            key: 'measure',
            head: t(burdenWords.measure),
            title: true,
            cell: (row) => t(measureWords[row.measure]),
          },
          { key: 'now', head: t(burdenWords.now), short: true, cell: (row) => valueOf(row, 'now', lang) },
          ...(first ? [] : earlier(t, lang)),
          { key: 'legal', head: t(burdenWords.legal), cell: (row) => legalText(row, lang) },
        ]}
      />
      <p>
        <Link href="/simplification">{t(burdenWords.years)}</Link>
        {elsewhere !== undefined && (
          <>
            {' · '}
            <Link href={elsewhere}>{t(burdenWords.elsewhere)}</Link>
          </>
        )}
      </p>
    </>
  );
}

function earlier(t: ReturnType<typeof useT>, lang: Lang): readonly Column<BurdenRow>[] {
  return [
    {
      key: 'before',
      head: t(burdenWords.before),
      short: true,
      cell: (row) => valueOf(row, 'before', lang),
    },
    { key: 'change', head: t(burdenWords.change), short: true, cell: (row) => changeText(row, lang) },
  ];
}

function valueOf(row: BurdenRow, which: 'now' | 'before', lang: Lang): string {
  const n = row[which];
  if (n === undefined) return '—';
  return row.measure === 'days' ? periodOf(n, row.units?.[which], lang) : String(n);
}

function periodOf(n: number, unit: Limit['unit'] | undefined, lang: Lang): string {
  return unit === undefined ? String(n) : formatPeriod(lang, n, unit);
}

/** In words, so that less and more are told without colour. */
export function changeText({ now, before, change }: BurdenRow, lang: Lang): string {
  if (now === undefined || before === undefined) return '—';
  if (change === undefined) return text(lang, burdenWords.unlike);
  if (change === 0) return text(lang, burdenWords.same);
  return text(lang, change < 0 ? burdenWords.less : burdenWords.more, { n: Math.abs(change) });
}

function legalText({ measure, legal, units }: BurdenRow, lang: Lang): string {
  if (legal === undefined) return '—';
  return measure === 'days'
    ? text(lang, burdenWords.atMost, { period: periodOf(legal, units?.legal, lang) })
    : text(lang, burdenWords.atLeast, { n: legal });
}

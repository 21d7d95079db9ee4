import { formatDay } from '#kernel';
import { approvalText, type Approval } from '#modules/approval';
import { messages } from '#platform/i18n';
import { DataTable, Items, Link, Mixed, useLang, useT, Zh } from '#platform/portal';
import type { PublishedHeading } from '../db/rule-reader.ts';
import { rulesWords } from './rules-page.tsx';

const words = messages({
  versions: { zh: '全部版本', en: 'All versions' },
  approvals: { zh: '审签', en: 'Approvals' },
  why: { zh: '理由', en: 'Reason' },
  first: { zh: '首次公布', en: 'first publication' },
  what: { zh: '做了什么', en: 'What' },
  made: { zh: '公布', en: 'made' },
  revised: { zh: '修订', en: 'revised' },
  ended: { zh: '废止', en: 'repealed' },
  from: { zh: '施行或者废止日期', en: 'In force, or repealed, from' },
  compare: { zh: '与第 {n} 版比较', en: 'compare with version {n}' },
  change: { zh: '改了什么', en: 'What changed' },
  down: { zh: '已经撤下', en: 'taken down' },
});

export type VersionsProps = {
  /** Newest first. */
  readonly versions: readonly PublishedHeading[];
  readonly approvals: ReadonlyMap<string, readonly Approval[]>;
};

/** Every version of a rule, what it did, who approved it, and what it changed. */
export function RuleVersions({ versions, approvals }: VersionsProps) {
  const t = useT();
  const lang = useLang();
  const hrefOf = (v: PublishedHeading): string => `/rules/${v.ruleId}`;
  const isOpen = (n: number): boolean => versions.some((one) => one.n === n && one.open);
  return (
    <section id="versions">
      <h2>{t(words.versions)}</h2>
      <DataTable
        caption={t(words.versions)}
        rows={versions}
        rowKey={(v) => v.rid}
        columns={[
          {
            key: 'n',
            head: t(rulesWords.version),
            title: true,
            cell: (v) => <Link href={`${hrefOf(v)}/versions/${v.n}`}>{t(rulesWords.n, { n: v.n })}</Link>,
          },
          {
            key: 'what',
            head: t(words.what),
            cell: (v) => t(v.status === 'repealed' ? words.ended : v.n === 1 ? words.made : words.revised),
          },
          { key: 'from', head: t(words.from), cell: (v) => formatDay(v.effectiveFrom, lang) },
          {
            key: 'reason',
            head: t(words.why),
            cell: (v) => (v.open ? v.reason === '' ? t(words.first) : <Zh>{v.reason}</Zh> : t(words.down)),
          },
          {
            key: 'approvals',
            head: t(words.approvals),
            cell: (v) => (
              <Items
                items={(approvals.get(v.versionId) ?? []).map((one) => (
                  <Mixed key={one.act}>{approvalText(one, lang)}</Mixed>
                ))}
              />
            ),
          },
          {
            key: 'diff',
            head: t(words.change),
            cell: (v) =>
              v.status === 'in-force' && v.open && isOpen(v.n - 1) ? (
                <Link href={`${hrefOf(v)}/diff/${v.n - 1}/${v.n}`}>{t(words.compare, { n: v.n - 1 })}</Link>
              ) : (
                '—'
              ),
          },
        ]}
      />
    </section>
  );
}

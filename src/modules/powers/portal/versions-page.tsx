import { formatDay, type LegalDay } from '#kernel';
import { FlowComparison, type FlowVersion } from '#modules/flows';
import { formatPeriod, messages, type Lang } from '#platform/i18n';
import {
  Crumbs,
  DataTable,
  DiffTable,
  Items,
  Link,
  Mixed,
  useLang,
  useT,
  Zh,
  type DiffRow,
} from '#platform/portal';
import { approvalText, type Approval } from '#modules/approval';
import type { PublishedPower } from '../db/power-reader.ts';
import { FormFile } from '../domain/form-file.ts';
import type { PowerTrial } from '../db/trial-reader.ts';
import { diffContents } from '../domain/diff.ts';
import { standingOf } from '../domain/trial.ts';
import { elementName } from './element-names.ts';
import { pageWords } from './powers-page.tsx';
import { trialWords } from './trial-words.ts';

const words = messages({
  versions: { zh: '全部版本', en: 'All versions' },
  approvals: { zh: '审签', en: 'Approvals' },
  reason: { zh: '调整理由', en: 'Reason of the change' },
  basis: { zh: '调整依据', en: 'Basis of the change' },
  compare: { zh: '比较', en: 'Compare' },
  withBefore: { zh: '与第 {n} 版比较', en: 'with version {n}' },
  trial: { zh: '试运行 {from}至 {until}：{standing}', en: 'On trial {from} to {until}: {standing}' },
  first: { zh: '首次公布', en: 'first publication' },
  diff: { zh: '两个版本的差别', en: 'What changed' },
  none: { zh: '两个版本的要素完全相同。', en: 'Both versions have the same elements.' },
});

export function VersionsPage({
  versions,
  approvals,
  trials,
  today,
  code,
}: {
  /** By version: who put their post's name to it, and which resolution adopted it. */
  readonly approvals: ReadonlyMap<string, readonly Approval[]>;
  readonly versions: readonly PublishedPower[];
  readonly trials: ReadonlyMap<string, PowerTrial>;
  readonly today: LegalDay;
  readonly code: string;
}) {
  const t = useT();
  const lang = useLang();
  const href = `/powers/${encodeURIComponent(code)}`;
  return (
    <>
      <Crumbs
        items={[
          { href: '/powers', label: t(pageWords.title) },
          { href, label: <Zh>{versions[0]?.content.name}</Zh> },
        ]}
      />
      <header className="page-head">
        <h1>{t(words.versions)}</h1>
      </header>
      <DataTable
        caption={t(words.versions)}
        rows={versions}
        rowKey={(v) => v.rid}
        columns={[
          {
            key: 'n',
            head: t(pageWords.version),
            title: true,
            cell: (v) => <Link href={`${href}/versions/${v.n}`}>{t(pageWords.n, { n: v.n })}</Link>,
          },
          { key: 'from', head: t(pageWords.from), cell: (v) => formatDay(v.effectiveFrom, lang) },
          {
            key: 'reason',
            head: t(words.reason),
            cell: (v) => (
              <>
                <Zh>{v.reason === '' ? t(words.first) : v.reason}</Zh>
                <TrialLine trial={trials.get(v.versionId)} today={today} />
              </>
            ),
          },
          {
            key: 'basis',
            head: t(words.basis),
            cell: (v) => <Zh>{v.changeBasis === '' ? '—' : v.changeBasis}</Zh>,
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
            head: t(words.compare),
            cell: (v) =>
              v.n > 1 ? (
                <Link href={`${href}/diff/${v.n - 1}/${v.n}`}>{t(words.withBefore, { n: v.n - 1 })}</Link>
              ) : (
                '—'
              ),
          },
        ]}
      />
    </>
  );
}

/** That a version was tried, until when, and how that stands. */
function TrialLine({ trial, today }: { readonly trial: PowerTrial | undefined; readonly today: LegalDay }) {
  const t = useT();
  const lang = useLang();
  if (trial === undefined) return null;
  return (
    <span className="quiet small block">
      {t(words.trial, {
        from: formatDay(trial.from, lang),
        until: formatDay(trial.until, lang),
        standing: t(trialWords[standingOf(trial, today)]),
      })}
    </span>
  );
}

export function DiffPage({
  before,
  after,
  flowBefore,
  flowAfter,
}: {
  readonly before: PublishedPower;
  readonly after: PublishedPower;
  readonly flowBefore: FlowVersion | null;
  readonly flowAfter: FlowVersion | null;
}) {
  const t = useT();
  const lang = useLang();
  const href = `/powers/${encodeURIComponent(after.code)}`;
  const rows = diffContents(before.content, after.content).map((d): DiffRow => ({
    label: elementName(d.field, lang),
    change: isEmpty(d.before) ? 'added' : isEmpty(d.after) ? 'removed' : 'changed',
    before: lines(d.before, lang, { as: 'del', other: d.after }),
    after: lines(d.after, lang, { as: 'ins', other: d.before }),
  }));
  const headOf = (v: PublishedPower): string =>
    `${t(pageWords.n, { n: v.n })} · ${formatDay(v.effectiveFrom, lang)}`;
  return (
    <>
      <Crumbs
        items={[
          { href: '/powers', label: t(pageWords.title) },
          { href, label: <Zh>{after.content.name}</Zh> },
          { href: `${href}/versions`, label: t(words.versions) },
        ]}
      />
      <header className="page-head">
        <h1>{t(words.diff)}</h1>
        <p className="lead">
          <Zh>{after.reason}</Zh>
        </p>
      </header>
      {rows.length === 0 ? (
        <p>{t(words.none)}</p>
      ) : (
        <DiffTable
          caption={t(words.diff)}
          beforeHead={headOf(before)}
          afterHead={headOf(after)}
          rows={rows}
        />
      )}
      <FlowComparison
        before={flowBefore}
        after={flowAfter}
        beforeHead={headOf(before)}
        afterHead={headOf(after)}
        href={`${href}/flow`}
      />
    </>
  );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/**
 * A value in words: periods as periods, lists line by line, objects by their texts. Lines of a list that the other version does not
 * have are marked as added or removed.
 */
function lines(
  value: unknown,
  lang: Lang,
  { as: Marked, other }: { readonly as: 'ins' | 'del'; readonly other: unknown },
) {
  const there = new Set(Array.isArray(other) ? other.map((item: unknown) => inWords(item, lang)) : []);
  const isMarked = (text: string): boolean =>
    Array.isArray(value) && Array.isArray(other) && !there.has(text);
  return (
    <Zh>
      {(Array.isArray(value) ? value : [value]).map((item: unknown) => {
        const text = inWords(item, lang);
        return (
          <span key={text} className="block">
            {isMarked(text) ? <Marked>{text}</Marked> : text}
          </span>
        );
      })}
    </Zh>
  );
}

function inWords(value: unknown, lang: Lang): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object') return typeof value === 'string' ? value : '';
  if ('n' in value && 'unit' in value && typeof value.n === 'number') {
    const unit = (['wd', 'cd', 'month', 'year'] as const).find((u) => u === value.unit);
    if (unit) return formatPeriod(lang, value.n, unit);
  }
  const file = FormFile.safeParse(value).data;
  if (file) return `${file.name}（${file.sha256.slice(0, 8)}）`;
  return Object.values(value)
    .filter((part) => typeof part !== 'boolean')
    .map((part: unknown) => inWords(part, lang))
    .filter((part) => part !== '')
    .join(' · ');
}

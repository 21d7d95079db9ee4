import { formatDay, legalDayOf, type LegalDay } from '#kernel';
import { approvalText, type Approval } from '#modules/approval';
import type { CitedLaw } from '#modules/library';
import { messages } from '#platform/i18n';
import {
  Crumbs,
  DataTable,
  Facts,
  Items,
  Link,
  Mixed,
  Notice,
  ProofStrip,
  StatusWord,
  useLang,
  useT,
  VersionLine,
  Zh,
  type ProofStripProps,
  type StatusCode,
} from '#platform/portal';
import { RULE_KIND_WORDS } from '../contract/words.ts';
import type { PublishedRule } from '../db/rule-reader.ts';
import { articleNumber } from '../domain/content.ts';
import { rulesWords, statusOfRule } from './rules-page.tsx';

const words = messages({
  office: { zh: '起草处室', en: 'Office' },
  basis: { zh: '制定依据', en: 'Basis' },
  published: { zh: '公布日期', en: 'Published' },
  reason: { zh: '修订理由', en: 'Why it was revised' },
  repealReason: { zh: '废止理由', en: 'Why it was repealed' },
  repealed: {
    zh: '这项制度自 {day}起废止。下面是废止前的全文。',
    en: 'This rule is repealed from {day}. What follows is its text until then.',
  },
  text: { zh: '全文', en: 'Text' },
  change: { zh: '改了什么', en: 'What changed' },
  textChinese: { zh: '', en: 'The text is in Chinese; it is binding as published.' },
  governs: { zh: '管哪些事项和环节', en: 'Powers and steps it governs' },
  power: { zh: '事项', en: 'Power' },
  steps: { zh: '环节', en: 'Steps' },
  whole: { zh: '整个事项', en: 'the power as a whole' },
  gone: { zh: '已不再行使的事项', en: 'a power that is not in force any more' },
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
});

type Named = { readonly code: string; readonly name: string };
type Props = {
  readonly rule: PublishedRule;
  /** Newest first. */
  readonly versions: readonly PublishedRule[];
  readonly approvals: ReadonlyMap<string, readonly Approval[]>;
  readonly agency: { readonly name: string; readonly slug: string };
  readonly officeName: string;
  readonly laws: readonly (CitedLaw | undefined)[];
  /** Powers in force by id. */
  readonly powers: ReadonlyMap<string, Named>;
  readonly today: LegalDay;
  readonly proof: ProofStripProps;
};

/** One rule: its text, what it rests on and governs, its versions with who approved them, the proof. */
export function RulePage(props: Props) {
  const { rule, versions, agency, today, proof } = props;
  const t = useT();
  const lang = useLang();
  const href = `/rules/${rule.ruleId}`;
  const newer = versions.find(({ n }) => n === rule.n + 1);
  const older = versions.find(({ n }) => n === rule.n - 1);
  const upcoming = versions.find(({ n, effectiveFrom }) => n > rule.n && effectiveFrom > today);
  return (
    <article>
      <Crumbs
        items={[
          { href: '/rules', label: t(rulesWords.title) },
          { href: `/agencies/${agency.slug}`, label: <Zh>{agency.name}</Zh> },
        ]}
      />
      <header className="page-head">
        <h1>
          <Zh>{rule.content.title}</Zh>
        </h1>
        <p className="shelfmark">
          <StatusWord code={stateOf(rule, newer, today)} />
          <span>{t(RULE_KIND_WORDS[rule.content.kind])}</span>
          {rule.content.documentNumber !== undefined && <Zh>{rule.content.documentNumber}</Zh>}
        </p>
        <VersionLine
          n={rule.n}
          from={rule.effectiveFrom}
          count={versions.length}
          allHref="#versions"
          {...(newer !== undefined && newer.effectiveFrom <= today ? { until: newer.effectiveFrom } : {})}
          {...(older === undefined || rule.status === 'repealed'
            ? {}
            : { diffHref: `${href}/diff/${older.n}/${rule.n}` })}
          {...(upcoming === undefined
            ? {}
            : {
                upcoming: {
                  n: upcoming.n,
                  from: upcoming.effectiveFrom,
                  href: `${href}/versions/${upcoming.n}`,
                },
              })}
        />
      </header>
      {rule.status === 'repealed' && (
        <Notice kind="warn">{t(words.repealed, { day: formatDay(rule.effectiveFrom, lang) })}</Notice>
      )}
      <RuleFacts {...props} />
      <section>
        <h2>{t(words.text)}</h2>
        {lang === 'en' && <p className="quiet">{t(words.textChinese)}</p>}
        <RuleText rule={rule} />
      </section>
      <Governs {...props} />
      <Versions {...props} />
      <ProofStrip {...proof} />
    </article>
  );
}

function stateOf(rule: PublishedRule, newer: PublishedRule | undefined, today: LegalDay): StatusCode {
  return newer !== undefined && newer.effectiveFrom <= today ? 'superseded' : statusOfRule(rule, today);
}

function RuleFacts({ rule, officeName, laws }: Props) {
  const t = useT();
  const lang = useLang();
  const { content, reason, status, publishedAt } = rule;
  return (
    <Facts
      items={[
        { term: t(words.office), value: <Zh>{officeName}</Zh> },
        { term: t(words.published), value: formatDay(legalDayOf(publishedAt), lang) },
        ...(reason === ''
          ? []
          : [
              {
                term: t(status === 'repealed' ? words.repealReason : words.reason),
                value: <Zh>{reason}</Zh>,
              },
            ]),
        ...(content.basis.length === 0
          ? []
          : [
              {
                term: t(words.basis),
                value: (
                  <Items
                    items={content.basis.map(({ law, article }, at) => {
                      const known = laws[at];
                      const name = <Zh>{`《${law}》${article}`}</Zh>;
                      return known === undefined ? (
                        name
                      ) : (
                        <Link key={`${law}${article}`} href={`/laws/${known.id}`}>
                          {name}
                        </Link>
                      );
                    })}
                  />
                ),
              },
            ]),
      ]}
    />
  );
}

function RuleText({ rule }: Pick<Props, 'rule'>) {
  return (
    <div lang="zh-CN">
      {rule.content.articles.map(({ chapter, text }, at) => (
        <section key={articleNumber(at)} id={`a-${at + 1}`} className="law-article">
          {chapter !== undefined && <h3>{chapter}</h3>}
          <p>
            <b>{articleNumber(at)}</b>　{text.split('\n')[0]}
          </p>
          {text
            .split('\n')
            .slice(1)
            .map((line) => (
              <p key={line}>{line}</p>
            ))}
        </section>
      ))}
    </div>
  );
}

function Governs({ rule, powers }: Pick<Props, 'rule' | 'powers'>) {
  const t = useT();
  const { governs } = rule.content;
  if (governs.length === 0) return null;
  return (
    <section id="governs">
      <h2>{t(words.governs)}</h2>
      <DataTable
        caption={t(words.governs)}
        rows={governs}
        rowKey={(row) => row.powerId}
        columns={[
          {
            key: 'power',
            head: t(words.power),
            title: true,
            cell: ({ powerId }) => {
              const power = powers.get(powerId);
              return power === undefined ? (
                t(words.gone)
              ) : (
                <Link href={`/powers/${encodeURIComponent(power.code)}`}>
                  <Zh>{power.name}</Zh>
                </Link>
              );
            },
          },
          {
            key: 'steps',
            head: t(words.steps),
            cell: ({ steps }) =>
              steps.length === 0 ? t(words.whole) : <Zh>{steps.map(({ name }) => name).join('、')}</Zh>,
          },
        ]}
      />
    </section>
  );
}

function Versions({ rule, versions, approvals }: Props) {
  const t = useT();
  const lang = useLang();
  const href = `/rules/${rule.ruleId}`;
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
            cell: (v) => <Link href={`${href}/versions/${v.n}`}>{t(rulesWords.n, { n: v.n })}</Link>,
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
            cell: (v) => (v.reason === '' ? t(words.first) : <Zh>{v.reason}</Zh>),
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
              v.n > 1 && v.status === 'in-force' ? (
                <Link href={`${href}/diff/${v.n - 1}/${v.n}`}>{t(words.compare, { n: v.n - 1 })}</Link>
              ) : (
                '—'
              ),
          },
        ]}
      />
    </section>
  );
}

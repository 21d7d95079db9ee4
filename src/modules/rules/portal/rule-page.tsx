import { formatDay, legalDayOf, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import {
  Crumbs,
  DataTable,
  Facts,
  Items,
  Link,
  Notice,
  PersonLine,
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
import type { PublishedHeading, PublishedRule } from '../db/rule-reader.ts';
import { basisName } from '../domain/citing.ts';
import { articleNumber, type RuleContent } from '../domain/content.ts';
import type { Correction } from '../use-cases/read-notes.ts';
import { CitedText, hrefOfCited, type CitedByName } from './cited-text.tsx';
import { Corrections } from './corrections.tsx';
import { RuleVersions, type VersionsProps } from './rule-versions.tsx';
import { rulesWords, statusOfRule } from './rules-page.tsx';

const words = messages({
  office: { zh: '起草处室', en: 'Office' },
  basis: { zh: '制定依据', en: 'Basis' },
  lawEnded: { zh: '{on}起废止', en: 'repealed from {on}' },
  published: { zh: '公布日期', en: 'Published' },
  reason: { zh: '修订理由', en: 'Why it was revised' },
  repealReason: { zh: '废止理由', en: 'Why it was repealed' },
  repealed: {
    zh: '这项制度自 {day}起废止。下面是废止前的全文。',
    en: 'This rule is repealed from {day}. What follows is its text until then.',
  },
  corrected: {
    zh: '这一版公布以后有更正，下面是公布时的文字。',
    en: 'Something was corrected after publication; what follows is the text as published.',
  },
  toCorrections: { zh: '看更正', en: 'See what' },
  write: { zh: '发现错误，找谁', en: 'If something is wrong' },
  writeHow: {
    zh: '条文写错、已经过时，或者没有照着做的，可以按下面的渠道向本机关提出。公布的文字不会悄悄改掉：更正写在本页，修订另出一版。',
    en: 'If the text is wrong or out of date, or is not kept to, tell the agency by the channels below. What is published is never changed in silence: a correction stands on this page, a revision is a version of its own.',
  },
  text: { zh: '全文', en: 'Text' },
  textChinese: { zh: '', en: 'The text is in Chinese; it is binding as published.' },
  governs: { zh: '管哪些事项和环节', en: 'Powers and steps it governs' },
  power: { zh: '事项', en: 'Power' },
  steps: { zh: '环节', en: 'Steps' },
  whole: { zh: '整个事项', en: 'the power as a whole' },
  gone: { zh: '已不再行使的事项', en: 'a power that is not in force any more' },
});

type Named = { readonly code: string; readonly name: string };
type Props = VersionsProps & {
  readonly rule: PublishedRule;
  readonly corrections: readonly Correction[];
  readonly agency: { readonly name: string; readonly slug: string };
  readonly officeName: string;
  readonly cited: CitedByName;
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
          ends={rule.status === 'repealed'}
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
                  ends: upcoming.status === 'repealed',
                  href: `${href}/versions/${upcoming.n}`,
                },
              })}
        />
      </header>
      {props.corrections.length > 0 && (
        <Notice kind="info">
          {t(words.corrected)} <a href="#corrections">{t(words.toCorrections)}</a>
        </Notice>
      )}
      {rule.status === 'repealed' && (
        <Notice kind="warn">{t(words.repealed, { day: formatDay(rule.effectiveFrom, lang) })}</Notice>
      )}
      <RuleFacts {...props} />
      <section>
        <h2>{t(words.text)}</h2>
        {lang === 'en' && <p className="quiet">{t(words.textChinese)}</p>}
        <RuleText rule={rule} cited={props.cited} />
      </section>
      <Governs {...props} />
      <Corrections corrections={props.corrections} />
      <WhereToWrite agency={agency} officeName={props.officeName} />
      <RuleVersions versions={versions} approvals={props.approvals} />
      <ProofStrip {...proof} />
    </article>
  );
}

function stateOf(rule: PublishedRule, newer: PublishedHeading | undefined, today: LegalDay): StatusCode {
  return newer !== undefined && newer.effectiveFrom <= today ? 'superseded' : statusOfRule(rule, today);
}

function RuleFacts({ rule, officeName, cited, today }: Props) {
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
                    items={content.basis.map(({ law, article }) => (
                      <Basis
                        key={`${law}${article}`}
                        law={law}
                        article={article}
                        cited={cited}
                        today={today}
                      />
                    ))}
                  />
                ),
              },
            ]),
      ]}
    />
  );
}

function Basis({
  law,
  article,
  cited,
  today,
}: RuleContent['basis'][number] & Pick<Props, 'cited' | 'today'>) {
  const t = useT();
  const lang = useLang();
  const name = <Zh>{`《${basisName(law)}》${article}`}</Zh>;
  const known = cited.get(basisName(law));
  if (known === undefined) return name;
  const ended = known.kind === 'law' ? known.repealedFrom : undefined;
  return (
    <>
      <Link href={hrefOfCited(known, article)}>{name}</Link>
      {ended !== undefined && ended <= today && (
        <span className="tag late-word">{t(words.lawEnded, { on: formatDay(ended, lang) })}</span>
      )}
    </>
  );
}

function WhereToWrite({ agency, officeName }: Pick<Props, 'agency' | 'officeName'>) {
  const t = useT();
  return (
    <section id="write">
      <h2>{t(words.write)}</h2>
      <p>{t(words.writeHow)}</p>
      <PersonLine
        role={t(words.office)}
        post={officeName}
        complaint={{ text: agency.name, href: `/agencies/${agency.slug}#complain` }}
      />
    </section>
  );
}

function RuleText({ rule, cited }: Pick<Props, 'rule' | 'cited'>) {
  return (
    <div lang="zh-CN">
      {rule.content.articles.map(({ chapter, text }, at) => (
        <section key={articleNumber(at)} id={`a-${at + 1}`} className="law-article">
          {chapter !== undefined && <h3>{chapter}</h3>}
          <p>
            <b>{articleNumber(at)}</b>
            {'　'}
            <CitedText text={text.split('\n')[0] ?? ''} cited={cited} />
          </p>
          {text
            .split('\n')
            .slice(1)
            .map((line) => (
              <p key={line}>
                <CitedText text={line} cited={cited} />
              </p>
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

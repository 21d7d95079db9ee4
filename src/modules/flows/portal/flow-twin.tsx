import type { ReactNode } from 'react';
import { messages, type Lang } from '#platform/i18n';
import { Facts, Items, Mixed, useLang, useT, Zh, type Fact } from '#platform/portal';
import type { FlowNode, FlowTable } from '../domain/flow-table.ts';
import { textTwin, type TwinLabel, type TwinStep, type TwinWay } from '../domain/text-twin.ts';
import { ATTRIBUTE_WORDS } from '../texts/attribute-words.ts';
import { CLOCK_WORDS, limitWords, POST_KIND_WORDS, RISK_WORDS } from '../texts/words.ts';

const words = messages({
  from: { zh: '前一环节', en: 'Comes from' },
  start: { zh: '流程从这里开始', en: 'The flow begins here' },
  statutory: { zh: '法定时限 {limit}', en: 'by law {limit}' },
  minimum: { zh: '{of}不少于 {limit}', en: '{of}: at least {limit}' },
  timer: { zh: '满 {limit} 自动转下一环节', en: 'after {limit} it goes on by itself' },
  nature: { zh: '环节性质', en: 'Nature' },
  statutoryStep: { zh: '法定环节', en: 'statutory step' },
  workingStep: { zh: '工作环节', en: 'working procedure' },
  unverified: { zh: '原文待核', en: 'wording not checked' },
  // The portal speaks to the party; the editor calls it by its name in the law.
  rights: { zh: '您的权利', en: 'Your rights' },
  next: { zh: '之后', en: 'What follows' },
  back: { zh: '退回到', en: 'back to' },
  to: { zh: '到', en: 'to' },
  beside: { zh: '（同时进行，不影响办结）', en: ' (beside the case)' },
});

/** The text twin of a flow chart: every step with everything requirement C4 asks for, at `#step-<id>`. */
export function FlowTwin({ table, prefix = 'step-' }: { table: FlowTable; prefix?: string }) {
  return (
    <ol className="items">
      {textTwin(table).map((step) => (
        <li key={step.node.id} id={`${prefix}${step.node.id}`}>
          <h3>
            <StepName step={step} />
          </h3>
          <StepFacts step={step} prefix={prefix} />
        </li>
      ))}
    </ol>
  );
}

function StepName({ step: { node } }: { step: TwinStep }) {
  const lang = useLang();
  if (lang === 'en' && node.nameEn !== undefined) return node.nameEn;
  return <Zh>{node.name}</Zh>;
}

function StepFacts({ step, prefix }: { step: TwinStep; prefix: string }) {
  const t = useT();
  const lang = useLang();
  const { node, post } = step;
  const rows: (Fact | undefined)[] = [
    post && {
      term: t(ATTRIBUTE_WORDS.post),
      value: <Zh>{`${post.name}（${POST_KIND_WORDS[post.kind][lang]}）`}</Zh>,
    },
    { term: t(words.from), value: <Arrivals step={step} /> },
    agencyText(t(ATTRIBUTE_WORDS.action), node.action),
    agencyText(t(ATTRIBUTE_WORDS.rule), node.rule),
    agencyText(t(ATTRIBUTE_WORDS.duty), node.duty),
    { term: t(ATTRIBUTE_WORDS.limit), value: <Mixed>{limits(step, lang, t)}</Mixed> },
    { term: t(words.nature), value: <Mixed>{nature(step, t)}</Mixed> },
    node.bases && {
      term: t(ATTRIBUTE_WORDS.bases),
      value: (
        <Items
          items={node.bases.map(({ law, article, verified }) => (
            <Mixed
              key={`${law}${article}`}
            >{`《${law}》${article}${verified ? '' : `（${t(words.unverified)}）`}`}</Mixed>
          ))}
        />
      ),
    },
    agencyText(t(ATTRIBUTE_WORDS.documents), node.documents?.join('、')),
    agencyText(t(ATTRIBUTE_WORDS.supervision), node.supervision),
    agencyText(t(words.rights), node.rights),
    agencyText(t(ATTRIBUTE_WORDS.complaint), node.complaint),
    node.risk > 0
      ? agencyText(
          t(ATTRIBUTE_WORDS.risk),
          [RISK_WORDS[node.risk]?.[lang], node.riskPoint].filter(Boolean).join(lang === 'zh' ? '：' : ': '),
        )
      : undefined,
    { term: t(words.next), value: <Ways ways={step.ways} prefix={prefix} /> },
  ];
  return <Facts items={rows.filter((row) => row !== undefined)} />;
}

function agencyText(term: string, text: string | undefined): Fact | undefined {
  return text === undefined || text === '' ? undefined : { term, value: <Zh>{text}</Zh> };
}

type Translate = ReturnType<typeof useT>;

function limits({ node }: TwinStep, lang: Lang, t: Translate): string {
  const parts = [
    node.limit && limitWords(node.limit, lang),
    node.statutoryLimit &&
      `${t(words.statutory, { limit: limitWords(node.statutoryLimit, lang) })}（${node.statutoryLimit.article}）`,
    node.minLimit && t(words.minimum, { of: node.minLimit.of, limit: limitWords(node.minLimit, lang) }),
    node.timer && t(words.timer, { limit: limitWords(node.timer, lang) }),
    node.clock && CLOCK_WORDS[node.clock][lang],
  ];
  return parts.filter(Boolean).join(lang === 'zh' ? '；' : '; ');
}

function nature({ node }: TwinStep, t: Translate): string {
  const parts = [
    node.article === undefined ? t(words.workingStep) : `${t(words.statutoryStep)}（${node.article}）`,
    node.keyPoint && t(ATTRIBUTE_WORDS.keyPoint),
    node.twoOfficers && t(ATTRIBUTE_WORDS.twoOfficers),
  ];
  return parts.filter(Boolean).join(' · ');
}

function arrival(node: FlowNode, labels: readonly TwinLabel[], when: string | undefined, lang: Lang): string {
  const name = lang === 'en' ? (node.nameEn ?? node.name) : node.name;
  const words = lang === 'zh' && when !== undefined ? [when] : labels.map((label) => label[lang]);
  return [name, ...words].join(lang === 'zh' ? '：' : ': ');
}

function Arrivals({ step }: { step: TwinStep }): ReactNode {
  const t = useT();
  const lang = useLang();
  if (step.from.length === 0) return t(words.start);
  return (
    <Mixed>
      {step.from
        .map(({ node, labels, when }) => arrival(node, labels, when, lang))
        .filter((line, at, all) => all.indexOf(line) === at)
        .join(lang === 'zh' ? '；' : '; ')}
    </Mixed>
  );
}

function wayWords({ labels, when }: TwinWay, lang: Lang): string {
  const words = labels.map((label) => label[lang]).join(lang === 'zh' ? '，' : ', ');
  return lang === 'zh' && when !== undefined ? `${words}（${when}）` : words;
}

function Ways({ ways, prefix }: { ways: readonly TwinWay[]; prefix: string }) {
  const t = useT();
  const lang = useLang();
  return (
    <Items
      items={ways.map((way) => (
        <>
          <Mixed>{wayWords(way, lang)}</Mixed> {t(way.back ? words.back : words.to)}{' '}
          {way.to.role === undefined ? (
            <Zh>{way.to.name}</Zh>
          ) : (
            <a href={`#${prefix}${way.to.id}`}>
              <Mixed>{lang === 'en' ? (way.to.nameEn ?? way.to.name) : way.to.name}</Mixed>
            </a>
          )}
          {way.beside && t(words.beside)}
        </>
      ))}
    />
  );
}

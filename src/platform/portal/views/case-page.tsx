import type { ReactNode } from 'react';
import { formatTime, messages, type Message } from '#platform/i18n';
import { Clock, type ClockProps } from '../components/clock.tsx';
import { Facts, type Fact } from '../components/facts.tsx';
import { FlowFigure, type FlowFigureProps } from '../components/flow-figure.tsx';
import { Crumbs } from '../components/navigation.tsx';
import { Notice } from '../components/notice.tsx';
import { PersonLine, type PersonLineProps } from '../components/person-line.tsx';
import { ProofStrip, type ProofStripProps } from '../components/proof-strip.tsx';
import { StatusWord } from '../components/status-word.tsx';
import { Timeline, type TimelineEntry } from '../components/timeline.tsx';
import { Link, Mixed, useT, Zh } from '../scope.tsx';
import { statusWords, type StatusCode } from '../status-words.ts';

const words = messages({
  cases: { zh: '正在运行', en: 'Cases' },
  no: { zh: '受理号', en: 'Case no.' },
  stands: { zh: '办到哪里了', en: 'Where it stands' },
  since: { zh: '自 {at} 起', en: 'since {at}' },
  rules: { zh: '这一步按什么制度办：', en: 'Rules for this step: ' },
  nextStep: { zh: '下一步：{step}', en: 'Next: {step}' },
  decided: { zh: '决定', en: 'The decision' },
  result: { zh: '结果', en: 'Result' },
  content: { zh: '决定内容', en: 'What it says' },
  ground: { zh: '依据', en: 'Ground' },
  reasons: { zh: '理由', en: 'Reasons' },
  when: { zh: '作出时间', en: 'Made' },
  document: { zh: '文书', en: 'Document' },
  remedies: { zh: '您可以怎么做', en: 'What you can do' },
  register: { zh: '动态运行登记', en: 'Register entry' },
  registerNote: {
    zh: '《行政权力动态运行情况登记表》的公开内容，由办理过程自动形成。',
    en: 'The public part of the register entry; it fills itself as the case is handled.',
  },
  timeline: { zh: '经过', en: 'What happened' },
  flow: { zh: '在流程图上', en: 'On the chart' },
  versions: { zh: '按事项第 {n} 版办理', en: 'handled under version {n} of the item' },
  flowVersion: { zh: '流程第 {n} 版', en: 'version {n} of the flow' },
});

export type CasePageProps = {
  /** The power and the version it is handled under; what stands for them while the item is hidden. */
  readonly power:
    | { readonly name: string; readonly href: string; readonly version: number }
    | { readonly hidden: Message };
  /** The version of the flow that the case runs on now. */
  readonly flowVersion?: { readonly n: number; readonly href: string };
  readonly number: string;
  readonly status: StatusCode;
  readonly now?: {
    readonly step: string;
    readonly since: Date;
    readonly next?: string;
    /** The agency's rules that govern the step. */
    readonly rules?: readonly { readonly href: string; readonly title: string }[];
  };
  readonly persons: readonly PersonLineProps[];
  readonly clock?: ClockProps;
  readonly notices?: ReactNode;
  readonly flow?: FlowFigureProps;
  readonly decision?: {
    readonly result: StatusCode;
    /** The result as the record words it, where that is more than its status. */
    readonly word?: string;
    /** What was decided, in the words of the agency. */
    readonly summary: string;
    /** In the place of its content where that is withheld. */
    readonly content?: ReactNode;
    /** An instant, or a day already in words where only the date is known. */
    readonly at: Date | string;
    /** Absent where no article on which it rests was checked. */
    readonly ground?: ReactNode;
    readonly reasons?: ReactNode;
    readonly document?: { readonly name: string; readonly href: string };
    /** Remedy, how, until when. */
    readonly remedies: readonly Fact[];
  };
  /** Fields of the register entry, with what is masked or withheld. */
  readonly register: readonly Fact[];
  readonly timeline: readonly TimelineEntry[];
  readonly proofs: readonly ProofStripProps[];
  /** Shown above everything, e.g. on a party's own page. */
  readonly actions?: ReactNode;
  readonly crumbs?: readonly { readonly href: string; readonly label: string }[];
};

/** One case: where it stands, since when, until when, who; what was decided and what one can do about it; proofs. */
export function CasePage(props: CasePageProps) {
  const t = useT();
  const { power, decision, now } = props;
  return (
    <article>
      <Crumbs items={props.crumbs ?? [{ href: '/cases', label: t(words.cases) }]} />
      <header className="page-head">
        <h1>{'hidden' in power ? t(power.hidden) : <Zh>{power.name}</Zh>}</h1>
        <p className="shelfmark">
          <StatusWord code={props.status} />
          <span>
            <span className="quiet term">{t(words.no)}</span>
            <code>{props.number}</code>
          </span>
          {'href' in power && (
            <Link href={`${power.href}/versions/${power.version}`}>
              {t(words.versions, { n: power.version })}
            </Link>
          )}
          {props.flowVersion !== undefined && (
            <Link href={props.flowVersion.href}>{t(words.flowVersion, { n: props.flowVersion.n })}</Link>
          )}
        </p>
      </header>
      {props.actions}
      {props.notices}
      <section className="now" aria-labelledby="now">
        <h2 id="now">{t(words.stands)}</h2>
        {now !== undefined && (
          <p className="now-step">
            <strong>
              <Mixed>{now.step}</Mixed>
            </strong>
            <span className="quiet">{t(words.since, { at: formatTime(now.since) })}</span>
            {now.next !== undefined && (
              <span className="quiet">
                <Mixed>{t(words.nextStep, { step: now.next })}</Mixed>
              </span>
            )}
          </p>
        )}
        {now?.rules !== undefined && now.rules.length > 0 && (
          <p className="small">
            <span className="quiet">{t(words.rules)}</span>
            {now.rules.map(({ href, title }) => (
              <Link key={href} href={href} className="after">
                <Zh>{`《${title}》`}</Zh>
              </Link>
            ))}
          </p>
        )}
        {props.clock !== undefined && <Clock {...props.clock} />}
        {props.persons.map((person) => (
          <PersonLine key={`${person.role}${person.post}`} {...person} />
        ))}
      </section>
      {decision !== undefined && <Decision {...decision} />}
      {props.flow !== undefined && (
        <section aria-labelledby="on-chart">
          <h2 id="on-chart">{t(words.flow)}</h2>
          <FlowFigure {...props.flow} />
        </section>
      )}
      <div className="home-split">
        <section aria-labelledby="timeline">
          <h2 id="timeline">{t(words.timeline)}</h2>
          <Timeline entries={props.timeline} />
        </section>
        {props.register.length > 0 && (
          <section aria-labelledby="register">
            <h2 id="register">{t(words.register)}</h2>
            <p className="quiet small">{t(words.registerNote)}</p>
            <Facts items={props.register} />
          </section>
        )}
      </div>
      {props.proofs.map((proof) => (
        <ProofStrip key={`${proof.rid}${proof.rev}`} {...proof} />
      ))}
    </article>
  );
}

function Decision({
  result,
  word,
  summary,
  content,
  at,
  ground,
  reasons,
  document,
  remedies,
}: NonNullable<CasePageProps['decision']>) {
  const t = useT();
  return (
    <section aria-labelledby="decision">
      <h2 id="decision">{t(words.decided)}</h2>
      <Notice
        kind={
          statusWords[result].tone === 'done'
            ? 'done'
            : statusWords[result].tone === 'late'
              ? 'refused'
              : 'info'
        }
        title={<Zh>{summary}</Zh>}
      />
      <Facts
        items={[
          { term: t(words.result), value: word ?? <StatusWord code={result} /> },
          ...(content === undefined ? [] : [{ term: t(words.content), value: content }]),
          { term: t(words.when), value: typeof at === 'string' ? at : formatTime(at) },
          ...(ground === undefined ? [] : [{ term: t(words.ground), value: ground }]),
          ...(reasons === undefined ? [] : [{ term: t(words.reasons), value: reasons }]),
          ...(document === undefined
            ? []
            : [
                {
                  term: t(words.document),
                  value: (
                    <Link href={document.href}>
                      <Zh>{document.name}</Zh>
                    </Link>
                  ),
                },
              ]),
        ]}
      />
      {remedies.length > 0 && (
        <>
          <h3>{t(words.remedies)}</h3>
          <Facts items={remedies} />
        </>
      )}
    </section>
  );
}

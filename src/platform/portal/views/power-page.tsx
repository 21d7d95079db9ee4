import type { ReactNode } from 'react';
import { formatPeriod, messages, type DayUnit } from '#platform/i18n';
import { DataTable } from '../components/data-table.tsx';
import { Disclosure, LegalBasis, type LegalBasisEntry } from '../components/disclosure.tsx';
import { Facts, Items, type Fact } from '../components/facts.tsx';
import { FormLinks, type FormLink } from '../components/form-links.tsx';
import { FlowFigure, type FlowFigureProps } from '../components/flow-figure.tsx';
import { Figure3, type FigureItem } from '../components/figures.tsx';
import { ActionLink, Crumbs } from '../components/navigation.tsx';
import { Notice } from '../components/notice.tsx';
import { PersonLine, type PersonLineProps } from '../components/person-line.tsx';
import { ProofStrip, type ProofStripProps } from '../components/proof-strip.tsx';
import { StatusWord } from '../components/status-word.tsx';
import { VersionLine, type VersionLineProps } from '../components/version-line.tsx';
import { useLang, useT, Zh } from '../scope.tsx';
import { Materials, type MaterialRow } from './power-materials.tsx';
import type { StatusCode } from '../status-words.ts';

const words = messages({
  powers: { zh: '权责清单', en: 'Powers' },
  code: { zh: '实施编码', en: 'Code' },
  what: { zh: '是什么', en: 'What it is' },
  basis: { zh: '凭什么', en: 'On what law' },
  rules: { zh: '行使规则', en: 'How it must be exercised' },
  who: { zh: '对谁、在什么条件下', en: 'To whom, and when' },
  unverified: {
    zh: '条件由本机关整理，还没有与公布的法律文本逐条核对；不一致的，以公布的文本为准。',
    en: 'The agency put the conditions together and has not yet checked them one by one against the published text of the law; where they differ, that text prevails.',
  },
  materials: { zh: '要交什么', en: 'What to bring' },
  questions: { zh: '申请表还要填写：', en: 'The form also asks for: ' },
  limits: { zh: '多久办完', en: 'How long' },
  committed: { zh: '承诺时限', en: 'Committed' },
  statutory: { zh: '法定时限', en: 'By law' },
  accept: { zh: '受理', en: 'Acceptance' },
  deliver: { zh: '送达', en: 'Service' },
  fee: { zh: '收费', en: 'Fee' },
  noLimit: {
    zh: '标着“未核对”的时限由本机关填写，还没有与公布的法律文本核对；不一致的，以公布的文本为准。',
    en: 'A limit marked “not checked” was entered by the agency and not yet held against the published law; where they differ, that text prevails.',
  },
  unchecked: { zh: '未核对', en: 'not checked' },
  object: { zh: '服务对象', en: 'Open to' },
  result: { zh: '结果', en: 'Result' },
  apply: { zh: '在线申请', en: 'Apply online' },
  flow: { zh: '怎么办', en: 'How it runs' },
  rights: { zh: '您的权利', en: 'Your rights' },
  relief: { zh: '不服怎么办', en: 'If you disagree' },
  partyDuties: { zh: '您的义务', en: 'Your duties' },
  duties: { zh: '他们的责任', en: 'What they must do' },
  answers: { zh: '做错了谁负责', en: 'What they answer for' },
  situation: { zh: '情形', en: 'Situation' },
  whoAnswers: { zh: '追责对象', en: 'Who answers' },
  article: { zh: '依据', en: 'Ground' },
  real: { zh: '实际办得怎样', en: 'How it has really gone' },
  noExperience: { zh: '还没有公开结果的办件。', en: 'No case of it has a public result yet.' },
  oversight: { zh: '监督和投诉', en: 'Supervision and complaints' },
  contents: { zh: '本页内容', en: 'On this page' },
  charge: { zh: '谁负责', en: 'Who is responsible' },
});

export type Limit = {
  readonly n: number;
  readonly unit: DayUnit;
  readonly basis?: string;
  /** False: entered by the agency and not held against the law. */
  readonly verified?: boolean;
};

export type PowerPageProps = {
  readonly name: string;
  readonly code: string;
  /** 行政许可 */
  readonly type: { readonly label: string; readonly href: string };
  readonly agency: { readonly label: string; readonly href: string };
  readonly status: StatusCode;
  /** What it lets the agency do, in one or two plain sentences. */
  readonly summary: string;
  readonly version: VersionLineProps;
  /** What the reader must know of this version first, e.g. that it is on trial. */
  readonly notice?: ReactNode;
  /** That the power has ended, or will; what stood before is folded away once it has. */
  readonly ended?: { readonly notice: ReactNode; readonly before: string | undefined };
  /** Elements said in a line: what it is, where and when, how it is handled, who watches over it. */
  readonly what: readonly Fact[];
  readonly contact: readonly Fact[];
  readonly handling: readonly Fact[];
  readonly oversight: readonly Fact[];
  readonly rules: readonly string[];
  readonly partyDuties: readonly string[];
  readonly basis: readonly LegalBasisEntry[];
  readonly objects: readonly string[];
  readonly conditions: readonly string[];
  readonly conditionsVerified: boolean;
  readonly materials: readonly MaterialRow[];
  /** What the application form asks beside who applies and what for. */
  readonly questions: readonly string[];
  readonly committed?: Limit | undefined;
  /** The law sets none for some powers. */
  readonly statutory?: Limit | undefined;
  readonly acceptance?: Limit;
  readonly delivery?: Limit;
  readonly fee: string;
  readonly result?: string;
  readonly resultForms: readonly FormLink[];
  readonly applyHref?: string;
  readonly flow?: FlowFigureProps;
  readonly rights: readonly string[];
  readonly relief: readonly { readonly term: string; readonly value: ReactNode }[];
  readonly duties: readonly { readonly stage: string; readonly content: string; readonly post?: string }[];
  readonly accountability: readonly {
    readonly situation: string;
    readonly who: string;
    readonly basis?: string;
  }[];
  readonly persons: readonly PersonLineProps[];
  /** Cases, usual time, late ones, complaints: each opens its list. */
  readonly experience: readonly FigureItem[];
  readonly proofs: readonly ProofStripProps[];
  /** Anything else the module shows, e.g. risk points or fields withheld. */
  readonly more?: readonly { readonly id: string; readonly title: string; readonly body: ReactNode }[];
};

/** One power: what it lets them do, on what law, how it runs, what you can do, how it has really gone. */
export function PowerPage(props: PowerPageProps) {
  const t = useT();
  return (
    <article>
      <Crumbs
        items={[
          { href: '/powers', label: t(words.powers) },
          { href: props.agency.href, label: <Zh>{props.agency.label}</Zh> },
          { href: props.type.href, label: <Zh>{props.type.label}</Zh> },
        ]}
      />
      <header className="page-head">
        <h1>
          <Zh>{props.name}</Zh>
        </h1>
        <p className="shelfmark">
          <StatusWord code={props.status} />
          <span>
            <span className="quiet term">{t(words.code)}</span>
            <code>{props.code}</code>
          </span>
        </p>
        <p className="lead">
          <Zh>{props.summary}</Zh>
        </p>
        <VersionLine {...props.version} />
      </header>
      {props.ended?.notice}
      {props.notice}
      {props.ended?.before === undefined ? (
        <Content {...props} />
      ) : (
        <Disclosure summary={props.ended.before}>
          <Content {...props} />
        </Disclosure>
      )}
      {props.proofs.map((proof) => (
        <ProofStrip key={`${proof.rid}${proof.rev}`} {...proof} />
      ))}
    </article>
  );
}

function Content(props: PowerPageProps) {
  return (
    <div className="with-aside">
      <div className="aside">
        <KeyFacts {...props} />
      </div>
      <div className="main-column">
        <Body {...props} />
      </div>
    </div>
  );
}

function KeyFacts(props: PowerPageProps) {
  const t = useT();
  const lang = useLang();
  return (
    <div className="key-facts">
      {props.applyHref !== undefined && (
        <p>
          <ActionLink href={props.applyHref}>{t(words.apply)}</ActionLink>
        </p>
      )}
      <Facts
        items={[
          ...limitFacts(t, props),
          { term: t(words.fee), value: <Zh>{props.fee}</Zh> },
          { term: t(words.object), value: <Zh>{props.objects.join(lang === 'zh' ? '、' : ', ')}</Zh> },
          ...(props.result === undefined
            ? []
            : [
                {
                  term: t(words.result),
                  value: (
                    <>
                      <Zh>{props.result}</Zh>
                      <FormLinks forms={props.resultForms} />
                    </>
                  ),
                },
              ]),
          ...props.contact,
        ]}
      />
      <nav aria-label={t(words.contents)} className="contents">
        <ul>
          {SECTIONS.filter((id) => id !== 'flow' || props.flow !== undefined).map((id) => (
            <li key={id}>
              <a href={`#${id}`}>{t(words[id])}</a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

const SECTIONS = [
  'what',
  'basis',
  'who',
  'materials',
  'limits',
  'flow',
  'rights',
  'duties',
  'answers',
  'real',
] as const;

function limitFacts(t: ReturnType<typeof useT>, { committed, statutory }: PowerPageProps) {
  return [
    ...(committed === undefined
      ? []
      : [{ term: t(words.committed), value: <LimitText limit={committed} /> }]),
    ...(statutory === undefined
      ? []
      : [{ term: t(words.statutory), value: <LimitText limit={statutory} /> }]),
  ];
}

function LimitText({ limit }: { limit: Limit }) {
  const t = useT();
  const lang = useLang();
  return (
    <>
      <b>{formatPeriod(lang, limit.n, limit.unit)}</b>
      {limit.verified === false && <span className="tag">{t(words.unchecked)}</span>}
      {limit.basis !== undefined && (
        <span className="quiet small block">
          <Zh>{limit.basis}</Zh>
        </span>
      )}
    </>
  );
}

function Body(props: PowerPageProps) {
  const t = useT();
  return (
    <>
      <Part id="what">
        <Facts items={props.what} />
      </Part>
      <Part id="basis">
        <LegalBasis entries={props.basis} />
        {props.rules.length > 0 && (
          <>
            <h3>{t(words.rules)}</h3>
            <Zh>
              <Items items={props.rules} numbered />
            </Zh>
          </>
        )}
      </Part>
      <Part id="who">
        <p>
          <Zh>{props.objects.join('、')}</Zh>
        </p>
        <Zh>
          <Items items={props.conditions} numbered />
        </Zh>
        {!props.conditionsVerified && <Notice kind="warn">{t(words.unverified)}</Notice>}
      </Part>
      <Part id="materials">
        <Materials rows={props.materials} caption={t(words.materials)} />
        {props.questions.length > 0 && (
          <p>
            {t(words.questions)}
            <Zh>{props.questions.join('、')}</Zh>
          </p>
        )}
      </Part>
      <Part id="limits">
        <Facts
          items={[
            ...(props.acceptance
              ? [{ term: t(words.accept), value: <LimitText limit={props.acceptance} /> }]
              : []),
            ...limitFacts(t, props),
            ...(props.delivery
              ? [{ term: t(words.deliver), value: <LimitText limit={props.delivery} /> }]
              : []),
            ...props.handling,
          ]}
        />
        {props.statutory?.verified === false && <Notice kind="warn">{t(words.noLimit)}</Notice>}
      </Part>
      {props.flow !== undefined && (
        <section aria-labelledby="h-flow" className="flow-part">
          <h2 id="h-flow">{t(words.flow)}</h2>
          <FlowFigure {...props.flow} />
        </section>
      )}
      <Part id="rights">
        <Zh>
          <Items items={props.rights} />
        </Zh>
        {props.partyDuties.length > 0 && (
          <>
            <h3>{t(words.partyDuties)}</h3>
            <Zh>
              <Items items={props.partyDuties} />
            </Zh>
          </>
        )}
        <h3>{t(words.relief)}</h3>
        <Facts
          items={props.relief.map((item) => ({
            term: <Zh>{item.term}</Zh>,
            value: item.value,
            key: item.term,
          }))}
        />
      </Part>
      <Part id="duties">
        <Facts
          items={props.duties.map((duty) => ({
            key: duty.stage,
            term: <Zh>{duty.stage}</Zh>,
            value: (
              <Zh>
                {duty.content}
                {duty.post !== undefined && <span className="quiet small block">{duty.post}</span>}
              </Zh>
            ),
          }))}
        />
        <h3>{t(words.charge)}</h3>
        {props.persons.map((person) => (
          <PersonLine key={`${person.role}${person.post}`} {...person} />
        ))}
      </Part>
      <Part id="answers">
        <DataTable
          caption={t(words.answers)}
          rows={props.accountability}
          rowKey={(row) => row.situation}
          columns={[
            { key: 'what', head: t(words.situation), title: true, cell: (row) => <Zh>{row.situation}</Zh> },
            { key: 'who', head: t(words.whoAnswers), cell: (row) => <Zh>{row.who}</Zh> },
            { key: 'basis', head: t(words.article), cell: (row) => <Zh>{row.basis}</Zh> },
          ]}
        />
      </Part>
      {props.oversight.length > 0 && (
        <section aria-labelledby="h-oversight">
          <h2 id="h-oversight">{t(words.oversight)}</h2>
          <Facts items={props.oversight} />
        </section>
      )}
      <Part id="real">
        {props.experience.length > 0 ? <Figure3 items={props.experience} /> : <p>{t(words.noExperience)}</p>}
      </Part>
      {props.more?.map((part) => (
        <section key={part.id} id={part.id}>
          <h2>{part.title}</h2>
          {part.body}
        </section>
      ))}
    </>
  );
}

function Part({ id, children }: { id: Exclude<(typeof SECTIONS)[number], 'flow'>; children: ReactNode }) {
  const t = useT();
  return (
    <section id={id} aria-labelledby={`h-${id}`}>
      <h2 id={`h-${id}`}>{t(words[id])}</h2>
      {children}
    </section>
  );
}

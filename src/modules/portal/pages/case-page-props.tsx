import type { ReactNode } from 'react';
import { formatDay, formatInstant, LegalDay, legalDayOf } from '#kernel';
import type { Calendar } from '#modules/calendar';
import {
  flowFigure,
  isWork,
  nodeName,
  type FlowNode,
  type FlowVersion,
  type StepRole,
  type StepState,
} from '#modules/flows';
import type { Coverage, FieldView, RecordView, RevisionView } from '#modules/ledger';
import type { PublishedPower } from '#modules/powers';
import type { GoverningRule } from '#modules/rules';
import { formatPeriod, messages, t, type DayUnit, type Lang } from '#platform/i18n';
import { Facts, Mixed, Notice, Zh, type CasePageProps, type TimelineEntry, proofOf } from '#platform/portal';
import type { Move } from '../domain/departures.ts';
import { isLate } from '../domain/lateness.ts';
import { actWords, resultWords, statusOf } from '../case-words.ts';
import { casesWords } from './cases-page.tsx';
import { closedKind, fieldFacts, newestFields, type StepNames } from './field-facts.tsx';
import { MovedNotice } from './moved-notice.tsx';
import { publicClock } from './public-clock.ts';
import { registerFacts } from './register-facts.tsx';

const words = messages({
  agency: { zh: '办理机关', en: 'Handled by' },
  leader: { zh: '分管负责人', en: 'Answers for it' },
  basis: { zh: '依据公布的事项', en: 'as the published item says' },
  trial: {
    zh: '按试运行版本受理（试运行到{until}）',
    en: 'Accepted under a version on trial (until {until})',
  },
  trialMeans: {
    zh: '本件按受理时的版本办到底，不论它后来是否转正；只有另行公开的决定才能改变。',
    en: 'It is finished under the version it was accepted under, confirmed or not; only a decision published with the case changes that.',
  },
  caseProof: { zh: '办件', en: 'the case' },
  review: { zh: '行政复议', en: 'Administrative review' },
  court: { zh: '行政诉讼', en: 'Court' },
  within: {
    zh: '自知道决定之日起{period}内，向{who}提出（{article}）',
    en: 'within {period} of learning of it, at {who} ({article})',
  },
  notOwed: { zh: '这一件的结果不向社会公开', en: 'The result of this case is not public' },
  notOwedWhy: {
    zh: '法律要求公开的是准予的决定（行政许可法第四十条）和应当主动公开的信息（政府信息公开条例第二十条）。这一件没有这样的结果：怎样办结的，只告知当事人，并计入统计。',
    en: 'The law has decisions that grant published (行政许可法第四十条) and what is to be disclosed without being asked (政府信息公开条例第二十条). This case has no such result: how it ended is told to its party only, and counted in the statistics.',
  },
  reviewFirst: {
    zh: '应当先申请行政复议，再依法起诉',
    en: 'Apply for review first; court action comes after',
  },
});

type Input = {
  readonly number: string;
  readonly record: RecordView;
  readonly coverage: Coverage | undefined;
  /** Absent while the item is hidden. */
  readonly power: PublishedPower | undefined;
  /** Last day of the trial it was accepted under; null for a final version. */
  readonly trialUntil: LegalDay | null;
  /** The version of the flow that it runs on now; absent also of a moved case whose record does not name it yet. */
  readonly flow: FlowVersion | undefined;
  readonly acceptedUnder: FlowVersion | undefined;
  readonly move: Move | undefined;
  /** Rules in force that govern the item. */
  readonly rules: readonly GoverningRule[];
  readonly calendar: Calendar;
  readonly agency: { readonly name: string; readonly slug: string };
  readonly state: string;
  readonly closed: boolean;
  readonly today: LegalDay;
  readonly lang: Lang;
};

/** Everything a case page shows, from the covered revisions of the record and the versions it is bound to (X2). */
export function casePageProps(input: Input): CasePageProps {
  const { record, power, lang, closed, state, today } = input;
  const fields = newestFields(record.revisions);
  const text = (name: string): string | undefined => {
    const field = fields.get(name);
    return field?.state === 'open' && typeof field.value === 'string' ? field.value : undefined;
  };
  const powerHref = power && `/powers/${encodeURIComponent(power.code)}`;
  const dayOf = (name: string): LegalDay | undefined => LegalDay.safeParse(text(name)).data;
  const dueOn = dayOf('dueOn');
  const stepNames = namesOf(input.flow, lang);
  const steps = record.revisions.flatMap((r) => stepsOf(r, input.flow, lang));
  const now = closed ? undefined : steps.at(-1);
  const decision = text('decision');
  const decidedOn = text('decidedOn');
  const late = isLate({ state, closed, dueOn: dueOn ?? null }, today);
  return {
    power:
      power === undefined || powerHref === undefined
        ? { hidden: casesWords.hidden }
        : { name: power.content.name, href: powerHref, version: power.n },
    ...(powerHref === undefined || input.flow?.n == null
      ? {}
      : { flowVersion: { n: input.flow.n, href: `${powerHref}/flow?n=${input.flow.n}` } }),
    notices: (
      <>
        {power === undefined && (
          <Notice kind="info" title={t(lang, casesWords.hiddenTitle)}>
            <p>{t(lang, casesWords.hiddenWhy)}</p>
          </Notice>
        )}
        {closed && !fields.has('decision') && (
          <Notice kind="info" title={t(lang, words.notOwed)}>
            <p>
              <Mixed>{t(lang, words.notOwedWhy)}</Mixed>
            </p>
          </Notice>
        )}
        {input.trialUntil !== null && (
          <Notice kind="info" title={t(lang, words.trial, { until: formatDay(input.trialUntil, lang) })}>
            <p>{t(lang, words.trialMeans)}</p>
          </Notice>
        )}
        {input.move !== undefined && (
          <MovedNotice
            move={input.move}
            rid={record.rid}
            itemShown={power !== undefined}
            from={input.acceptedUnder?.n ?? undefined}
            to={input.flow?.n ?? undefined}
            powerHref={powerHref}
          />
        )}
      </>
    ),
    number: input.number,
    status: late ? 'late' : statusOf(state),
    ...(now === undefined
      ? {}
      : { now: { step: now.name, since: now.at, rules: rulesAt(input.rules, now) } }),
    persons: [
      {
        role: t(lang, words.agency),
        post: input.agency.name,
        complaint: { text: input.agency.name, href: `/agencies/${input.agency.slug}#complain` },
      },
      ...(power?.content.leader === undefined
        ? []
        : [{ role: t(lang, words.leader), post: power.content.leader }]),
    ],
    ...clockOf(input, dueOn, dayOf),
    ...(!hasSteps(input.flow) || powerHref === undefined
      ? {}
      : {
          flow: flowFigure(input.flow, {
            lang,
            powerHref,
            overlay: { states: overlayOf(input.flow, steps, { closed, late }) },
          }),
        }),
    ...(decision === undefined || decidedOn === undefined || power === undefined
      ? {}
      : {
          decision: {
            result: statusOf(decision),
            ...wordOf(decision, lang),
            summary: text('content') ?? power.content.result?.name ?? power.content.name,
            ...withheldContent(fields, lang),
            at: day(decidedOn, lang),
            ...groundsOf(power),
            remedies: remediesOf(power, lang),
          },
        }),
    register: registerFacts(fields, lang, { itemShown: power !== undefined, closed, stepNames }),
    timeline: record.revisions
      .map((r) => timelineEntry(r, record.rid, { lang, itemShown: power !== undefined, stepNames }))
      .toReversed(),
    proofs: [proofOf(record.rid, input.coverage, words.caseProof)],
  };
}

/** Those rules that govern a step, or the item as a whole. */
function rulesAt(rules: readonly GoverningRule[], { node }: Step) {
  return rules
    .filter(({ steps }) => steps.length === 0 || steps.some(({ id }) => id === node))
    .map(({ ruleId, title }) => ({ href: `/rules/${ruleId}`, title }));
}

type Step = { readonly node: string; readonly name: string; readonly at: Date };

/** The steps a revision says the case is at: by node id or by name, several joined by 、. */
function stepsOf(revision: RevisionView, flow: FlowVersion | undefined, lang: Lang): Step[] {
  return revision.fields.flatMap((field): Step[] => {
    if (field.name !== 'step' || field.state !== 'open' || typeof field.value !== 'string') return [];
    return field.value.split('、').map((said) => {
      const node = nodeSaid(flow, said);
      return {
        node: node?.id ?? '',
        name: node === undefined ? said : nodeName(node, lang),
        at: new Date(revision.at),
      };
    });
  });
}

function nodeSaid(flow: FlowVersion | undefined, said: string): FlowNode | undefined {
  return flow?.table.nodes.find(({ id, name }) => id === said || name === said);
}

/** Steps by their names in the language of the page, as far as the flow has them. */
function namesOf(flow: FlowVersion | undefined, lang: Lang): StepNames {
  return (said) =>
    said
      .split('、')
      .map((one) => {
        const node = nodeSaid(flow, one);
        return node === undefined ? one : nodeName(node, lang);
      })
      .join(lang === 'zh' ? '、' : ', ');
}

/** What must have been done before a case is accepted. */
const BEFORE_ACCEPTANCE: ReadonlySet<StepRole | undefined> = new Set(['apply', 'receive', 'accept']);

function overlayOf(
  { table }: FlowVersion,
  steps: readonly Step[],
  { closed, late }: { readonly closed: boolean; readonly late: boolean },
): Readonly<Record<string, StepState>> {
  const states: Record<string, StepState> = {};
  for (const { id, role } of table.nodes) if (BEFORE_ACCEPTANCE.has(role)) states[id] = 'done';
  for (const { node } of steps) if (node !== '') states[node] = 'done';
  const last = steps.at(-1);
  if (last !== undefined && last.node !== '' && !closed) states[last.node] = late ? 'late' : 'open';
  return states;
}

function clockOf(
  { record, state, closed, today, power, calendar }: Input,
  dueOn: LegalDay | undefined,
  dayOf: (name: string) => LegalDay | undefined,
): Pick<CasePageProps, 'clock'> {
  if (dueOn === undefined) return {};
  const clock = publicClock(
    {
      state,
      closed,
      dueOn,
      today,
      acceptedOn: dayOf('acceptedOn'),
      decidedOn: dayOf('decidedOn'),
      lastOn: legalDayOf(new Date(record.revisions.at(-1)?.at ?? 0)),
    },
    power,
    calendar,
  );
  return clock === undefined ? {} : { clock };
}

function groundsOf({ content }: PublishedPower): { readonly ground?: ReactNode } {
  const grounds = content.legalBasis.filter((b) => b.verified).map((b) => `《${b.law}》${b.article}`);
  return grounds.length === 0 ? {} : { ground: <Zh>{grounds.join('、')}</Zh> };
}

function wordOf(decision: string, lang: Lang): { readonly word?: string } {
  const word = resultWords[decision];
  return word === undefined ? {} : { word: t(lang, word) };
}

/** That the content of a decision is withheld, on which ground and until when (X8). */
function withheldContent(
  fields: ReadonlyMap<string, FieldView>,
  lang: Lang,
): { readonly content?: ReactNode } {
  const field = fields.get('content');
  if (field === undefined || field.state === 'open') return {};
  const [fact] = fieldFacts(new Map([['content', field]]), 'case/1', lang);
  return fact === undefined ? {} : { content: fact.value };
}

function remediesOf({ content: { review, litigation, reviewFirst } }: PublishedPower, lang: Lang) {
  const say = (who: string, limit: { n: number; unit: DayUnit }, article: string) => (
    <Mixed>{t(lang, words.within, { who, article, period: formatPeriod(lang, limit.n, limit.unit) })}</Mixed>
  );
  return [
    ...(review === undefined
      ? []
      : [{ term: t(lang, words.review), value: say(review.authority, review.limit, review.article) }]),
    ...(reviewFirst?.verified === true
      ? [{ term: t(lang, words.court), value: t(lang, words.reviewFirst) }]
      : litigation === undefined
        ? []
        : [
            {
              term: t(lang, words.court),
              value: say(litigation.court, litigation.limit, litigation.article),
            },
          ]),
  ];
}

function day(text: string, lang: Lang): string {
  const parsed = LegalDay.safeParse(text);
  return parsed.success ? formatDay(parsed.data, lang) : text;
}

/** Acts that bring a case forward; what they carry beside that stands in the register entry already. */
const FORWARD: ReadonlySet<string> = new Set(['accept', 'refuse', 'stage', 'publish']);
const TOLD: ReadonlySet<string> = new Set([
  'state',
  'step',
  'dueOn',
  'decision',
  'decisionNumber',
  'servedOn',
  'deviations',
  'ground',
]);

type Telling = { readonly lang: Lang; readonly itemShown: boolean; readonly stepNames: StepNames };

function timelineEntry(
  revision: RevisionView,
  rid: string,
  { lang, itemShown, stepNames }: Telling,
): TimelineEntry {
  const act = actWords[revision.act];
  // What a revision keeps from society is told with its ground; what only waits for its time stands in the register entry.
  const told = (field: FieldView): boolean =>
    field.state === 'open'
      ? field.name !== 'opens' &&
        (itemShown || field.name !== 'deviations') &&
        (!FORWARD.has(revision.act) || TOLD.has(field.name))
      : closedKind('case/1', field, false) !== 'held';
  const shown = new Map(revision.fields.filter(told).map((f) => [f.name, f]));
  return {
    key: String(revision.rev),
    title: act === undefined ? revision.act : t(lang, act),
    at: formatInstant(new Date(revision.at)),
    ...(shown.size === 0 ? {} : { body: <Facts items={fieldFacts(shown, 'case/1', lang, stepNames)} /> }),
    ...(revision.index === null
      ? {}
      : { proof: { index: revision.index, href: `/records/${rid}/${revision.rev}` } }),
    tone: revision.act === 'withdraw' || revision.act === 'refuse' ? 'late' : 'done',
  };
}

/** Whether a flow has steps that people do; a page without any shows no chart. */
function hasSteps(flow: FlowVersion | undefined): flow is FlowVersion {
  return flow?.table.nodes.some(isWork) ?? false;
}

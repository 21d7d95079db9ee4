import { daysBetween, formatDay, formatInstant, LegalDay, legalDayOf } from '#kernel';
import { flowFigure, isWork, type FlowVersion, type StepState } from '#modules/flows';
import type { Coverage, RecordView, RevisionView } from '#modules/ledger';
import type { PublishedPower } from '#modules/powers';
import { messages, t, type Lang } from '#platform/i18n';
import {
  Facts,
  Mixed,
  Zh,
  type CasePageProps,
  type ClockProps,
  type TimelineEntry,
  proofOf,
} from '#platform/portal';
import { actWords, statusOf } from '../case-words.ts';
import { fieldFacts, newestFields } from './field-facts.tsx';

const words = messages({
  agency: { zh: '办理机关', en: 'Handled by' },
  leader: { zh: '分管负责人', en: 'Answers for it' },
  basis: { zh: '依据公布的事项', en: 'as the published item says' },
  caseProof: { zh: '办件', en: 'the case' },
  review: { zh: '行政复议', en: 'Administrative review' },
  court: { zh: '行政诉讼', en: 'Court' },
  within: { zh: '{who}，{article}', en: '{who}, {article}' },
});

type Input = {
  readonly number: string;
  readonly record: RecordView;
  readonly coverage: Coverage | undefined;
  readonly power: PublishedPower;
  readonly flow: FlowVersion | undefined;
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
  const powerHref = `/powers/${encodeURIComponent(power.code)}`;
  const steps = record.revisions.flatMap((r) => stepsOf(r, input.flow));
  const now = closed ? undefined : steps.at(-1);
  const decision = text('decision');
  const decidedOn = text('decidedOn');
  return {
    power: { name: power.content.name, href: powerHref, version: power.n },
    number: input.number,
    status: statusOf(state),
    ...(now === undefined ? {} : { now: { step: now.name, since: now.at } }),
    persons: [
      {
        role: t(lang, words.agency),
        post: input.agency.name,
        complaint: { text: input.agency.name, href: `/agencies/${input.agency.slug}#complain` },
      },
      ...(power.content.leader === undefined
        ? []
        : [{ role: t(lang, words.leader), post: power.content.leader }]),
    ],
    ...clockOf(text('dueOn'), closed ? endedOn(input.record, text) : undefined, today),
    ...(input.flow === undefined
      ? {}
      : {
          flow: flowFigure(input.flow, {
            lang,
            powerHref,
            overlay: { states: overlayOf(steps, closed, text('dueOn'), today) },
          }),
        }),
    ...(decision === undefined || decidedOn === undefined
      ? {}
      : {
          decision: {
            result: statusOf(decision),
            summary: text('content') ?? power.content.result?.name ?? power.content.name,
            at: day(decidedOn, lang),
            ground: <Zh>{groundsOf(power)}</Zh>,
            remedies: remediesOf(power, lang),
          },
        }),
    register: fieldFacts(fields, 'case/1', lang),
    timeline: record.revisions.map((r) => timelineEntry(r, record.rid, lang)).toReversed(),
    proofs: [proofOf(record.rid, input.coverage, words.caseProof)],
  };
}

type Step = { readonly node: string; readonly name: string; readonly at: Date };

/** The steps a revision says the case is at: by node id or by name, several joined by 、. */
function stepsOf(revision: RevisionView, flow: FlowVersion | undefined): Step[] {
  return revision.fields.flatMap((field): Step[] => {
    if (field.name !== 'step' || field.state !== 'open' || typeof field.value !== 'string') return [];
    return field.value.split('、').map((said) => {
      const node = flow?.table.nodes.find(({ id, name }) => id === said || name === said);
      return { node: node?.id ?? '', name: node?.name ?? said, at: new Date(revision.at) };
    });
  });
}

function overlayOf(
  steps: readonly Step[],
  closed: boolean,
  dueOn: string | undefined,
  today: LegalDay,
): Readonly<Record<string, StepState>> {
  const states: Record<string, StepState> = {};
  for (const { node } of steps) if (node !== '') states[node] = 'done';
  const last = steps.at(-1);
  if (last !== undefined && last.node !== '' && !closed)
    states[last.node] = dueOn !== undefined && dueOn < today ? 'late' : 'open';
  return states;
}

/** The day a finished case was decided, else served, else said to be over. */
function endedOn(record: RecordView, text: (name: string) => string | undefined): LegalDay {
  const stated = LegalDay.safeParse(text('decidedOn') ?? text('servedOn'));
  const last = record.revisions.at(-1);
  return stated.success ? stated.data : legalDayOf(new Date(last?.at ?? 0));
}

function clockOf(
  dueOn: string | undefined,
  ended: LegalDay | undefined,
  today: LegalDay,
): { clock?: ClockProps } {
  const due = LegalDay.safeParse(dueOn);
  if (!due.success) return {};
  const left = daysBetween(ended ?? today, due.data);
  return {
    clock: {
      state: ended === undefined ? (left < 0 ? 'late' : 'running') : left < 0 ? 'done-late' : 'done',
      days: Math.abs(left),
      unit: 'cd',
      due: due.data,
      bars: [],
      derivation: [],
    },
  };
}

function groundsOf({ content }: PublishedPower): string {
  return content.legalBasis
    .filter((b) => b.verified)
    .map((b) => `《${b.law}》${b.article}`)
    .join('、');
}

function remediesOf({ content }: PublishedPower, lang: Lang) {
  const say = (who: string, article: string) => <Mixed>{t(lang, words.within, { who, article })}</Mixed>;
  return [
    ...(content.review === undefined
      ? []
      : [{ term: t(lang, words.review), value: say(content.review.authority, content.review.article) }]),
    ...(content.litigation === undefined
      ? []
      : [{ term: t(lang, words.court), value: say(content.litigation.court, content.litigation.article) }]),
  ];
}

function day(text: string, lang: Lang): string {
  const parsed = LegalDay.safeParse(text);
  return parsed.success ? formatDay(parsed.data, lang) : text;
}

function timelineEntry(revision: RevisionView, rid: string, lang: Lang): TimelineEntry {
  const act = actWords[revision.act];
  const shown = new Map(
    revision.fields.filter(({ state, name }) => state === 'open' && name !== 'opens').map((f) => [f.name, f]),
  );
  return {
    key: String(revision.rev),
    title: act === undefined ? revision.act : t(lang, act),
    at: formatInstant(new Date(revision.at)),
    ...(shown.size === 0 ? {} : { body: <Facts items={fieldFacts(shown, 'case/1', lang)} /> }),
    ...(revision.index === null
      ? {}
      : { proof: { index: revision.index, href: `/records/${rid}/${revision.rev}` } }),
    tone: revision.act === 'withdraw' || revision.act === 'refuse' ? 'late' : 'done',
  };
}

/** Whether a flow has steps that people do; a page without any shows no chart. */
export function hasSteps(flow: FlowVersion | undefined): flow is FlowVersion {
  return flow?.table.nodes.some(isWork) ?? false;
}

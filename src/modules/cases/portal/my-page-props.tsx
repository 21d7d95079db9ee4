import { formatDay } from '#kernel';
import { clockBar, derivationLines, elapsed } from '#modules/calendar';
import { flowFigure, isWork, nodeName, openSteps, step, type FlowVersion } from '#modules/flows';
import { t, type Lang } from '#platform/i18n';
import {
  Mixed,
  Zh,
  type CasePageProps,
  type ClockProps,
  type Fact,
  type TimelineEntry,
} from '#platform/portal';
import type { CaseDetail, EventView } from '../contract/index.ts';
import type { Case } from '../engine/case.ts';
import { overlayOf } from '../engine/chart-overlay.ts';
import type { CaseEnv } from '../engine/env.ts';
import { plainOutcome } from '../engine/instant.ts';
import { eventWord, myWords as w, statusOf } from '../texts/case-words.ts';

type Input = {
  readonly c: Case;
  readonly detail: CaseDetail;
  readonly env: CaseEnv;
  readonly flow: FlowVersion;
  readonly lang: Lang;
};

/** A case as its party sees it, on the common case page. */
export function myPageProps({
  c,
  detail,
  env,
  flow,
  lang,
}: Input): Omit<CasePageProps, 'actions' | 'notices'> {
  const href = `/powers/${encodeURIComponent(c.terms.powerCode)}`;
  const open = detail.steps.filter(({ closedAt }) => closedAt === null);
  const [now] = open;
  const clock = clockOf(c, env);
  return {
    power: { name: c.terms.powerName, href, version: c.terms.powerVersion },
    ...(flow.n === null ? {} : { flowVersion: { n: flow.n, href: `${href}/flow?n=${flow.n}` } }),
    number: c.number ?? t(lang, w.notYet),
    status: statusOf(c.state, c.result, c.deemed),
    ...(now === undefined
      ? {}
      : {
          now: {
            step: open.map(({ name }) => name).join(lang === 'zh' ? '、' : ', '),
            since: new Date(now.openedAt),
            ...nextOf(c, env, lang),
          },
        }),
    persons: open.map(({ post, postId, name }) => ({
      role: name,
      post,
      ...(postId === null ? {} : { office: c.terms.agencyName }),
    })),
    ...(clock === undefined ? {} : { clock }),
    flow: flowFigure(flow, { lang, overlay: overlayOf(c, env.now), powerHref: href }),
    ...(c.decision === null ? {} : { decision: decisionOf(c, detail, lang) }),
    register: [],
    timeline: told(detail.events).map((event) => entryOf(event, detail, lang)),
    proofs: [],
    crumbs: [{ href: '/my', label: t(lang, w.title) }],
  };
}

/** What comes next when everything goes its plain way. */
function nextOf(c: Case, env: CaseEnv, lang: Lang): { readonly next?: string } {
  const [open] = openSteps(env.table, c.marking);
  if (open === undefined) return {};
  const { node } = open;
  const event = isWork(node)
    ? ({ type: 'complete', node: node.id, outcome: plainOutcome(node) } as const)
    : ({ type: 'message', node: node.id } as const);
  const moved = step(env.table, c.marking, { ...event, fields: c.facts });
  const names = moved.ok ? moved.value.opened.map((one) => nodeName(one, lang)) : [];
  return names.length === 0 ? {} : { next: names.join(lang === 'zh' ? '、' : ', ') };
}

/** The limit that is nearest: the committed one, else the statutory one, else that of the open step. */
function clockOf(c: Case, env: CaseEnv): ClockProps | undefined {
  const of = (kind: Case['clocks'][number]['kind']) =>
    c.clocks.findLast((one) => one.kind === kind && (kind !== 'timer' || one.stoppedOn === null));
  const main = of('committed') ?? of('statutory') ?? of('timer');
  if (main === undefined) return undefined;
  const asked = main.stoppedOn ?? env.today;
  const { derivation } = main;
  const { unit, state, remaining, late } = elapsed(derivation, asked, env.calendar);
  const stopped = main.stoppedOn !== null;
  const bars = (['committed', 'statutory'] as const).flatMap((kind) => {
    const clock = of(kind);
    return clock === undefined
      ? []
      : [clockBar(kind, clock.derivation, clock.stoppedOn ?? env.today, env.calendar)];
  });
  return {
    state: stopped ? (state === 'late' ? 'done-late' : 'done') : state,
    days: state === 'late' ? late : remaining,
    unit,
    ...(derivation.lastDay === null ? {} : { due: derivation.lastDay }),
    bars,
    provisional: derivation.provisional,
    derivation: derivationLines(derivation),
  };
}

function decisionOf(c: Case, detail: CaseDetail, lang: Lang): NonNullable<CasePageProps['decision']> {
  const { decision } = c;
  if (decision === null) throw new Error('no decision');
  const document = detail.documents.find(({ number }) => number === decision.documentNumber);
  return {
    result: statusOf('decided', c.result, false),
    summary: decision.content,
    at: formatDay(decision.on, lang),
    ground: <Zh>{decision.basis.join('、')}</Zh>,
    ...(decision.reasons === '' ? {} : { reasons: <Zh>{decision.reasons}</Zh> }),
    ...(document === undefined
      ? {}
      : {
          document: {
            name: `${document.title} ${document.number ?? ''}`,
            href: `/my/documents/${document.id}`,
          },
        }),
    remedies: remediesOf(c, lang),
  };
}

function remediesOf({ terms }: Case, lang: Lang): Fact[] {
  const body = terms.reviewBody;
  if (terms.reviewFirst)
    return [
      {
        term: t(lang, w.review),
        value: (
          <Mixed>{`${t(lang, w.reviewFirst, { body })}${terms.reviewFirstBasis === undefined ? '' : `（${terms.reviewFirstBasis}）`}`}</Mixed>
        ),
      },
    ];
  return [
    { term: t(lang, w.review), value: <Mixed>{t(lang, w.reviewText, { body })}</Mixed> },
    { term: t(lang, w.action), value: <Mixed>{t(lang, w.actionText, { court: terms.court })}</Mixed> },
  ];
}

/** A step that brought about something with a name of its own is told by that name only. */
function told(events: readonly EventView[]): readonly EventView[] {
  const named = new Set(events.flatMap(({ kind, at }) => (DOCUMENT_OF[kind] === undefined ? [] : [at])));
  return events.filter(({ kind, at }) => kind !== 'step-done' || !named.has(at));
}

function entryOf(event: EventView, detail: CaseDetail, lang: Lang): TimelineEntry {
  const text =
    event.detail['text'] ?? event.detail['answer'] ?? event.detail['reason'] ?? event.detail['reasons'];
  const documents = detail.documents.filter(
    (one) =>
      one.madeAt === event.at &&
      one.kind !== 'application' &&
      one.number !== null &&
      DOCUMENT_OF[event.kind]?.includes(one.kind),
  );
  return {
    key: event.id,
    title: <Mixed>{t(lang, eventWord(event.kind), { step: event.step ?? '' })}</Mixed>,
    at: new Date(event.at),
    ...(event.post === null ? {} : { post: event.post }),
    ...(typeof text === 'string' ? { body: <Zh>{text}</Zh> } : {}),
    ...(documents.length === 0
      ? {}
      : {
          documents: documents.map((one) => ({
            name: `${one.title} ${one.number ?? ''}`,
            href: `/my/documents/${one.id}`,
          })),
        }),
  };
}

const DOCUMENT_OF: Readonly<Record<string, readonly string[]>> = {
  'correction-asked': ['correction-notice'],
  accepted: ['acceptance-notice'],
  'acceptance-confirmed': ['acceptance-notice'],
  'not-accepted': ['non-acceptance'],
  suspended: ['special-procedure-notice'],
  extended: ['extension-notice'],
  decided: ['decision-granted', 'decision-refused', 'filing-receipt', 'reply'],
  served: ['service-record'],
  withdrawn: ['withdrawal-record'],
  returned: ['return-notice'],
  terminated: ['termination-notice'],
};

import {
  addDays,
  dueInstant,
  err,
  legalDayOf,
  ok,
  startOfLegalDay,
  type LegalDay,
  type Result,
} from '#kernel';
import { addWorkingDays, type Period } from '#modules/calendar';
import { openSteps, start } from '#modules/flows';
import type { WalkBeside } from '../contract/walks.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import {
  fireTimer,
  resumeCase,
  returnCase,
  submitCase,
  supplementCase,
  suspendCase,
  terminateCase,
  withdrawCase,
  type NewCase,
} from './acts.ts';
import { advance, openStep, settled } from './advance.ts';
import type { Case, CaseClock } from './case.ts';
import { startClock } from './clocks.ts';
import { completeStep, type Completing } from './complete-step.ts';
import { nodeOf, type CaseEnv } from './env.ts';
import type { Happening } from './happening.ts';
import { needsOf } from './needs.ts';

/** What whoever walks a case through a flow does next; days pass only when they say so. */
export type WalkAct =
  | {
      readonly do: 'complete';
      readonly node: string;
      readonly outcome: string;
      readonly fields?: Case['facts'] | undefined;
      readonly extension?: { readonly approved: boolean; readonly days: number } | undefined;
      /** Why the clock stands while the special procedure that this opens goes on. */
      readonly ground?: string | undefined;
    }
  | { readonly do: 'answer'; readonly node: string; readonly fields?: Case['facts'] | undefined }
  /** Beside the flow, on its lawful ground. */
  | { readonly do: 'suspend' | 'terminate'; readonly ground: string }
  | { readonly do: 'resume' | 'withdraw' | 'return' }
  | { readonly do: 'wait'; readonly n: number; readonly unit: 'wd' | 'cd' };

/** What happened in a walk, by legal day: what happens to real cases, and clocks that ran out. */
export type WalkEvent = { readonly day: LegalDay } & (
  | { readonly kind: 'began' }
  | { readonly kind: 'happened'; readonly happening: Happening }
  | { readonly kind: 'late'; readonly clock: CaseClock }
  | { readonly kind: 'waited'; readonly to: LegalDay }
);

/** Whether somebody applied; else the agency began on its own motion. */
export function beganWithApplication(events: readonly WalkEvent[]): boolean {
  return events[0]?.kind !== 'began';
}

export type Walk = { readonly case: Case; readonly env: CaseEnv; readonly events: readonly WalkEvent[] };

/** A limit of the power as a whole, where it states one. */
export type WalkLimit = { readonly kind: 'statutory' | 'committed'; readonly period: Period };

type Going = {
  c: Case;
  env: CaseEnv;
  readonly events: WalkEvent[];
  /** Limits that no acceptance will start, because the agency began on its own motion. */
  limits: readonly WalkLimit[];
  /** The flow belongs to no power: no limit runs for the case as a whole. */
  readonly general: boolean;
};

/** A timer that leads back to its own step fires for ever; nobody walks further than this. */
const MOST_FIRINGS = 500;

const at = (env: CaseEnv, now: Date): CaseEnv => ({ ...env, now, today: legalDayOf(now) });
const working = (day: LegalDay): Date => new Date(startOfLegalDay(day).getTime() + 9 * 3_600_000);

/**
 * Walks a case that does not exist through a flow, by the same acts as real cases: what people would write is filled in,
 * who acts is left out, and nothing is kept. Refuses the first act that the flow or the law does not allow then, and
 * `cases/walk-too-long`. The limits of a power that begins on the agency's own motion run where its flow says that they do; a
 * general flow belongs to no power, and only its steps and timers have limits.
 */
export function walkCase(
  env: CaseEnv,
  draft: NewCase,
  acts: readonly WalkAct[],
  limits: readonly WalkLimit[] | 'general' = [],
): Result<Walk, CaseRefusal> {
  const begun = begin(env, draft, limits);
  if (!begun.ok) return begun;
  const going = begun.value;
  startLimits(going);
  for (const act of acts) {
    const done = doAct(going, act);
    if (!done.ok) return done;
  }
  return ok({ case: going.c, env: going.env, events: going.events });
}

/** A flow that begins with an application begins with it here; another one begins with its first steps open. */
function begin(
  env: CaseEnv,
  draft: NewCase,
  limits: readonly WalkLimit[] | 'general',
): Result<Going, CaseRefusal> {
  const day = env.today;
  const general = limits === 'general';
  const submitted = submitCase(env, draft);
  if (submitted.ok) {
    const { next, happenings } = submitted.value;
    return ok({
      c: next,
      env,
      general,
      limits: [],
      events: happenings.map((happening) => ({ day, kind: 'happened', happening })),
    });
  }
  if (submitted.error.code !== 'cases/not-on-application') return submitted;
  const marking = start(env.table);
  const rows = openSteps(env.table, marking).map(({ node }) => openStep(env, draft, node));
  const c = settled(env, {
    ...draft,
    state: 'received',
    marking,
    steps: rows.map((row) => row.step),
    clocks: rows.flatMap((row) => row.clocks),
  });
  return ok({ c, env, general, limits: general ? [] : limits, events: [{ day, kind: 'began' }] });
}

/**
 * Starts the limits of a power that nobody applies for, from the step that its flow begins its main clock with: from its opening
 * where that step counts itself, else from its completion, as 立案 does (行政处罚法 art. 60).
 */
function startLimits(going: Going): void {
  const { c, env, limits } = going;
  const { from } = env.table.clock;
  const step = c.steps.find(({ node }) => node === from);
  const counts = env.table.nodes.find(({ id }) => id === from)?.clock === 'main';
  if (limits.length === 0 || step === undefined || (!counts && step.closedAt === null)) return;
  const { name, nameEn } = nodeOf(env, from);
  const event = counts
    ? { zh: `自“${name}”开始之日起`, en: `from the day “${nameEn ?? name}” began` }
    : { zh: `自“${name}”完成之日起`, en: `from the day “${nameEn ?? name}” was done` };
  const clocks = limits.map(({ kind, period }) =>
    startClock(env, { kind, node: null, period: { ...period, startRule: event } }, event, env.today),
  );
  going.c = settled(env, { ...c, clocks: [...c.clocks, ...clocks] });
  going.limits = [];
}

function doAct(going: Going, act: WalkAct): Result<void, CaseRefusal> {
  switch (act.do) {
    case 'wait':
      return wait(going, act);
    case 'complete':
    case 'answer':
      return doStep(going, act);
    case 'suspend':
    case 'resume':
    case 'withdraw':
    case 'return':
    case 'terminate':
      return doBeside(going, act);
  }
}

type Beside = Extract<WalkAct, { readonly do: WalkBeside }>;

/** What may be done to an application beside its flow; what nobody applied for is neither withdrawn nor given back. */
function doBeside(going: Going, act: Beside): Result<void, CaseRefusal> {
  const { env, c } = going;
  if (!beganWithApplication(going.events)) return err({ code: 'cases/not-on-application' });
  switch (act.do) {
    case 'suspend':
      return keep(going, suspendCase(env, c, { ground: act.ground, days: 1, reason: WALKED }));
    case 'resume':
      return keep(going, resumeCase(env, c));
    case 'withdraw':
      return keep(going, withdrawCase(env, c, WALKED));
    case 'return':
      return keep(going, returnCase(env, c, WALKED));
    case 'terminate':
      return keep(going, terminateCase(env, c, { ground: act.ground, reason: WALKED }));
  }
}

function doStep(
  going: Going,
  act: Extract<WalkAct, { readonly do: 'complete' | 'answer' }>,
): Result<void, CaseRefusal> {
  const { env } = going;
  if (!env.table.nodes.some(({ id }) => id === act.node))
    return err({ code: 'cases/step-not-open', node: act.node });
  const c = { ...going.c, facts: { ...going.c.facts, ...act.fields } };
  const node = nodeOf(env, act.node);
  if (act.do === 'answer' && node.role === 'wait-correction') return keep(going, supplementCase(env, c));
  if (act.do === 'answer') {
    const moved = advance(env, c, { type: 'message', node: node.id });
    return moved.ok ? keep(going, ok({ next: moved.value.next, happenings: [] })) : moved;
  }
  if (node.role === 'apply' || node.role === 'wait-correction') {
    const moved = advance(env, c, { type: 'complete', node: node.id, outcome: act.outcome });
    const happening = { kind: 'step-done', node: node.id, outcome: act.outcome } as const;
    return moved.ok ? keep(going, ok({ next: moved.value.next, happenings: [happening] })) : moved;
  }
  return keep(going, completeStep(env, c, written(env, c, act)));
}

function keep(
  going: Going,
  acted: Result<{ readonly next: Case; readonly happenings: readonly Happening[] }, CaseRefusal>,
): Result<void, CaseRefusal> {
  if (!acted.ok) return acted;
  going.c = going.general ? withoutLimits(going.env, acted.value.next) : acted.value.next;
  for (const happening of acted.value.happenings)
    going.events.push({ day: going.env.today, kind: 'happened', happening });
  startLimits(going);
  return ok();
}

/** Acceptance starts what a power has committed itself to; a general flow has committed itself to nothing. */
function withoutLimits(env: CaseEnv, c: Case): Case {
  return settled(env, { ...c, clocks: c.clocks.filter(({ kind }) => kind !== 'committed') });
}

const WALKED = '试走';

/** What the form of the step would ask a person for; what they would write is filled in. */
function written(env: CaseEnv, c: Case, act: Extract<WalkAct, { readonly do: 'complete' }>): Completing {
  const { node, outcome, extension, ground } = act;
  const needs = new Set(needsOf(env.table, c, nodeOf(env, node), outcome));
  return {
    node,
    by: env.newId(),
    input: {
      outcome,
      ...(needs.has('notice') && { notice: [{ key: 'walk', what: WALKED, basis: WALKED }] }),
      ...(needs.has('refusal') && { refusal: { reasons: WALKED, competent: null } }),
      ...(ground !== undefined && { special: { ground, days: 1, reason: WALKED } }),
      ...(extension !== undefined && { extension: { ...extension, reason: WALKED } }),
      ...(needs.has('decision') && {
        decision: { content: WALKED, reasons: WALKED, validUntil: null, answers: [] },
      }),
      ...(needs.has('service') && {
        service: { way: 'electronic', on: env.today, receivedBy: WALKED },
      }),
    },
  };
}

/** Lets days pass: timers fire at the first instant after their last day, and clocks that run out are told as late. */
function wait(
  going: Going,
  { n, unit }: Extract<WalkAct, { readonly do: 'wait' }>,
): Result<void, CaseRefusal> {
  const from = going.env.today;
  const to = unit === 'cd' ? addDays(from, n) : addWorkingDays(going.env.calendar, from, n);
  going.events.push({ day: from, kind: 'waited', to });
  const end = working(to);
  let told = going.env.now;
  for (let fired = 0; ; fired += 1) {
    if (fired === MOST_FIRINGS) return err({ code: 'cases/walk-too-long' });
    const timer = nextTimer(going.c, end);
    const until = timer === undefined ? end : new Date(Math.max(timer.due.getTime(), told.getTime()));
    tellLate(going, told, until);
    told = until;
    going.env = at(going.env, until);
    if (timer === undefined) return ok();
    const done = keep(going, fireTimer(going.env, going.c, timer.node));
    if (!done.ok) return done;
  }
}

/** The timer that fires first, if one does until `end`. */
function nextTimer(c: Case, end: Date): { readonly node: string; readonly due: Date } | undefined {
  const timers = c.clocks.flatMap(({ kind, node, stoppedOn, derivation: { dueAt } }) => {
    if (kind !== 'timer' || node === null || stoppedOn !== null || dueAt === null) return [];
    const due = new Date(dueAt);
    return due <= end ? [{ node, due }] : [];
  });
  return timers.toSorted((a, b) => a.due.getTime() - b.due.getTime())[0];
}

function tellLate({ c, events }: Going, after: Date, until: Date): void {
  for (const clock of c.clocks) {
    const { lastDay } = clock.derivation;
    if (clock.kind === 'timer' || clock.stoppedOn !== null || lastDay === null) continue;
    const due = dueInstant(lastDay);
    if (after < due && due <= until) events.push({ day: addDays(lastDay, 1), kind: 'late', clock });
  }
}

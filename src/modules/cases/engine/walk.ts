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
import { addWorkingDays } from '#modules/calendar';
import { openSteps, start } from '#modules/flows';
import type { CaseRefusal } from '../domain/errors.ts';
import { fireTimer, submitCase, supplementCase, type NewCase } from './acts.ts';
import { advance, openStep, settled } from './advance.ts';
import type { Case, CaseClock } from './case.ts';
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
  | { readonly do: 'wait'; readonly n: number; readonly unit: 'wd' | 'cd' };

/** What happened in a walk, by legal day: what happens to real cases, and clocks that ran out. */
export type WalkEvent = { readonly day: LegalDay } & (
  | { readonly kind: 'began' }
  | { readonly kind: 'happened'; readonly happening: Happening }
  | { readonly kind: 'late'; readonly clock: CaseClock }
  | { readonly kind: 'waited'; readonly to: LegalDay }
);

export type Walk = { readonly case: Case; readonly env: CaseEnv; readonly events: readonly WalkEvent[] };

type Going = { c: Case; env: CaseEnv; readonly events: WalkEvent[] };

/** A timer that leads back to its own step fires for ever; nobody walks further than this. */
const MOST_FIRINGS = 500;

const at = (env: CaseEnv, now: Date): CaseEnv => ({ ...env, now, today: legalDayOf(now) });
const working = (day: LegalDay): Date => new Date(startOfLegalDay(day).getTime() + 9 * 3_600_000);

/**
 * Walks a case that does not exist through a flow, by the same acts as real cases: what people would write is filled in,
 * who acts is left out, and nothing is kept. Refuses the first act that the flow or the law does not allow then, and
 * `cases/walk-too-long`.
 */
export function walkCase(env: CaseEnv, draft: NewCase, acts: readonly WalkAct[]): Result<Walk, CaseRefusal> {
  const begun = begin(env, draft);
  if (!begun.ok) return begun;
  const going = begun.value;
  for (const act of acts) {
    const done = act.do === 'wait' ? wait(going, act) : doStep(going, act);
    if (!done.ok) return done;
  }
  return ok({ case: going.c, env: going.env, events: going.events });
}

/** A flow that begins with an application begins with it here; another one begins with its first steps open. */
function begin(env: CaseEnv, draft: NewCase): Result<Going, CaseRefusal> {
  const day = env.today;
  const submitted = submitCase(env, draft);
  if (submitted.ok) {
    const { next, happenings } = submitted.value;
    return ok({
      c: next,
      env,
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
  return ok({ c, env, events: [{ day, kind: 'began' }] });
}

function doStep(going: Going, act: Exclude<WalkAct, { readonly do: 'wait' }>): Result<void, CaseRefusal> {
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
  going.c = acted.value.next;
  for (const happening of acted.value.happenings)
    going.events.push({ day: going.env.today, kind: 'happened', happening });
  return ok();
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

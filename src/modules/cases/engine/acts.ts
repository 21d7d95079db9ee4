import { err, ok, type Result } from '#kernel';
import { openSteps, start } from '#modules/flows';
import type { CaseRefusal } from '../domain/errors.ts';
import { TERMINATION_GROUNDS } from '../domain/lawful-endings.ts';
import { decideRestriction, type RestrictionGround } from '../domain/restricting.ts';
import { allows, type CaseAction } from '../domain/states.ts';
import { acceptCase, advance, endCase, openStep, settled } from './advance.ts';
import type { Case } from './case.ts';
import { recomputeClocks, resumeClocks } from './clocks.ts';
import { suspendClocks } from './complete-step.ts';
import { nodeOf, type CaseEnv } from './env.ts';
import type { Acted, Happening } from './happening.ts';

/** What a case is before its flow starts. */
export type NewCase = Omit<Case, 'state' | 'marking' | 'steps' | 'clocks'>;

/**
 * Starts the flow and does the party's first step, the application itself. Refuses `cases/not-on-application` where the
 * flow begins otherwise: such powers are exercised by the agency's own motion.
 */
export function submitCase(env: CaseEnv, draft: NewCase): Result<Acted, CaseRefusal> {
  const marking = start(env.table);
  const first = openSteps(env.table, marking).map(({ node }) => node);
  const apply = first.find((node) => node.role === 'apply');
  if (apply === undefined || first.length !== 1) return err({ code: 'cases/not-on-application' });
  const rows = openStep(env, draft, apply);
  const begun: Case = { ...draft, state: 'received', marking, steps: [rows.step], clocks: rows.clocks };
  const outcome = apply.outcomes?.[0]?.code ?? 'done';
  const moved = advance(
    env,
    begun,
    { type: 'complete', node: apply.id, outcome },
    { outcome, opinion: null, doneBy: null, secondOfficer: null },
  );
  if (!moved.ok) return moved;
  return ok({ next: moved.value.next, happenings: [{ kind: 'submitted' }] });
}

/** The party brings what a notice asked for: the case goes back to the step that looks at it, on a new day of receipt. */
export function supplementCase(env: CaseEnv, c: Case): Result<Acted, CaseRefusal> {
  const refused = guard(c, 'supplement');
  if (refused !== null) return err(refused);
  const waiting = openSteps(env.table, c.marking).find(({ node }) => node.role === 'wait-correction');
  if (waiting === undefined)
    return err({ code: 'cases/not-in-this-state', state: c.state, action: 'supplement' });
  const { node } = waiting;
  const outcome = node.outcomes?.[0]?.code ?? 'done';
  const moved = advance(
    env,
    { ...c, completeOn: env.today },
    node.kind === 'message'
      ? { type: 'message', node: node.id }
      : { type: 'complete', node: node.id, outcome },
  );
  if (!moved.ok) return moved;
  const round = Math.max(0, ...c.notices.map((notice) => notice.round));
  return ok({
    next: {
      ...moved.value.next,
      notices: c.notices.map((notice) =>
        notice.answeredAt === null ? { ...notice, answeredAt: env.now } : notice,
      ),
    },
    happenings: [{ kind: 'supplemented', round }],
  });
}

/**
 * A timer of the flow has run out. The one that makes an application accepted (行政许可法 art. 32(4): no notice within five
 * working days) counts from the day of receipt, not from the day the clerk or this program noticed.
 */
export function fireTimer(env: CaseEnv, c: Case, timer: string): Result<Acted, CaseRefusal> {
  const clock = c.clocks.find((one) => one.kind === 'timer' && one.node === timer && one.stoppedOn === null);
  const due = clock?.derivation.dueAt ?? null;
  if (clock === undefined || due === null || new Date(due) > env.now)
    return err({ code: 'cases/step-not-open', node: timer });
  if (nodeOf(env, timer).timer === undefined) return ok(lapseCase(env, c, timer));
  const moved = advance(env, c, { type: 'timer', node: timer });
  if (!moved.ok) return moved;
  const happenings: Happening[] = [{ kind: 'timer-fired', node: timer }];
  let { next } = moved.value;
  if (nodeOf(env, timer).role === 'deemed-accept' && c.acceptedOn === null) {
    next = acceptCase(env, next, c.completeOn, true);
    happenings.push({ kind: 'accepted', on: c.completeOn, deemed: true });
  }
  if (next.ending === 'end' && c.ending === null) happenings.push({ kind: 'closed' });
  return ok({ next: settled(env, next), happenings });
}

/** The party let the time of a one-time notice pass that its law sets: the application counts as given up. */
function lapseCase(env: CaseEnv, c: Case, node: string): Acted {
  const { law, article } = c.terms.correction?.source ?? { law: '', article: '' };
  return {
    next: endCase(env, c, 'withdrawn'),
    happenings: [
      { kind: 'timer-fired', node },
      { kind: 'lapsed', basis: `《${law}》${article}` },
    ],
  };
}

/** Stops the clocks beside the flow, on a ground the rule names and with the needed time told (行政许可法 art. 45). */
export function suspendCase(
  env: CaseEnv,
  c: Case,
  input: { readonly ground: string; readonly days: number; readonly reason: string },
): Result<Acted, CaseRefusal> {
  const refused = guard(c, 'suspend');
  if (refused !== null) return err(refused);
  const draft = { next: c, happenings: [] as Happening[] };
  const done = suspendClocks(env, draft, c, input);
  if (!done.ok) return done;
  return ok({ next: settled(env, draft.next), happenings: draft.happenings });
}

export function resumeCase(env: CaseEnv, c: Case): Result<Acted, CaseRefusal> {
  const refused = guard(c, 'resume');
  if (refused !== null) return err(refused);
  const ground =
    c.clocks.flatMap(({ derivation }) => derivation.pauses).find(({ to }) => to === null)?.ground ?? '';
  const { clocks, happenings } = resumeClocks(env, c);
  return ok({
    next: settled(env, { ...c, clocks }),
    happenings: [...happenings, { kind: 'resumed', ground }],
  });
}

export function withdrawCase(env: CaseEnv, c: Case, reason: string): Result<Acted, CaseRefusal> {
  const refused = guard(c, 'withdraw');
  if (refused !== null) return err(refused);
  return ok({ next: endCase(env, c, 'withdrawn'), happenings: [{ kind: 'withdrawn', reason }] });
}

/** 退件: given back before acceptance, with the reason in writing. */
export function returnCase(env: CaseEnv, c: Case, reason: string): Result<Acted, CaseRefusal> {
  const refused = guard(c, 'return');
  if (refused !== null) return err(refused);
  return ok({ next: endCase(env, c, 'returned'), happenings: [{ kind: 'returned', reason }] });
}

export function terminateCase(
  env: CaseEnv,
  c: Case,
  input: { readonly ground: string; readonly reason: string },
): Result<Acted, CaseRefusal> {
  const refused = guard(c, 'terminate');
  if (refused !== null) return err(refused);
  if (!Object.hasOwn(TERMINATION_GROUNDS, input.ground)) return err({ code: 'cases/ground-needed' });
  return ok({ next: endCase(env, c, 'terminated'), happenings: [{ kind: 'terminated', ...input }] });
}

/** Moves the case to a more closed class, with its ground (DECISIONS §3). Nothing of how it is handled changes. */
export function restrictCase(
  _env: CaseEnv,
  c: Case,
  input: { readonly to: 'SEALED' | 'NONE'; readonly ground: RestrictionGround; readonly reason: string },
): Result<Acted, CaseRefusal> {
  const refused = guard(c, 'restrict');
  if (refused !== null) return err(refused);
  const decided = decideRestriction(c.commitmentClass, input.to);
  if (!decided.ok) return decided;
  const { to, ground, reason } = input;
  return ok({
    next: { ...c, commitmentClass: decided.value },
    happenings: [{ kind: 'restricted', to, ground, reason }],
  });
}

/** Running deadlines by a newer calendar version; a case nothing of which changed answers with no happenings. */
export function recomputeCase(env: CaseEnv, c: Case): Acted {
  const { clocks, happenings } = recomputeClocks(env, c);
  return { next: happenings.length === 0 ? c : settled(env, { ...c, clocks }), happenings };
}

function guard(c: Case, action: CaseAction): CaseRefusal | null {
  return allows(c.state, action) ? null : { code: 'cases/not-in-this-state', state: c.state, action };
}

import { err, ok, type LegalDay, type Result, type Uuid } from '#kernel';
import { openSteps, step, type FlowEvent, type FlowNode } from '#modules/flows';
import type { CaseRefusal } from '../domain/errors.ts';
import { stateOf } from '../domain/states.ts';
import type { Case, CaseClock, CaseStep } from './case.ts';
import { dueAtOf, periodOfLimit, startClock, stopClocks } from './clocks.ts';
import { roleOf, type CaseEnv } from './env.ts';

export type Doing = {
  readonly outcome: string | null;
  readonly opinion: string | null;
  readonly doneBy: Uuid | null;
  readonly secondOfficer: Uuid | null;
};

const NOBODY: Doing = { outcome: null, opinion: null, doneBy: null, secondOfficer: null };

export type Advanced = {
  readonly next: Case;
  readonly closed: readonly FlowNode[];
  readonly opened: readonly FlowNode[];
};

/** Moves the case along its flow by one event: step rows, their clocks and timers follow the marking exactly. */
export function advance(
  env: CaseEnv,
  c: Case,
  event: FlowEvent,
  doing: Doing = NOBODY,
): Result<Advanced, CaseRefusal> {
  const moved = step(env.table, c.marking, { ...event, fields: c.facts });
  if (!moved.ok) return err(toRefusal(moved.error));
  const { marking, opened, closed, ended } = moved.value;
  const closedIds = new Set(closed.map((node) => node.id));
  const how = { complete: 'done', timer: 'timer', message: 'message' } as const;
  const steps = c.steps.map((one) =>
    one.closedAt === null && closedIds.has(one.node)
      ? {
          ...one,
          closedAt: env.now,
          ended: how[event.type],
          ...(event.type === 'complete' && one.node === event.node ? doing : {}),
        }
      : one,
  );
  const stopped = stopClocks(
    c,
    env.today,
    ({ kind, node }) =>
      (kind === 'step' || kind === 'timer') &&
      node !== null &&
      (closedIds.has(node) || closedIds.has(hostOf(env, node))),
  ).map((clock) =>
    event.type === 'timer' && clock.node === event.node && clock.kind === 'timer'
      ? { ...clock, stoppedOn: clock.stoppedOn ?? env.today }
      : clock,
  );
  const fresh = opened.map((node) => openStep(env, c, node));
  const next: Case = {
    ...c,
    marking,
    steps: [...steps, ...fresh.map((one) => one.step)],
    clocks: [...stopped, ...fresh.flatMap((one) => one.clocks)],
    ...(ended === undefined || c.ending !== null ? {} : { ending: 'end' as const, closedAt: env.now }),
  };
  return ok({ next: settled(env, next), closed, opened });
}

function hostOf(env: CaseEnv, node: string): string {
  return env.table.nodes.find((one) => one.id === node)?.host ?? '';
}

/** Rows for a step that opens: the work itself, its own clock, and a clock for every timer on it. */
export function openStep(
  env: CaseEnv,
  c: Pick<Case, 'terms' | 'completeOn'>,
  node: FlowNode,
): { readonly step: CaseStep; readonly clocks: readonly CaseClock[] } {
  const post = node.post === undefined ? undefined : env.posts.get(node.post);
  const pausableBy = c.terms.statutory?.pausableBy ?? c.terms.committed.pausableBy;
  const clocks: CaseClock[] = [];
  const begun = { zh: `“${node.name}”环节开始`, en: `step “${node.nameEn ?? node.name}” began` };
  if (node.limit !== undefined)
    clocks.push(
      startClock(
        env,
        { kind: 'step', node: node.id, period: periodOfLimit(node.limit, node.article, pausableBy) },
        begun,
        env.today,
      ),
    );
  const timers = env.table.nodes.filter(
    (one) => one.timer !== undefined && (one.host === node.id || one.id === node.id),
  );
  for (const timer of timers) {
    if (timer.timer === undefined) continue;
    const fromReceipt = timer.role === 'deemed-accept';
    const event = fromReceipt ? { zh: '收到申请材料', en: 'receipt of the application' } : begun;
    clocks.push(
      startClock(
        env,
        { kind: 'timer', node: timer.id, period: periodOfLimit(timer.timer, timer.article, []) },
        event,
        fromReceipt ? c.completeOn : env.today,
      ),
    );
  }
  // The flow's own timer comes first; without one, the law of the power alone lets a notice lapse.
  if (node.role === 'wait-correction' && timers.length === 0 && c.terms.correction !== undefined)
    clocks.push(
      startClock(
        env,
        { kind: 'timer', node: node.id, period: c.terms.correction },
        { zh: '一次性告知', en: 'the one-time notice' },
        env.today,
      ),
    );
  const own = clocks.find((clock) => clock.kind === 'step');
  return {
    step: {
      id: env.newId(),
      node: node.id,
      postId: post?.id ?? null,
      openedAt: env.now,
      dueAt: own === undefined ? null : dueAtOf(own.derivation),
      closedAt: null,
      ended: null,
      outcome: null,
      opinion: null,
      doneBy: null,
      secondOfficer: null,
    },
    clocks,
  };
}

/** Brings the derived parts in line: the state, and the due times that the task lists sort by. */
export function settled(env: CaseEnv, c: Case): Case {
  const running = c.clocks.filter((clock) => clock.stoppedOn === null);
  const steps = c.steps.map((one) => {
    if (one.closedAt !== null) return one;
    const clock = running.find(({ kind, node }) => kind === 'step' && node === one.node);
    return { ...one, dueAt: clock === undefined ? null : dueAtOf(clock.derivation) };
  });
  const paused = running.some(
    ({ kind, derivation }) =>
      (kind === 'statutory' || kind === 'committed') && derivation.pauses.some(({ to }) => to === null),
  );
  const state = stateOf({
    ending: c.ending,
    accepted: c.acceptedOn !== null,
    result: c.result,
    served: c.servedOn !== null,
    paused,
    open: steps.filter((one) => one.closedAt === null).map((one) => roleOf(env, one.node)),
  });
  return { ...c, steps, state };
}

/** Ends the case beside the flow: withdrawal, 退件, termination. Nothing stays open and every clock stops. */
export function endCase(env: CaseEnv, c: Case, ending: 'withdrawn' | 'returned' | 'terminated'): Case {
  return settled(env, {
    ...c,
    ending,
    closedAt: env.now,
    marking: { o: [] },
    steps: c.steps.map((one) =>
      one.closedAt === null ? { ...one, closedAt: env.now, ended: 'case-ended' as const } : one,
    ),
    clocks: stopClocks(c, env.today, () => true),
  });
}

/** Holds whatever was done: the open rows are exactly the open steps of the marking. */
export function isConsistent(env: CaseEnv, c: Case): boolean {
  const rows = c.steps.filter((one) => one.closedAt === null).map((one) => one.node);
  const open = openSteps(env.table, c.marking).map(({ node }) => node.id);
  return rows.toSorted().join() === open.toSorted().join();
}

export function acceptCase(env: CaseEnv, c: Case, on: LegalDay, deemed: boolean): Case {
  const event = { zh: deemed ? '视为受理' : '受理申请', en: deemed ? 'deemed acceptance' : 'acceptance' };
  const { statutory, committed } = c.terms;
  return settled(env, {
    ...c,
    acceptedOn: on,
    deemed,
    clocks: [
      ...c.clocks,
      ...(statutory === null
        ? []
        : [startClock(env, { kind: 'statutory', node: null, period: statutory }, event, on)]),
      startClock(env, { kind: 'committed', node: null, period: committed }, event, on),
    ],
  });
}

function toRefusal(refusal: { readonly code: string; readonly node: string }): CaseRefusal {
  if ('names' in refusal && Array.isArray(refusal.names))
    return { code: 'cases/fact-missing', names: refusal.names.map(String) };
  if ('outcome' in refusal) return { code: 'cases/outcome-unknown', outcome: String(refusal.outcome) };
  return { code: 'cases/step-not-open', node: refusal.node };
}

import { err, ok, type Result, type Uuid } from '#kernel';
import { openSteps, type FlowNode } from '#modules/flows';
import type { CompleteStepInput } from '../contract/inputs.ts';
import { isSpecialProcedure, resultOf, serves } from '../domain/lawful-decision.ts';
import { decideNotice } from '../domain/one-time-notice.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import { allows, type CaseResult } from '../domain/states.ts';
import { acceptCase, advance, settled } from './advance.ts';
import type { Case } from './case.ts';
import { extendClocks, pauseClocks, resumeClocks, stopClocks } from './clocks.ts';
import { nodeOf, type CaseEnv } from './env.ts';
import type { Acted, Happening } from './happening.ts';

export type Completing = {
  readonly node: string;
  readonly by: Uuid;
  readonly secondOfficer?: Uuid | null;
  readonly input: Omit<CompleteStepInput, 'secondOfficer'>;
};

type Draft = { next: Case; readonly happenings: Happening[] };

/**
 * Completes an open step with an outcome and everything the law attaches to it: a notice with what is missing, acceptance
 * with its clocks, a refusal with reasons, the written notice of a special procedure, an extension, a decision, service.
 * Whether the person may do it is checked before, by `mayDoStep`. Refuses `cases/clock-stands`, and what each part refuses.
 */
export function completeStep(
  env: CaseEnv,
  c: Case,
  { node: id, by, secondOfficer = null, input }: Completing,
): Result<Acted, CaseRefusal> {
  if (!allows(c.state, 'complete'))
    return err({ code: 'cases/not-in-this-state', state: c.state, action: 'complete' });
  if (!env.table.nodes.some((one) => one.id === id)) return err({ code: 'cases/step-not-open', node: id });
  const node = nodeOf(env, id);
  if (node.role === 'apply') return err({ code: 'cases/party-step' });
  if (isSetAside(env, c, node)) return err({ code: 'cases/clock-stands' });
  const before = checkBefore(env, c, node, input);
  if (!before.ok) return before;
  const facts = { ...c.facts, ...input.fields };
  const moved = advance(
    env,
    { ...c, facts },
    { type: 'complete', node: id, outcome: input.outcome },
    {
      outcome: input.outcome,
      opinion: input.opinion ?? null,
      doneBy: by,
      secondOfficer,
    },
  );
  if (!moved.ok) return moved;
  const { opened } = moved.value;
  const draft: Draft = {
    next: moved.value.next,
    happenings: [{ kind: 'step-done', node: id, outcome: input.outcome }],
  };
  const steps = [
    () => askCorrection(env, draft, c, opened, input),
    () => settleAcceptance(env, draft, c, node, opened, input),
    () => extend(env, draft, c, node, input),
    () => decide(env, draft, c, node, input),
    () => serve(env, draft, c, node, input),
    () => special(env, draft, c, node, opened, input),
  ];
  for (const apply of steps) {
    const done = apply();
    if (!done.ok) return done;
  }
  if (draft.next.ending === 'end' && c.ending === null) draft.happenings.push({ kind: 'closed' });
  return ok({ next: settled(env, draft.next), happenings: draft.happenings });
}

/**
 * Whether the clock stands by an act beside the flow, for a special procedure. The law leaves out the time of that procedure
 * only (行政许可法 art. 45): whoever goes on with the case meanwhile lets the clock run again first. Where the flow itself has
 * opened the procedure as a step, its other branches go on as it says.
 */
export function isSetAside(env: CaseEnv, c: Case, node: FlowNode): boolean {
  return (
    c.state === 'special-procedure' &&
    !isSpecialProcedure(node) &&
    !openSteps(env.table, c.marking).some((open) => isSpecialProcedure(open.node))
  );
}

/** Points of a defence are answered before anything is decided (requirement D1). */
function checkBefore(
  env: CaseEnv,
  c: Case,
  node: FlowNode,
  input: Completing['input'],
): Result<void, CaseRefusal> {
  const result = resultOf({ role: node.role ?? 'act', flowKind: env.table.kind, outcome: input.outcome });
  if (result === null) return ok();
  const answered = new Set(input.decision?.answers.map((one) => one.statement));
  const left = c.statements.filter((one) => !one.answered && !answered.has(one.id));
  return left.length > 0 ? err({ code: 'cases/statements-unanswered', count: left.length }) : ok();
}

function askCorrection(
  env: CaseEnv,
  draft: Draft,
  c: Case,
  opened: readonly FlowNode[],
  input: Completing['input'],
): Result<void, CaseRefusal> {
  if (!opened.some((one) => one.role === 'wait-correction')) return ok();
  const notice = decideNotice(c.notices, input.notice ?? []);
  if (!notice.ok) return notice;
  const { round, items } = notice.value;
  draft.next = {
    ...draft.next,
    notices: [...c.notices, { id: env.newId(), round, items, givenAt: env.now, answeredAt: null }],
  };
  draft.happenings.push({ kind: 'correction-asked', round, items });
  return ok();
}

/** Roles of steps that lie before acceptance: an accepted application never goes back to them. */
export const BEFORE_ACCEPTANCE: ReadonlySet<string> = new Set([
  'receive',
  'accept',
  'wait-correction',
  'refuse-acceptance',
  'apply',
]);

/** Acceptance is what leads from the steps before it to those after it; a refusal to accept is completing its own step. */
function settleAcceptance(
  env: CaseEnv,
  draft: Draft,
  c: Case,
  node: FlowNode,
  opened: readonly FlowNode[],
  input: Completing['input'],
): Result<void, CaseRefusal> {
  const role = node.role ?? 'act';
  if (role === 'refuse-acceptance') {
    if (input.refusal === undefined) return err({ code: 'cases/reasons-needed' });
    draft.next = { ...draft.next, result: 'not-accepted' };
    draft.happenings.push({ kind: 'not-accepted', ...input.refusal });
    return ok();
  }
  if (!BEFORE_ACCEPTANCE.has(role)) return ok();
  const leadsOn = opened.length > 0 && opened.every((one) => !BEFORE_ACCEPTANCE.has(one.role ?? 'act'));
  if (c.acceptedOn !== null) {
    if (role === 'accept') draft.happenings.push({ kind: 'acceptance-confirmed' });
    return ok();
  }
  if (!leadsOn) return ok();
  draft.next = acceptCase(env, draft.next, env.today, false);
  draft.happenings.push({ kind: 'accepted', on: env.today, deemed: false });
  return ok();
}

/** One extension, approved by the head, with its reason told (行政许可法 art. 42). */
function extend(
  env: CaseEnv,
  draft: Draft,
  c: Case,
  node: FlowNode,
  input: Completing['input'],
): Result<void, CaseRefusal> {
  const asksHead = node.role === 'decide' && input.outcome === 'extend';
  if (asksHead && c.extended) return err({ code: 'cases/extended-already' });
  if (asksHead && (c.terms.statutory?.extension ?? null) === null)
    return err({ code: 'cases/extension-not-allowed' });
  if (node.role !== 'extend') return ok();
  const { extension } = input;
  if (extension === undefined) return err({ code: 'cases/extension-needed' });
  if (!extension.approved) {
    draft.happenings.push({ kind: 'extension-declined', reason: extension.reason });
    return ok();
  }
  const rule = c.terms.statutory?.extension ?? null;
  if (rule === null) return err({ code: 'cases/extension-not-allowed' });
  if (c.extended) return err({ code: 'cases/extended-already' });
  if (rule.n !== null && extension.days > rule.n)
    return err({ code: 'cases/extension-too-long', max: rule.n });
  const changed = extendClocks(env, draft.next, extension.days, rule.unit, extension.reason);
  draft.next = { ...draft.next, clocks: changed.clocks, extended: true };
  draft.happenings.push(...changed.happenings, {
    kind: 'extended',
    days: extension.days,
    reason: extension.reason,
  });
  return ok();
}

function decide(
  env: CaseEnv,
  draft: Draft,
  c: Case,
  node: FlowNode,
  input: Completing['input'],
): Result<void, CaseRefusal> {
  const result = resultOf({ role: node.role ?? 'act', flowKind: env.table.kind, outcome: input.outcome });
  if (result !== null) {
    const decision =
      input.decision ??
      (result === 'filed' ? { content: '予以备案', reasons: '', validUntil: null, answers: [] } : undefined);
    if (decision === undefined) return err({ code: 'cases/decision-needed' });
    if (needsReasons(result) && decision.reasons.length < 5) return err({ code: 'cases/reasons-needed' });
    const { content, reasons, validUntil, answers } = decision;
    draft.next = {
      ...draft.next,
      result,
      decision: {
        result,
        on: env.today,
        content,
        reasons,
        basis: c.terms.legalBasis.map(({ law, article }) => `《${law}》${article}`),
        validUntil,
        documentNumber: null,
      },
      statements: c.statements.map((one) =>
        answers.some(({ statement }) => statement === one.id) ? { ...one, answered: true } : one,
      ),
    };
    draft.happenings.push(...answers.map((one) => ({ kind: 'statement-answered' as const, ...one })), {
      kind: 'decided',
    });
  }
  const stops = node.id === env.table.clock.to && input.outcome !== 'extend';
  if (stops)
    draft.next = {
      ...draft.next,
      clocks: stopClocks(draft.next, env.today, ({ kind }) => kind === 'statutory' || kind === 'committed'),
    };
  return ok();
}

/** An adverse decision says why (行政许可法 art. 38(2)). */
function needsReasons(result: CaseResult): boolean {
  return result === 'refused' || result === 'answered';
}

function serve(
  env: CaseEnv,
  draft: Draft,
  c: Case,
  node: FlowNode,
  input: Completing['input'],
): Result<void, CaseRefusal> {
  if (!serves(node.role ?? 'act') || draft.next.decision === null || c.servedOn !== null) return ok();
  const { service } = input;
  if (service === undefined) return err({ code: 'cases/service-needed' });
  if (service.on < draft.next.decision.on || service.on > env.today)
    return err({ code: 'cases/service-day' });
  draft.next = { ...draft.next, servedOn: service.on };
  draft.happenings.push({ kind: 'served', ...service });
  return ok();
}

/**
 * A special procedure whose time the law does not count opens only with the written notice of how long it takes
 * (行政许可法 art. 45); leaving it lets the clocks run again.
 */
function special(
  env: CaseEnv,
  draft: Draft,
  c: Case,
  node: FlowNode,
  opened: readonly FlowNode[],
  input: Completing['input'],
): Result<void, CaseRefusal> {
  if (isSpecialProcedure(node)) {
    const changed = resumeClocks(env, draft.next);
    draft.next = { ...draft.next, clocks: changed.clocks };
    draft.happenings.push(...changed.happenings);
    if (changed.happenings.length > 0) draft.happenings.push({ kind: 'resumed', ground: node.role ?? 'act' });
  }
  const pausableBy = c.terms.statutory?.pausableBy ?? [];
  if (c.acceptedOn === null || pausableBy.length === 0 || !opened.some(isSpecialProcedure)) return ok();
  if (input.special === undefined) return err({ code: 'cases/suspension-notice-needed' });
  return suspendClocks(env, draft, c, input.special);
}

type Special = { readonly ground: string; readonly days: number; readonly reason: string };

export function suspendClocks(
  env: CaseEnv,
  draft: Draft,
  c: Case,
  special: Special,
): Result<void, CaseRefusal> {
  const allowed = c.terms.statutory?.pausableBy ?? c.terms.committed.pausableBy;
  if (!allowed.includes(special.ground)) return err({ code: 'cases/suspension-ground', allowed });
  const changed = pauseClocks(env, draft.next, special.ground);
  draft.next = { ...draft.next, clocks: changed.clocks };
  draft.happenings.push(...changed.happenings, { kind: 'suspended', ...special });
  return ok();
}

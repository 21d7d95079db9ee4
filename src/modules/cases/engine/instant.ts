import { err, ok, type Result, type Uuid } from '#kernel';
import { openSteps, type FlowNode } from '#modules/flows';
import type { CompleteStepInput } from '../contract/inputs.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import type { Case } from './case.ts';
import { completeStep } from './complete-step.ts';
import type { CaseEnv } from './env.ts';
import type { Acted, Happening } from './happening.ts';

export type Instant = {
  readonly by: Uuid;
  readonly step: Pick<CompleteStepInput, 'decision' | 'service' | 'opinion'>;
  /** Why this person may not do a step of the way; null when they may. */
  readonly may: (c: Case, node: FlowNode) => CaseRefusal | null;
};

/** The plain way through a step: the outcome that leads on, without correction, special procedure or refusal. */
const PLAIN = ['complete', 'accept', 'submit', 'no', 'grant', 'done'];

export function plainOutcome(node: FlowNode): string {
  const codes = (node.outcomes ?? []).map(({ code }) => code);
  return PLAIN.find((code) => codes.includes(code)) ?? codes[0] ?? 'done';
}

/**
 * 即办件: received, accepted, decided and served in one act, and still along the flow: every step is opened and completed in
 * its order (行政许可法 art. 34(2)). Refuses `cases/not-instant`, and what a step on the way refuses.
 */
export function handleInstantly(
  env: CaseEnv,
  c: Case,
  { by, step, may }: Instant,
): Result<Acted, CaseRefusal> {
  if (!c.terms.instant) return err({ code: 'cases/not-instant' });
  const happenings: Happening[] = [];
  let next = c;
  for (
    let left = env.table.nodes.length;
    left > 0 && next.servedOn === null && next.ending === null;
    left -= 1
  ) {
    const [open] = openSteps(env.table, next.marking);
    if (open === undefined) break;
    const refused = may(next, open.node);
    if (refused !== null) return err(refused);
    const done = completeStep(env, next, {
      node: open.node.id,
      by,
      input: { ...step, outcome: plainOutcome(open.node) },
    });
    if (!done.ok) return done;
    next = done.value.next;
    happenings.push(...done.value.happenings);
  }
  return ok({ next, happenings });
}

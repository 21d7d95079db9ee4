import { err, ok, type Result, type Rid, type Uuid } from '#kernel';
import { isWork, reroute, stepsPassedOver, transferMarking, type FlowTable } from '#modules/flows';
import type { Deviation, DeviationGround } from '../domain/deviating.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import { allows } from '../domain/states.ts';
import { openStep, settled } from './advance.ts';
import type { Case } from './case.ts';
import { stopClocks } from './clocks.ts';
import { BEFORE_ACCEPTANCE } from './complete-step.ts';
import type { CaseEnv } from './env.ts';
import type { Acted } from './happening.ts';

/**
 * Opens `to` in place of the open step `from`. Back to a step already done, or forward over working steps only: a
 * statutory step that was never done is not passed over, nor is acceptance in either direction, whoever approves. Refuses `cases/step-not-open`,
 * `cases/deviation-impossible`, `cases/deviation-skips-statutory` and, once decided, `cases/not-in-this-state`.
 */
export function jumpCase(
  env: CaseEnv,
  c: Case,
  { from, to, ground }: { readonly from: string; readonly to: string; readonly ground: DeviationGround },
): Result<Acted, CaseRefusal> {
  if (!allows(c.state, 'deviate'))
    return err({ code: 'cases/not-in-this-state', state: c.state, action: 'deviate' });
  const open = c.steps.find((one) => one.node === from && one.closedAt === null);
  if (open === undefined) return err({ code: 'cases/step-not-open', node: from });
  const target = env.table.nodes.find((one) => one.id === to);
  const marking = target !== undefined && isWork(target) ? reroute(env.table, c.marking, from, to) : null;
  const role = target?.role ?? 'act';
  // Acceptance is neither taken back nor passed over, and the application is the party's own step.
  const acrossAcceptance = role === 'apply' || BEFORE_ACCEPTANCE.has(role) === (c.acceptedOn !== null);
  if (target === undefined || acrossAcceptance || marking === null)
    return err({ code: 'cases/deviation-impossible', node: to });
  const done = new Set(c.steps.flatMap((one) => (one.ended === 'done' ? [one.node] : [])));
  const skipped = done.has(to)
    ? []
    : stepsPassedOver(env.table, from, to).filter((one) => one.article !== undefined && !done.has(one.id));
  if (skipped.length > 0)
    return err({ code: 'cases/deviation-skips-statutory', steps: skipped.map(({ name }) => name) });
  const hosted = new Set(env.table.nodes.flatMap((one) => (one.host === from ? [one.id] : [])));
  const fresh = openStep(env, c, target);
  const deviation: Deviation = { kind: 'jump', on: env.today, ground, from, to };
  const next = settled(env, {
    ...c,
    marking,
    steps: [
      ...c.steps.map((one) =>
        one.id === open.id ? { ...one, closedAt: env.now, ended: 'deviated' as const } : one,
      ),
      fresh.step,
    ],
    clocks: [
      ...stopClocks(
        c,
        env.today,
        ({ kind, node }) =>
          (kind === 'step' || kind === 'timer') && node !== null && (node === from || hosted.has(node)),
      ),
      ...fresh.clocks,
    ],
    deviations: [...c.deviations, deviation],
  });
  return ok({ next, happenings: [{ ...deviation, kind: 'jumped' }] });
}

/** The version of the flow that a case is moved to. */
export type MoveTarget = {
  readonly table: FlowTable;
  readonly flowVersionId: Uuid;
  readonly rid: Rid;
  readonly law: string;
  readonly article: string;
};

/**
 * Moves a running case to a later version of its flow because the law changed. It stands where it stood: its open steps, by
 * their ids, must be steps of the new version too; their running clocks stay as they were started. Refuses
 * `cases/move-impossible` with the step that the new version does not have.
 */
export function moveCase(env: CaseEnv, c: Case, target: MoveTarget): Result<Acted, CaseRefusal> {
  if (!allows(c.state, 'deviate'))
    return err({ code: 'cases/not-in-this-state', state: c.state, action: 'deviate' });
  const moved = transferMarking(env.table, c.marking, target.table);
  if (!moved.ok) return err({ code: 'cases/move-impossible', number: c.number, step: moved.missing });
  const postOf = (node: string): Uuid | null => {
    const post = target.table.nodes.find((one) => one.id === node)?.post;
    return (post === undefined ? undefined : env.posts.get(post)?.id) ?? null;
  };
  const { law, article } = target;
  const deviation: Deviation = { kind: 'move', on: env.today, law, article, to: target.rid };
  const next = settled(
    { ...env, table: target.table },
    {
      ...c,
      flowVersionId: target.flowVersionId,
      marking: moved.marking,
      steps: c.steps.map((one) => (one.closedAt === null ? { ...one, postId: postOf(one.node) } : one)),
      deviations: [...c.deviations, deviation],
    },
  );
  return ok({ next, happenings: [{ ...deviation, kind: 'moved' }] });
}

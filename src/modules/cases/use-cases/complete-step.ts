import { err, Uuid, type Result } from '#kernel';
import { hasRole, holdsPost, type Actor, type StaffActor } from '#modules/access';
import { personsOnPost } from '#modules/organisation';
import type { UseCase } from '#platform/context';
import type { CompleteStepInput } from '../contract/inputs.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import { mayDoStep } from '../domain/separation.ts';
import type { Case } from '../engine/case.ts';
import { completeStep as decideStep, isSetAside } from '../engine/complete-step.ts';
import { roleOf, type CaseEnv } from '../engine/env.ts';
import { actOnCase, type ActedCase, type CaseKey } from './act-on-case.ts';

export type CompleteInput = CaseKey & {
  readonly node: string;
  readonly version?: number | undefined;
  readonly step: CompleteStepInput;
};

/**
 * Completes an open step of a case. Refuses what `mayDoStep` and the engine's `completeStep` refuse; of two who act at
 * once the second gets `cases/step-taken` with who was first.
 */
export async function completeStep(
  ctx: UseCase,
  actor: Actor,
  input: CompleteInput,
): Promise<Result<ActedCase, CaseRefusal>> {
  if (actor.kind !== 'staff') return err({ code: 'cases/forbidden' });
  const { secondOfficer: named, ...step } = input.step;
  const secondOfficer = named === undefined ? null : await findOfficer(ctx, input.agencyId, named);
  if (secondOfficer === undefined) return err({ code: 'cases/second-officer-not-on-post' });
  return actOnCase(ctx, actor, {
    action: 'case/complete-step',
    key: input,
    version: input.version,
    node: input.node,
    postId: (c) => openStepOf(c, input.node)?.postId ?? null,
    allowed: (c, env) => refusalFor(ctx, actor, env, c, input.node, secondOfficer ?? undefined),
    decide: (env, c) =>
      decideStep(env, c, { node: input.node, by: actor.personId, secondOfficer, input: step }),
  });
}

/** A person of the agency by id or staff number. */
async function findOfficer(ctx: UseCase, agencyId: string, named: string): Promise<Uuid | undefined> {
  const row = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where(Uuid.safeParse(named).success ? 'id' : 'staff_no', '=', named)
    .executeTakeFirst();
  return row === undefined ? undefined : Uuid.parse(row.id);
}

function openStepOf(c: Case, node: string) {
  return c.steps.find((one) => one.node === node && one.closedAt === null);
}

/** Why this person may not do this step now; null when they may. */
export async function refusalFor(
  ctx: UseCase,
  actor: StaffActor,
  env: CaseEnv,
  c: Case,
  nodeId: string,
  secondOfficer: string | undefined,
): Promise<CaseRefusal | null> {
  const step = openStepOf(c, nodeId);
  const node = env.table.nodes.find((one) => one.id === nodeId);
  if (step === undefined || node === undefined) return { code: 'cases/step-not-open', node: nodeId };
  if (node.role === 'apply') return { code: 'cases/party-step' };
  if (isSetAside(env, c, node)) return { code: 'cases/clock-stands' };
  const post = env.table.posts.find((one) => one.id === node.post);
  const onPost =
    secondOfficer === undefined || step.postId === null
      ? []
      : await personsOnPost(ctx.db, c.agencyId, step.postId, env.today);
  const allowed = mayDoStep({
    step: {
      role: node.role ?? 'act',
      post: post?.name ?? null,
      supervising: post?.kind === 'supervisor',
      twoOfficers: node.twoOfficers === true,
    },
    actor: {
      personId: actor.personId,
      holdsPost: step.postId !== null && holdsPost(actor, step.postId),
      supervises: hasRole(actor, 'supervisor', { agencyId: c.agencyId }),
    },
    secondOfficer:
      secondOfficer === undefined
        ? null
        : { personId: secondOfficer, onPost: onPost.some((person) => person.personId === secondOfficer) },
    recused: c.recused,
    done: c.steps.flatMap((one) =>
      [one.doneBy, one.secondOfficer].flatMap((personId) =>
        personId === null ? [] : [{ role: roleOf(env, one.node), personId }],
      ),
    ),
    instant: c.terms.instant,
  });
  return allowed.ok ? null : allowed.error;
}

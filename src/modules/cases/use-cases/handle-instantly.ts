import { err, type Result } from '#kernel';
import { hasRole, holdsPost, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { DecisionInput, ServiceInput } from '../contract/inputs.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import { mayDoStep } from '../domain/separation.ts';
import { handleInstantly as decideInstantly } from '../engine/instant.ts';
import { actOnCase, type ActedCase, type CaseKey } from './act-on-case.ts';

export type InstantInput = CaseKey & {
  readonly version?: number | undefined;
  readonly opinion?: string | undefined;
  readonly decision?: DecisionInput | undefined;
  readonly service: ServiceInput;
};

/** 即办件 on one screen, by one person who holds the posts of all its steps up to service. */
export async function handleInstantly(
  ctx: UseCase,
  actor: Actor,
  input: InstantInput,
): Promise<Result<ActedCase, CaseRefusal>> {
  if (actor.kind !== 'staff') return err({ code: 'cases/forbidden' });
  const { decision, service, opinion } = input;
  return actOnCase(ctx, actor, {
    action: 'case/handle-instantly',
    key: input,
    version: input.version,
    allowed: () => null,
    decide: (env, c) =>
      decideInstantly(env, c, {
        by: actor.personId,
        step: {
          service,
          ...(decision === undefined ? {} : { decision }),
          ...(opinion === undefined ? {} : { opinion }),
        },
        may: (now, node) => {
          const row = now.steps.find((one) => one.node === node.id && one.closedAt === null);
          const post = env.table.posts.find((one) => one.id === node.post);
          const may = mayDoStep({
            step: {
              role: node.role ?? 'act',
              post: post?.name ?? null,
              supervising: post?.kind === 'supervisor',
              twoOfficers: node.twoOfficers === true,
            },
            actor: {
              personId: actor.personId,
              holdsPost: row?.postId !== undefined && row.postId !== null && holdsPost(actor, row.postId),
              supervises: hasRole(actor, 'supervisor', { agencyId: c.agencyId }),
            },
            secondOfficer: null,
            recused: now.recused,
            done: [],
            instant: true,
          });
          return may.ok ? null : may.error;
        },
      }),
  });
}

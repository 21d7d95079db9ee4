import { err, ok, type Result, type Uuid } from '#kernel';
import { actorRef, type StaffActor } from '#modules/access';
import { findFlowVersion, getFlowVersion } from '#modules/flows';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import { findCase } from '../db/case-reader.ts';
import { insertProposal, type NewProposal } from '../db/proposals.ts';
import { environmentOf } from '../db/environment.ts';
import type { DeviationGround } from '../domain/deviating.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import type { Case } from '../engine/case.ts';
import { jumpCase, moveCase } from '../engine/deviate.ts';
import { can, subjectOf } from '../policy.ts';
import type { CaseKey } from './act-on-case.ts';

type Proposed = Promise<Result<{ readonly proposalId: string }, CaseRefusal>>;

/**
 * Asks that a case leaves its flow: `to` instead of the open step `from`. Asked by whoever handles the case, decided by a
 * leader; nothing of the case changes until then. What could not be carried out anyway is refused at once, by the codes
 * of `jumpCase`; `conflict` when the case already waits for a decision.
 */
export async function proposeJump(
  ctx: UseCase,
  actor: StaffActor,
  input: CaseKey & {
    readonly version: number;
    readonly from: string;
    readonly to: string;
    readonly ground: DeviationGround;
    readonly reason: string;
  },
): Proposed {
  const c = await findCase(ctx.db, { agencyId: input.agencyId, id: input.caseId });
  if (c === undefined || !can(actor, 'case/read', subjectOf(c))) return err({ code: 'cases/not-found' });
  if (!can(actor, 'case/handle', subjectOf(c))) return err({ code: 'cases/forbidden' });
  if (c.recused.includes(actor.personId)) return err({ code: 'cases/recused' });
  if (input.version !== c.version) return err({ code: 'cases/stale', version: c.version });
  const tried = jumpCase(await environmentOf(ctx, c), c, input);
  if (!tried.ok) return tried;
  const { ground, reason, from, to } = input;
  return propose(ctx, actor, [c], { kind: 'jump', ground, reason, from, to, caseVersion: c.version });
}

/**
 * Asks that running cases, each named, go on by a later published version of their flow, because the law changed: law and
 * article are part of the proposal. Refuses `cases/move-not-newer` and, naming case and step, `cases/move-impossible`.
 */
export async function proposeMove(
  ctx: UseCase,
  actor: StaffActor,
  input: {
    readonly agencyId: string;
    readonly flowVersionId: Uuid;
    readonly caseIds: readonly Uuid[];
    readonly law: string;
    readonly article: string;
    readonly reason: string;
  },
): Proposed {
  const target = await findFlowVersion(ctx.db, input.agencyId, input.flowVersionId);
  const cases: Case[] = [];
  for (const id of input.caseIds) {
    const c = await findCase(ctx.db, { agencyId: input.agencyId, id });
    if (c === undefined || !can(actor, 'case/read', subjectOf(c))) return err({ code: 'cases/not-found' });
    if (!can(actor, 'case/propose-move', { agencyId: c.agencyId, officeIds: [c.officeId] }))
      return err({ code: 'cases/forbidden' });
    const bound = await getFlowVersion(ctx.db, c.agencyId, c.flowVersionId);
    if (target?.n == null || target.flowId !== bound.flowId || target.n <= (bound.n ?? 0))
      return err({ code: 'cases/move-not-newer' });
    const { law, article } = input;
    const moved = { table: target.table, flowVersionId: target.id, rid: target.rid, law, article };
    const tried = moveCase(await environmentOf(ctx, c), c, moved);
    if (!tried.ok) return tried;
    cases.push(c);
  }
  const { flowVersionId, law, article, reason } = input;
  return propose(ctx, actor, cases, { kind: 'move', flowVersionId, law, article, reason });
}

async function propose(
  ctx: UseCase,
  actor: StaffActor,
  cases: readonly Case[],
  proposal: NewProposal,
): Proposed {
  const now = ctx.clock.now();
  const proposalId = ctx.ids.uuid(now);
  return ctx.transact(async (tx) => {
    await insertProposal(tx, {
      proposal,
      agencyId: actor.agencyId,
      id: proposalId,
      caseIds: cases.map(({ id }) => id),
      by: actor.personId,
      at: now,
    });
    for (const c of cases)
      await writeJournal(tx, {
        ids: ctx.ids,
        at: now,
        actor: actorRef(actor),
        action: `case/propose-${proposal.kind}`,
        subjectType: 'case',
        subjectRid: c.rid,
        agencyId: c.agencyId,
        after: { proposal: proposalId, version: c.version },
        requestId: ctx.requestId,
      });
    return ok({ proposalId });
  });
}

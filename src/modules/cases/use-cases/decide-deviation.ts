import { err, ok, type Result, type Uuid } from '#kernel';
import { actorRef, type StaffActor } from '#modules/access';
import { getFlowVersion } from '#modules/flows';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { findCase, getParty } from '../db/case-reader.ts';
import { commitCase } from '../db/commit-case.ts';
import { environmentOf } from '../db/environment.ts';
import { closeProposal, findProposal, recordDeviation, type Proposal } from '../db/proposals.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import type { Party } from '../domain/party.ts';
import type { Case } from '../engine/case.ts';
import { jumpCase, moveCase, type MoveTarget } from '../engine/deviate.ts';
import type { CaseEnv } from '../engine/env.ts';
import type { Acted } from '../engine/happening.ts';
import { can } from '../policy.ts';
import { handles } from './staff-acts.ts';

/**
 * Approves or refuses a proposed departure. An approval is carried out in the same transaction on every case it names, or on
 * none: steps, clocks, the party's timeline, what society reads, and a journal row for each. Refuses `cases/forbidden`,
 * `cases/proposed-it-yourself`, `cases/handled-it-yourself` for a jump, `cases/proposal-decided`, `cases/stale` when the
 * case went on since a jump was asked for, and whatever carrying it out refuses.
 */
export async function decideDeviation(
  ctx: UseCase,
  actor: StaffActor,
  input: {
    readonly agencyId: string;
    readonly proposalId: Uuid;
    readonly approve: boolean;
    readonly reason: string;
  },
): Promise<Result<{ readonly state: 'approved' | 'refused' }, CaseRefusal>> {
  const { agencyId } = input;
  const proposal = await findProposal(ctx.db, agencyId, input.proposalId);
  const officeIds = proposal?.officeIds ?? [];
  if (!can(actor, 'case/decide-deviation', { agencyId, officeIds })) return err({ code: 'cases/forbidden' });
  if (proposal === undefined) return err({ code: 'cases/not-found' });
  if (proposal.state !== 'proposed') return err({ code: 'cases/proposal-decided' });
  if (proposal.proposedBy === actor.personId) return err({ code: 'cases/proposed-it-yourself' });
  const todo = input.approve ? await gather(ctx, actor, proposal) : ok([]);
  if (!todo.ok) return todo;
  const state = input.approve ? ('approved' as const) : ('refused' as const);
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    const decided = { state, by: actor.personId, at: now, reason: input.reason };
    if (!(await closeProposal(tx, proposal, decided)))
      return err({ code: 'cases/proposal-decided' as const });
    for (const one of todo.value) {
      const done = await carryOut(tx, ctx, actor, proposal, one);
      if (!done.ok) return done;
    }
    await writeJournal(tx, {
      ids: ctx.ids,
      at: now,
      actor: actorRef(actor),
      action: `case/deviation-${state}`,
      subjectType: 'procedure-proposal',
      subjectRid: proposal.id,
      agencyId: proposal.agencyId,
      after: { kind: proposal.kind, cases: [...proposal.caseIds] },
      requestId: ctx.requestId,
    });
    return ok({ state });
  });
}

type Planned = {
  readonly c: Case;
  readonly party: Party;
  /** The flow as the case stands in it afterwards. */
  readonly table: CaseEnv['table'];
  readonly acted: Acted;
  readonly at: Date;
};

async function gather(
  ctx: UseCase,
  actor: StaffActor,
  proposal: Proposal,
): Promise<Result<readonly Planned[], CaseRefusal>> {
  const target = proposal.kind === 'move' ? await targetOf(ctx, proposal) : undefined;
  const planned: Planned[] = [];
  for (const id of proposal.caseIds) {
    const c = await findCase(ctx.db, { agencyId: proposal.agencyId, id });
    if (c === undefined) return err({ code: 'cases/not-found' });
    if (proposal.kind === 'jump' && proposal.caseVersion !== c.version)
      return err({ code: 'cases/stale', version: c.version });
    if (proposal.kind === 'jump' && handles(actor, c)) return err({ code: 'cases/handled-it-yourself' });
    const [env, party] = await Promise.all([environmentOf(ctx, c), getParty(ctx.db, c)]);
    const acted = proposal.kind === 'jump' ? jumpCase(env, c, proposal) : moveCase(env, c, must(target));
    if (!acted.ok) return acted;
    planned.push({ c, party, table: target?.table ?? env.table, acted: acted.value, at: env.now });
  }
  return ok(planned);
}

async function targetOf(
  ctx: UseCase,
  { agencyId, flowVersionId, law, article }: Extract<Proposal, { kind: 'move' }>,
): Promise<MoveTarget> {
  const { table, id, rid } = await getFlowVersion(ctx.db, agencyId, flowVersionId);
  return { table, flowVersionId: id, rid, law, article };
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a move has a target');
  return value;
}

async function carryOut(
  tx: Tx,
  ctx: UseCase,
  actor: StaffActor,
  proposal: Proposal,
  { c, party, table, acted, at }: Planned,
): Promise<Result<void, CaseRefusal>> {
  const done = await commitCase(tx, ctx, {
    before: c,
    acted,
    at,
    actor,
    postId: null,
    node: null,
    party,
    table,
    action: `case/${proposal.kind}`,
  });
  if (!done.ok) return done;
  const detail = acted.next.deviations.at(-1);
  if (detail === undefined) throw new Error('a departure is on record');
  await recordDeviation(tx, {
    proposal,
    caseId: c.id,
    id: ctx.ids.uuid(at),
    at,
    detail,
  });
  return ok();
}

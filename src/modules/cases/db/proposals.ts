import { z } from 'zod';
import { Uuid } from '#kernel';
import type { Reading, Tx } from '#platform/database';
import { DeviationGround, type Deviation } from '../domain/deviating.ts';

export type NewProposal =
  | {
      readonly kind: 'jump';
      readonly ground: DeviationGround;
      readonly reason: string;
      readonly from: string;
      readonly to: string;
      readonly caseVersion: number;
    }
  | {
      readonly kind: 'move';
      readonly flowVersionId: Uuid;
      readonly law: string;
      readonly article: string;
      readonly reason: string;
    };

export type Proposal = NewProposal & {
  readonly agencyId: Uuid;
  readonly id: Uuid;
  readonly caseIds: readonly Uuid[];
  /** The office that keeps the power, of each case. */
  readonly officeIds: readonly (string | null)[];
  readonly state: 'proposed' | 'approved' | 'refused';
  readonly proposedBy: Uuid;
};

const shared = {
  agency_id: Uuid,
  id: Uuid,
  state: z.enum(['proposed', 'approved', 'refused']),
  proposed_by: Uuid,
  reason: z.string(),
};
const Row = z.discriminatedUnion('kind', [
  z.object({
    ...shared,
    kind: z.literal('jump'),
    ground: DeviationGround,
    from_node: z.string(),
    to_node: z.string(),
    case_version: z.int(),
  }),
  z.object({
    ...shared,
    kind: z.literal('move'),
    law: z.string(),
    article: z.string(),
    flow_version_id: Uuid,
  }),
]);

/** A proposal with the cases it names. Not filtered by who asks. */
export async function findProposal(db: Reading, agencyId: string, id: string): Promise<Proposal | undefined> {
  const [found, cases] = await Promise.all([
    db
      .selectFrom('procedure_proposal')
      .selectAll()
      .where('agency_id', '=', agencyId)
      .where('id', '=', id)
      .executeTakeFirst(),
    db
      .selectFrom('procedure_proposal_case as n')
      .innerJoin('case_file as c', (j) =>
        j.onRef('c.agency_id', '=', 'n.agency_id').onRef('c.id', '=', 'n.case_id'),
      )
      .leftJoin('power_version as v', (j) =>
        j.onRef('v.agency_id', '=', 'c.agency_id').onRef('v.id', '=', 'c.power_version_id'),
      )
      .select(['n.case_id', 'v.office_id'])
      .where('n.agency_id', '=', agencyId)
      .where('n.proposal_id', '=', id)
      .orderBy('n.case_id')
      .execute(),
  ]);
  if (found === undefined) return undefined;
  const row = Row.parse(found);
  const common = {
    agencyId: row.agency_id,
    id: row.id,
    state: row.state,
    proposedBy: row.proposed_by,
    reason: row.reason,
    caseIds: cases.map((one) => Uuid.parse(one.case_id)),
    officeIds: cases.map((one) => one.office_id),
  };
  return row.kind === 'jump'
    ? {
        ...common,
        kind: 'jump',
        ground: row.ground,
        from: row.from_node,
        to: row.to_node,
        caseVersion: row.case_version,
      }
    : { ...common, kind: 'move', law: row.law, article: row.article, flowVersionId: row.flow_version_id };
}

/** Whether a proposal about this case waits for its decision. */
export async function waitsForProposal(
  db: Reading,
  { agencyId, id }: { readonly agencyId: string; readonly id: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('procedure_proposal_case')
    .select('proposal_id')
    .where('agency_id', '=', agencyId)
    .where('case_id', '=', id)
    .where('open', '=', true)
    .executeTakeFirst();
  return found !== undefined;
}

/** Writes a proposal; a case that already waits for one breaks `procedure_proposal_case_one_open` and the act conflicts. */
export async function insertProposal(
  tx: Tx,
  input: {
    readonly proposal: NewProposal;
    readonly agencyId: string;
    readonly id: string;
    readonly caseIds: readonly Uuid[];
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  const { proposal, agencyId, id } = input;
  await tx
    .insertInto('procedure_proposal')
    .values({
      agency_id: agencyId,
      id,
      kind: proposal.kind,
      reason: proposal.reason,
      proposed_by: input.by,
      proposed_at: input.at,
      ...(proposal.kind === 'jump'
        ? {
            ground: proposal.ground,
            from_node: proposal.from,
            to_node: proposal.to,
            case_version: proposal.caseVersion,
          }
        : { law: proposal.law, article: proposal.article, flow_version_id: proposal.flowVersionId }),
    })
    .execute();
  await tx
    .insertInto('procedure_proposal_case')
    .values(input.caseIds.map((caseId) => ({ agency_id: agencyId, proposal_id: id, case_id: caseId })))
    .execute();
}

/** Decides an open proposal; false when somebody else was faster. */
export async function closeProposal(
  tx: Tx,
  { agencyId, id }: Pick<Proposal, 'agencyId' | 'id'>,
  decided: {
    readonly state: 'approved' | 'refused';
    readonly by: string;
    readonly at: Date;
    readonly reason: string;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('procedure_proposal')
    .set({
      state: decided.state,
      decided_by: decided.by,
      decided_at: decided.at,
      decision_reason: decided.reason,
    })
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await tx
    .updateTable('procedure_proposal_case')
    .set({ open: false })
    .where('agency_id', '=', agencyId)
    .where('proposal_id', '=', id)
    .execute();
  return true;
}

export async function recordDeviation(
  tx: Tx,
  input: {
    readonly proposal: Pick<Proposal, 'agencyId' | 'id'>;
    readonly caseId: string;
    readonly id: string;
    readonly at: Date;
    readonly detail: Deviation;
  },
): Promise<void> {
  await tx
    .insertInto('case_deviation')
    .values({
      agency_id: input.proposal.agencyId,
      id: input.id,
      case_id: input.caseId,
      proposal_id: input.proposal.id,
      at: input.at,
      detail: JSON.stringify(input.detail),
    })
    .execute();
}

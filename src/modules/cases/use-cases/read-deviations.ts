import { sql } from 'kysely';
import { z } from 'zod';
import { err, ok, toOffsetString, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import { isWork } from '#modules/flows';
import type { UseCase } from '#platform/context';
import type { MoveCandidates, ProposalView } from '../contract/index.ts';
import { MOST_MOVED } from '../contract/deviations.ts';
import { findCase } from '../db/case-reader.ts';
import type { Cursor } from '../db/case-list.ts';
import { environmentOf } from '../db/environment.ts';
import { DEVIATION_GROUNDS, DeviationGround } from '../domain/deviating.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import { jumpCase } from '../engine/deviate.ts';
import { can, isNowhere, readReach, moveReach, subjectOf } from '../policy.ts';
import type { CaseKey } from './act-on-case.ts';

/** Where a case may jump from this open step: exactly the targets that `jumpCase` allows. */
export async function readJumpTargets(
  ctx: UseCase,
  actor: StaffActor,
  { from, ...key }: CaseKey & { readonly from: string },
): Promise<
  Result<readonly { readonly node: string; readonly name: string; readonly done: boolean }[], CaseRefusal>
> {
  const c = await findCase(ctx.db, { agencyId: key.agencyId, id: key.caseId });
  if (c === undefined || !can(actor, 'case/read', subjectOf(c))) return err({ code: 'cases/not-found' });
  if (!can(actor, 'case/handle', subjectOf(c))) return err({ code: 'cases/forbidden' });
  const env = await environmentOf(ctx, c);
  const done = new Set(c.steps.flatMap((one) => (one.ended === 'done' ? [one.node] : [])));
  return ok(
    env.table.nodes
      .filter((node) => isWork(node) && jumpCase(env, c, { from, to: node.id, ground: 'own-mistake' }).ok)
      .map((node) => ({ node: node.id, name: node.name, done: done.has(node.id) })),
  );
}

const Detail = z.object({
  ground: DeviationGround.nullable(),
  law: z.string().nullable(),
  article: z.string().nullable(),
});
const Named = z.array(z.object({ caseId: z.string(), number: z.string().nullable() }));

/** Proposals of the agency, or those that wait for a decision, newest first; keyset by time and id. */
export async function readProposals(
  ctx: UseCase,
  actor: StaffActor,
  page: { readonly limit: number; readonly after: Cursor | null; readonly waiting?: boolean | undefined },
): Promise<Result<{ readonly items: ProposalView[]; readonly next: Cursor | null }, CaseRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'case/read-deviations', { agencyId })) return err({ code: 'cases/forbidden' });
  const reach = readReach(actor, agencyId);
  const rows = await ctx.db
    .selectFrom('procedure_proposal as p')
    .innerJoin('person as b', (j) =>
      j.onRef('b.agency_id', '=', 'p.agency_id').onRef('b.id', '=', 'p.proposed_by'),
    )
    .leftJoin('person as d', (j) =>
      j.onRef('d.agency_id', '=', 'p.agency_id').onRef('d.id', '=', 'p.decided_by'),
    )
    .select(['p.id', 'p.kind', 'p.state', 'p.ground', 'p.law', 'p.article', 'p.reason'])
    .select(['p.proposed_by', 'p.proposed_at', 'p.decided_at', 'p.decision_reason'])
    .select(['b.name as proposer', 'd.name as decider'])
    .select(sql<string>`p.proposed_at::text`.as('cursor'))
    .select([stepName('from_node').as('from'), stepName('to_node').as('to')])
    .select(
      sql<unknown>`(SELECT jsonb_agg(jsonb_build_object('caseId', c.id, 'number', c.number) ORDER BY c.id)
        FROM procedure_proposal_case n JOIN case_file c ON c.agency_id = n.agency_id AND c.id = n.case_id
        WHERE n.agency_id = p.agency_id AND n.proposal_id = p.id)`.as('cases'),
    )
    .select(
      sql<string>`(SELECT c.terms->>'powerName' FROM procedure_proposal_case n JOIN case_file c ON c.agency_id = n.agency_id AND c.id = n.case_id
        WHERE n.agency_id = p.agency_id AND n.proposal_id = p.id LIMIT 1)`.as('power'),
    )
    .select(officesOf().as('offices'))
    .where('p.agency_id', '=', agencyId)
    .$if(page.waiting === true, (q) => q.where('p.state', '=', 'proposed'))
    .$if(reach !== 'agency', (q) => q.where(sql<boolean>`${officesOf()} && ${reach}::uuid[]`))
    .$if(page.after !== null, (q) =>
      q.where(
        sql<boolean>`(p.proposed_at, p.id) < (${page.after?.at ?? ''}::timestamptz, ${page.after?.id ?? ''}::uuid)`,
      ),
    )
    .orderBy('p.proposed_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return ok({
    items: shown.map((row) => ({
      id: row.id,
      kind: row.kind === 'jump' ? 'jump' : 'move',
      state: z.enum(['proposed', 'approved', 'refused']).parse(row.state),
      power: row.power,
      ground: groundOf(Detail.parse(row)),
      reason: row.reason,
      from: row.from,
      to: row.to,
      cases: Named.parse(row.cases),
      proposedBy: row.proposer,
      proposedAt: toOffsetString(row.proposed_at),
      decidedBy: row.decider,
      decidedAt: row.decided_at === null ? null : toOffsetString(row.decided_at),
      decisionReason: row.decision_reason,
      mine:
        row.state === 'proposed' &&
        row.proposed_by !== actor.personId &&
        can(actor, 'case/decide-deviation', { agencyId, officeIds: row.offices }),
    })),
    next: rows.length > page.limit && last ? { at: last.cursor, id: last.id } : null,
  });
}

/** The offices that keep the powers of the cases a proposal names. */
function officesOf() {
  return sql<(string | null)[]>`ARRAY(SELECT v.office_id FROM procedure_proposal_case pc
    JOIN case_file c ON c.agency_id = pc.agency_id AND c.id = pc.case_id
    LEFT JOIN power_version v ON v.agency_id = c.agency_id AND v.id = c.power_version_id
    WHERE pc.agency_id = p.agency_id AND pc.proposal_id = p.id)`;
}

/** Name of a step of the flow that the first case of the proposal runs on. */
function stepName(column: 'from_node' | 'to_node') {
  return sql<string | null>`(SELECT n->>'name' FROM procedure_proposal_case pc
    JOIN case_file c ON c.agency_id = pc.agency_id AND c.id = pc.case_id
    JOIN flow_version f ON f.agency_id = c.agency_id AND f.id = c.flow_version_id
    CROSS JOIN LATERAL jsonb_array_elements(f."table"->'nodes') n
    WHERE pc.agency_id = p.agency_id AND pc.proposal_id = p.id AND n->>'id' = p.${sql.ref(column)} LIMIT 1)`;
}

function groundOf(row: {
  readonly ground: DeviationGround | null;
  readonly law: string | null;
  readonly article: string | null;
}): { readonly zh: string; readonly en: string } {
  if (row.ground === null) return { zh: `《${row.law}》${row.article}`, en: `《${row.law}》 ${row.article}` };
  const { zh, en } = DEVIATION_GROUNDS[row.ground];
  return { zh, en };
}

/** Running cases of the agency whose flow has a later published version, by that version; at most a hundred. */
export async function readMoveCandidates(
  ctx: UseCase,
  actor: StaffActor,
): Promise<Result<MoveCandidates, CaseRefusal>> {
  const { agencyId } = actor;
  const reach = moveReach(actor, agencyId);
  if (isNowhere(reach)) return err({ code: 'cases/forbidden' });
  const within =
    reach === 'agency'
      ? sql`true`
      : sql`EXISTS (SELECT 1 FROM power_version v
          WHERE v.agency_id = c.agency_id AND v.id = c.power_version_id AND v.office_id = ANY (${reach}::uuid[]))`;
  const { rows } = await sql<{
    id: string;
    number: string | null;
    received_at: Date;
    power: string;
    n: number;
    newest: string;
    newest_n: number;
  }>`
    SELECT c.id, c.number, c.received_at, c.terms->>'powerName' AS power, p.n, late.flow_version_id AS newest, late.n AS newest_n
    FROM flow_publication late
    JOIN flow_publication p ON p.agency_id = late.agency_id AND p.flow_id = late.flow_id AND p.n < late.n
    JOIN case_file c ON c.agency_id = p.agency_id AND c.flow_version_id = p.flow_version_id
    WHERE late.agency_id = ${agencyId} AND c.closed_at IS NULL AND c.result IS NULL AND ${within}
      AND NOT EXISTS (SELECT 1 FROM flow_publication x WHERE x.agency_id = late.agency_id AND x.flow_id = late.flow_id AND x.n > late.n)
    ORDER BY c.received_at, c.id LIMIT ${MOST_MOVED}`.execute(ctx.db);
  const flows = new Map<string, MoveCandidates['flows'][number]>();
  for (const row of rows) {
    const known = flows.get(row.newest) ?? {
      flowVersionId: row.newest,
      n: row.newest_n,
      power: row.power,
      cases: [],
    };
    known.cases.push({
      caseId: row.id,
      number: row.number,
      receivedAt: toOffsetString(row.received_at),
      n: row.n,
    });
    flows.set(row.newest, known);
  }
  return ok({ flows: [...flows.values()] });
}

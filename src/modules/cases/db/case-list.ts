import { sql } from 'kysely';
import { z } from 'zod';
import { toOffsetString } from '#kernel';
import type { StaffActor } from '#modules/access';
import { nodeName } from '#modules/flows';
import type { Lang } from '#platform/i18n';
import type { Reading } from '#platform/database';
import type { CaseSummary, WorkItem } from '../contract/index.ts';
import { maskedName, Party } from '../domain/party.ts';
import { isNowhere, readReach } from '../policy.ts';

const END = 'infinity';
export type Cursor = { readonly at: string; readonly id: string };

/** My work: open steps of the posts I hold, most urgent first; keyset by due time and id. */
export async function readWorklist(
  db: Reading,
  actor: StaffActor,
  page: { readonly limit: number; readonly after: Cursor | null; readonly now: Date; readonly lang: Lang },
): Promise<{ readonly items: WorkItem[]; readonly next: Cursor | null }> {
  const posts = actor.assignments
    .filter(({ agencyId }) => agencyId === actor.agencyId)
    .map(({ postId }) => postId);
  if (posts.length === 0) return { items: [], next: null };
  const due = sql<string>`coalesce(s.due_at, ${END}::timestamptz)`;
  const rows = await db
    .selectFrom('case_step as s')
    .innerJoin('case_file as c', (j) =>
      j.onRef('c.agency_id', '=', 's.agency_id').onRef('c.id', '=', 's.case_id'),
    )
    .innerJoin('case_party as p', (j) =>
      j.onRef('p.agency_id', '=', 's.agency_id').onRef('p.case_id', '=', 's.case_id'),
    )
    .innerJoin('flow_version as f', (j) =>
      j.onRef('f.agency_id', '=', 'c.agency_id').onRef('f.id', '=', 'c.flow_version_id'),
    )
    .innerJoin('post as o', (j) => j.onRef('o.agency_id', '=', 's.agency_id').onRef('o.id', '=', 's.post_id'))
    .select([
      's.id',
      's.case_id',
      's.node',
      's.opened_at',
      's.due_at',
      'c.number',
      'c.state',
      'p.data',
      'o.name as post',
    ])
    .select([sql<string>`c.terms->>'powerName'`.as('power'), sql<string>`${due}::text`.as('cursor')])
    .select(
      sql<unknown>`(SELECT n FROM jsonb_array_elements(f."table"->'nodes') n WHERE n->>'id' = s.node)`.as(
        'flow_node',
      ),
    )
    .where('s.agency_id', '=', actor.agencyId)
    .where('s.post_id', 'in', posts)
    .where('s.closed_at', 'is', null)
    .$if(page.after !== null, (q) =>
      q.where(
        sql<boolean>`(${due}, s.id) > (${page.after?.at ?? END}::timestamptz, ${page.after?.id ?? ''}::uuid)`,
      ),
    )
    .orderBy(due)
    .orderBy('s.id')
    .limit(page.limit + 1)
    .execute();
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => {
      const node = FlowNodeWords.parse(row.flow_node);
      return {
        caseId: row.case_id,
        number: row.number,
        power: row.power,
        party: maskedName(Party.parse(row.data)),
        node: row.node,
        step: nodeName(node, page.lang),
        role: node.role,
        post: row.post,
        openedAt: toOffsetString(row.opened_at),
        dueAt: row.due_at === null ? null : toOffsetString(row.due_at),
        late: row.due_at !== null && row.due_at <= page.now,
        state: row.state,
      };
    }),
    next: rows.length > page.limit && last !== undefined ? { at: last.cursor, id: last.id } : null,
  };
}

const FlowNodeWords = z.object({
  name: z.string(),
  nameEn: z.string().optional(),
  role: z.string().default('act'),
});

export type CaseFilter = {
  readonly state?: string | undefined;
  readonly q?: string | undefined;
  readonly limit: number;
  readonly after: Cursor | null;
  readonly now: Date;
};

/** Cases of the agency this person may read, newest first; keyset by receipt and id. */
export async function readCases(
  db: Reading,
  actor: StaffActor,
  filter: CaseFilter,
): Promise<{ readonly items: CaseSummary[]; readonly next: Cursor | null }> {
  const reach = readReach(actor, actor.agencyId);
  const posts = actor.assignments.map(({ postId }) => postId);
  const offices = reach === 'agency' ? [] : reach;
  if (isNowhere(reach) && posts.length === 0) return { items: [], next: null };
  const rows = await db
    .selectFrom('case_file as c')
    .innerJoin('case_party as p', (j) =>
      j.onRef('p.agency_id', '=', 'c.agency_id').onRef('p.case_id', '=', 'c.id'),
    )
    .select(['c.id', 'c.number', 'c.state', 'c.result', 'c.received_at', 'p.data'])
    .select([
      sql<string>`c.terms->>'powerName'`.as('power'),
      sql<string>`c.received_at::text`.as('cursor'),
      sql<
        string | null
      >`(SELECT k.last_day::text FROM case_clock k WHERE k.agency_id = c.agency_id AND k.case_id = c.id AND k.kind = 'committed')`.as(
        'due_on',
      ),
      sql<boolean>`EXISTS (SELECT FROM case_clock k WHERE k.agency_id = c.agency_id AND k.case_id = c.id AND k.kind <> 'timer' AND k.stopped_on IS NULL AND k.due_at <= ${filter.now})`.as(
        'late',
      ),
    ])
    .where('c.agency_id', '=', actor.agencyId)
    .$if(reach !== 'agency', (q) =>
      q.where((e) =>
        e.or([
          ...(posts.length === 0
            ? []
            : [
                e.exists(
                  e
                    .selectFrom('case_step as s')
                    .select('s.id')
                    .whereRef('s.agency_id', '=', 'c.agency_id')
                    .whereRef('s.case_id', '=', 'c.id')
                    .where('s.post_id', 'in', posts),
                ),
              ]),
          ...(offices.length === 0
            ? []
            : [
                e.exists(
                  e
                    .selectFrom('power_version as v')
                    .select('v.id')
                    .whereRef('v.agency_id', '=', 'c.agency_id')
                    .whereRef('v.id', '=', 'c.power_version_id')
                    .where('v.office_id', 'in', offices),
                ),
              ]),
        ]),
      ),
    )
    .$if(filter.state !== undefined, (q) => q.where('c.state', '=', filter.state ?? ''))
    .$if(filter.q !== undefined, (q) =>
      q.where((e) =>
        e.or([
          e('c.number', '=', filter.q ?? ''),
          e(
            sql<string>`c.terms->>'powerName'`,
            'like',
            `%${(filter.q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`,
          ),
        ]),
      ),
    )
    .$if(filter.after !== null, (q) =>
      q.where(
        sql<boolean>`(c.received_at, c.id) < (${filter.after?.at ?? END}::timestamptz, ${filter.after?.id ?? ''}::uuid)`,
      ),
    )
    .orderBy('c.received_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(filter.limit + 1)
    .execute();
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      caseId: row.id,
      number: row.number,
      power: row.power,
      party: maskedName(Party.parse(row.data)),
      state: row.state,
      result: row.result,
      receivedAt: toOffsetString(row.received_at),
      dueOn: row.due_on,
      late: row.late,
    })),
    next: rows.length > filter.limit && last !== undefined ? { at: last.cursor, id: last.id } : null,
  };
}

import { sql } from 'kysely';
import { LegalDay } from '#kernel';
import type { Reading } from '#platform/database';
import type { ObligationKind } from '../domain/kinds.ts';

export type OwedRow = {
  readonly id: string;
  readonly kind: string;
  readonly rid: string;
  readonly caseId: string | null;
  readonly state: 'open' | 'late';
  readonly dueOn: LegalDay;
  readonly visible: boolean;
  readonly agency: string;
  /** Office in charge of the power. */
  readonly office: string | null;
  readonly power: string | null;
  readonly number: string | null;
  /** Law and article the day rests on. */
  readonly basis: string | null;
};

/** Whether something of this kind is owed for a record and not met yet. */
export async function isOwed(
  db: Reading,
  of: { readonly agencyId: string; readonly rid: string; readonly kind: ObligationKind },
): Promise<boolean> {
  const found = await db
    .selectFrom('obligation')
    .select('id')
    .where('agency_id', '=', of.agencyId)
    .where('rid', '=', of.rid)
    .where('kind', '=', of.kind)
    .where('state', 'in', ['open', 'late'])
    .executeTakeFirst();
  return found !== undefined;
}

export type OwedFilter = {
  readonly agencyId: string;
  /** Of another body only what society may know of, and no case behind it. */
  readonly own: boolean;
  /** Offices of the reader: the powers they answer for are named whatever the class. */
  readonly officeIds: readonly string[];
  /** Only what those offices answer for. */
  readonly mine: boolean;
  /** Whether the reader oversees or leads the body: then every power is named. */
  readonly everyName: boolean;
  readonly state?: 'open' | 'late' | undefined;
  readonly limit: number;
  readonly after?: { readonly on: LegalDay; readonly id: string } | undefined;
};

/** What an agency still owes, the longest overdue first; keyset by (dueOn, id). For staff: the caller has checked. */
export async function listOwed(db: Reading, filter: OwedFilter): Promise<readonly OwedRow[]> {
  const { after, officeIds } = filter;
  const inMine = sql<boolean>`coalesce(p.office_id, w.office_id, g.office_id) = ANY(${[...officeIds]}::uuid[])`;
  const named = sql<boolean>`(${filter.own} AND (o.visible OR ${filter.everyName} OR coalesce(${inMine}, false)
    OR o.kind IN ('power-version', 'flow-version', 'flow-ending', 'trial-decision', 'rule-version')))`;
  const rows = await db
    .selectFrom('obligation as o')
    .innerJoin('agency as a', 'a.id', 'o.agency_id')
    .leftJoin('case_file as c', (j) =>
      j.onRef('c.agency_id', '=', 'o.agency_id').onRef('c.id', '=', 'o.case_id'),
    )
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom('power_version as v')
          .select(['v.name', 'v.office_id'])
          .whereRef('v.agency_id', '=', 'o.agency_id')
          .where(sql<boolean>`v.power_id = coalesce(o.power_id, c.power_id)`)
          .orderBy(sql`v.n DESC NULLS LAST`)
          .limit(1)
          .as('p'),
      (j) => j.onTrue(),
    )
    .leftJoin('rule_version as w', (j) =>
      j
        .onRef('w.agency_id', '=', 'o.agency_id')
        .onRef('w.rid', '=', 'o.rid')
        .on('o.kind', '=', 'rule-version'),
    )
    .leftJoin('flow_version as d', (j) =>
      j
        .onRef('d.agency_id', '=', 'o.agency_id')
        .onRef('d.rid', '=', 'o.rid')
        .on('o.kind', 'in', ['flow-version', 'flow-ending']),
    )
    .leftJoin('category_flow_version as g', (j) =>
      j.onRef('g.agency_id', '=', 'd.agency_id').onRef('g.flow_version_id', '=', 'd.id'),
    )
    .leftJoin('office as f', (j) =>
      j
        .onRef('f.agency_id', '=', 'o.agency_id')
        .on(sql<boolean>`f.id = coalesce(p.office_id, w.office_id, g.office_id)`),
    )
    .select(['o.id', 'o.kind', 'o.rid', 'o.state', 'o.due_on', 'o.visible', 'a.name as agency'])
    .select([
      sql<string | null>`CASE WHEN ${named} THEN o.case_id END`.as('case_id'),
      sql<string | null>`CASE WHEN ${named} THEN coalesce(p.name, w.title, g.title) END`.as('power'),
      sql<string | null>`CASE WHEN ${named} THEN c.number END`.as('number'),
      sql<string | null>`CASE WHEN ${named} THEN f.name END`.as('office'),
      sql<
        string | null
      >`(o.derivation #>> '{period,source,law}') || (o.derivation #>> '{period,source,article}')`.as('basis'),
    ])
    .where('o.agency_id', '=', filter.agencyId)
    .where('o.state', 'in', filter.state === undefined ? ['open', 'late'] : [filter.state])
    .$if(!filter.own, (q) => q.where('o.visible', '=', true))
    .$if(filter.mine, (q) => q.where(inMine))
    .$if(after !== undefined, (q) =>
      q.where((e) => e(e.refTuple('o.due_on', 'o.id'), '>', e.tuple(after?.on ?? '', after?.id ?? ''))),
    )
    .orderBy('o.due_on')
    .orderBy('o.id')
    .limit(filter.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    rid: row.rid,
    caseId: row.case_id,
    state: row.state === 'late' ? 'late' : 'open',
    dueOn: LegalDay.parse(row.due_on),
    visible: row.visible,
    agency: row.agency,
    office: row.office,
    power: row.power,
    number: row.number,
    basis: row.basis,
  }));
}

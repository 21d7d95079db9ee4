import { sql } from 'kysely';
import { LegalDay, legalDayOf } from '#kernel';
import type { Reading } from '#platform/database';

export type Tab = 'late' | 'today' | 'due' | 'was';

export type ObligationRow = {
  readonly id: string;
  readonly kind: string;
  readonly rid: string;
  /** Whether the record has a page: a sealed case has none before its decision is published. */
  readonly hasPage: boolean;
  /** Public name of the power whose version it is; of a case never. */
  readonly name: string | null;
  /** Public number of the case, once it has one. */
  readonly number: string | null;
  readonly agencyName: string;
  readonly dueOn: LegalDay;
  readonly metOn: LegalDay | null;
  readonly basis: string;
};

export type ObligationCounts = Readonly<Record<Tab, number>>;

/** Four counts in one query, each answered by a partial index. */
export async function countObligations(db: Reading, today: LegalDay): Promise<ObligationCounts> {
  const { rows } = await sql<Record<Tab, string>>`SELECT
    (SELECT count(*) FROM obligation WHERE state = 'late' AND visible) AS late,
    (SELECT count(*) FROM obligation WHERE state = 'open' AND visible AND due_on = ${today}) AS today,
    (SELECT count(*) FROM obligation WHERE state = 'open' AND visible AND due_on > ${today}) AS due,
    (SELECT count(*) FROM obligation WHERE state = 'met' AND late_at IS NOT NULL AND visible) AS was`.execute(
    db,
  );
  const [row] = rows;
  return {
    late: Number(row?.late ?? 0),
    today: Number(row?.today ?? 0),
    due: Number(row?.due ?? 0),
    was: Number(row?.was ?? 0),
  };
}

/** Late ones by agency, and the oldest day: for the head of the list. */
export async function lateByAgency(db: Reading): Promise<
  readonly {
    readonly slug: string;
    readonly name: string;
    readonly count: number;
    readonly oldest: LegalDay;
  }[]
> {
  // Counted by agency first, which an index answers alone; names are joined to the few that come out.
  const rows = await db
    .selectFrom((e) =>
      e
        .selectFrom('obligation')
        .select((f) => ['agency_id', f.fn.countAll<string>().as('n'), f.fn.min('due_on').as('oldest')])
        .where('state', '=', 'late')
        .where('visible', '=', true)
        .groupBy('agency_id')
        .as('o'),
    )
    .innerJoin('agency as a', 'a.id', 'o.agency_id')
    .select(['a.slug', 'a.name', 'o.n', 'o.oldest'])
    .orderBy('o.n', 'desc')
    .limit(200)
    .execute();
  return rows.map((r) => ({
    slug: r.slug,
    name: r.name,
    count: Number(r.n),
    oldest: LegalDay.parse(r.oldest),
  }));
}

export type ObligationFilter = {
  readonly tab: Tab;
  readonly today: LegalDay;
  readonly agency?: string | undefined;
  readonly after?: { readonly on: LegalDay; readonly id: string } | undefined;
  readonly limit: number;
};

/** Obligations that society may know of; the longest overdue first, what is to come by its day. Keyset by (dueOn, id). */
export async function listObligations(
  db: Reading,
  filter: ObligationFilter,
): Promise<readonly ObligationRow[]> {
  const { tab, today, after } = filter;
  let query = db
    .selectFrom('obligation as o')
    .innerJoin('agency as a', 'a.id', 'o.agency_id')
    .leftJoin('ledger.record as r', 'r.rid', 'o.rid')
    .leftJoin('public_case as k', (j) =>
      j.onRef('k.agency_id', '=', 'o.agency_id').onRef('k.rid', '=', 'o.rid'),
    )
    .select([
      'o.id',
      'o.kind',
      'o.rid',
      'o.due_on',
      'o.met_at',
      'a.name as agency_name',
      'r.rid as ledger_rid',
      'k.number',
    ])
    // A version that is not public yet goes by the public name of its power, general flow or rule; a case never by its item.
    .select(
      sql<string | null>`CASE WHEN o.kind IN ('flow-version', 'flow-ending') AND o.power_id IS NULL THEN
        (SELECT v."table" ->> 'name' FROM flow_version d JOIN flow_version v ON v.agency_id = d.agency_id AND v.flow_id = d.flow_id
           JOIN flow_publication q ON q.agency_id = v.agency_id AND q.flow_version_id = v.id
           JOIN ledger.revision l ON l.rid = v.rid AND l.rev = 1
          WHERE d.agency_id = o.agency_id AND d.rid = o.rid AND l.covered_size IS NOT NULL
          ORDER BY q.n DESC LIMIT 1)
        WHEN o.kind IN ('power-version', 'flow-version', 'trial-decision') THEN
        (SELECT v.name FROM power_version v JOIN ledger.revision l ON l.rid = v.rid AND l.rev = 1
          WHERE v.agency_id = o.agency_id AND v.power_id = o.power_id AND v.n IS NOT NULL AND l.covered_size IS NOT NULL
          ORDER BY v.n DESC LIMIT 1)
        WHEN o.kind = 'rule-version' THEN
        (SELECT v.title FROM rule_version d JOIN rule_version v ON v.agency_id = d.agency_id AND v.rule_id = d.rule_id
           JOIN ledger.revision l ON l.rid = v.rid AND l.rev = 1
          WHERE d.agency_id = o.agency_id AND d.rid = o.rid AND v.n IS NOT NULL AND l.covered_size IS NOT NULL
          ORDER BY v.n DESC LIMIT 1) END`.as('name'),
    )
    .select(
      sql<string>`(o.derivation #>> '{period,source,law}') || (o.derivation #>> '{period,source,article}')`.as(
        'basis',
      ),
    )
    .where('o.visible', '=', true)
    .orderBy('o.due_on')
    .orderBy('o.id')
    .limit(filter.limit);
  if (tab === 'late') query = query.where('o.state', '=', 'late');
  else if (tab === 'today') query = query.where('o.state', '=', 'open').where('o.due_on', '=', today);
  else if (tab === 'due') query = query.where('o.state', '=', 'open').where('o.due_on', '>', today);
  else query = query.where('o.state', '=', 'met').where('o.late_at', 'is not', null);
  const { agency } = filter;
  if (agency !== undefined)
    query = query.where('o.agency_id', '=', (e) =>
      e.selectFrom('agency').select('id').where('slug', '=', agency),
    );
  if (after !== undefined)
    query = query.where((e) => e(e.refTuple('o.due_on', 'o.id'), '>', e.tuple(after.on, after.id)));
  return (await query.execute()).map((row) => ({
    id: row.id,
    kind: row.kind,
    rid: row.rid,
    hasPage: row.ledger_rid !== null,
    name: row.name,
    number: row.number,
    agencyName: row.agency_name,
    dueOn: LegalDay.parse(row.due_on),
    metOn: row.met_at === null ? null : legalDayOf(row.met_at),
    basis: row.basis,
  }));
}

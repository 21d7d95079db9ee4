import { sql } from 'kysely';
import { LegalDay } from '#kernel';
import type { Reading } from '#platform/database';
import { isGround, type GroundCode } from '../../domain/exceptions/grounds.ts';
import { SUBJECT_KINDS, type NarrowerScope, type SubjectKind } from '../../domain/exceptions/subjects.ts';
import { groundText } from './holds.ts';

export type RegisterEntry = {
  readonly id: string;
  readonly rid: string;
  readonly title: string;
  readonly subjectKind: SubjectKind;
  /** Code and public name of the item it belongs to, once that is public. */
  readonly power: { readonly code: string; readonly name: string } | null;
  /** Record of what is withheld, once it has an entry in the ledger. */
  readonly subjectRid: string | null;
  readonly element: string | null;
  readonly ground: GroundCode;
  readonly article: string;
  readonly kind: 'withheld' | 'postponed';
  readonly scope: NarrowerScope;
  readonly since: LegalDay;
  readonly until: LegalDay;
  readonly endedOn: LegalDay | null;
  readonly agencyName: string;
  readonly agencySlug: string;
};

export type RegisterFilter = {
  readonly state: 'in-force' | 'ended';
  readonly agency?: string | undefined;
  readonly after?: { readonly on: LegalDay; readonly id: string } | undefined;
  readonly limit: number;
};

/** The public register 不公开目录: entries that a checkpoint covers, the newest first; keyset by (since, id). */
export async function listRegister(db: Reading, filter: RegisterFilter): Promise<readonly RegisterEntry[]> {
  const { agency, after } = filter;
  const rows = await db
    .selectFrom('disclosure_exception as x')
    .innerJoin('agency as a', 'a.id', 'x.agency_id')
    .innerJoin('ledger.revision as r', (j) => j.onRef('r.rid', '=', 'x.rid').on('r.rev', '=', 1))
    .leftJoin('ledger.revision as s', (j) => j.onRef('s.rid', '=', 'x.subject_rid').on('s.rev', '=', 1))
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom('power_version as v')
          .innerJoin('power_item as i', (j) =>
            j.onRef('i.agency_id', '=', 'v.agency_id').onRef('i.id', '=', 'v.power_id'),
          )
          .innerJoin('ledger.revision as l', (j) => j.onRef('l.rid', '=', 'v.rid').on('l.rev', '=', 1))
          .select(['i.code', 'v.name'])
          .whereRef('v.agency_id', '=', 'x.agency_id')
          .whereRef('v.power_id', '=', 'x.power_id')
          .where('v.state', '=', 'published')
          .where('l.covered_size', 'is not', null)
          .orderBy('v.n', 'desc')
          .limit(1)
          .as('p'),
      (j) => j.onTrue(),
    )
    .select(['x.id', 'x.rid', 'x.public_title', 'x.subject_kind', 'x.subject_rid', 'x.element', 'x.ground'])
    .select(['x.cited', 'x.kind', 'x.scope', 'x.since', 'x.ends_on', 'x.ended_on'])
    .select(['a.name as agency_name', 'a.slug', 's.covered_size as subject_covered', 'p.code', 'p.name'])
    .where('x.form', '=', 'entry')
    .where('x.state', '=', filter.state)
    .where('r.covered_size', 'is not', null)
    .$if(agency !== undefined, (q) => q.where('a.slug', '=', agency ?? ''))
    .$if(after !== undefined, (q) =>
      q.where((e) => e(e.refTuple('x.since', 'x.id'), '<', e.tuple(after?.on ?? '', after?.id ?? ''))),
    )
    .orderBy('x.since', 'desc')
    .orderBy('x.id', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.flatMap((row) =>
    row.since === null || !isGround(row.ground)
      ? []
      : [
          {
            id: row.id,
            rid: row.rid,
            title: row.public_title ?? '',
            subjectKind: SUBJECT_KINDS.find((kind) => kind === row.subject_kind) ?? 'document',
            power: row.code === null || row.name === null ? null : { code: row.code, name: row.name },
            subjectRid: row.subject_covered === null ? null : row.subject_rid,
            element: row.element,
            ground: row.ground,
            article: groundText(row.ground, row.cited),
            kind: row.kind === 'postponed' ? 'postponed' : 'withheld',
            scope: unsafeScope(row.scope),
            since: LegalDay.parse(row.since),
            until: LegalDay.parse(row.ends_on),
            endedOn: row.ended_on === null ? null : LegalDay.parse(row.ended_on),
            agencyName: row.agency_name,
            agencySlug: row.slug,
          },
        ],
  );
}

/** The table's constraint holds it to the scopes. */
function unsafeScope(scope: string): NarrowerScope {
  return scope as NarrowerScope;
}

export type YearlyCount = {
  readonly year: number;
  readonly ground: GroundCode;
  readonly entries: number;
  /** Those of which only this count is public; of a year that is not over it is not told. */
  readonly counted: number | null;
};

/**
 * How many exceptions came into force by year and ground. Entries count once a checkpoint covers them. Those without an entry
 * are counted once their year is over: a count that moves on the day of a decision would be the entry they are spared.
 */
export async function countByYear(
  db: Reading,
  { thisYear, agency = null }: { readonly thisYear: number; readonly agency?: string | undefined | null },
): Promise<readonly YearlyCount[]> {
  const { rows } = await sql<{ year: number; ground: string; entries: string; counted: string }>`
    SELECT extract(year FROM x.since)::int AS year, x.ground,
           count(*) FILTER (WHERE x.form = 'entry') AS entries,
           count(*) FILTER (WHERE x.form = 'count') AS counted
      FROM disclosure_exception x
      JOIN agency a ON a.id = x.agency_id
      LEFT JOIN ledger.revision r ON r.rid = x.rid AND r.rev = 1
     WHERE x.since IS NOT NULL AND (${agency}::text IS NULL OR a.slug = ${agency})
       AND CASE x.form WHEN 'entry' THEN r.covered_size IS NOT NULL
                       ELSE extract(year FROM x.since)::int < ${thisYear} END
     GROUP BY 1, 2 ORDER BY 1 DESC, 2`.execute(db);
  return rows.flatMap(({ year, ground, entries, counted }) =>
    isGround(ground)
      ? [{ year, ground, entries: Number(entries), counted: year < thisYear ? Number(counted) : null }]
      : [],
  );
}

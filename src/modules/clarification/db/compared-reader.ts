import { sql } from 'kysely';
import { addDays, LegalDay, legalDayOf } from '#kernel';
import { isOnApplication, PowerContent } from '#modules/powers';
import type { Reading } from '#platform/database';
import type { Compared } from '../domain/compare.ts';

const YEAR = 365;

/** The list of a body as it is in force, and those of other bodies of the same place, as a comparison takes them. */
export async function readCompared(
  db: Reading,
  agencyId: string,
  today: LegalDay,
): Promise<{ readonly items: readonly Compared[]; readonly others: readonly Compared[] }> {
  const { rows } = await sql<{
    power_id: string;
    agency_id: string;
    kind: string;
    content: unknown;
    levels: readonly string[] | null;
    published_at: Date | null;
    reviewed_at: Date | null;
    cases: number;
  }>`
    SELECT f.power_id, f.agency_id, a.kind, v.content, p.levels, v.published_at,
      (SELECT max(x.decided_at) FROM clarification_finding x
        WHERE x.agency_id = f.agency_id AND x.power_id = f.power_id AND x.kind = 'periodic-review' AND x.decision = 'keep') AS reviewed_at,
      CASE WHEN f.agency_id = ${agencyId} THEN coalesce(c.cases, 0) ELSE 0 END AS cases
    FROM power_in_force f
    JOIN power_version v ON v.agency_id = f.agency_id AND v.id = f.version_id
    JOIN agency a ON a.id = f.agency_id
    JOIN agency mine ON mine.id = ${agencyId} AND mine.division_code = a.division_code
    LEFT JOIN power_parent p ON p.code = v.content->>'basicCode' AND p.status = 'in-force'
    LEFT JOIN (SELECT power_id, count(*)::int AS cases FROM case_file
      WHERE agency_id = ${agencyId} AND received_at >= ${`${addDays(today, -YEAR)}T00:00:00+08:00`}::timestamptz
      GROUP BY power_id) c ON c.power_id = f.power_id
    WHERE f.status = 'in-force'
    ORDER BY f.power_id`.execute(db);
  const all = rows.map((row): Compared => {
    const content = PowerContent.parse(row.content);
    return {
      powerId: row.power_id,
      agencyId: row.agency_id,
      agencyKind: row.kind,
      content,
      onApplication: isOnApplication(content.typeCode),
      parentLevels: row.levels,
      changedOn: row.published_at === null ? today : legalDayOf(row.published_at),
      reviewedOn: row.reviewed_at === null ? null : legalDayOf(row.reviewed_at),
      cases: row.cases,
    };
  });
  return {
    items: all.filter((one) => one.agencyId === agencyId),
    others: all.filter((one) => one.agencyId !== agencyId),
  };
}

import { sql } from 'kysely';
import { toOffsetString } from '#kernel';
import type { Reading } from '#platform/database';

export type PublishedEntry = {
  readonly rid: string;
  readonly rev: number;
  readonly index: number;
  readonly type: string;
  readonly act: string;
  readonly at: string;
  /** Name of the power, number of the case or title of the rule it is known by. */
  readonly name: string | null;
};

type Page = {
  readonly q?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
};

/**
 * Entries of an agency's published records, the newest first; keyset by log index. `q` finds a record id, a case number,
 * a code, a document number, or part of the name of a power or the title of a rule. For those who change or oversee what is published: the caller has checked.
 */
export async function listPublished(
  db: Reading,
  agencyId: string,
  { q, before, limit }: Page,
): Promise<readonly PublishedEntry[]> {
  const like = q === undefined ? null : `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const { rows } = await sql<{
    rid: string;
    rev: number;
    log_index: string;
    type: string;
    act: string;
    at: Date;
    name: string | null;
  }>`
    SELECT r.rid, v.rev, v.log_index, r.type, v.act, v.at, coalesce(c.number, p.name, f.name, t.title) AS name
      FROM ledger.revision v
      JOIN ledger.record r ON r.rid = v.rid
      LEFT JOIN case_file c ON r.type = 'case' AND c.agency_id = r.agency_id AND c.rid = r.rid
      LEFT JOIN power_version p ON r.type = 'power.version' AND p.agency_id = r.agency_id AND p.rid = r.rid
      LEFT JOIN LATERAL (SELECT w.name FROM flow_version g JOIN power_version w
             ON w.agency_id = g.agency_id AND w.flow_version_id = g.id
           WHERE r.type = 'flow.version' AND g.agency_id = r.agency_id AND g.rid = r.rid LIMIT 1) f ON true
      LEFT JOIN rule_version t ON r.type = 'rule.version' AND t.agency_id = r.agency_id AND t.rid = r.rid
     WHERE r.agency_id = ${agencyId} AND r.type IN ('case', 'power.version', 'flow.version', 'rule.version')
       AND v.covered_size IS NOT NULL
       AND (${before ?? null}::bigint IS NULL OR v.log_index < ${before ?? null}::bigint)
       AND (${q ?? null}::text IS NULL OR r.rid = ${q ?? null} OR c.number = ${q ?? null} OR p.name ILIKE ${like}
            OR f.name ILIKE ${like} OR t.title ILIKE ${like} OR t.document_number = ${q ?? null}
            OR EXISTS (SELECT FROM power_item i WHERE i.agency_id = p.agency_id AND i.id = p.power_id AND i.code = ${q ?? null}))
     ORDER BY v.log_index DESC
     LIMIT ${limit}`.execute(db);
  return rows.map((row) => ({
    rid: row.rid,
    rev: row.rev,
    index: Number(row.log_index),
    type: row.type,
    act: row.act,
    at: toOffsetString(row.at),
    name: row.name,
  }));
}

import { sql } from 'kysely';
import type { Reading } from '#platform/database';

/** What staff know the subject of an exception by. */
export type SubjectName = {
  /** Name of the item or the rule, or number and item of the case. */
  readonly subject: string;
  readonly document: string | null;
  readonly ruleVersionId: string | null;
  readonly office: string;
};

/** The names of what some exceptions of an agency are about, by exception. For staff: the caller has checked. */
export async function subjectNames(
  db: Reading,
  agencyId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SubjectName>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    office: string;
    power: string | null;
    number: string | null;
    document: string | null;
    rule: string | null;
    rule_version: string | null;
  }>`
    SELECT x.id, o.name AS office, d.title AS document, c.number, w.title AS rule, w.id AS rule_version,
           coalesce(bound.name, (SELECT v.name FROM power_version v
             WHERE v.agency_id = x.agency_id AND v.power_id = x.power_id
             ORDER BY v.n DESC NULLS FIRST, v.created_at DESC LIMIT 1)) AS power
      FROM disclosure_exception x
      JOIN office o ON o.agency_id = x.agency_id AND o.id = x.office_id
      LEFT JOIN case_file c ON c.agency_id = x.agency_id AND c.id = x.case_id
      LEFT JOIN power_version bound ON bound.agency_id = c.agency_id AND bound.id = c.power_version_id
      LEFT JOIN rule_version w ON x.subject_kind = 'rule' AND w.agency_id = x.agency_id AND w.rid = x.subject_rid
      LEFT JOIN case_document d ON d.agency_id = x.agency_id AND d.id = x.document_id
     WHERE x.agency_id = ${agencyId} AND x.id = ANY(${[...ids]})`.execute(db);
  return new Map(
    rows.map(({ id, office, document, number, power, rule, rule_version: ruleVersionId }) => [
      id,
      {
        subject: [number, power, rule].filter((part) => part !== null).join(' '),
        document,
        office,
        ruleVersionId,
      },
    ]),
  );
}

export type SubjectChoice = { readonly id: string; readonly name: string; readonly office: string };

const MOST = 50;

/** Items of some offices whose name has these words; the newest version names them. */
export async function findPowersOf(
  db: Reading,
  agencyId: string,
  officeIds: readonly string[],
  words: string,
): Promise<readonly SubjectChoice[]> {
  const { rows } = await sql<SubjectChoice>`
    SELECT n.power_id AS id, n.name, o.name AS office FROM (
      SELECT DISTINCT ON (v.power_id) v.power_id, v.name, v.office_id FROM power_version v
       WHERE v.agency_id = ${agencyId} ORDER BY v.power_id, v.n DESC NULLS FIRST, v.created_at DESC) n
      JOIN office o ON o.agency_id = ${agencyId} AND o.id = n.office_id
     WHERE n.office_id = ANY(${[...officeIds]}) AND position(${words} IN n.name) > 0
     ORDER BY n.name, n.power_id LIMIT ${MOST}`.execute(db);
  return rows;
}

/** Rules of some offices that have passed and were never public, whose title has these words. */
export async function findRulesOf(
  db: Reading,
  agencyId: string,
  officeIds: readonly string[],
  words: string,
): Promise<readonly SubjectChoice[]> {
  const { rows } = await sql<SubjectChoice>`
    SELECT v.rule_id AS id, v.title AS name, o.name AS office
      FROM rule_version v
      JOIN office o ON o.agency_id = v.agency_id AND o.id = v.office_id
     WHERE v.agency_id = ${agencyId} AND v.office_id = ANY(${[...officeIds]}) AND v.state = 'passed'
       AND position(${words} IN v.title) > 0
       AND NOT EXISTS (SELECT FROM rule_version w
                        WHERE w.agency_id = v.agency_id AND w.rule_id = v.rule_id AND w.state = 'published')
     ORDER BY v.title, v.rule_id LIMIT ${MOST}`.execute(db);
  return rows;
}

/** Cases of some offices by the beginning of their number or the words of their item, the newest first. */
export async function findCasesOf(
  db: Reading,
  agencyId: string,
  officeIds: readonly string[],
  words: string,
): Promise<readonly SubjectChoice[]> {
  const { rows } = await sql<SubjectChoice>`
    SELECT c.id, coalesce(c.number || ' ', '') || v.name AS name, o.name AS office
      FROM case_file c
      JOIN power_version v ON v.agency_id = c.agency_id AND v.id = c.power_version_id
      JOIN office o ON o.agency_id = v.agency_id AND o.id = v.office_id
     WHERE c.agency_id = ${agencyId} AND v.office_id = ANY(${[...officeIds]})
       AND (starts_with(coalesce(c.number, ''), ${words}) OR position(${words} IN v.name) > 0)
     ORDER BY c.received_at DESC, c.id LIMIT ${MOST}`.execute(db);
  return rows;
}

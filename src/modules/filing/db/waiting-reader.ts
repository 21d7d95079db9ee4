import { sql } from 'kysely';
import type { Reading } from '#platform/database';

/** More of one thing than this is not counted on. */
const MOST = 1_000;

export type Waiting = {
  /** Packages from below of which nothing was said yet. */
  readonly uncommented: number;
  /** Corrections asked for above that were not filed since. */
  readonly toAnswer: number;
  /** Packages whose attempts are used up, and those the recipient refused last. */
  readonly undelivered: number;
};

/** What waits for those who file and take filings, counted within bounds. */
export async function countWaiting(db: Reading, agencyId: string): Promise<Waiting> {
  const { rows } = await sql<Record<keyof Waiting, string>>`
    SELECT (SELECT count(*) FROM (
              SELECT FROM filing_received r
               WHERE r.agency_id = ${agencyId} AND NOT EXISTS (
                 SELECT FROM filing_comment c WHERE c.agency_id = r.agency_id AND c.received_id = r.id)
               LIMIT ${MOST}) x) AS "uncommented",
           (SELECT count(*) FROM (
              SELECT FROM filing_remark r
                JOIN filing_package a ON a.agency_id = r.agency_id AND a.id = r.package_id
               WHERE r.agency_id = ${agencyId} AND r.kind = 'object' AND NOT EXISTS (
                 SELECT FROM filing_package p
                  WHERE p.agency_id = a.agency_id AND p.recipient_id = a.recipient_id AND p.state = 'received'
                    AND p.number > a.number
                    AND (r.part = 'package' OR p.listing #>> ARRAY[r.part, r.code, 'digest']
                         IS DISTINCT FROM a.listing #>> ARRAY[r.part, r.code, 'digest']))
               LIMIT ${MOST}) x) AS "toAnswer",
           (SELECT count(*) FROM (
              SELECT FROM filing_package p
               WHERE p.agency_id = ${agencyId}
                 AND (p.state = 'signed' AND p.next_at IS NULL AND p.attempts > 0
                      OR p.state = 'refused' AND NOT EXISTS (
                        SELECT FROM filing_package n
                         WHERE n.agency_id = p.agency_id AND n.recipient_id = p.recipient_id AND n.number > p.number))
               LIMIT ${MOST}) x) AS "undelivered"`.execute(db);
  const [row] = rows;
  return {
    uncommented: Number(row?.uncommented ?? 0),
    toAnswer: Number(row?.toAnswer ?? 0),
    undelivered: Number(row?.undelivered ?? 0),
  };
}

/** Senders whose list departs from the reference list, most differences first. */
export async function differingSenders(
  db: Reading,
  agencyId: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly name: string; readonly differences: number }[]> {
  const rows = await db
    .selectFrom('filing_sender')
    .select(['id', 'name', 'differences'])
    .where('agency_id', '=', agencyId)
    .where('differences', '>', 0)
    .orderBy('differences', 'desc')
    .orderBy('name')
    .limit(limit)
    .execute();
  return rows.map(({ id, name, differences }) => ({ id, name, differences: differences ?? 0 }));
}

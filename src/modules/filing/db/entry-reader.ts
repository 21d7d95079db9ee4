import { sql } from 'kysely';
import type { Reading } from '#platform/database';
import type { Part } from '../domain/package.ts';

/** The packages between two bodies: those an agency sent to a recipient and it took, and one of them more; or those it took of a sender. */
export type Trail = { readonly agencyId: string } & (
  | { readonly recipientId: string; readonly packageId: string }
  | { readonly senderId: string }
);

/** What stood on file under a code with the package of this number: as the last one that names it says, from the last full one on. */
export async function findEntryAt(
  db: Reading,
  trail: Trail,
  upTo: number,
  of: { readonly part: Part; readonly code: string },
): Promise<unknown> {
  const packages =
    'senderId' in trail
      ? sql`SELECT number, kind, body FROM filing_received
             WHERE agency_id = ${trail.agencyId} AND sender_id = ${trail.senderId} AND number <= ${upTo}`
      : sql`SELECT number, kind, body FROM filing_package
             WHERE agency_id = ${trail.agencyId} AND recipient_id = ${trail.recipientId} AND number <= ${upTo}
               AND (state = 'received' OR id = ${trail.packageId})`;
  const { rows } = await sql<{ entry: unknown }>`
    WITH r AS MATERIALIZED (${packages})
    SELECT e.entry
      FROM r
      CROSS JOIN LATERAL (SELECT convert_from(r.body, 'UTF8')::jsonb -> ${of.part}::text AS said) p
      LEFT JOIN LATERAL (
        SELECT entry FROM jsonb_array_elements(p.said -> 'entries') AS entry
         WHERE entry ->> 'code' = ${of.code} LIMIT 1) e ON true
     WHERE r.number >= coalesce((SELECT max(f.number) FROM r f WHERE f.kind = 'full'), 0)
       AND (e.entry IS NOT NULL OR r.kind = 'full' OR jsonb_exists(p.said -> 'removed', ${of.code}))
     ORDER BY r.number DESC
     LIMIT 1`.execute(db);
  return rows[0]?.entry ?? undefined;
}

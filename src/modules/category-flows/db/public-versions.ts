import { sql } from 'kysely';
import { z } from 'zod';
import { LegalDay, legalDayOf, Uuid } from '#kernel';
import type { Reading } from '#platform/database';

const Row = z
  .object({
    n: z.int(),
    published_at: z.date(),
    version_id: Uuid.nullable(),
    office: z.string().nullable(),
    reason: z.string().nullable(),
    effective_from: LegalDay.nullable(),
  })
  .transform((r) => ({
    n: r.n,
    publishedOn: legalDayOf(r.published_at),
    /** Null when it came as a file, without the way to approval. */
    versionId: r.version_id,
    office: r.office,
    reason: r.reason ?? '',
    effectiveFrom: r.effective_from,
  }));
export type PublicVersion = z.output<typeof Row>;

/** Society scope: the published versions of a general flow that a checkpoint covers, newest first. */
export async function publicVersionsOf(
  db: Reading,
  agencyId: string,
  flowId: string,
): Promise<readonly PublicVersion[]> {
  const { rows } = await sql`
    SELECT p.n, p.published_at, c.id AS version_id, o.name AS office, c.reason, c.effective_from
      FROM flow_publication p
      JOIN flow_version v ON v.agency_id = p.agency_id AND v.id = p.flow_version_id
      LEFT JOIN category_flow_version c ON c.agency_id = v.agency_id AND c.flow_version_id = v.id
      LEFT JOIN office o ON o.agency_id = c.agency_id AND o.id = c.office_id
     WHERE p.agency_id = ${agencyId}::uuid AND p.flow_id = ${flowId}::uuid
       AND EXISTS (SELECT FROM ledger.revision r WHERE r.rid = v.rid AND r.covered_size IS NOT NULL)
     ORDER BY p.n DESC
     LIMIT 200`.execute(db);
  return z.array(Row).parse(rows);
}

const EndRow = z
  .object({ version_id: Uuid, office: z.string(), reason: z.string(), ends_on: LegalDay })
  .transform((r) => ({ versionId: r.version_id, office: r.office, reason: r.reason, endsOn: r.ends_on }));
export type PublicEnd = z.output<typeof EndRow>;

/** Society scope: the version that ended a general flow, once a checkpoint covers it. */
export async function publicEndOf(
  db: Reading,
  agencyId: string,
  flowId: string,
): Promise<PublicEnd | undefined> {
  const { rows } = await sql`
    SELECT c.id AS version_id, o.name AS office, e.reason, e.ends_on
      FROM flow_ending e
      JOIN flow f ON f.agency_id = e.agency_id AND f.id = e.flow_id
      JOIN ledger.revision r ON r.rid = e.rid AND r.rev = e.rev
      JOIN category_flow_version c ON c.agency_id = f.agency_id AND c.code = f.code AND c.ends AND c.state = 'published'
      JOIN office o ON o.agency_id = c.agency_id AND o.id = c.office_id
     WHERE e.agency_id = ${agencyId}::uuid AND e.flow_id = ${flowId}::uuid AND r.covered_size IS NOT NULL`.execute(
    db,
  );
  return z.array(EndRow).parse(rows)[0];
}

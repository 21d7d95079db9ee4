import { sql } from 'kysely';
import { z } from 'zod';
import { LegalDay, legalDayOf, Uuid } from '#kernel';
import { VERSION_STATES } from '#modules/approval';
import { FLOW_KINDS } from '#modules/flows';
import type { Reading } from '#platform/database';

const PublishedRow = z
  .object({
    code: z.string(),
    kind: z.enum(FLOW_KINDS),
    title: z.string(),
    n: z.int(),
    published_at: z.date(),
    effective_from: LegalDay.nullable(),
    version_id: Uuid.nullable(),
    office_id: Uuid.nullable(),
    ends_on: LegalDay.nullable(),
    end_reason: z.string().nullable(),
  })
  .transform((r) => ({
    code: r.code,
    kind: r.kind,
    title: r.title,
    n: r.n,
    publishedOn: legalDayOf(r.published_at),
    effectiveFrom: r.effective_from,
    /** Null when it came as a file, without the way to approval. */
    versionId: r.version_id,
    officeId: r.office_id,
    ended: r.ends_on === null ? null : { on: r.ends_on, reason: r.end_reason ?? '' },
  }));

/** The newest published version of each general flow of an agency, also of those that came as a file. */
export async function listPublishedFlows(
  db: Reading,
  agencyId: string,
): Promise<readonly z.output<typeof PublishedRow>[]> {
  const { rows } = await sql`
    SELECT f.code, f.kind, coalesce(c.title, v."table" ->> 'name') AS title, p.n, p.published_at,
           c.effective_from, c.id AS version_id, c.office_id, e.ends_on, e.reason AS end_reason
      FROM flow f
      JOIN LATERAL (SELECT q.n, q.flow_version_id, q.published_at FROM flow_publication q
                     WHERE q.agency_id = f.agency_id AND q.flow_id = f.id ORDER BY q.n DESC LIMIT 1) p ON true
      JOIN flow_version v ON v.agency_id = f.agency_id AND v.id = p.flow_version_id
      LEFT JOIN category_flow_version c ON c.agency_id = f.agency_id AND c.flow_version_id = v.id
      LEFT JOIN flow_ending e ON e.agency_id = f.agency_id AND e.flow_id = f.id
     WHERE f.agency_id = ${agencyId}::uuid AND f.power_code IS NULL`.execute(db);
  return z.array(PublishedRow).parse(rows);
}

const OpenRow = z
  .object({
    id: Uuid,
    code: z.string(),
    kind: z.enum(FLOW_KINDS),
    title: z.string(),
    state: z.enum(VERSION_STATES),
    office_id: Uuid,
    ends: z.boolean(),
    office_name: z.string(),
  })
  .transform((r) => ({
    versionId: r.id,
    code: r.code,
    kind: r.kind,
    title: r.title,
    state: r.state,
    officeId: r.office_id,
    ends: r.ends,
    officeName: r.office_name,
  }));

/** Versions of general flows of an agency that are on their way. */
export async function listOpenVersions(
  db: Reading,
  agencyId: string,
): Promise<readonly z.output<typeof OpenRow>[]> {
  const rows = await db
    .selectFrom('category_flow_version as c')
    .innerJoin('office as o', (j) =>
      j.onRef('o.agency_id', '=', 'c.agency_id').onRef('o.id', '=', 'c.office_id'),
    )
    .select([
      'c.id',
      'c.code',
      'c.kind',
      'c.title',
      'c.state',
      'c.office_id',
      'c.ends',
      'o.name as office_name',
    ])
    .where('c.agency_id', '=', agencyId)
    .where('c.state', '<>', 'published')
    .where('c.discarded_at', 'is', null)
    .execute();
  return z.array(OpenRow).parse(rows);
}

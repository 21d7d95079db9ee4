import { sql } from 'kysely';
import { z } from 'zod';
import { LegalDay, Rid, Uuid } from '#kernel';
import { VERSION_STATES } from '#modules/approval';
import type { Reading } from '#platform/database';
import { cutQuery } from '#platform/search';
import { RULE_KINDS } from '../domain/content.ts';

export type Cursor = { readonly title: string; readonly id: string };

const PublishedRow = z
  .object({
    rule_id: Uuid,
    version_id: Uuid,
    rid: Rid,
    n: z.int(),
    versions: z.coerce.number().int(),
    title: z.string(),
    kind: z.enum(RULE_KINDS),
    document_number: z.string().nullable(),
    status: z.enum(['in-force', 'repealed']),
    effective_from: LegalDay,
    agency_name: z.string(),
    slug: z.string(),
    office_name: z.string(),
  })
  .transform((r) => ({
    ruleId: r.rule_id,
    versionId: r.version_id,
    rid: r.rid,
    n: r.n,
    versions: r.versions,
    title: r.title,
    kind: r.kind,
    documentNumber: r.document_number,
    status: r.status,
    effectiveFrom: r.effective_from,
    agency: { name: r.agency_name, slug: r.slug },
    officeName: r.office_name,
  }));
export type PublishedRuleRow = z.output<typeof PublishedRow>;

export type PublishedFilter = {
  readonly today: LegalDay;
  /** What a checkpoint covers only: what society may see. */
  readonly covered: boolean;
  readonly status: 'in-force' | 'repealed';
  readonly agencyId?: string | undefined;
  readonly agency?: string | undefined;
  readonly q?: string | undefined;
  readonly after?: Cursor | undefined;
  readonly limit: number;
};

/**
 * Published rules by title, each with the version that stands today; before its first version is in force a rule stands with
 * that one. Keyset by title and id.
 */
export async function listPublishedRules(
  db: Reading,
  filter: PublishedFilter,
): Promise<readonly PublishedRuleRow[]> {
  const { today, after, q } = filter;
  const words = q === undefined || q === '' ? null : cutQuery(q);
  const { rows } = await sql`
    SELECT s.rule_id, s.id AS version_id, s.rid, s.n, s.versions, s.title, s.kind, s.document_number, s.status, s.effective_from,
           a.name AS agency_name, a.slug, o.name AS office_name
      FROM (SELECT DISTINCT ON (v.agency_id, v.rule_id) v.*, count(*) OVER (PARTITION BY v.agency_id, v.rule_id) AS versions
              FROM rule_version v
             WHERE v.state = 'published'
               AND (NOT ${filter.covered} OR EXISTS (SELECT FROM ledger.revision r WHERE r.rid = v.rid AND r.rev = 1 AND r.covered_size IS NOT NULL))
             ORDER BY v.agency_id, v.rule_id, v.effective_from > ${today}::date,
                      CASE WHEN v.effective_from > ${today}::date THEN v.n ELSE -v.n END) s
      JOIN agency a ON a.id = s.agency_id
      JOIN office o ON o.agency_id = s.agency_id AND o.id = s.office_id
     WHERE s.status = ${filter.status}
       AND (${filter.agencyId ?? null}::uuid IS NULL OR s.agency_id = ${filter.agencyId ?? null}::uuid)
       AND (${filter.agency ?? null}::text IS NULL OR a.slug = ${filter.agency ?? null}::text)
       AND (${words}::text IS NULL OR s.search @@ plainto_tsquery('simple', ${words}::text)
            OR s.document_number = ${q ?? null}::text)
       AND (${after?.id ?? null}::uuid IS NULL OR (s.title, s.rule_id) > (${after?.title ?? null}::text, ${after?.id ?? null}::uuid))
     ORDER BY s.title, s.rule_id
     LIMIT ${filter.limit}`.execute(db);
  return z.array(PublishedRow).parse(rows);
}

const DraftRow = z
  .object({
    rule_id: Uuid,
    id: Uuid,
    title: z.string(),
    kind: z.enum(RULE_KINDS),
    document_number: z.string().nullable(),
    state: z.enum(VERSION_STATES),
    status: z.enum(['in-force', 'repealed']),
    office_id: Uuid,
    office_name: z.string(),
    updated_at: z.date(),
  })
  .transform((r) => ({
    ruleId: r.rule_id,
    versionId: r.id,
    title: r.title,
    kind: r.kind,
    documentNumber: r.document_number,
    state: r.state,
    status: r.status,
    officeId: r.office_id,
    officeName: r.office_name,
    updatedAt: r.updated_at,
  }));
export type DraftRuleRow = z.output<typeof DraftRow>;

/** Versions of an agency on their way by title: with the office, or under review. Keyset by title and id of the version. */
export async function listRuleDrafts(
  db: Reading,
  filter: {
    readonly agencyId: string;
    readonly states: readonly string[];
    readonly q?: string | undefined;
    readonly after?: Cursor | undefined;
    readonly limit: number;
  },
): Promise<readonly DraftRuleRow[]> {
  let query = db
    .selectFrom('rule_version as v')
    .innerJoin('office as o', (j) =>
      j.onRef('o.agency_id', '=', 'v.agency_id').onRef('o.id', '=', 'v.office_id'),
    )
    .select([
      'v.rule_id',
      'v.id',
      'v.title',
      'v.kind',
      'v.document_number',
      'v.state',
      'v.status',
      'v.office_id',
      'o.name as office_name',
      'v.updated_at',
    ])
    .where('v.agency_id', '=', filter.agencyId)
    .where('v.state', 'in', [...filter.states])
    .orderBy('v.title')
    .orderBy('v.id')
    .limit(filter.limit);
  if (filter.q !== undefined && filter.q !== '') {
    const like = `%${filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    query = query.where((e) => e.or([e('v.title', 'like', like), e('v.document_number', 'like', like)]));
  }
  const { after } = filter;
  if (after) query = query.where(sql<boolean>`(v.title, v.id) > (${after.title}, ${after.id}::uuid)`);
  return z.array(DraftRow).parse(await query.execute());
}

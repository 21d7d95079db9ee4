import { sql } from 'kysely';
import { z } from 'zod';
import { LegalDay, Rid, Uuid } from '#kernel';
import { VERSION_STATES } from '#modules/approval';
import type { Reading } from '#platform/database';
import { cutQuery } from '#platform/search';
import { RULE_KINDS } from '../domain/content.ts';
import { isCovered, isOpen } from './rule-reader.ts';

export type Cursor = { readonly title: string; readonly id: string };

const PublishedRow = z
  .object({
    rule_id: Uuid,
    version_id: Uuid,
    rid: Rid,
    n: z.int(),
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
  /** What society may see only: what a checkpoint covers and nobody took down. */
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
  const shown = (version: 's' | 'w') => (filter.covered ? isCovered(version) : sql`true`);
  const { rows } = await sql`
    SELECT s.rule_id, s.id AS version_id, s.rid, s.n, s.title, s.kind, s.document_number, s.status, s.effective_from,
           a.name AS agency_name, a.slug, o.name AS office_name
      FROM rule_version s
      JOIN agency a ON a.id = s.agency_id
      JOIN office o ON o.agency_id = s.agency_id AND o.id = s.office_id
     WHERE s.state = 'published' AND ${shown('s')} AND ${filter.covered ? isOpen('s') : sql`true`}
       AND s.status = ${filter.status}
       AND NOT EXISTS (
             SELECT FROM rule_version w
              WHERE w.agency_id = s.agency_id AND w.rule_id = s.rule_id AND w.state = 'published' AND ${shown('w')}
                AND CASE WHEN s.effective_from > ${today}::date THEN w.effective_from <= ${today}::date OR w.n < s.n
                         ELSE w.effective_from <= ${today}::date AND w.n > s.n END)
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
  }));
export type DraftRuleRow = z.output<typeof DraftRow>;

/** Versions of an agency on their way by title: with the office, or under review. Keyset by title and id of the version. */
export async function listRuleDrafts(
  db: Reading,
  filter: {
    readonly agencyId: string;
    readonly states: readonly string[];
    /** Those of these offices only; without it, of all. */
    readonly officeIds: readonly string[] | undefined;
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
    ])
    .where('v.agency_id', '=', filter.agencyId)
    .where('v.discarded_at', 'is', null)
    .where('v.state', 'in', [...filter.states])
    .orderBy('v.title')
    .orderBy('v.id')
    .limit(filter.limit);
  if (filter.q !== undefined && filter.q !== '') {
    const like = `%${filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    query = query.where((e) => e.or([e('v.title', 'like', like), e('v.document_number', 'like', like)]));
  }
  const { after, officeIds } = filter;
  if (officeIds !== undefined)
    query = query.where('v.office_id', '=', sql<string>`ANY(${officeIds}::uuid[])`);
  if (after) query = query.where(sql<boolean>`(v.title, v.id) > (${after.title}, ${after.id}::uuid)`);
  return z.array(DraftRow).parse(await query.execute());
}

import { sql } from 'kysely';
import { VERSION_STATES, type VersionState } from '#modules/approval';
import type { Reading } from '#platform/database';

export type DraftListRow = {
  readonly powerId: string;
  readonly versionId: string;
  readonly code: string | null;
  readonly name: string;
  readonly typeCode: string;
  readonly state: VersionState;
  readonly officeId: string | null;
  readonly officeName: string | null;
  readonly warnings: number;
  /** Not changed since it was returned, or since the adjustment began from what is in force. */
  readonly untouched: boolean;
  readonly rowVersion: number;
  readonly updatedAt: Date;
};

/** Versions of an agency that are on their way, newest change first; keyset by change and id. */
export async function listDrafts(
  db: Reading,
  agencyId: string,
  options: {
    readonly limit: number;
    /** Those of these offices only; without it, of all. */
    readonly officeIds: readonly string[] | undefined;
    readonly state?: VersionState | undefined;
    /** Part of the name or of the code. */
    readonly q?: string | undefined;
    readonly before?: { readonly at: Date; readonly id: string } | undefined;
  },
): Promise<DraftListRow[]> {
  let query = db
    .selectFrom('power_version as v')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.power_id'),
    )
    .leftJoin('office as o', (j) =>
      j.onRef('o.agency_id', '=', 'v.agency_id').onRef('o.id', '=', 'v.office_id'),
    )
    .select([
      'v.power_id',
      'v.id',
      'p.code',
      'v.name',
      'v.type_code',
      'v.state',
      'v.office_id',
      'o.name as office_name',
      'v.findings',
      'v.row_version',
      'v.updated_at',
    ])
    .select(
      sql<boolean>`v.state = 'returned' OR (v.state = 'draft' AND EXISTS (SELECT FROM power_version b
        WHERE b.agency_id = v.agency_id AND b.power_id = v.power_id AND b.state = 'published'
          AND b.n = (SELECT max(c.n) FROM power_version c WHERE c.agency_id = v.agency_id AND c.power_id = v.power_id)
          AND b.status = v.status AND b.content = v.content AND b.commitment_class = v.commitment_class
          AND b.office_id IS NOT DISTINCT FROM v.office_id
          AND b.flow_version_id IS NOT DISTINCT FROM v.flow_version_id))`.as('untouched'),
    )
    .where('v.agency_id', '=', agencyId)
    .where('v.state', '<>', 'published')
    .orderBy('v.updated_at', 'desc')
    .orderBy('v.id', 'desc')
    .limit(options.limit);
  if (options.state !== undefined) query = query.where('v.state', '=', options.state);
  if (options.q !== undefined && options.q !== '') {
    const like = `%${options.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where((e) => e.or([e('v.name', 'like', like), e('p.code', 'like', like)]));
  }
  const { before, officeIds } = options;
  if (officeIds !== undefined)
    query = query.where('v.office_id', '=', sql<string>`ANY(${officeIds}::uuid[])`);
  if (before) {
    query = query.where((e) =>
      e.or([
        e('v.updated_at', '<', before.at),
        e.and([e('v.updated_at', '=', before.at), e('v.id', '<', before.id)]),
      ]),
    );
  }
  const rows = await query.execute();
  return rows.map((r) => ({
    powerId: r.power_id,
    versionId: r.id,
    code: r.code,
    name: r.name,
    typeCode: r.type_code,
    state: VERSION_STATES.find((s) => s === r.state) ?? 'draft',
    officeId: r.office_id,
    officeName: r.office_name,
    untouched: r.untouched,
    warnings: Array.isArray(r.findings) ? r.findings.length : 0,
    rowVersion: r.row_version,
    updatedAt: r.updated_at,
  }));
}

import { LegalDay, Rid, type Uuid } from '#kernel';
import { VERSION_STATES, type VersionState } from '#modules/approval';
import { FLOW_KINDS, type FlowKind } from '#modules/flows';
import type { Reading } from '#platform/database';

export type CategoryVersion = {
  readonly agencyId: Uuid;
  readonly versionId: Uuid;
  /** Id of the process: which flow it is a version of, and its public address. */
  readonly code: string;
  readonly kind: FlowKind;
  readonly title: string;
  readonly officeId: Uuid;
  readonly state: VersionState;
  readonly reason: string;
  /** It has no drawing and ends the flow from the day it takes effect. */
  readonly ends: boolean;
  /** The published version it began from; null when it began from the template of its kind. */
  readonly baseVersionId: string | null;
  /** The drawing as it was submitted, with the SHA-256 of its bytes and its record. */
  readonly flow: { readonly id: string; readonly rid: Rid; readonly sha256: string } | null;
  /** Its number, once it is published. */
  readonly n: number | null;
  readonly plannedFrom: LegalDay | null;
  readonly effectiveFrom: LegalDay | null;
  readonly publishedAt: Date | null;
  readonly drafters: readonly string[];
  readonly rowVersion: number;
};

const versions = (db: Reading) =>
  db
    .selectFrom('category_flow_version as c')
    .leftJoin('flow_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'c.agency_id').onRef('v.id', '=', 'c.flow_version_id'),
    )
    .leftJoin('flow_publication as p', (j) =>
      j.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.flow_version_id', '=', 'v.id'),
    )
    // What was given up is gone, except from the journal.
    .where('c.discarded_at', 'is', null)
    .selectAll('c')
    .select(['v.rid', 'v.sha256', 'p.n']);
type Row = Awaited<ReturnType<ReturnType<typeof versions>['executeTakeFirstOrThrow']>>;

function toVersion(row: Row): CategoryVersion {
  const day = LegalDay.nullable();
  const { flow_version_id: id, rid, sha256 } = row;
  return {
    agencyId: row.agency_id as Uuid,
    versionId: row.id as Uuid,
    code: row.code,
    kind: FLOW_KINDS.find((k) => k === row.kind) ?? 'other',
    title: row.title,
    officeId: row.office_id as Uuid,
    state: VERSION_STATES.find((s) => s === row.state) ?? 'draft',
    reason: row.reason,
    ends: row.ends,
    baseVersionId: row.base_version_id,
    flow: id === null || rid === null || sha256 === null ? null : { id, rid: Rid.parse(rid), sha256 },
    n: row.n,
    plannedFrom: day.parse(row.planned_from),
    effectiveFrom: day.parse(row.effective_from),
    publishedAt: row.published_at,
    drafters: row.drafters,
    rowVersion: row.row_version,
  };
}

/** Any version, for those who may read drafts. */
export async function findCategoryVersion(
  db: Reading,
  agencyId: string,
  versionId: string,
): Promise<CategoryVersion | undefined> {
  const row = await versions(db)
    .where('c.agency_id', '=', agencyId)
    .where('c.id', '=', versionId)
    .executeTakeFirst();
  return row && toVersion(row);
}

/** The versions of a category flow that went the way to approval, newest first, the open one before all. */
export async function versionsOfCode(
  db: Reading,
  agencyId: string,
  code: string,
): Promise<readonly CategoryVersion[]> {
  const rows = await versions(db)
    .where('c.agency_id', '=', agencyId)
    .where('c.code', '=', code)
    .orderBy('p.n', (o) => o.desc().nullsFirst())
    .execute();
  return rows.map(toVersion);
}

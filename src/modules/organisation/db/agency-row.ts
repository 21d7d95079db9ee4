import type { Uuid } from '#kernel';
import type { Reading } from '#platform/database';
import { AgencyDetails } from '../domain/tree.ts';

export type AgencyRow = {
  readonly agencyId: Uuid;
  readonly parentId: string | null;
  readonly details: AgencyDetails;
};

/** What decisions about an agency rest on. */
export async function findAgencyRow(db: Reading, agencyId: string): Promise<AgencyRow | undefined> {
  const row = await db
    .selectFrom('agency')
    .select(['id', 'parent_id', 'details'])
    .where('id', '=', agencyId)
    .executeTakeFirst();
  return (
    row && {
      agencyId: row.id as Uuid,
      parentId: row.parent_id,
      details: AgencyDetails.parse(row.details),
    }
  );
}

/** The first responsible person 第一责任人, named in the details by import key or by id. */
export async function findHeadId(
  db: Reading,
  agencyId: string,
  details: AgencyDetails,
): Promise<string | undefined> {
  const named = details.firstResponsible;
  if (named === undefined) return undefined;
  const row = await db
    .selectFrom('person')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where((e) => e.or([e('import_key', '=', named), e(e.cast<string>('id', 'text'), '=', named)]))
    .executeTakeFirst();
  return row?.id;
}

type Part = 'office' | 'post' | 'person';

/** Whether a row of this agency is there, and its version. */
export async function findVersion(
  db: Reading,
  part: Part,
  agencyId: string,
  id: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom(part)
    .select('row_version')
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.row_version;
}

import type { Reading } from '#platform/database';

/** Which of these are offices of the agency. */
export async function knownOffices(
  db: Reading,
  agencyId: string,
  officeIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('office')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('id', 'in', [...officeIds])
    .execute();
  return rows.map(({ id }) => id);
}

/** Offices that may take over from one that is merged half-way. */
export async function otherOffices(
  db: Reading,
  agencyId: string,
  officeId: string,
): Promise<{ officeId: string; name: string }[]> {
  const rows = await db
    .selectFrom('office')
    .select(['id', 'name'])
    .where('agency_id', '=', agencyId)
    .where('kind', '=', 'office')
    .where('id', '<>', officeId)
    .orderBy('sort')
    .execute();
  return rows.map(({ id, name }) => ({ officeId: id, name }));
}

import type { Reading } from '#platform/database';

type Office = { readonly id: string; readonly name: string };

/** Offices of an agency by the key that items name them with. */
export async function officesByKey(db: Reading, agencyId: string): Promise<ReadonlyMap<string, Office>> {
  const rows = await db
    .selectFrom('office')
    .select(['import_key', 'id', 'name'])
    .where('agency_id', '=', agencyId)
    .execute();
  return new Map(
    rows.flatMap(({ import_key, id, name }) => (import_key === null ? [] : [[import_key, { id, name }]])),
  );
}

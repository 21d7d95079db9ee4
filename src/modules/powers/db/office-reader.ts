import { sql, type RawBuilder } from 'kysely';
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

/** Every office of an agency; null stands for what is at none. */
export async function officeIds(db: Reading, agencyId: string): Promise<readonly (string | null)[]> {
  const rows = await db.selectFrom('office').select('id').where('agency_id', '=', agencyId).execute();
  return [null, ...rows.map(({ id }) => id)];
}

/** Whether a version of this office, in the column named, is among those offices. */
export function atOffices(column: string, offices: readonly (string | null)[]): RawBuilder<boolean> {
  const ids = offices.filter((id) => id !== null);
  const none = offices.length > ids.length;
  const named = sql.ref(column);
  return sql<boolean>`(${named} = ANY(${ids}::uuid[]) OR (${none}::boolean AND ${named} IS NULL))`;
}

import type { LegalDay } from '#kernel';
import type { Reading } from '#platform/database';

/** Keys of the posts of an agency that somebody holds on a day: a flow may only be published over filled posts (C7). */
export async function filledPostKeys(
  db: Reading,
  agencyId: string,
  day: LegalDay,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('post as p')
    .innerJoin('assignment as a', (join) =>
      join.onRef('a.agency_id', '=', 'p.agency_id').onRef('a.post_id', '=', 'p.id'),
    )
    .innerJoin('person as h', (join) =>
      join.onRef('h.agency_id', '=', 'a.agency_id').onRef('h.id', '=', 'a.person_id'),
    )
    .select('p.import_key')
    .distinct()
    .where('p.agency_id', '=', agencyId)
    .where('h.active', '=', true)
    .where('a.valid_from', '<=', day)
    .where((eb) => eb.or([eb('a.valid_to', 'is', null), eb('a.valid_to', '>=', day)]))
    .execute();
  return new Set(rows.flatMap((row) => row.import_key ?? []));
}

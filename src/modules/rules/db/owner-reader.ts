import type { Reading } from '#platform/database';

type Owner = { readonly agencyId: string; readonly officeId: string };

/** The agency whose rule it is and the office that drafts it, as they are shown. */
export async function ownerOf(db: Reading, { agencyId, officeId }: Owner) {
  const row = await db
    .selectFrom('office as o')
    .innerJoin('agency as a', 'a.id', 'o.agency_id')
    .select(['a.name', 'a.slug', 'a.uscc', 'o.name as office_name'])
    .where('o.agency_id', '=', agencyId)
    .where('o.id', '=', officeId)
    .executeTakeFirstOrThrow();
  return { agency: { name: row.name, slug: row.slug }, uscc: row.uscc, officeName: row.office_name };
}

export async function isOffice(db: Reading, { agencyId, officeId }: Owner): Promise<boolean> {
  const row = await db
    .selectFrom('office')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('id', '=', officeId)
    .executeTakeFirst();
  return row !== undefined;
}

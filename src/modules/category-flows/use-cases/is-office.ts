import type { Reading } from '#platform/database';

/** Whether an office is one of the agency's own. */
export async function isOffice(db: Reading, agencyId: string, officeId: string): Promise<boolean> {
  const office = await db
    .selectFrom('office')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('id', '=', officeId)
    .executeTakeFirst();
  return office !== undefined;
}

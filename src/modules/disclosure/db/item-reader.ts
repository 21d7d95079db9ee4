import type { Reading } from '#platform/database';
import { RARE } from '../domain/public-case.ts';

/** Whether lists show this item of running cases: while it is rare, nothing that names it is published of one of them. */
export async function isItemShown(
  db: Reading,
  { agencyId, powerCode }: { readonly agencyId: string; readonly powerCode: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('public_item')
    .select('running')
    .where('agency_id', '=', agencyId)
    .where('power_code', '=', powerCode)
    .executeTakeFirst();
  return (found?.running ?? 0) >= RARE;
}

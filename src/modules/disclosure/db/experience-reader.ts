import type { Reading } from '#platform/database';

export type Experience = {
  /** Cases with a published result that had a day to be decided by. */
  readonly finished: number;
  readonly inTime: number;
};

/** How the cases of an item have gone, as far as their results are public; one row. */
export async function findExperience(
  db: Reading,
  of: { readonly agencyId: string; readonly powerCode: string },
): Promise<Experience> {
  const row = await db
    .selectFrom('public_item')
    .select(['finished', 'in_time'])
    .where('agency_id', '=', of.agencyId)
    .where('power_code', '=', of.powerCode)
    .executeTakeFirst();
  return { finished: row?.finished ?? 0, inTime: row?.in_time ?? 0 };
}

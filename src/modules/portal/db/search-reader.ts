import { sql } from 'kysely';
import type { Reading } from '#platform/database';

export type FoundCase = { readonly number: string; readonly name: string | null; readonly state: string };

/**
 * Published cases by words of their open fields, or one by its number: whole, or from the year on. Cases of natural
 * persons have no search entry at all (E6) and are found by number only.
 */
export async function searchCases(
  db: Reading,
  {
    words,
    number,
    limit,
  }: { readonly words: string; readonly number: string | undefined; readonly limit: number },
): Promise<readonly FoundCase[]> {
  const rows = await db
    .selectFrom('public_case as k')
    .leftJoin('power_item as p', (j) => j.onRef('p.code', '=', 'k.power_code').on('k.item_open', '=', true))
    .leftJoin('power_in_force as f', (j) =>
      j.onRef('f.agency_id', '=', 'p.agency_id').onRef('f.power_id', '=', 'p.id'),
    )
    .select(['k.number', 'k.state', 'f.name'])
    .where('k.number', 'is not', null)
    .where(
      number === undefined
        ? sql<boolean>`k.search @@ plainto_tsquery('simple', ${words})`
        : // One array of values, so that the index of numbers answers.
          sql<boolean>`k.number = ANY (ARRAY(SELECT uscc || '-' || ${number}::text FROM agency WHERE uscc IS NOT NULL) || ${number}::text)`,
    )
    .orderBy('k.accepted_on', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap(({ number: no, state, name }) => (no === null ? [] : [{ number: no, state, name }]));
}

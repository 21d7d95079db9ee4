import { z } from 'zod';
import type { Reading, Tx } from '#platform/database';
import { MEASURES, type Tally } from '../engine/tally-handling.ts';

/** How often something was so in the closed cases of a version. */
export interface HandlingCount extends Tally {
  readonly n: number;
}

/** Rows of one statement at most. */
const AT_ONCE = 1_000;

/** Adds to the counts of versions, in one order whoever adds, so that two who add at once do not wait for each other in a ring. */
export async function addToCounts(
  tx: Tx,
  tallies: readonly (Tally & { readonly agencyId: string; readonly powerVersionId: string })[],
): Promise<void> {
  const sums = new Map<string, number>();
  for (const { agencyId, powerVersionId, node, measure, value } of tallies) {
    const key = JSON.stringify([agencyId, powerVersionId, node, measure, value]);
    sums.set(key, (sums.get(key) ?? 0) + 1);
  }
  const rows = [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, n]) => {
      const [agency_id, power_version_id, node, measure, value] = Key.parse(JSON.parse(key));
      return { agency_id, power_version_id, node, measure, value, n };
    });
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await tx
      .insertInto('handling_count')
      .values(rows.slice(at, at + AT_ONCE))
      .onConflict((conflict) =>
        conflict
          .columns(['agency_id', 'power_version_id', 'node', 'measure', 'value'])
          .doUpdateSet((e) => ({ n: e('handling_count.n', '+', e.ref('excluded.n')) })),
      )
      .execute();
}

const Key = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]);
const Row = z.object({
  node: z.string(),
  measure: z.enum(MEASURES),
  value: z.string(),
  n: z.int(),
});

/** The counts of a version: as many rows as its flow has steps, times what they can be like; never as many as cases. */
export async function handlingOf(
  db: Reading,
  of: { readonly agencyId: string; readonly powerVersionId: string },
): Promise<readonly HandlingCount[]> {
  const rows = await db
    .selectFrom('handling_count')
    .select(['node', 'measure', 'value', 'n'])
    .where('agency_id', '=', of.agencyId)
    .where('power_version_id', '=', of.powerVersionId)
    .orderBy('node')
    .orderBy('measure')
    .orderBy('value')
    .execute();
  return rows.map((row) => Row.parse(row));
}

import { ok } from '#kernel';
import { getCalendar } from '#modules/calendar';
import type { AppContext } from '#platform/context';
import type { Tx } from '#platform/database';
import { findCase } from '../db/case-reader.ts';
import { addToCounts } from '../db/handling-counts.ts';
import { tallyHandling } from '../engine/tally-handling.ts';

const BATCH = 100;
/** So many batches in one turn at most; what is left waits for the next. */
const ROUNDS = 50;

/**
 * Adds cases that have closed to the counts of their versions, each once: the mark on the case and the counts are one
 * transaction, and a case that another worker holds is left to it. Costs what has closed since, not what exists.
 */
export async function countHandling(ctx: AppContext): Promise<number> {
  let counted = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const done = await ctx.transact(async (tx) => ok(await countBatch(tx)));
    if (!done.ok || done.value === 0) break;
    counted += done.value;
  }
  return counted;
}

async function countBatch(tx: Tx): Promise<number> {
  const closed = await tx
    .selectFrom('case_file')
    .select(['agency_id', 'id'])
    .where('closed_at', 'is not', null)
    .where('counted', '=', false)
    .orderBy('closed_at')
    .limit(BATCH)
    .forUpdate()
    .skipLocked()
    .execute();
  if (closed.length === 0) return 0;
  const calendar = await getCalendar(tx);
  const added = [];
  for (const { agency_id: agencyId, id } of closed) {
    const c = await findCase(tx, { agencyId, id });
    if (c === undefined) continue;
    const documents = await tx
      .selectFrom('case_document')
      .select('node')
      .distinct()
      .where('agency_id', '=', agencyId)
      .where('case_id', '=', id)
      .where('node', 'is not', null)
      .execute();
    const documented = new Set(documents.flatMap(({ node }) => node ?? []));
    const of = { agencyId, powerVersionId: c.powerVersionId };
    added.push(...tallyHandling(c, calendar, documented).map((one) => ({ ...of, ...one })));
    await tx
      .updateTable('case_file')
      .set({ counted: true })
      .where('agency_id', '=', agencyId)
      .where('id', '=', id)
      .execute();
  }
  await addToCounts(tx, added);
  return closed.length;
}

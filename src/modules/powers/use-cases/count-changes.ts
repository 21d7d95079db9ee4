import { legalDayOf, ok } from '#kernel';
import { turnEpoch } from '#modules/disclosure';
import type { AppContext } from '#platform/context';
import { countDue } from '../db/change-counts.ts';

const BATCH = 100;

/** Counts the versions that have taken effect since, and has the pages that show totals made anew. Costs what is due. */
export async function countChanges(ctx: AppContext): Promise<number> {
  const today = legalDayOf(ctx.clock.now());
  let counted = 0;
  for (let more = true; more;) {
    const done = await ctx.transact(async (tx) => {
      const n = await countDue(tx, today, BATCH);
      if (n > 0) await turnEpoch(tx);
      return ok(n);
    });
    if (done.ok) counted += done.value;
    more = done.ok && done.value === BATCH;
  }
  return counted;
}

import { ok } from '#kernel';
import type { UseCase } from '#platform/context';
import { turnEpoch } from '../db/public-case-transactor.ts';

const BATCH = 500;

/** Marks what should be public by now and is not. Runs by the index of open due times; answers how many became late. */
export async function markLate(ctx: UseCase): Promise<number> {
  let marked = 0;
  for (;;) {
    const turn = await ctx.transact(async (tx) => {
      const due = await tx
        .selectFrom('obligation')
        .select(['agency_id', 'id', 'due_at'])
        .where('state', '=', 'open')
        .where('due_at', '<=', ctx.clock.now())
        .orderBy('due_at')
        .orderBy('id')
        .limit(BATCH)
        .forUpdate()
        .skipLocked()
        .execute();
      for (const one of due)
        await tx
          .updateTable('obligation')
          .set({ state: 'late', late_at: one.due_at })
          .where('agency_id', '=', one.agency_id)
          .where('id', '=', one.id)
          .execute();
      if (due.length > 0) await turnEpoch(tx);
      return ok(due.length);
    });
    if (!turn.ok || turn.value === 0) return marked;
    marked += turn.value;
  }
}

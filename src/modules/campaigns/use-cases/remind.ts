import { legalDayOf } from '#kernel';
import type { AppContext } from '#platform/context';
import type { Loop } from '#platform/jobs';
import { z } from 'zod';
import { LegalDay } from '#kernel';
import { tasksOf } from '../db/reader.ts';
import { isHandedIn, remindersDue } from '../domain/office-return.ts';
import { returnsOf } from './shared.ts';

const Open = z.array(z.object({ agency_id: z.string(), id: z.string(), deadline: LegalDay }));

/** Gives every office that has not handed in the reminders that are due, each once. */
export async function remindOffices(ctx: Pick<AppContext, 'db' | 'clock'>): Promise<number> {
  const now = ctx.clock.now();
  const open = Open.parse(
    await ctx.db
      .selectFrom('campaign')
      .select(['agency_id', 'id', 'deadline'])
      .where('state', '=', 'open')
      .execute(),
  );
  let given = 0;
  for (const { agency_id: agencyId, id, deadline } of open) {
    const due = remindersDue(deadline, legalDayOf(now));
    if (due.length === 0) continue;
    const returns = await returnsOf(ctx.db, agencyId, await tasksOf(ctx.db, { agencyId, id }));
    const waiting = returns.filter(({ state }) => !isHandedIn(state));
    if (waiting.length === 0) continue;
    const done = await ctx.db
      .insertInto('campaign_reminder')
      .values(
        waiting.flatMap(({ task }) =>
          due.map((kind) => ({ agency_id: agencyId, task_id: task.id, kind, at: now })),
        ),
      )
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    given += Number(done.numInsertedOrUpdatedRows ?? 0n);
  }
  return given;
}

export function campaignsLoops(ctx: AppContext): Loop[] {
  return [{ name: 'campaign-reminders', everyMs: 600_000, run: async () => void (await remindOffices(ctx)) }];
}

import { z } from 'zod';
import { LegalDay, legalDayOf } from '#kernel';
import { getCalendar, workingDaysBetween } from '#modules/calendar';
import type { AppContext } from '#platform/context';
import type { Loop } from '#platform/jobs';
import { isHandedIn } from '../domain/office-return.ts';
import { remindedOf, reminderDue } from '../domain/rounds.ts';
import { returnsOfCampaign, timesOf } from './shared.ts';

const Open = z.array(z.object({ agency_id: z.string(), id: z.string(), deadline: LegalDay }));

/** Gives every office that has not handed in the reminder that is due, once, on record with whom it goes to. */
export async function remindOffices(ctx: Pick<AppContext, 'db' | 'clock'>): Promise<number> {
  const now = ctx.clock.now();
  const open = Open.parse(
    await ctx.db
      .selectFrom('campaign')
      .select(['agency_id', 'id', 'deadline'])
      .where('state', '=', 'open')
      .execute(),
  );
  const calendar = await getCalendar(ctx.db);
  const today = legalDayOf(now);
  let given = 0;
  for (const { agency_id: agencyId, id, deadline } of open) {
    const returns = await returnsOfCampaign(ctx.db, { agencyId, id });
    const rows = returns
      .filter(({ state }) => !isHandedIn(state))
      .flatMap((one) => {
        const rounds = timesOf(one, deadline, today);
        const { due } = rounds.at(-1) ?? rounds[0];
        const kind = reminderDue(rounds.length - 1, workingDaysBetween(calendar, today, due));
        if (kind === undefined) return [];
        const persons = [...remindedOf(kind, one.task)];
        return [{ agency_id: agencyId, task_id: one.task.id, kind, at: now, due, state: one.state, persons }];
      });
    if (rows.length === 0) continue;
    const done = await ctx.db
      .insertInto('campaign_reminder')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    given += Number(done.numInsertedOrUpdatedRows ?? 0n);
  }
  return given;
}

export function campaignsLoops(ctx: AppContext): Loop[] {
  return [{ name: 'campaign-reminders', everyMs: 600_000, run: async () => void (await remindOffices(ctx)) }];
}

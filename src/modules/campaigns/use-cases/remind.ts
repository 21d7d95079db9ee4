import { legalDayOf } from '#kernel';
import { getCalendar, workingDaysBetween } from '#modules/calendar';
import type { AppContext } from '#platform/context';
import type { Loop } from '#platform/jobs';
import { listOpenCampaigns } from '../db/reader.ts';
import { insertReminders } from '../db/writer.ts';
import { isHandedIn } from '../domain/office-return.ts';
import { remindedOf, reminderDue } from '../domain/rounds.ts';
import { returnsOfCampaign, timesOf } from './shared.ts';

/** Gives every office that has not handed in the reminder that is due, once, on record with whom it goes to. */
export async function remindOffices(ctx: Pick<AppContext, 'db' | 'clock'>): Promise<number> {
  const now = ctx.clock.now();
  const open = await listOpenCampaigns(ctx.db);
  const calendar = await getCalendar(ctx.db);
  const today = legalDayOf(now);
  let given = 0;
  for (const { agencyId, id, deadline } of open) {
    const returns = await returnsOfCampaign(ctx.db, { agencyId, id });
    const rows = returns
      .filter(({ state }) => !isHandedIn(state))
      .flatMap((one) => {
        const rounds = timesOf(one, deadline, today);
        const { due } = rounds.at(-1) ?? rounds[0];
        const kind = reminderDue(rounds.length - 1, workingDaysBetween(calendar, today, due));
        if (kind === undefined) return [];
        const persons = [...remindedOf(kind, one.task)];
        return [{ taskId: one.task.id, kind, at: now, due, state: one.state, persons }];
      });
    given += await insertReminders(ctx.db, agencyId, rows);
  }
  return given;
}

export function campaignsLoops(ctx: AppContext): Loop[] {
  return [{ name: 'campaign-reminders', everyMs: 600_000, run: async () => void (await remindOffices(ctx)) }];
}

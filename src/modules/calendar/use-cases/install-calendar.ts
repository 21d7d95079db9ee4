import { ok, type Result } from '#kernel';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { getCalendarVersion, listCalendarVersions } from '../db/calendar-reader.ts';
import { insertVersion } from '../db/insert-version.ts';
import { builtInVersion } from '../domain/built-in-calendar.ts';
import { decideNextVersion, newlyKnown } from '../domain/next-version.ts';

const SYSTEM = { kind: 'system', name: 'calendar' } as const;

/**
 * Stores what the program knows: version 1 in a new instance, and after an upgrade the years that were announced since.
 * What the instance imported itself is never replaced. Call it at start; it changes nothing when there is nothing new.
 */
export async function installCalendar(ctx: UseCase): Promise<Result<{ readonly version: number }, Conflict>> {
  const ours = builtInVersion();
  const [newest] = await listCalendarVersions(ctx.db);
  if (!newest) {
    return ctx.transact(async (tx) => {
      const years = ours.years.map(({ year }) => year);
      await insertVersion(
        tx,
        ctx,
        SYSTEM,
        { next: ours, change: { from: 0, to: 1, years, days: [] } },
        'built-in',
      );
      return ok({ version: ours.version });
    });
  }
  const current = await getCalendarVersion(ctx.db);
  const decided = decideNextVersion(current, newlyKnown(current, ours));
  if (!decided.ok) return ok({ version: current.version });
  return ctx.transact(async (tx) => {
    await insertVersion(tx, ctx, SYSTEM, decided.value, 'built-in');
    return ok({ version: decided.value.next.version });
  });
}

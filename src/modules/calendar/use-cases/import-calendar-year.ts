import { err, INSTANCE_AGENCY, ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { getCalendarVersion } from '../db/calendar-reader.ts';
import { insertVersion } from '../db/insert-version.ts';
import { forbidden, type CalendarRefusal } from '../domain/errors.ts';
import { decideNextVersion } from '../domain/next-version.ts';
import { parseHolidayCn } from '../domain/parse-holiday-cn.ts';
import type { CalendarChange } from '../domain/recompute-due.ts';
import { can } from '../policy.ts';

/**
 * Enters a year as the State Council announced or amended it, from a holiday-cn year file. Makes a new calendar version;
 * running deadlines are computed again by the worker, each with before and after on record.
 *
 * Refuses: `calendar/forbidden`, `calendar/not-holiday-cn`, `calendar/not-announced`, `calendar/inconsistent-year`,
 * `calendar/nothing-new`, `conflict`.
 */
export async function importCalendarYear(
  ctx: UseCase,
  actor: Actor,
  json: unknown,
): Promise<Result<CalendarChange, CalendarRefusal | Conflict>> {
  if (!can(actor, 'calendar/import', { agencyId: INSTANCE_AGENCY })) return err(forbidden());
  const year = parseHolidayCn(json);
  if (!year.ok) return year;
  const decided = decideNextVersion(await getCalendarVersion(ctx.db), [year.value]);
  if (!decided.ok) return decided;
  return ctx.transact(async (tx) => {
    await insertVersion(tx, ctx, actor, decided.value, 'import');
    return ok(decided.value.change);
  });
}

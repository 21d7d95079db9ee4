import { z } from 'zod';
import type { AppContext } from '#platform/context';
import type { JobTable } from '#platform/jobs';
import { getCalendar } from '../db/calendar-reader.ts';
import type { Calendar } from '../domain/calendar.ts';
import { calendarChange, type CalendarChange } from '../domain/recompute-due.ts';

export const RECOMPUTE_JOB = 'calendar/recompute-deadlines';

/**
 * Computes a module's running deadlines again: takes those for which `isAffected(derivation, change)` holds, stores
 * `recomputeDue(derivation, calendar)` with a journal row that has both derivations, and answers how many it wrote. Runs
 * again after a failure, so what already has `calendar.version` is left alone.
 */
export type RecomputeDeadlines = (change: CalendarChange, calendar: Calendar) => Promise<number>;

const Payload = z.object({ from: z.int().min(1) });

/** The calendar's jobs; the worker names the modules that have deadlines. */
export function calendarJobs(ctx: AppContext, recomputers: readonly RecomputeDeadlines[]): JobTable {
  return {
    [RECOMPUTE_JOB]: async (payload) => {
      const { from } = Payload.parse(payload);
      // Always towards the version in force: jobs of two imports may run in any order.
      const [before, calendar] = [await getCalendar(ctx.db, from), await getCalendar(ctx.db)];
      const years = new Set([...before.years.keys(), ...calendar.years.keys()]);
      const change = calendarChange(before, calendar, [...years]);
      for (const recompute of recomputers) {
        const count = await recompute(change, calendar);
        ctx.log.info({ from, to: calendar.version, count }, 'deadlines computed again');
      }
    },
  };
}

import { canonicalJson, err, ok, type Result } from '#kernel';
import type { CalendarVersion, YearFacts } from './calendar-version.ts';
import { compileCalendar } from './calendar.ts';
import { nothingNew } from './errors.ts';
import { calendarChange, type CalendarChange } from './recompute-due.ts';

export type NextVersion = { readonly next: CalendarVersion; readonly change: CalendarChange };

/** The version in which `year` replaces what was known of it. */
export function decideNextVersion(
  current: CalendarVersion,
  year: YearFacts,
): Result<NextVersion, ReturnType<typeof nothingNew>> {
  const known = current.years.find((known) => known.year === year.year);
  if (known && canonicalJson(known) === canonicalJson(year)) return err(nothingNew(year.year));
  const years = [...current.years.filter((other) => other.year !== year.year), year].toSorted(
    (a, b) => a.year - b.year,
  );
  const next = { version: current.version + 1, years };
  return ok({ next, change: calendarChange(compileCalendar(current), compileCalendar(next), [year.year]) });
}

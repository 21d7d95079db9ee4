import { canonicalJson, err, ok, type Result } from '#kernel';
import type { CalendarVersion, YearFacts } from './calendar-version.ts';
import { compileCalendar } from './calendar.ts';
import { nothingNew } from './errors.ts';
import { calendarChange, type CalendarChange } from './recompute-due.ts';

export type NextVersion = { readonly next: CalendarVersion; readonly change: CalendarChange };

/** The version in which `years` replace what was known of them; refused when it would say the same. */
export function decideNextVersion(
  current: CalendarVersion,
  years: readonly YearFacts[],
): Result<NextVersion, ReturnType<typeof nothingNew>> {
  const known = new Map(current.years.map((year) => [year.year, canonicalJson(year)]));
  const fresh = years.filter((year) => known.get(year.year) !== canonicalJson(year));
  if (fresh.length === 0) return err(nothingNew(years.map(({ year }) => year)));
  const replaced = new Set(fresh.map(({ year }) => year));
  const next = {
    version: current.version + 1,
    years: [...current.years.filter(({ year }) => !replaced.has(year)), ...fresh].toSorted(
      (a, b) => a.year - b.year,
    ),
  };
  return ok({ next, change: calendarChange(compileCalendar(current), compileCalendar(next), [...replaced]) });
}

/** What a newer program knows better than an instance: years announced since, and years the instance has never heard of. */
export function newlyKnown(current: CalendarVersion, builtIn: CalendarVersion): readonly YearFacts[] {
  const status = new Map(current.years.map((year) => [year.year, year.status]));
  return builtIn.years.filter(({ year, status: ours }) => {
    const theirs = status.get(year);
    return theirs === undefined || (theirs === 'provisional' && ours === 'announced');
  });
}

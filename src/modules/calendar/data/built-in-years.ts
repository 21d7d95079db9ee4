import { announcedYear } from '../domain/announced-year.ts';
import type { YearFacts } from '../domain/calendar-version.ts';
import { provisionalYear } from '../domain/provisional-year.ts';
import { ANNOUNCED_YEARS } from './announced-years.ts';
import { MOVING_DAYS } from './moving-days.ts';

/** What the program knows by itself: announced years, then provisional ones. An instance imports later notices. */
export function builtInYears(): readonly YearFacts[] {
  return [
    ...ANNOUNCED_YEARS.map(announcedYear),
    ...Object.entries(MOVING_DAYS).map(([year, moving]) => provisionalYear(Number(year), moving)),
  ];
}

import { builtInYears } from '../data/built-in-years.ts';
import { compileCalendar, type Calendar } from './calendar.ts';
import type { CalendarVersion } from './calendar-version.ts';

/** The facts the program ships with, as the first version of an instance. */
export function builtInVersion(): CalendarVersion {
  return { version: 1, years: [...builtInYears()] };
}

/** The same, ready to be asked: for tests and for what needs no instance. */
export function builtInCalendar(): Calendar {
  return compileCalendar(builtInVersion());
}

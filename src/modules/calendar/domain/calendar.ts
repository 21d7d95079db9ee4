import type { LegalDay } from '#kernel';
import type { CalendarVersion, DayFact, YearStatus } from './calendar-version.ts';
import { fromDayNumber, isWeekend, toDayNumber, yearOf } from './day-number.ts';
import { statutoryHolidayName } from './statutory-holidays.ts';

/** A calendar version ready to be asked. */
export type Calendar = {
  readonly version: number;
  readonly years: ReadonlyMap<number, YearStatus>;
  /** By day number. */
  readonly facts: ReadonlyMap<number, DayFact>;
};

export type DayStatus = {
  /** Whether the day counts as a working day 工作日. */
  readonly working: boolean;
  readonly reason: 'weekday' | 'make-up' | 'weekend' | 'holiday';
  /** Holiday that makes it a day off or a make-up working day. */
  readonly name: string | null;
  /** True in a year whose holidays are not announced: 暂定. */
  readonly provisional: boolean;
};

/** Where notices of two years speak of one day, an announced year wins over a provisional one and a later over an earlier. */
export function compileCalendar(version: CalendarVersion): Calendar {
  const rank = (status: YearStatus): number => (status === 'announced' ? 1 : 0);
  const years = version.years.toSorted((a, b) => rank(a.status) - rank(b.status) || a.year - b.year);
  return {
    version: version.version,
    years: new Map(years.map((year) => [year.year, year.status])),
    facts: new Map(years.flatMap((year) => year.days.map((day) => [toDayNumber(day.date), day] as const))),
  };
}

export function dayStatus(calendar: Calendar, day: LegalDay): DayStatus {
  return dayStatusAt(calendar, toDayNumber(day));
}

export function isWorkingDay(calendar: Calendar, day: LegalDay): boolean {
  return dayStatus(calendar, day).working;
}

/** The day itself when it is a working day, else the next one. */
export function nextWorkingDay(calendar: Calendar, day: LegalDay): LegalDay {
  let n = toDayNumber(day);
  while (!dayStatusAt(calendar, n).working) n += 1;
  return fromDayNumber(n);
}

/** The `count`-th working day after `day`, or before it when negative; `day` itself is not counted. 0 is `day`. */
export function addWorkingDays(calendar: Calendar, day: LegalDay, count: number): LegalDay {
  const step = Math.sign(count);
  let n = toDayNumber(day);
  for (let left = Math.abs(count); left > 0;) {
    n += step;
    if (dayStatusAt(calendar, n).working) left -= 1;
  }
  return fromDayNumber(n);
}

/** Working days after `from` up to and including `to`; negative when `to` lies before. */
export function workingDaysBetween(calendar: Calendar, from: LegalDay, to: LegalDay): number {
  const [a, b] = [toDayNumber(from), toDayNumber(to)];
  let count = 0;
  for (let n = Math.min(a, b) + 1; n <= Math.max(a, b); n += 1)
    if (dayStatusAt(calendar, n).working) count += 1;
  return a <= b ? count : 0 - count;
}

export function dayStatusAt(calendar: Calendar, n: number): DayStatus {
  const year = yearOf(n);
  const provisional = calendar.years.get(year) !== 'announced';
  const fact = calendar.facts.get(n);
  if (fact?.isOffDay) return { working: false, reason: 'holiday', name: fact.name, provisional };
  const weekend = isWeekend(n);
  if (fact) return { working: true, reason: weekend ? 'make-up' : 'weekday', name: fact.name, provisional };
  const statutory = calendar.years.has(year) ? null : statutoryHolidayName(fromDayNumber(n));
  if (statutory !== null) return { working: false, reason: 'holiday', name: statutory, provisional };
  return { working: !weekend, reason: weekend ? 'weekend' : 'weekday', name: null, provisional };
}

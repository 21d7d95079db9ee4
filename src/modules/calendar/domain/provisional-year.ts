import type { DayFact, YearFacts } from './calendar-version.ts';
import { fromDayNumber, isWeekend, toDayNumber } from './day-number.ts';
import { statutoryHolidays, type MovingDays } from './statutory-holidays.ts';

/**
 * A year before its notice: weekends and the 13 statutory days; a statutory day on a weekend, or on a day that is off
 * already, is made up on the next working day (放假办法 art. 6). Which weekends will be worked is not foreseen.
 */
export function provisionalYear(year: number, moving: MovingDays): YearFacts {
  const off = new Map<number, string>();
  for (const { name, days } of statutoryHolidays(year, moving)) {
    let owed = 0;
    for (const n of days.map(toDayNumber)) {
      if (isWeekend(n) || off.has(n)) owed += 1;
      if (!off.has(n)) off.set(n, name);
    }
    for (let n = Math.max(...days.map(toDayNumber)) + 1; owed > 0; n += 1) {
      if (isWeekend(n) || off.has(n)) continue;
      off.set(n, name);
      owed -= 1;
    }
  }
  const days = [...off]
    .toSorted(([a], [b]) => a - b)
    .map(([n, name]): DayFact => ({ date: fromDayNumber(n), isOffDay: true, name }));
  return {
    year,
    status: 'provisional',
    sources: ['全国年节及纪念日放假办法（2024年修订）第二条、第六条'],
    days,
  };
}

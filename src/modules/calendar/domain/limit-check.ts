import type { PeriodUnit } from './period.ts';

export type LimitLength = { readonly n: number; readonly unit: PeriodUnit };

/** The longest run of days off that a notice has made, in calendar days. */
const LONGEST_HOLIDAY = 10;

/** The most calendar days a limit can take: n working days are n + 2·⌈n/5⌉ + 10 with every weekend and a long holiday. */
export function mostCalendarDays({ n, unit }: LimitLength): number {
  switch (unit) {
    case 'wd':
      return n === 0 ? 0 : n + 2 * Math.ceil(n / 5) + LONGEST_HOLIDAY;
    case 'cd':
      return n;
    case 'month':
      return n * 31;
    case 'year':
      return n * 366;
  }
}

/** The fewest: a working day is at least one calendar day (make-up weekends can follow on each other). */
export function fewestCalendarDays({ n, unit }: LimitLength): number {
  return n * { wd: 1, cd: 1, month: 28, year: 365 }[unit];
}

/**
 * 承诺时限 ≤ 法定时限 (DECISIONS §8): in one unit directly, else the longest the committed limit can take within the
 * shortest the statutory one can.
 */
export function keepsWithin(committed: LimitLength, statutory: LimitLength): boolean {
  if (committed.unit === statutory.unit) return committed.n <= statutory.n;
  return mostCalendarDays(committed) <= fewestCalendarDays(statutory);
}

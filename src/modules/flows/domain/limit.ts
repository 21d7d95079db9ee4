import { z } from 'zod';

/** A length of time in law: 工作日 `wd`, 自然日 `cd`, 月, 年. `n` = 0 means the same day 当日. */
export const limitSchema = z.strictObject({
  n: z.int().min(0).max(3660),
  unit: z.enum(['wd', 'cd', 'month', 'year']),
});
export type Limit = z.infer<typeof limitSchema>;

const written = /^(0|[1-9]\d{0,3})(wd|cd|month|year)$/u;

/** Reads the written form of the `gov` attributes, `5wd`; anything else, signs and fractions included, is null. */
export function parseLimit(text: string): Limit | null {
  const match = written.exec(text);
  if (match === null) return null;
  const parsed = limitSchema.safeParse({ n: Number(match[1]), unit: match[2] });
  return parsed.success ? parsed.data : null;
}

export function toLimitText(limit: Limit): string {
  return `${limit.n}${limit.unit}`;
}

const LONGEST_HOLIDAY = 10;

/** Calendar days that `n` working days take in an ordinary stretch of weeks, without public holidays. */
function weeks(workingDays: number): number {
  return workingDays + 2 * Math.ceil(workingDays / 5);
}

/**
 * The longest a sum of limits can take, in calendar days. Working days are stretched by their weekends and, once
 * for the whole sum and only when asked for, by the longest public holiday.
 */
export function toCalendarDays(limits: readonly Limit[], withHoliday: boolean): number {
  let working = 0;
  let calendar = 0;
  for (const { n, unit } of limits) {
    if (unit === 'wd') working += n;
    else calendar += unit === 'cd' ? n : unit === 'month' ? n * 31 : n * 366;
  }
  if (working === 0) return calendar;
  return calendar + weeks(working) + (withHoliday ? LONGEST_HOLIDAY : 0);
}

/**
 * A sum of limits in the unit of a total limit, never too low: working days count as they are against working days;
 * against any other unit everything becomes calendar days. `totalDays` is the total limit in that same measure.
 */
export function compareSum(
  limits: readonly Limit[],
  total: Limit,
): { readonly sum: number; readonly total: number } {
  if (total.unit === 'wd') {
    const sum = limits.reduce((acc, l) => acc + (l.unit === 'wd' ? l.n : toCalendarDays([l], false)), 0);
    return { sum, total: total.n };
  }
  const least = total.unit === 'cd' ? total.n : total.unit === 'month' ? total.n * 28 : total.n * 365;
  return { sum: toCalendarDays(limits, true), total: least };
}

/** Whether one limit keeps within another, in calendar days of ordinary weeks when the units differ. */
export function isWithin(limit: Limit, bound: Limit): boolean {
  if (limit.unit === bound.unit) return limit.n <= bound.n;
  return toCalendarDays([limit], false) <= toCalendarDays([bound], false);
}

/** Whether a limit is at least a minimum the law sets, counting the fewest calendar days working days can take. */
export function isAtLeast(limit: Limit, minimum: Limit): boolean {
  if (limit.unit === minimum.unit) return limit.n >= minimum.n;
  const fewest = limit.unit === 'wd' ? limit.n + 2 * Math.floor(limit.n / 5) : toCalendarDays([limit], false);
  return fewest >= toCalendarDays([minimum], false);
}

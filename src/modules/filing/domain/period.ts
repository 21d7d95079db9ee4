import { addDays, type LegalDay } from '#kernel';

/** The month a day belongs to, which a package is filed for. */
export function periodOf(day: LegalDay): string {
  return day.slice(0, 7);
}

/**
 * Whether a recipient takes a package of this period today: of the running month or, since files travel, of the one before;
 * never of a month before the last one that it took.
 */
export function takesPeriod(period: string, today: LegalDay, last: string | null): boolean {
  const running = periodOf(today);
  const before = periodOf(addDays(firstOf(today), -1));
  return (period === running || period === before) && (last === null || period >= last);
}

const firstOf = (day: LegalDay): LegalDay => addDays(day, 1 - Number(day.slice(8, 10)));

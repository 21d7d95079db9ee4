import { LegalDay } from '#kernel';

const DAY = 86_400_000;

/** Days since 1970-01-01: loops count in whole numbers and give legal days only where they end. */
export function toDayNumber(day: LegalDay): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}

export function fromDayNumber(n: number): LegalDay {
  return LegalDay.parse(new Date(n * DAY).toISOString().slice(0, 10));
}

/** 1970-01-01 was a Thursday. */
export function isWeekend(n: number): boolean {
  const weekday = (((n + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

export function yearOf(n: number): number {
  return new Date(n * DAY).getUTCFullYear();
}

/** The corresponding day `months` later, or the last day of that month where there is none (民法典 art. 202). */
export function addMonths(n: number, months: number): number {
  const date = new Date(n * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / DAY;
}

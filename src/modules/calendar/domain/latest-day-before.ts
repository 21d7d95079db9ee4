import type { LegalDay } from '#kernel';
import { dayStatusAt, type Calendar } from './calendar.ts';
import { fromDayNumber, toDayNumber } from './day-number.ts';

/**
 * The latest day to act so that `n` whole days lie between it and `event`, as in 举行听证的七日前通知 (许可法 art. 48,
 * 处罚法 art. 64): neither day is counted. For an event at the end of a day, such as the expiry of a licence
 * (许可法 art. 50), give the day after it.
 */
export function latestDayBefore(event: LegalDay, n: number, unit: 'wd' | 'cd', calendar: Calendar): LegalDay {
  let at = toDayNumber(event) - 1;
  for (let left = n; left > 0; at -= 1) {
    if (unit === 'cd' || dayStatusAt(calendar, at).working) left -= 1;
  }
  return fromDayNumber(at);
}

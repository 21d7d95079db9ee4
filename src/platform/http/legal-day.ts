import { dueInstant, legalDayOf } from '#kernel';

/** 00:00 in Beijing of the day after the one `now` lies in. */
export function startOfNextLegalDay(now: Date): Date {
  return dueInstant(legalDayOf(now));
}

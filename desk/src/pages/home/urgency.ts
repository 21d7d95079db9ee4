import { addDays, daysBetween, legalDayOf, type LegalDay } from '#kernel';

/** Calendar days before the last one in which something counts as about to be late. */
const SOON_DAYS = 3;

/** Days from today to the last day on which it is in time; negative once that day is over. A due instant is exclusive. */
export function daysLeft(dueAt: string, today: LegalDay): number {
  return daysBetween(today, addDays(legalDayOf(new Date(dueAt)), -1));
}

export type Urgency = 'late' | 'soon' | 'later';

/** How urgent a piece of work is; what has no due time can wait. */
export function urgencyOf(
  work: { readonly dueAt: string | null; readonly late: boolean },
  today: LegalDay,
): Urgency {
  if (work.late) return 'late';
  return work.dueAt !== null && daysLeft(work.dueAt, today) <= SOON_DAYS ? 'soon' : 'later';
}

import { addDays, formatDay, formatInstant, legalDayOf } from '#kernel';

/** A due instant is exclusive: the last day is the one before it. */
export function formatDueAt(dueAt: string, lang: 'zh' | 'en'): string {
  return formatDay(addDays(legalDayOf(new Date(dueAt)), -1), lang);
}

export function formatAt(at: string): string {
  return formatInstant(new Date(at));
}

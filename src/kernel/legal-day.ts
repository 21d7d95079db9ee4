import { z } from 'zod';

/** A legal day: a date in Asia/Shanghai, whatever zone the process or the database session has. */
export const LegalDay = z.iso.date().brand<'LegalDay'>();
export type LegalDay = z.infer<typeof LegalDay>;

const OFFSET = 8 * 3_600_000;
const DAY = 86_400_000;

/** The legal day an instant lies in. China has kept UTC+8 without summer time since 1991. */
export function legalDayOf(instant: Date): LegalDay {
  return LegalDay.parse(new Date(instant.getTime() + OFFSET).toISOString().slice(0, 10));
}

/** 00:00 in Beijing of a legal day. */
export function startOfLegalDay(day: LegalDay): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET);
}

/** First instant after a period whose last day is `day`: 00:00 of the following legal day, exclusive (民法典 art. 203). */
export function dueInstant(day: LegalDay): Date {
  return startOfLegalDay(addDays(day, 1));
}

export function addDays(day: LegalDay, days: number): LegalDay {
  return LegalDay.parse(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10));
}

/** Calendar days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: LegalDay, to: LegalDay): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

export function compareDays(a: LegalDay, b: LegalDay): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: LegalDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

const ZH_WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const EN_WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const EN_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 2026年11月23日（周一） / Mon, 23 Nov 2026. */
export function formatDay(day: LegalDay, lang: 'zh' | 'en'): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const weekday = weekdayOf(day);
  return lang === 'zh'
    ? `${Number(year)}年${Number(month)}月${Number(date)}日（周${ZH_WEEKDAYS[weekday] ?? ''}）`
    : `${EN_WEEKDAYS[weekday] ?? ''}, ${Number(date)} ${EN_MONTHS[Number(month) - 1] ?? ''} ${Number(year)}`;
}

/** Beijing time for people: 2026-11-23 10:02. */
export function formatInstant(instant: Date): string {
  return new Date(instant.getTime() + OFFSET).toISOString().slice(0, 16).replace('T', ' ');
}

/** ISO 8601 with +08:00, as the API writes instants. */
export function toOffsetString(instant: Date): string {
  return `${new Date(instant.getTime() + OFFSET).toISOString().slice(0, 19)}+08:00`;
}

/** ISO 8601 in Z with seconds, as leaves write instants. */
export function toZuluString(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

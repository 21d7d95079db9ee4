import { formatDay, formatInstant, type LegalDay } from '#kernel';
import { messages, t, type Lang } from './messages.ts';

/** wd 工作日, cd 自然日: a number of days never stands without saying which. */
export type DayUnit = 'wd' | 'cd' | 'month' | 'year';

const words = messages({
  wd: { zh: '{n} 个工作日', en: '{n} working days' },
  cd: { zh: '{n} 个自然日', en: '{n} calendar days' },
  month: { zh: '{n} 个月', en: '{n} months' },
  year: { zh: '{n} 年', en: '{n} years' },
  wd1: { zh: '{n} 个工作日', en: '{n} working day' },
  cd1: { zh: '{n} 个自然日', en: '{n} calendar day' },
  month1: { zh: '{n} 个月', en: '{n} month' },
  year1: { zh: '{n} 年', en: '{n} year' },
  yuan: { zh: '{n} 元', en: 'CNY {n}' },
  last: { zh: '{day}（含当日）', en: 'the end of {day}' },
});

/** 3 个工作日 / 3 working days. */
export function formatPeriod(lang: Lang, n: number, unit: DayUnit): string {
  return t(lang, words[n === 1 ? (`${unit}1` as const) : unit], { n: formatNumber(n) });
}

/** 1234567 as 1,234,567 in both languages. */
export function formatNumber(n: number): string {
  const [whole = '0', part] = String(Math.abs(n)).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${n < 0 ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`;
}

/** Bytes as 35 KB or 1.2 MB, rounded up to what a reader waits for. */
export function formatSize(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** Money given in 分: 120000 is 1,200.00 元. */
export function formatMoney(lang: Lang, fen: number): string {
  const cents = String(Math.abs(fen) % 100).padStart(2, '0');
  const n = `${fen < 0 ? '−' : ''}${formatNumber(Math.trunc(Math.abs(fen) / 100))}.${cents}`;
  return t(lang, words.yuan, { n });
}

/** The last day of a period: 2026年12月4日（周五）（含当日） reads badly, so the bracket of the weekday carries it. */
export function formatLastDay(lang: Lang, day: LegalDay): string {
  const text = formatDay(day, lang);
  return lang === 'zh' ? `${text.slice(0, -1)}，含当日）` : t(lang, words.last, { day: text });
}

/** Day and month for narrow places, with the year when it is not the one the reader is in: 12月4日（周五） / Fri, 4 Dec. */
export function formatShortDay(lang: Lang, day: LegalDay, today: LegalDay): string {
  const text = formatDay(day, lang);
  const year = day.slice(0, 4);
  if (year !== today.slice(0, 4)) return text;
  return lang === 'zh' ? text.replace(`${Number(year)}年`, '') : text.replace(` ${Number(year)}`, '');
}

/** An instant in Beijing time for people: 2026-11-23 10:02. */
export function formatTime(instant: Date): string {
  return formatInstant(instant);
}

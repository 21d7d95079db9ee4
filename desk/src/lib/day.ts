import { LegalDay } from '#kernel';

/** What people type for a day: 2026-12-1, 2026/12/01, 2026.12.1, 2026年12月1日 or 20261201. */
const TYPED = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/;

/** A typed day as `YYYY-MM-DD`; what is no day comes back as it was typed, so that it can be shown and mended. */
export function readDay(typed: string): string {
  const text = typed.normalize('NFKC').replaceAll(/\s/g, '');
  const [, year, month, date, monthShort, dateShort] = TYPED.exec(text) ?? [];
  if (year === undefined) return typed.trim();
  const day = `${year}-${(month ?? monthShort ?? '').padStart(2, '0')}-${(date ?? dateShort ?? '').padStart(2, '0')}`;
  return LegalDay.safeParse(day).success ? day : typed.trim();
}

export type DayBounds = { readonly first?: string | undefined; readonly last?: string | undefined };
export type DayFault = 'no-day' | 'too-early' | 'too-late';

/** What is wrong with a typed day: no day at all, or outside its bounds (inclusive). */
export function dayFault(typed: string, { first, last }: DayBounds): DayFault | undefined {
  const day = readDay(typed);
  if (!LegalDay.safeParse(day).success) return 'no-day';
  if (first !== undefined && day < first) return 'too-early';
  return last !== undefined && day > last ? 'too-late' : undefined;
}

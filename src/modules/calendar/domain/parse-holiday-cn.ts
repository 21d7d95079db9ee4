import { z } from 'zod';
import { err, LegalDay, ok, type Result } from '#kernel';
import type { DayFact, YearFacts } from './calendar-version.ts';
import { inconsistentYear, notAnnounced, notHolidayCn } from './errors.ts';
import { toDayNumber } from './day-number.ts';
import { FIXED_HOLIDAYS } from './statutory-holidays.ts';

/** Year file of github.com/NateScarlet/holiday-cn (MIT), by its published schema. */
const HolidayCn = z.object({
  year: z.int().min(1949).max(2200),
  papers: z.array(z.string().min(1)),
  days: z.array(z.object({ name: z.string().min(1), date: LegalDay, isOffDay: z.boolean() })),
});

/** Days around a year that its notice can speak of: December before and January after. */
const REACH = 31;

/** 全国年节及纪念日放假办法: 11 statutory days before 2025, then 13, with a second day of Labour Day. */
const REFORM = 2025;

/**
 * Reads a year as announced. Refuses what is no such file, a year that is not announced yet, and facts that cannot be
 * right: a mistake here would move every deadline.
 */
export function parseHolidayCn(
  json: unknown,
): Result<
  YearFacts,
  ReturnType<typeof notHolidayCn> | ReturnType<typeof notAnnounced> | ReturnType<typeof inconsistentYear>
> {
  const parsed = HolidayCn.safeParse(json);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => ({ path: path.join('/'), message }));
    return err(notHolidayCn(fields));
  }
  const { year, papers, days } = parsed.data;
  if (days.length === 0 || papers.length === 0) return err(notAnnounced(year));
  const problems = [...impossibleDays(year, days), ...missingHolidays(year, days)];
  if (problems.length > 0) return err(inconsistentYear(year, problems));
  const sorted = days.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return ok({ year, status: 'announced', sources: papers, days: sorted });
}

/** Days out of reach of the year's notice, and days that are there twice. */
function impossibleDays(year: number, days: readonly DayFact[]): readonly string[] {
  const first = toDayNumber(LegalDay.parse(`${year}-01-01`)) - REACH;
  const last = toDayNumber(LegalDay.parse(`${year}-12-31`)) + REACH;
  const seen = new Set<string>();
  return days.flatMap(({ date }) => {
    const n = toDayNumber(date);
    const wrong = n < first || n > last || seen.has(date);
    seen.add(date);
    return wrong ? [date] : [];
  });
}

/** Statutory holidays of fixed date that are not off; and a file with fewer days off than the law gives was cut short. */
function missingHolidays(year: number, days: readonly DayFact[]): readonly string[] {
  const off = new Set<string>(days.filter(({ isOffDay }) => isOffDay).map(({ date }) => date));
  const owed = FIXED_HOLIDAYS.filter((monthDay) => year >= REFORM || monthDay !== '05-02');
  const missing = owed.map((monthDay) => `${year}-${monthDay}`).filter((date) => !off.has(date));
  const count = [...off].filter((date) => date.startsWith(`${year}-`)).length;
  return count < (year >= REFORM ? 13 : 11) ? [...missing, `${count} days off`] : missing;
}

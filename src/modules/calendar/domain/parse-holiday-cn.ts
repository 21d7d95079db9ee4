import { z } from 'zod';
import { err, LegalDay, ok, type Result } from '#kernel';
import type { YearFacts } from './calendar-version.ts';
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
    return err(
      notHolidayCn(parsed.error.issues.map(({ path, message }) => ({ path: path.join('/'), message }))),
    );
  }
  const { year, papers, days } = parsed.data;
  if (days.length === 0 || papers.length === 0) return err(notAnnounced(year));
  const first = toDayNumber(LegalDay.parse(`${year}-01-01`));
  const last = toDayNumber(LegalDay.parse(`${year}-12-31`));
  const wrong = days.filter(({ date }, i) => {
    const n = toDayNumber(date);
    return n < first - REACH || n > last + REACH || days.some((other, j) => j < i && other.date === date);
  });
  const off = new Set(days.filter((day) => day.isOffDay).map((day): string => day.date));
  const missing = FIXED_HOLIDAYS.map((monthDay) => `${year}-${monthDay}`).filter((day) => !off.has(day));
  // Before 2025 Labour Day had one statutory day; the second was off by notice in every year but one.
  const problems = [
    ...wrong.map((day) => day.date),
    ...missing.filter((day) => year >= 2025 || !day.endsWith('05-02')),
  ];
  if (problems.length > 0) return err(inconsistentYear(year, problems));
  const sorted = days.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return ok({ year, status: 'announced', sources: papers, days: sorted });
}

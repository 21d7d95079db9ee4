import { describe, expect, it } from 'vitest';
import { compileCalendar } from './calendar.ts';
import { computeDue } from './compute-due.ts';
import type { DueDerivation } from './due-derivation.ts';
import { latestDayBefore } from './latest-day-before.ts';
import { fewestCalendarDays, keepsWithin, mostCalendarDays } from './limit-check.ts';
import { decideNextVersion, newlyKnown } from './next-version.ts';
import { parseHolidayCn } from './parse-holiday-cn.ts';
import { isAffected, recomputeDue } from './recompute-due.ts';
import { builtInCalendar, builtInVersion, day, period } from './testing.ts';

const before = builtInCalendar();
const of = (start: string, p = period(20, 'wd')): DueDerivation =>
  computeDue(
    {
      start: { event: { zh: '受理', en: 'Acceptance' }, day: day(start) },
      period: p,
      extensions: [],
      pauses: [],
    },
    before,
  );

/** A notice as it could be: New Year with a day moved from December, as for 2019. */
const notice = (() => {
  const off = (name: string, ...dates: string[]) => dates.map((date) => ({ name, date, isOffDay: true }));
  const parsed = parseHolidayCn({
    year: 2027,
    papers: ['https://www.gov.cn/zhengce/x.htm'],
    days: [
      { name: '元旦', date: '2026-12-27', isOffDay: false },
      ...off('元旦', '2026-12-31', '2027-01-01'),
      ...off('春节', ...'05 06 07 08 09 10 11'.split(' ').map((d) => `2027-02-${d}`)),
      ...off('劳动节', '2027-05-01', '2027-05-02'),
      ...off('国庆节', '2027-10-01', '2027-10-02', '2027-10-03'),
    ],
  });
  if (!parsed.ok) throw new Error('notice');
  return parsed.value;
})();

describe('announcing a year', () => {
  const decided = decideNextVersion(builtInVersion(), [notice]);
  if (!decided.ok) throw new Error('decided');
  const { next, change } = decided.value;
  const after = compileCalendar(next);

  it('makes the next version and names the days that changed', () => {
    expect(next.version).toBe(2);
    expect(next.years.find(({ year }) => year === 2027)).toEqual(notice);
    expect(next.years).toHaveLength(builtInVersion().years.length);
    expect(change).toMatchObject({ from: 1, to: 2, years: [2027] });
    expect(change.days.slice(0, 3)).toEqual(['2026-12-27', '2026-12-31', '2027-02-11']);
  });

  it('says when there is nothing new', () => {
    expect(decideNextVersion(next, [notice])).toEqual({
      ok: false,
      error: { code: 'calendar/nothing-new', years: [2027] },
    });
  });

  it.each([
    ['2026-12-03', '2026-12-31', '2026-12-30', true],
    ['2026-12-04', '2027-01-04', '2027-01-04', false],
    ['2027-01-20', '2027-02-23', '2027-02-24', true],
  ])('moves the end of 20 working days from %s: %s → %s', (start, was, is, moved) => {
    const derivation = of(start);
    const result = recomputeDue(derivation, after);
    expect(derivation.lastDay).toBe(was);
    expect(result.after.lastDay).toBe(is);
    expect(result.moved).toBe(moved);
    expect(result.before).toBe(derivation);
    expect(result.after).toMatchObject({ calendarVersion: 2, provisional: false });
    expect(isAffected(derivation, change)).toBe(true);
  });

  it('is what a newer program brings to an instance that has not heard of it, and only that', () => {
    expect(newlyKnown(builtInVersion(), next)).toEqual([notice]);
    expect(newlyKnown(next, builtInVersion())).toEqual([]);
    const short = { version: 1, years: builtInVersion().years.filter(({ year }) => year < 2027) };
    expect(newlyKnown(short, builtInVersion()).map(({ year }) => year)).toEqual([2027, 2028, 2029, 2030]);
  });

  it('leaves alone what it cannot touch', () => {
    expect(isAffected(of('2026-11-02'), change)).toBe(false);
    expect(recomputeDue(of('2026-11-02'), after).moved).toBe(false);
    const open = { ...of('2026-11-02'), lastDay: null };
    expect(isAffected(open, change)).toBe(true);
  });

  it('what is not affected is never moved', () => {
    for (let start = Date.UTC(2026, 9, 1); start < Date.UTC(2027, 3, 1); start += 86_400_000) {
      for (const p of [period(20, 'wd'), period(30, 'cd'), period(1, 'month')]) {
        const derivation = of(new Date(start).toISOString().slice(0, 10), p);
        if (!isAffected(derivation, change)) expect(recomputeDue(derivation, after).moved).toBe(false);
      }
    }
  });
});

describe('counting back', () => {
  it.each([
    ['2026-11-23', 7, 'wd', '2026-11-11'],
    ['2026-10-09', 1, 'wd', '2026-10-07'],
    ['2026-11-23', 7, 'cd', '2026-11-15'],
    ['2026-12-01', 30, 'wd', '2026-10-19'],
    ['2026-11-23', 0, 'wd', '2026-11-22'],
  ] as const)('before %s by %i %s is %s', (event, n, unit, latest) => {
    expect(latestDayBefore(day(event), n, unit, before)).toBe(latest);
  });
});

describe('committed within statutory', () => {
  it.each([
    [10, 'wd', 20, 'wd', true],
    [20, 'wd', 20, 'wd', true],
    [21, 'wd', 20, 'wd', false],
    [50, 'wd', 90, 'cd', true],
    [58, 'wd', 90, 'cd', false],
    [20, 'cd', 20, 'wd', true],
    [21, 'cd', 20, 'wd', false],
    [28, 'cd', 1, 'month', true],
    [31, 'cd', 1, 'month', false],
    [12, 'month', 1, 'year', false],
    [0, 'wd', 1, 'cd', true],
  ] as const)('%i %s in %i %s: %s', (a, aUnit, b, bUnit, expected) => {
    expect(keepsWithin({ n: a, unit: aUnit }, { n: b, unit: bUnit })).toBe(expected);
  });

  it('the bounds hold on every day of the announced years', () => {
    for (let start = Date.UTC(2019, 0, 1); start < Date.UTC(2026, 8, 1); start += 86_400_000 * 3) {
      for (const n of [1, 3, 5, 7, 10, 20, 40]) {
        const text = new Date(start).toISOString().slice(0, 10);
        const length = (Date.parse(of(text, period(n, 'wd')).lastDay!) - Date.parse(text)) / 86_400_000;
        expect(length).toBeLessThanOrEqual(mostCalendarDays({ n, unit: 'wd' }));
        expect(length).toBeGreaterThanOrEqual(fewestCalendarDays({ n, unit: 'wd' }));
      }
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, type LegalDay } from '#kernel';
import { isWorkingDay, workingDaysBetween } from './calendar.ts';
import { computeDue } from './compute-due.ts';
import { elapsed, type Elapsed } from './elapsed.ts';
import type { Pause, Period } from './period.ts';
import { builtInCalendar, day, period } from './testing.ts';

const calendar = builtInCalendar();
const at = (today: string, start: string, p: Period, pauses: Pause[] = []): Elapsed =>
  elapsed(
    computeDue(
      {
        start: { event: { zh: '受理', en: 'Acceptance' }, day: day(start) },
        period: p,
        extensions: [],
        pauses,
      },
      calendar,
    ),
    day(today),
    calendar,
  );
const pause = (from: string, to: string | null): Pause => ({
  from: day(from),
  to: to === null ? null : day(to),
  ground: 'hearing',
});

describe('elapsed', () => {
  // 2026-11-02 is a Monday; 5 working days end on Monday 11-09.
  it.each([
    ['2026-11-01', { state: 'running', used: 0, remaining: 5, late: 0 }],
    ['2026-11-02', { state: 'running', used: 0, remaining: 5, late: 0 }],
    ['2026-11-03', { state: 'running', used: 1, remaining: 4, late: 0 }],
    ['2026-11-07', { state: 'running', used: 4, remaining: 1, late: 0 }],
    ['2026-11-09', { state: 'running', used: 5, remaining: 0, late: 0 }],
    ['2026-11-10', { state: 'late', used: 5, remaining: 0, late: 1 }],
    ['2026-11-15', { state: 'late', used: 5, remaining: 0, late: 4 }],
  ])('of 5 working days from 2026-11-02, on %s', (today, expected) => {
    expect(at(today, '2026-11-02', period(5, 'wd'))).toEqual({ unit: 'wd', ...expected });
  });

  it('right after a Friday the end has passed, though no working day has', () => {
    expect(at('2026-11-07', '2026-11-02', period(4, 'wd'))).toMatchObject({ state: 'late', late: 0 });
  });

  it('months and years count in calendar days, the days the end moved by included', () => {
    expect(at('2026-10-20', '2026-10-01', period(1, 'month'))).toEqual({
      unit: 'cd',
      state: 'running',
      used: 19,
      remaining: 13,
      late: 0,
    });
  });

  it.each([
    ['2026-11-05', { state: 'running', used: 3, remaining: 7 }],
    ['2026-11-06', { state: 'paused', used: 3, remaining: 7 }],
    ['2026-12-01', { state: 'paused', used: 3, remaining: 7 }],
  ])('an open pause from 2026-11-06 keeps what is left, on %s', (today, expected) => {
    expect(at(today, '2026-11-02', period(10, 'wd'), [pause('2026-11-06', null)])).toEqual({
      unit: 'wd',
      late: 0,
      ...expected,
    });
  });

  it('a closed pause is named while it lasts', () => {
    const pauses = [pause('2026-11-04', '2026-11-05')];
    expect(at('2026-11-05', '2026-11-02', period(5, 'wd'), pauses)).toMatchObject({
      state: 'paused',
      used: 1,
      remaining: 4,
    });
    expect(at('2026-11-06', '2026-11-02', period(5, 'wd'), pauses)).toMatchObject({
      state: 'running',
      used: 2,
      remaining: 3,
    });
  });

  const anyDay = fc.integer({ min: 0, max: 2_800 }).map((n): LegalDay => addDays(day('2019-01-01'), n));
  it('used and remaining make the whole, and time only moves from one to the other', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 60 }),
        fc.nat(120),
        fc.constantFrom('wd', 'cd'),
        (start, n, later, unit) => {
          const p = period(n, unit, { roll: 'none' });
          const [one, next] = [at(addDays(start, later), start, p), at(addDays(start, later + 1), start, p)];
          expect(one.used + one.remaining).toBe(n);
          expect(next.used).toBeGreaterThanOrEqual(one.used);
          const today = addDays(start, later);
          const passed =
            unit === 'wd' ? workingDaysBetween(calendar, start, today) : daysBetween(start, today);
          expect(one.used + one.late).toBe(passed);
          if (one.state === 'running' && unit === 'wd' && isWorkingDay(calendar, addDays(today, 1))) {
            expect(one.used - next.used).toBe(one.remaining === 0 ? 0 : -1);
          }
        },
      ),
    );
  });
});

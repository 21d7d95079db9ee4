import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { addDays, compareDays, daysBetween, LegalDay } from '#kernel';
import { builtInYears } from '../data/built-in-years.ts';
import { computeDue } from './compute-due.ts';
import { DueDerivation } from './due-derivation.ts';
import type { DueInput, Pause, Period } from './period.ts';
import { builtInCalendar, day, period } from './testing.ts';

const calendar = builtInCalendar();
const START = { zh: '受理', en: 'Acceptance' };
const due = (start: string, p: Period, more: Partial<DueInput> = {}): DueDerivation =>
  computeDue(
    { start: { event: START, day: day(start) }, period: p, extensions: [], pauses: [], ...more },
    calendar,
  );
const wd = (n: number): Period => period(n, 'wd');

/** A second way to the same answer: the working days in a row, by date texts, straight from the facts of the notices. */
const workingDays: readonly string[] = (() => {
  const facts = new Map(
    builtInYears().flatMap((y) => y.days.map((d): [string, boolean] => [d.date, !d.isOffDay])),
  );
  const found: string[] = [];
  for (let t = Date.UTC(2018, 11, 1); t < Date.UTC(2029, 0, 1); t += 86_400_000) {
    const date = new Date(t);
    const text = date.toISOString().slice(0, 10);
    if (facts.get(text) ?? (date.getUTCDay() !== 0 && date.getUTCDay() !== 6)) found.push(text);
  }
  return found;
})();
const isWorking = new Set(workingDays);
/** Index of the first working day after `text`. */
const after = (text: string): number => {
  let [low, high] = [0, workingDays.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (workingDays[middle]! <= text) low = middle + 1;
    else high = middle;
  }
  return low;
};

const anyDay = fc
  .integer({ min: 0, max: daysBetween(day('2019-01-01'), day('2027-06-30')) })
  .map((n) => addDays(day('2019-01-01'), n));

describe('working-day periods', () => {
  it.each([
    ['2026-12-03', 20, '2026-12-31', false],
    ['2026-12-04', 20, '2027-01-04', true],
    ['2026-12-20', 20, '2027-01-18', true],
    ['2026-02-13', 1, '2026-02-14', false],
    ['2026-02-13', 2, '2026-02-24', false],
    ['2026-09-30', 5, '2026-10-13', false],
    ['2026-11-20', 5, '2026-11-27', false],
    ['2026-11-21', 5, '2026-11-27', false],
    ['2026-11-23', 0, '2026-11-23', false],
  ])('%s + %i working days is %s', (start, n, last, provisional) => {
    expect(due(start, wd(n))).toMatchObject({
      lastDay: last,
      nominalDay: last,
      provisional,
      calendarVersion: 1,
    });
  });

  it('agree with the twin for n ≤ 40 from every day of 2019–2026', () => {
    for (let start = day('2019-01-01'); start <= '2026-12-31'; start = addDays(start, 1)) {
      const first = after(start);
      for (let n = 1; n <= 40; n += 13) expect(due(start, wd(n)).lastDay).toBe(workingDays[first + n - 1]);
    }
    for (let start = day('2026-01-01'); start <= '2026-12-31'; start = addDays(start, 1)) {
      const first = after(start);
      for (let n = 1; n <= 40; n += 1) {
        const { lastDay } = due(start, wd(n));
        if (lastDay !== workingDays[first + n - 1])
          expect({ start, n, lastDay }).toBe(workingDays[first + n - 1]);
      }
    }
  });

  it('account for every day: each one is counted or has its reason', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (start, n) => {
        const { notCounted, makeUpDays, lastDay } = due(start, wd(n));
        const days = (spans: typeof notCounted): number =>
          spans.reduce((sum, s) => sum + daysBetween(s.from, s.to) + 1, 0);
        expect(daysBetween(start, lastDay!)).toBe(n + days(notCounted));
        for (const { from, to } of notCounted) {
          for (let d = from; compareDays(d, to) <= 0; d = addDays(d, 1)) expect(isWorking.has(d)).toBe(false);
        }
        for (const { from } of makeUpDays) expect(isWorking.has(from)).toBe(true);
      }),
    );
  });

  it('say why: holiday, weekend, make-up day', () => {
    expect(due('2026-02-12', wd(3))).toMatchObject({
      lastDay: '2026-02-24',
      dueAt: '2026-02-24T16:00:00Z',
      notCounted: [{ from: '2026-02-15', to: '2026-02-23', reason: 'holiday', name: '春节' }],
      makeUpDays: [{ from: '2026-02-14', to: '2026-02-14', reason: 'make-up', name: '春节' }],
      rolledOver: [],
    });
  });
});

describe('calendar-day, month and year periods', () => {
  it.each([
    ['2026-11-23', period(90, 'cd'), '2027-02-21', '2027-02-22', true],
    ['2026-11-20', period(7, 'cd'), '2026-11-27', '2026-11-27', false],
    ['2026-11-21', period(7, 'cd'), '2026-11-28', '2026-11-30', false],
    ['2026-09-25', period(6, 'cd'), '2026-10-01', '2026-10-08', false],
    ['2026-02-07', period(7, 'cd'), '2026-02-14', '2026-02-14', false],
    ['2026-11-21', period(7, 'cd', { roll: 'none' }), '2026-11-28', '2026-11-28', false],
    ['2026-05-20', period(6, 'month'), '2026-11-20', '2026-11-20', false],
    ['2026-08-31', period(6, 'month'), '2027-02-28', '2027-03-01', true],
    ['2024-02-29', period(1, 'year'), '2025-02-28', '2025-02-28', false],
    ['2024-01-31', period(1, 'month'), '2024-02-29', '2024-02-29', false],
    ['2023-12-31', period(2, 'month'), '2024-02-29', '2024-02-29', false],
    ['2023-11-23', period(3, 'year', { roll: 'none' }), '2026-11-23', '2026-11-23', false],
  ])('%s + %o', (start, p, nominal, last, provisional) => {
    expect(due(start, p)).toMatchObject({ nominalDay: nominal, lastDay: last, provisional, notCounted: [] });
  });

  it('only the end looks at the calendar, and moves across the days it names', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 400 }), (start, n) => {
        const { nominalDay, lastDay, rolledOver } = due(start, period(n, 'cd'));
        expect(nominalDay).toBe(addDays(start, n));
        expect(lastDay).toBe(isWorking.has(nominalDay!) ? nominalDay : workingDays[after(nominalDay!)]);
        expect(rolledOver.reduce((sum, s) => sum + daysBetween(s.from, s.to) + 1, 0)).toBe(
          daysBetween(nominalDay!, lastDay!),
        );
      }),
    );
  });
});

describe('extensions and pauses', () => {
  const extension = (n: number, unit: Period['unit']) => ({
    n,
    unit,
    grantedOn: day('2026-06-01'),
    ground: '情况复杂',
  });
  const pause = (from: string, to: string | null): Pause => ({
    from: day(from),
    to: to === null ? null : day(to),
    ground: 'expert-review',
  });

  it('an extension is as long as one period of both', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.nat(30),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('wd', 'cd'),
        (start, a, b, unit) => {
          const extended = due(start, period(a, unit), { extensions: [extension(b, unit)] });
          expect(extended.lastDay).toBe(due(start, period(a + b, unit)).lastDay);
        },
      ),
    );
  });

  it('an extension follows on the period, not on the day it moved to', () => {
    expect(due('2026-11-21', period(7, 'cd'), { extensions: [extension(7, 'cd')] })).toMatchObject({
      nominalDay: '2026-12-05',
      lastDay: '2026-12-07',
      rolledOver: [{ from: '2026-12-05', to: '2026-12-06', reason: 'weekend', name: null }],
    });
  });

  it('a pause of m counted days moves the end by m counted days', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 40 }),
        fc.nat(39),
        fc.integer({ min: 1, max: 30 }),
        (start, n, offset, m) => {
          const first = after(start);
          const from = workingDays[first + (offset % n)]!;
          const to = workingDays[first + (offset % n) + m - 1]!;
          expect(due(start, wd(n), { pauses: [pause(from, to)] }).lastDay).toBe(
            workingDays[first + n + m - 1],
          );
        },
      ),
    );
  });

  it('overlapping pauses count once, days before the start and after the end not at all', () => {
    const twice = due('2026-11-02', period(20, 'cd'), {
      pauses: [
        pause('2026-11-05', '2026-11-08'),
        pause('2026-11-07', '2026-11-10'),
        pause('2026-10-01', '2026-11-02'),
        pause('2026-12-20', null),
      ],
    });
    expect(twice).toMatchObject({ nominalDay: '2026-11-28', lastDay: '2026-11-30' });
    expect(twice.notCounted).toEqual([
      { from: '2026-11-05', to: '2026-11-10', reason: 'paused', name: 'expert-review' },
    ]);
  });

  it('months go on after a pause by the days that were missing', () => {
    expect(
      due('2026-01-15', period(1, 'month'), { pauses: [pause('2026-01-20', '2026-01-24')] }).nominalDay,
    ).toBe('2026-02-20');
  });

  it('an open pause leaves no due date', () => {
    expect(due('2026-11-02', wd(20), { pauses: [pause('2026-11-09', null)] })).toMatchObject({
      nominalDay: null,
      lastDay: null,
      dueAt: null,
      provisional: false,
      notCounted: [{ from: '2026-11-07', to: '2026-11-08', reason: 'weekend', name: null }],
    });
  });

  it('a derivation is JSON that parses to itself, and small', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('wd', 'cd', 'month', 'year'),
        fc.boolean(),
        (start, n, unit, open) => {
          const derivation = due(start, period(n, unit), {
            pauses: [pause(addDays(start, 3), open ? null : addDays(start, 5))],
          });
          const json = JSON.stringify(derivation);
          expect(DueDerivation.parse(JSON.parse(json))).toEqual(derivation);
          expect(json.length).toBeLessThan(4_000);
        },
      ),
    );
  });

  it('refuses a pause that ends before it begins', () => {
    expect(
      DueDerivation.safeParse({ ...due('2026-11-02', wd(1)), pauses: [pause('2026-11-09', '2026-11-08')] })
        .success,
    ).toBe(false);
  });
});

describe('process zones', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('do not matter', () => {
    const results = ['UTC', 'Asia/Shanghai', 'America/New_York'].map((tz) => {
      process.env['TZ'] = tz;
      const zoned = builtInCalendar();
      const all: unknown[] = [new Date(2026, 5, 1).getTimezoneOffset()];
      for (let start = day('2025-12-01'); start <= '2026-12-31'; start = addDays(start, 1)) {
        for (const p of [wd(20), period(60, 'cd'), period(6, 'month')]) {
          all.push(
            computeDue(
              { start: { event: START, day: LegalDay.parse(start) }, period: p, extensions: [], pauses: [] },
              zoned,
            ),
          );
        }
      }
      return all;
    });
    expect(new Set(results.map(([offset]) => offset)).size).toBe(3);
    const [utc, shanghai, newYork] = results.map((all) => all.slice(1));
    expect(shanghai).toEqual(utc);
    expect(newYork).toEqual(utc);
  });
});

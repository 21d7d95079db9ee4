import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, type LegalDay } from '#kernel';
import { workingDaysBetween } from '../domain/calendar.ts';
import { computeDue } from '../domain/compute-due.ts';
import type { DueDerivation } from '../domain/due-derivation.ts';
import type { Pause, Period } from '../domain/period.ts';
import { builtInCalendar, day, period } from '../domain/testing.ts';
import { clockBar } from './clock-bar.ts';
import { derivationLines } from './derivation-lines.ts';

const calendar = builtInCalendar();
const due = (start: string, p: Period, pauses: Pause[] = []): DueDerivation =>
  computeDue(
    {
      start: { event: { zh: '受理', en: 'Acceptance' }, day: day(start) },
      period: p,
      extensions: [],
      pauses,
    },
    calendar,
  );
const pause = (from: string, to: string | null): Pause => ({
  from: day(from),
  to: to === null ? null : day(to),
  ground: 'hearing',
});
const shown = (derivation: DueDerivation): string[] =>
  derivationLines(derivation)
    .filter(({ kind }) => kind !== 'note')
    .map(({ day: from, to, kind, text, count }) =>
      [kind, from?.slice(5), to?.slice(5), text.zh, count].filter(Boolean).join(' '),
    );

describe('derivation for a page', () => {
  it('goes through the days', () => {
    expect(shown(due('2026-02-12', period(4, 'wd'), [pause('2026-02-25', '2026-02-25')]))).toEqual([
      'start 02-12 受理，当日不计入',
      'counted 02-13 02-13 计入 1',
      'counted 02-14 02-14 春节调休上班，计入 2',
      'excluded 02-15 02-23 春节，不计入',
      'counted 02-24 02-24 计入 3',
      'paused 02-25 02-25 听证，暂停计时',
      'due 02-26 期限最后一日，含当日 4',
    ]);
    expect(shown(due('2026-02-12', period(2, 'wd')))).toEqual([
      'start 02-12 受理，当日不计入',
      'counted 02-13 02-13 计入 1',
      'due 02-14 春节调休上班，期限最后一日，含当日 2',
    ]);
    expect(shown(due('2026-11-20', period(8, 'cd')))).toEqual([
      'start 11-20 受理，当日不计入',
      'counted 11-21 11-27 计入 1–7',
      'excluded 11-28 11-29 期限末日为休息日，顺延 8',
      'due 11-30 期限最后一日，含当日',
    ]);
    expect(shown(due('2026-11-23', period(9, 'wd'), [pause('2026-11-25', null)]))).toEqual([
      'start 11-23 受理，当日不计入',
      'counted 11-24 11-24 计入 1',
      'paused 11-25 听证，暂停计时，尚未恢复',
    ]);
    expect(shown(due('2026-11-23', period(0, 'wd')))).toEqual([
      'start 11-23 受理，当日不计入',
      'due 11-23 期限最后一日，含当日',
    ]);
  });

  it('has every day once, from the start to the end', () => {
    fc.assert(
      fc.property(
        fc.nat(3_000),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('wd', 'cd', 'month'),
        fc.nat(40),
        fc.nat(20),
        (offset, n, unit, from, length) => {
          const start = addDays(day('2019-01-01'), offset);
          const derivation = due(start, period(n, unit), [
            pause(addDays(start, from), addDays(start, from + length)),
          ]);
          let next: LegalDay = start;
          for (const line of derivationLines(derivation)) {
            if (line.day === undefined) continue;
            expect(line.day).toBe(next);
            next = addDays(line.to ?? line.day, 1);
          }
          expect(addDays(next, -1)).toBe(derivation.lastDay);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('bar of a limit', () => {
  it.each([
    ['2026-11-02', ['left 1', 'paused 2', 'left 4']],
    ['2026-11-04', ['used 1', 'paused 2', 'left 4']],
    ['2026-11-06', ['used 1', 'paused 2', 'used 1', 'left 3']],
    ['2026-11-12', ['used 1', 'paused 2', 'used 4', 'over 1']],
  ])('on %s: %j', (today, segments) => {
    const derivation = due('2026-11-02', period(5, 'wd'), [pause('2026-11-04', '2026-11-05')]);
    const bar = clockBar('statutory', derivation, day(today), calendar);
    expect(bar.segments.map((s) => `${s.kind} ${s.days}`)).toEqual(segments);
    expect(bar).toMatchObject({
      kind: 'statutory',
      limit: 5,
      unit: 'wd',
      due: '2026-11-11',
      basis: '行政许可法第四十二条',
    });
  });

  it('while a pause is open shows what is left after it', () => {
    const bar = clockBar(
      'committed',
      due('2026-11-02', period(5, 'wd'), [pause('2026-11-04', null)]),
      day('2026-11-10'),
      calendar,
    );
    expect(bar.segments).toEqual([
      { kind: 'used', days: 1 },
      { kind: 'paused', days: 5 },
      { kind: 'left', days: 4 },
    ]);
    expect(bar.due).toBeUndefined();
  });

  it('has as many days as there are from the start to the later of end and today', () => {
    fc.assert(
      fc.property(
        fc.nat(2_500),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(90),
        fc.constantFrom('wd', 'cd'),
        (offset, n, later, unit) => {
          const start = addDays(day('2019-01-01'), offset);
          const today = addDays(start, later);
          const derivation = due(start, period(n, unit));
          const end = derivation.lastDay! > today ? derivation.lastDay! : today;
          const days = clockBar('step', derivation, today, calendar).segments.reduce(
            (sum, s) => sum + s.days,
            0,
          );
          expect(days).toBe(
            unit === 'wd' ? workingDaysBetween(calendar, start, end) : daysBetween(start, end),
          );
        },
      ),
    );
  });
});

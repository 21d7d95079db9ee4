import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  addDays,
  compareDays,
  daysBetween,
  dueInstant,
  formatDay,
  formatInstant,
  legalDayOf,
  LegalDay,
  startOfLegalDay,
  toOffsetString,
  toZuluString,
  weekdayOf,
} from './index.ts';

const day = (text: string): LegalDay => LegalDay.parse(text);
const anyDay = fc.integer({ min: -20_000, max: 40_000 }).map((n) => addDays(day('2000-01-01'), n));
const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

describe.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'])(
  'in a process of zone %s',
  (tz) => {
    it('a legal day is a day in Beijing', () => {
      process.env['TZ'] = tz;
      expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(
        { UTC: 0, 'Asia/Shanghai': -480, 'America/New_York': 300, 'Pacific/Kiritimati': -840 }[tz],
      );
      expect(legalDayOf(new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23');
      expect(legalDayOf(new Date('2026-11-23T16:00:00Z'))).toBe('2026-11-24');
      expect(startOfLegalDay(day('2026-11-24')).toISOString()).toBe('2026-11-23T16:00:00.000Z');
      expect(dueInstant(day('2026-11-23')).toISOString()).toBe('2026-11-23T16:00:00.000Z');
      expect(addDays(day('2026-03-08'), 1)).toBe('2026-03-09');
      expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
      expect(formatDay(day('2026-11-23'), 'zh')).toBe('2026年11月23日（周一）');
      expect(formatDay(day('2026-11-23'), 'en')).toBe('Mon, 23 Nov 2026');
      expect(formatInstant(new Date('2026-11-23T02:02:59Z'))).toBe('2026-11-23 10:02');
      expect(toOffsetString(new Date('2026-11-23T16:00:00.5Z'))).toBe('2026-11-24T00:00:00+08:00');
      expect(toZuluString(new Date('2026-11-23T16:00:00.5Z'))).toBe('2026-11-23T16:00:00Z');
      fc.assert(
        fc.property(anyDay, fc.integer({ min: -5_000, max: 5_000 }), (start, n) => {
          const end = addDays(start, n);
          expect(daysBetween(start, end)).toBe(n);
          expect(compareDays(start, end)).toBe(n > 0 ? -1 : n < 0 ? 1 : 0);
          expect(weekdayOf(end)).toBe((((weekdayOf(start) + n) % 7) + 7) % 7);
          expect(legalDayOf(startOfLegalDay(start))).toBe(start);
          expect(legalDayOf(new Date(dueInstant(start).getTime() - 1))).toBe(start);
          expect(dueInstant(start)).toEqual(startOfLegalDay(addDays(start, 1)));
        }),
      );
    });
  },
);

describe('legal day', () => {
  it.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '2026-11-23T00:00:00Z', ''])(
    'refuses %s',
    (text) => {
      expect(LegalDay.safeParse(text).success).toBe(false);
    },
  );
});

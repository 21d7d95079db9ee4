import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ANNOUNCED_YEARS } from '../data/announced-years.ts';
import { MOVING_DAYS } from '../data/moving-days.ts';
import { announcedYear } from './announced-year.ts';
import {
  addWorkingDays,
  compileCalendar,
  dayStatus,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
} from './calendar.ts';
import { CalendarVersion } from './calendar-version.ts';
import { parseHolidayCn } from './parse-holiday-cn.ts';
import { provisionalYear } from './provisional-year.ts';
import { builtInCalendar, builtInVersion, day } from './testing.ts';

const calendar = builtInCalendar();

describe('built-in calendar', () => {
  it.each([
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
    [2027, 248],
  ])('%i has %i working days', (year, count) => {
    expect(workingDaysBetween(calendar, day(`${year - 1}-12-31`), day(`${year}-12-31`))).toBe(count);
  });

  it.each([
    ['2026-11-23', { working: true, reason: 'weekday', name: null, provisional: false }],
    ['2026-11-22', { working: false, reason: 'weekend', name: null, provisional: false }],
    ['2026-02-16', { working: false, reason: 'holiday', name: '春节', provisional: false }],
    ['2026-02-14', { working: true, reason: 'make-up', name: '春节', provisional: false }],
    ['2018-12-29', { working: true, reason: 'make-up', name: '元旦', provisional: true }],
    ['2018-12-31', { working: false, reason: 'holiday', name: '元旦', provisional: true }],
    ['2020-02-03', { working: true, reason: 'weekday', name: '春节', provisional: false }],
    ['2022-12-31', { working: false, reason: 'holiday', name: '元旦', provisional: false }],
    ['2027-01-01', { working: false, reason: 'holiday', name: '元旦', provisional: true }],
    ['2035-10-02', { working: false, reason: 'holiday', name: '国庆节', provisional: true }],
    ['2035-10-04', { working: true, reason: 'weekday', name: null, provisional: true }],
  ])('%s is %o', (text, status) => {
    expect(dayStatus(calendar, day(text))).toEqual(status);
  });

  it('is a valid version that JSON keeps', () => {
    expect(CalendarVersion.parse(JSON.parse(JSON.stringify(builtInVersion())))).toEqual(builtInVersion());
  });

  it.each(ANNOUNCED_YEARS.map(({ year }) => [year]))('%i says what holiday-cn says', (year) => {
    const facts = announcedYear(ANNOUNCED_YEARS.find((y) => y.year === year)!);
    // Every make-up day is on a weekend, but the one that ended the long holiday of 2020 early.
    for (const { date, isOffDay } of facts.days) {
      if (!isOffDay && date !== '2020-02-03') expect([0, 6]).toContain(new Date(date).getUTCDay());
    }
    const path = `../shared/data/holiday-cn/${year}.json`;
    if (existsSync(path))
      expect(parseHolidayCn(JSON.parse(readFileSync(path, 'utf8')))).toEqual({ ok: true, value: facts });
  });
});

describe('asking the calendar', () => {
  it('goes to working days and counts them', () => {
    expect(nextWorkingDay(calendar, day('2026-02-15'))).toBe('2026-02-24');
    expect(nextWorkingDay(calendar, day('2026-02-14'))).toBe('2026-02-14');
    expect(addWorkingDays(calendar, day('2026-02-13'), 2)).toBe('2026-02-24');
    expect(addWorkingDays(calendar, day('2026-02-24'), -2)).toBe('2026-02-13');
    expect(addWorkingDays(calendar, day('2026-02-15'), 0)).toBe('2026-02-15');
    expect(workingDaysBetween(calendar, day('2026-02-24'), day('2026-02-13'))).toBe(-2);
    expect(workingDaysBetween(calendar, day('2026-02-15'), day('2026-02-15'))).toBe(0);
  });

  it('gives one answer where notices of two years speak of one day', () => {
    const fact = (isOffDay: boolean) => ({ date: day('2026-12-31'), isOffDay, name: '元旦' });
    const of = (first: 'announced' | 'provisional', second: 'announced' | 'provisional') =>
      compileCalendar({
        version: 1,
        years: [
          { year: 2027, status: second, sources: [], days: [fact(true)] },
          { year: 2026, status: first, sources: [], days: [fact(false)] },
        ],
      });
    expect(isWorkingDay(of('announced', 'announced'), day('2026-12-31'))).toBe(false);
    expect(isWorkingDay(of('announced', 'provisional'), day('2026-12-31'))).toBe(true);
  });
});

describe('provisional year', () => {
  it.each([
    [
      2027,
      '01-01 | 02-05 02-06 02-07 02-08 02-09 02-10 | 04-05 | 05-01 05-02 05-03 05-04 | 06-09 | 09-15 | 10-01 10-02 10-03 10-04 10-05',
    ],
    [
      2028,
      '01-01 01-03 | 01-25 01-26 01-27 01-28 | 04-04 | 05-01 05-02 | 05-28 05-29 | 10-01 10-02 10-03 10-04 10-05',
    ],
  ])('%i: %s', (year, expected) => {
    const off = provisionalYear(year, MOVING_DAYS[year]!).days.map(({ date }) => date.slice(5));
    expect(off).toEqual(expected.replaceAll('| ', '').split(' '));
  });

  it('matches the days off of announced years but for moved weekends', () => {
    // 2024 before the reform of 2025 had 11 statutory days; 2025 and 2026 have 13.
    const moving = {
      2025: ['01-28', '04-04', '05-31', '10-06'],
      2026: ['02-16', '04-05', '06-19', '09-25'],
    } as const;
    for (const [year, [newYearsEve, qingming, dragonBoat, midAutumn]] of Object.entries(moving)) {
      const provisional = provisionalYear(Number(year), { newYearsEve, qingming, dragonBoat, midAutumn });
      const announced = compileCalendar({ version: 1, years: [provisional] });
      expect(workingDaysBetween(announced, day(`${Number(year) - 1}-12-31`), day(`${year}-12-31`))).toBe(248);
    }
  });

  it('hangs on the lunar calendar of ICU', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
      timeZone: 'UTC',
      month: 'numeric',
      day: 'numeric',
    });
    const of = (text: string, offset = 0): string => {
      const parts = lunar.formatToParts(new Date(Date.parse(text) + offset * 86_400_000));
      return parts
        .filter(({ type }) => type === 'month' || type === 'day')
        .map(({ value }) => value)
        .join('/');
    };
    for (const [year, { newYearsEve, dragonBoat, midAutumn }] of Object.entries(MOVING_DAYS)) {
      // New moons within minutes of midnight in Beijing: 2027-02-06 23:56 and 2030-02-03 00:07. ICU is a day off there.
      const offset = { 2027: 2, 2030: 0 }[year] ?? 1;
      expect(of(`${year}-${newYearsEve}`, offset)).toBe('1/1');
      expect(of(`${year}-${dragonBoat}`)).toBe('5/5');
      expect(of(`${year}-${midAutumn}`)).toBe('8/15');
    }
  });
});

describe('reading holiday-cn', () => {
  const good = {
    year: 2027,
    papers: ['https://www.gov.cn/zhengce/x.htm'],
    days: [
      ...'01-01 02-05 02-06 02-07 02-08 02-09 02-10 02-11 05-01 05-02 10-01 10-02 10-03'
        .split(' ')
        .map((d) => ({
          name: '节',
          date: `2027-${d}`,
          isOffDay: true,
        })),
      { name: '元旦', date: '2026-12-27', isOffDay: false },
    ],
  };
  const withDay = (...days: unknown[]) => ({ ...good, days: [...good.days, ...days] });

  it('takes a notice, neighbouring days included, in order', () => {
    const result = parseHolidayCn({ ...good, $schema: 'x' });
    expect(result).toMatchObject({
      ok: true,
      value: { year: 2027, status: 'announced', sources: good.papers },
    });
    expect(result.ok && result.value.days[0]).toEqual({ name: '元旦', date: '2026-12-27', isOffDay: false });
  });

  it.each([
    ['no object', null, 'calendar/not-holiday-cn'],
    ['a bad date', withDay({ name: 'x', date: '2027-02-30', isOffDay: true }), 'calendar/not-holiday-cn'],
    ['the file before the notice', { year: 2027, papers: [], days: [] }, 'calendar/not-announced'],
    ['days without a notice', { ...good, papers: [] }, 'calendar/not-announced'],
    [
      'a day twice',
      withDay({ name: 'x', date: '2027-01-01', isOffDay: false }),
      'calendar/inconsistent-year',
    ],
    [
      'a day of another year',
      withDay({ name: 'x', date: '2025-01-01', isOffDay: true }),
      'calendar/inconsistent-year',
    ],
    [
      'a file cut short',
      { ...good, days: good.days.filter(({ date }) => date !== '2027-02-11') },
      'calendar/inconsistent-year',
    ],
    [
      'a missing holiday',
      { ...good, days: [...good.days.slice(1), { name: 'x', date: '2027-06-09', isOffDay: true }] },
      'calendar/inconsistent-year',
    ],
  ])('refuses %s', (_what, json, code) => {
    expect(parseHolidayCn(json)).toMatchObject({ ok: false, error: { code } });
  });
});

import { describe, expect, it } from 'vitest';
import { dayFault, readDay } from './day.ts';

describe('a typed day', () => {
  it.each([
    ['2026-12-01', '2026-12-01'],
    ['2026-12-1', '2026-12-01'],
    [' 2026/12/1 ', '2026-12-01'],
    ['2026.12.01', '2026-12-01'],
    ['20261201', '2026-12-01'],
    ['２０２６年１２月１日', '2026-12-01'],
    ['2026年 12 月 1 日', '2026-12-01'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is read', (typed, day) => expect(readDay(typed)).toBe(day));

  it.each(['2026-02-29', '2026-13-01', '12/1', '明年五月', '2026-12', '202612011'])(
    '%s is no day and comes back as it was typed',
    (typed) => {
      expect(readDay(` ${typed} `)).toBe(typed);
      expect(dayFault(typed, {})).toBe('no-day');
    },
  );

  it.each([
    ['2026-11-30', 'too-early'],
    ['2026-12-01', undefined],
    ['2027/5/31', undefined],
    ['2027-06-01', 'too-late'],
  ])('%s between 1 December and 31 May: %s', (typed, fault) =>
    expect(dayFault(typed, { first: '2026-12-01', last: '2027-05-31' })).toBe(fault),
  );
});

import { describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { formatLastDay, formatMoney, formatNumber, formatPeriod, formatShortDay } from './format.ts';
import { langPath, t } from './messages.ts';

const day = (text: string) => LegalDay.parse(text);

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [48_213, '48,213'],
    [1_234_567, '1,234,567'],
    [-12_000, '−12,000'],
    [1_234.5, '1,234.5'],
  ])('%d is %s', (n, text) => expect(formatNumber(n)).toBe(text));

  it.each([
    [120_000, '1,200.00 元', 'CNY 1,200.00'],
    [5, '0.05 元', 'CNY 0.05'],
    [-150, '−1.50 元', 'CNY −1.50'],
  ])('%d fen is %s', (fen, zh, en) => {
    expect(formatMoney('zh', fen)).toBe(zh);
    expect(formatMoney('en', fen)).toBe(en);
  });
});

it('always says which days are meant', () => {
  expect(formatPeriod('zh', 3, 'wd')).toBe('3 个工作日');
  expect(formatPeriod('zh', 60, 'cd')).toBe('60 个自然日');
  expect(formatPeriod('en', 1, 'wd')).toBe('1 working day');
  expect(formatPeriod('en', 6, 'month')).toBe('6 months');
});

it('writes days for people', () => {
  expect(formatLastDay('zh', day('2026-12-04'))).toBe('2026年12月4日（周五，含当日）');
  expect(formatLastDay('en', day('2026-12-04'))).toBe('the end of Fri, 4 Dec 2026');
  expect(formatShortDay('zh', day('2026-12-04'), day('2026-11-23'))).toBe('12月4日（周五）');
  expect(formatShortDay('zh', day('2027-01-04'), day('2026-11-23'))).toBe('2027年1月4日（周一）');
  expect(formatShortDay('en', day('2026-12-04'), day('2026-11-23'))).toBe('Fri, 4 Dec');
});

it('fills parameters and leaves a forgotten one visible', () => {
  expect(t('zh', { zh: '第 {n} 版 {x}', en: '' }, { n: 3 })).toBe('第 3 版 {x}');
});

it.each([
  ['/', '/en'],
  ['/powers?q=a', '/en/powers?q=a'],
])('keeps %s under %s in English', (path, english) => {
  expect(langPath('en', path)).toBe(english);
  expect(langPath('zh', path)).toBe(path);
});

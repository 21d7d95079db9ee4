import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fen, formatAmount, formatCapital, formatYuan, parseYuan } from './index.ts';

const fen = (n: number): Fen => Fen.parse(n);

describe('money', () => {
  it.each([
    [120_000, '1,200.00 元', '壹仟贰佰元整'],
    [0, '0.00 元', '零元整'],
    [5, '0.05 元', '伍分'],
    [50, '0.50 元', '伍角整'],
    [105, '1.05 元', '壹元零伍分'],
    [150, '1.50 元', '壹元伍角整'],
    [163_253, '1,632.53 元', '壹仟陆佰叁拾贰元伍角叁分'],
    [1_000_500, '10,005.00 元', '壹万零伍元整'],
    [10_000_000, '100,000.00 元', '壹拾万元整'],
    [10_500_000, '105,000.00 元', '壹拾万伍仟元整'],
    [100_000_100, '1,000,001.00 元', '壹佰万零壹元整'],
    [10_203_040_506, '102,030,405.06 元', '壹亿零贰佰零叁万零肆佰零伍元零陆分'],
    [100_000_000_000_000, '1,000,000,000,000.00 元', '壹万亿元整'],
    [1_234_500_000_000_00, '1,234,500,000,000.00 元', '壹万贰仟叁佰肆拾伍亿元整'],
    [-120_000, '-1,200.00 元', '负壹仟贰佰元整'],
  ])('%i 分 is %s, in capitals %s', (n, figures, capitals) => {
    expect(formatYuan(fen(n))).toBe(figures);
    expect(formatCapital(fen(n))).toBe(capitals);
  });

  it.each([
    ['1200', 120_000],
    ['1,200.5', 120_050],
    ['１２００．０５元', 120_005],
    ['-3.10', -310],
    ['-0', 0],
  ])('reads %s', (text, n) => {
    expect(parseYuan(text)).toEqual({ ok: true, value: n });
  });

  it.each(['', '1.234', '1,20', '12,00', '1e3', '--1', '1.', '.5', '99999999999999'])(
    'refuses %s',
    (text) => {
      expect(parseYuan(text)).toEqual({ ok: false, error: { code: 'money/not-an-amount' } });
    },
  );

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), (n) => {
        expect(parseYuan(formatAmount(fen(n)))).toEqual({ ok: true, value: n });
      }),
    );
  });

  it('writes different amounts differently, in capitals too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e14 }), fc.integer({ min: 1, max: 1e12 }), (n, more) => {
        expect(formatCapital(fen(n))).not.toBe(formatCapital(fen(n + more)));
      }),
    );
  });

  it('never writes two zeros in a row, nor one before a unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9e14 }), (n) => {
        expect(formatCapital(fen(n))).not.toMatch(/零零|零[万亿元角整拾佰仟]|^零|亿万/);
      }),
    );
  });

  it('refuses a fraction of a 分', () => {
    expect(Fen.safeParse(0.5).success).toBe(false);
  });
});

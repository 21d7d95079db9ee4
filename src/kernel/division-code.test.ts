import { describe, expect, it } from 'vitest';
import { DivisionCode, divisionLevel, divisionOf, parentDivision, StatisticsCode } from './index.ts';

describe('division code', () => {
  it.each([
    ['130000', 'province', null],
    ['130200', 'city', '130000'],
    ['130203', 'county', '130200'],
    ['419001', 'county', '419000'],
  ])('%s is a %s below %s', (code, level, parent) => {
    const division = DivisionCode.parse(code);
    expect(divisionLevel(division)).toBe(level);
    expect(parentDivision(division)).toBe(parent);
  });

  it.each(['030000', '130002', '13020', '1302000', '13020a', ''])('refuses %s', (code) => {
    expect(DivisionCode.safeParse(code).success).toBe(false);
  });

  it.each([
    ['130000000000', 'province', '130000'],
    ['511602000000', 'county', '511602'],
    ['511602101000', 'township', '511602'],
    ['511602101002', 'village', '511602'],
  ])('%s is a %s in %s', (code, level, division) => {
    const statistics = StatisticsCode.parse(code);
    expect(divisionLevel(statistics)).toBe(level);
    expect(divisionOf(statistics)).toBe(division);
  });

  it.each(['511602000001', '510000101000', '5116020000000'])('refuses %s', (code) => {
    expect(StatisticsCode.safeParse(code).success).toBe(false);
  });
});

import { z } from 'zod';

/** 县级以上行政区划代码 in the shape of GB/T 2260: 2 province, 2 city, 2 county digits. Whether it exists today is data. */
export const DivisionCode = z
  .string()
  .regex(/^[1-9]\d(?:0000|(?!00)\d\d(?:00|(?!00)\d\d))$/, 'division-code')
  .brand<'DivisionCode'>();
export type DivisionCode = z.infer<typeof DivisionCode>;

/** 统计用区划代码: a division code, then 3 digits of the township and 3 of the village. */
export const StatisticsCode = z
  .string()
  .regex(/^[1-9]\d(?:0{10}|(?!00)\d\d(?:0{8}|(?!00)\d\d(?:0{6}|(?!000)\d{3}\d{3})))$/, 'statistics-code')
  .brand<'StatisticsCode'>();
export type StatisticsCode = z.infer<typeof StatisticsCode>;

export type DivisionLevel = 'province' | 'city' | 'county' | 'township' | 'village';

export function divisionLevel(code: DivisionCode | StatisticsCode): DivisionLevel {
  if (/^\d\d0+$/.test(code)) return 'province';
  if (/^\d{4}0+$/.test(code)) return 'city';
  if (code.length === 6 || code.endsWith('000000')) return 'county';
  return code.endsWith('000') ? 'township' : 'village';
}

/** The division at county level or above that a 12-digit code lies in. */
export function divisionOf(code: StatisticsCode): DivisionCode {
  return DivisionCode.parse(code.slice(0, 6));
}

/** The division one level up; null for a province. */
export function parentDivision(code: DivisionCode): DivisionCode | null {
  const level = divisionLevel(code);
  if (level === 'province') return null;
  return DivisionCode.parse(level === 'city' ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`);
}

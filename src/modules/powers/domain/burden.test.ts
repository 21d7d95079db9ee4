import { describe, expect, it, test } from 'vitest';
import { WITHHOLDABLE_ELEMENTS } from '../../disclosure/domain/exceptions/subjects.ts';
import { burdenOf, compareBurden, sumsOf, type Burden } from './burden.ts';
import { PowerContent } from './content.ts';

const material = (name: string, ease: 'none' | 'not-asked' | 'may-promise' = 'none') => ({
  name,
  form: 'copy',
  copies: 1,
  source: '申请人',
  required: true,
  ease,
});
const content = PowerContent.parse({
  name: '许可',
  typeCode: '01',
  exercisingBody: '局',
  level: '4',
  materials: [material('申请书'), material('营业执照', 'not-asked'), material('承诺书', 'may-promise')],
  committedLimit: { n: 10, unit: 'wd' },
  statutoryLimit: { n: 20, unit: 'wd', article: '第四十二条', startRule: '受理之日', verified: true },
  visits: 1,
  fees: { charged: true, basis: '财税〔2016〕1号', items: [] },
});
const burden = burdenOf(content, { steps: 12, statutory: 8 });

describe('what a version asks', () => {
  it('counts steps, materials that must be handed in, days, visits, charges', () => {
    expect(burden).toEqual({
      steps: 12,
      statutorySteps: 8,
      materials: 2,
      days: { n: 10, unit: 'wd' },
      statutoryDays: { n: 20, unit: 'wd' },
      visits: 1,
      fees: 1,
    });
  });

  it('takes no unverified limit for law, and nothing from a flow that is not there', () => {
    const draft = {
      ...content,
      statutoryLimit: { n: 20, unit: 'wd' as const, article: '第一条', startRule: '受理', verified: false },
      fees: { charged: false, basis: '', items: [{ name: '证照费', standard: '0', basis: '' }] },
    };
    expect(burdenOf(draft, undefined)).toMatchObject({
      steps: undefined,
      statutorySteps: undefined,
      statutoryDays: undefined,
      fees: 0,
    });
  });
});

const row = (rows: ReturnType<typeof compareBurden>, measure: string) =>
  rows.find((one) => one.measure === measure);

describe('beside the version before and the law', () => {
  it.each([
    ['fewer', 15, 'wd', -5],
    ['as many', 10, 'wd', 0],
    ['more', 7, 'wd', 3],
    ['months cannot be subtracted from working days', 1, 'month', undefined],
  ] as const)('days: %s', (_what, n, unit, change) => {
    const rows = compareBurden(burden, { ...burden, days: { n, unit } });
    expect(row(rows, 'days')).toMatchObject({ now: 10, before: n, change, legal: 20 });
  });

  it('a first version has nothing before it', () => {
    for (const one of compareBurden(burden, undefined))
      expect([one.before, one.change]).toEqual([undefined, undefined]);
  });

  it('steps stand beside those an article demands', () => {
    expect(row(compareBurden(burden, { ...burden, steps: 14 }), 'steps')).toMatchObject({
      now: 12,
      before: 14,
      change: -2,
      legal: 8,
    });
  });
});

describe('totals of a year', () => {
  const with_ = (over: Partial<Burden>): Burden => ({ ...burden, ...over });
  it('take less and more apart, and days only where they are working days', () => {
    const sums = (before: Partial<Burden>, now: Burden = burden) => sumsOf(compareBurden(now, with_(before)));
    expect(sums({ visits: 2 }).visits).toEqual({ less: 1, more: 0 });
    expect(sums({ materials: 5 }).materials).toEqual({ less: 3, more: 0 });
    expect(sums({ materials: 1 }).materials).toEqual({ less: 0, more: 1 });
    expect(sums({ days: { n: 15, unit: 'wd' } }).days).toEqual({ less: 5, more: 0 });
    expect(sums({ days: { n: 3, unit: 'month' } }).days).toEqual({ less: 0, more: 0 });
    const calendarDays = with_({ days: { n: 20, unit: 'cd' } });
    expect(sums({ days: { n: 30, unit: 'cd' } }, calendarDays).days).toEqual({ less: 0, more: 0 });
  });

  it('are nought where nothing changed', () => {
    const none = { less: 0, more: 0 };
    expect(sumsOf(compareBurden(burden, burden))).toEqual({
      steps: none,
      materials: none,
      days: none,
      visits: none,
      fees: none,
    });
  });
});

test('nothing that is counted can be withheld from society, so that totals tell nothing that is', () => {
  const counted = ['basicCode', 'materials', 'committedLimit', 'statutoryLimit', 'visits', 'fees'];
  expect(WITHHOLDABLE_ELEMENTS.filter((element) => counted.includes(element))).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FlowNode } from './flow-table.ts';
import { lawfulness } from './lawfulness.ts';
import { compareSum, isAtLeast, isWithin, parseLimit, toCalendarDays } from './limit.ts';
import { longestPath } from './longest-path.ts';
import { demoTables, END, specOf, START, stepOf, tableOf } from './flows.test-support.ts';

const tables = await demoTables(readFileSync('demo/data/flows.json', 'utf8'));

const codes = (...args: Parameters<typeof lawfulness>) =>
  lawfulness(...args).map(({ code, element, article }) => [code, element, article]);

describe('time limits', () => {
  const wd = (n: number) => ({ n, unit: 'wd' as const });
  const cd = (n: number) => ({ n, unit: 'cd' as const });

  test.each([
    [{ committed: wd(9), statutory: wd(20) }, ['flows/path-over-committed']],
    [{ committed: wd(10), statutory: wd(20) }, []],
    [{ committed: wd(21), statutory: wd(20) }, ['flows/committed-over-statutory']],
    [{ committed: wd(10), from: 'receipt' as const }, ['flows/path-over-committed']],
    [{ committed: wd(11), from: 'receipt' as const }, []],
  ])('licence with %j', (terms, expected) => {
    expect(lawfulness(tables.licence, { kind: 'licence', ...terms }).map((issue) => issue.code)).toEqual(
      expected,
    );
  });

  test('a longer commitment for cases with a hearing does not stretch the others', () => {
    const terms = { kind: 'penalty' as const, committed: cd(60), statutory: cd(90) };
    expect(codes(tables.penalty, terms).map(([code]) => code)).toEqual(['flows/path-over-committed']);
    expect(codes(tables.penalty, { ...terms, variants: [{ role: 'hearing', ...cd(80) }] })).toEqual([]);
    expect(
      codes(tables.penalty, { ...terms, variants: [{ role: 'hearing', ...cd(91) }] }).map(([code]) => code),
    ).toEqual(['flows/committed-over-statutory']);
  });

  test('a step keeps within its statutory limit and over its minimum', async () => {
    const steps = [
      START('a'),
      stepOf('a', { limit: wd(8), statutoryLimit: { ...wd(7), article: '某法第一条' }, to: ['b'] }),
      stepOf('b', { limit: wd(4), minLimit: { ...wd(5), of: '公示期' }, to: ['end'] }),
      END,
    ];
    expect(codes(await tableOf(specOf(steps)), { kind: 'other' })).toEqual([
      ['flows/step-over-statutory', 'a', '某法第一条'],
      ['flows/step-under-minimum', 'b', '公示期'],
    ]);
  });

  test('returns and excluded steps are not counted, branches by the longest', async () => {
    const steps = [
      START('a'),
      stepOf('a', {
        limit: wd(2),
        to: [
          { to: 'b', outcome: 'b', label: '乙' },
          { to: 'c', outcome: 'c', label: '丙' },
        ],
      }),
      stepOf('b', { limit: wd(5), to: ['d'] }),
      stepOf('c', { limit: cd(6), to: ['d'] }),
      stepOf('d', {
        limit: wd(20),
        clock: 'excluded',
        to: [
          { to: 'end', outcome: 'on', label: '过' },
          { to: 'a', outcome: 'back', label: '退', loop: true },
        ],
      }),
      END,
    ];
    const table = await tableOf(specOf(steps));
    const counted = (node: FlowNode) => node.clock === 'main';
    const inCalendar = longestPath(table, cd(60), counted, new Set());
    expect([inCalendar.sum, inCalendar.steps.map(({ id }) => id)]).toEqual([7 + 4 + 10, ['a', 'b']]);
    const inWorking = longestPath(table, wd(60), counted, new Set());
    expect([inWorking.sum, inWorking.steps.map(({ id }) => id)]).toEqual([8, ['a', 'c']]);
    expect(longestPath(table, wd(60), counted, new Set(['c'])).sum).toBe(7);
  });

  test.each([
    ['5wd', { n: 5, unit: 'wd' }],
    ['0wd', { n: 0, unit: 'wd' }],
    ['12month', { n: 12, unit: 'month' }],
    ['-5wd', null],
    ['5', null],
    ['05wd', null],
    ['1.5wd', null],
    ['5days', null],
    ['NaNwd', null],
    ['99999wd', null],
  ])('%s is written as %j', (text, limit) => {
    expect(parseLimit(text)).toEqual(limit);
  });

  test('working days are stretched by weekends, and once by the longest holiday', () => {
    expect(toCalendarDays([wd(45)], true)).toBe(45 + 18 + 10);
    expect(toCalendarDays([cd(15)], true)).toBe(15);
    expect(compareSum([wd(3), cd(2)], wd(10))).toEqual({ sum: 5, total: 10 });
    expect([isWithin(wd(5), cd(7)), isWithin(wd(6), cd(7))]).toEqual([true, false]);
    expect([isAtLeast(wd(15), cd(20)), isAtLeast(wd(14), cd(20))]).toEqual([true, false]);
  });
});

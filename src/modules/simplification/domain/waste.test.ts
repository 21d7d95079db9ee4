import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { FEW, MIN_CASES, quantile, wasteOf, type Count, type Hint, type Step } from './waste.ts';

const count = (node: string, measure: string, n: number, value = ''): Count => ({ node, measure, n, value });
/** A version with a number of cases that took ten days each. */
const version = (cases: number): Count[] => [count('', 'cases', cases), count('', 'days', cases, '10')];
/** A step that so many cases passed once, in a number of days, with one outcome and no document. */
const passed = (node: string, cases: number, days: number): Count[] => [
  count(node, 'cases', cases),
  count(node, 'passes', cases),
  count(node, 'days', cases, String(days)),
  count(node, 'outcome', cases, 'yes'),
];
const step = (node: string, more: Partial<Step> = {}): Step => ({
  node,
  waits: false,
  limit: undefined,
  outcomes: 1,
  ...more,
});

describe('nothing is said of few', () => {
  it('of a version with fewer cases than are enough', () => {
    expect(wasteOf(version(MIN_CASES - 1), [])).toBeUndefined();
    expect(wasteOf([], [])).toBeUndefined();
    expect(wasteOf(version(MIN_CASES), [])?.cases).toBe(MIN_CASES);
  });

  it('of a step that fewer passed', () => {
    const counts = [...version(20), ...passed('a', MIN_CASES - 1, 1), ...passed('b', MIN_CASES, 1)];
    expect(wasteOf(counts, [step('a'), step('b')])?.steps.map(({ node }) => node)).toEqual(['b']);
  });

  it('of how many were late, came back or were asked, when they were few', () => {
    const few = FEW - 1;
    const counts = [
      ...version(20),
      ...passed('a', 20, 1),
      count('a', 'passes', few),
      count('a', 'late', few),
      count('', 'asked', few, 'paper'),
      count('', 'asked', FEW, 'map'),
    ];
    const told = wasteOf(counts, [step('a')]);
    expect(told?.steps[0]).toMatchObject({ late: null, returns: null, hints: [] });
    expect(told?.materials).toEqual([
      { key: 'map', asked: FEW, hints: [] },
      { key: 'paper', asked: null, hints: [] },
    ]);
  });
});

test.each<[string, Count[], Partial<Step>, Hint[]]>([
  ['an ordinary step', passed('a', 40, 4), { limit: 5 }, []],
  ['nine tenths in half the limit', passed('a', 40, 2), { limit: 5 }, ['limit-too-long']],
  ['the same with a limit of one day', passed('a', 40, 0), { limit: 1 }, []],
  ['late in a fifth', [...passed('a', 40, 4), count('a', 'late', 8)], { limit: 5 }, ['late-often']],
  ['waiting for a third of the time', passed('a', 40, 4), { waits: true }, ['waits-long']],
  ['working for a third of the time', passed('a', 40, 4), {}, []],
  ['always one of two outcomes', passed('a', 40, 4), { outcomes: 2 }, ['never-differs']],
  ['the same in too few cases', passed('a', 29, 4), { outcomes: 2 }, []],
  ['the same with a document', [...passed('a', 40, 4), count('a', 'documents', 1)], { outcomes: 2 }, []],
  ['two outcomes', [...passed('a', 40, 4), count('a', 'outcome', 1, 'no')], { outcomes: 2 }, []],
  ['done again in a fifth', [...passed('a', 40, 4), count('a', 'passes', 8)], {}, ['comes-back']],
])('%s suggests %o', (_what, counts, more, hints) => {
  expect(wasteOf([...version(40), ...counts], [step('a', more)])?.steps[0]?.hints).toEqual(hints);
});

it('adds up what was waited, and never to more than all', () => {
  const counts = [...version(40), ...passed('w', 40, 4), ...passed('v', 40, 8)];
  const steps = [step('w', { waits: true }), step('v', { waits: true })];
  expect(wasteOf(counts, steps.slice(0, 1))?.waiting).toBe(40);
  expect(wasteOf(counts, steps)?.waiting).toBe(100);
});

test('a quantile is the one that the sorted times have', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 80 }),
      fc.constantFrom(0.5, 0.9),
      (times, part) => {
        const sorted = times.toSorted((a, b) => a - b);
        const histogram = [...new Set(sorted)].map((days) => ({
          days,
          n: sorted.filter((one) => one === days).length,
        }));
        expect(quantile(histogram, part)).toBe(sorted[Math.ceil(sorted.length * part) - 1]);
      },
    ),
  );
});

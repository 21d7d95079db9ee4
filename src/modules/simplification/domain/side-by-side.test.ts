import { expect, test } from 'vitest';
import { sideBySide, type Counts, type Measure } from './side-by-side.ts';

const OWN: Counts = { steps: 8, materials: 5, days: { n: 20, unit: 'wd' }, visits: 1, fees: 0 };

test.each<[string, Counts, Measure[], Measure[]]>([
  ['the same', OWN, [], []],
  ['fewer steps and papers', { ...OWN, steps: 6, materials: 4 }, ['steps', 'materials'], []],
  ['a visit more', { ...OWN, visits: 2 }, [], ['visits']],
  ['less time in the same unit', { ...OWN, days: { n: 15, unit: 'wd' } }, ['days'], []],
  ['time in another unit', { ...OWN, days: { n: 1, unit: 'month' } }, [], []],
  ['what is withheld there', { days: OWN.days }, [], []],
  ['a charge', { ...OWN, fees: 1, steps: 7 }, ['steps'], ['fees']],
])('%s', (_what, counts, less, more) => {
  const alike = { where: 'here', body: '另一机关', name: '同一事项', code: 'B-1', counts } as const;
  expect(sideBySide(OWN, [alike])).toEqual([{ ...alike, less, more }]);
});

test('what is not known of one’s own is compared with nothing', () => {
  const alike = { where: 'filed', body: '县局', name: '同一事项', code: null, counts: OWN } as const;
  expect(sideBySide({}, [alike])).toEqual([{ ...alike, less: [], more: [] }]);
});

import { expect, it } from 'vitest';
import { recusalsInForce } from './recusals.ts';

const entry = (personId: string, seq: number, itemId = 'i') => ({
  itemId,
  personId,
  seq,
  takenBack: seq % 2 === 0,
});

it.each([
  ['nobody', [], []],
  ['who withdrew', [entry('a', 1), entry('b', 1)], ['a', 'b']],
  ['not who was entered by mistake', [entry('a', 1), entry('a', 2), entry('b', 1)], ['b']],
  ['who withdrew again', [entry('a', 1), entry('a', 2), entry('a', 3)], ['a']],
  ['item by item', [entry('a', 1), entry('a', 1, 'j'), entry('a', 2, 'j')], ['a']],
] as const)('withdrawn is %s', (_, entries, gone) => {
  expect(recusalsInForce(entries).map(({ personId }) => personId)).toEqual(gone);
});

import { expect, test } from 'vitest';
import { buildDraft } from '../domain/build-flow.ts';
import { diffTables } from '../domain/diff-tables.ts';
import { END, specOf, START, stepOf } from '../domain/flows.test-support.ts';
import { changeTexts } from './change-text.ts';

test('says which steps and ways are new, gone or changed, and in what', () => {
  const before = buildDraft(
    specOf([START('a'), stepOf('a', { to: ['b'] }), stepOf('b', { to: ['end'] }), END]),
  );
  const after = buildDraft(
    specOf([
      START('a'),
      stepOf('a', { to: ['c'], limit: { n: 9, unit: 'wd' } }),
      stepOf('c', { to: ['end'] }),
      END,
    ]),
  );
  const texts = changeTexts(diffTables(before, after), (id) => id);
  expect(texts.map(({ kind, element, what }) => [kind, element, what.zh, what.en])).toEqual([
    ['added', 'c', '', ''],
    ['removed', 'b', '', ''],
    ['changed', 'a', '环节时限', 'Time limit'],
    ['added', 'a..c', '', ''],
    ['added', 'c..end', '', ''],
    ['removed', 'a..b', '', ''],
    ['removed', 'b..end', '', ''],
  ]);
  expect(texts.find(({ element }) => element === 'a..c')?.name).toBe('a → c');
});

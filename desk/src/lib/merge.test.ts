import { describe, expect, it } from 'vitest';
import { mergeElements, same } from './merge.ts';

describe('merging two edits of one version', () => {
  const base = { name: 'a', place: 'p', conditions: ['1'] };

  it.each([
    ['nobody changed anything', base, base, { theirs: [], both: [] }],
    ['only I changed', { ...base, name: 'b' }, base, { theirs: [], both: [] }],
    ['only they changed', base, { ...base, place: 'q' }, { theirs: ['place'], both: [] }],
    [
      'each another element',
      { ...base, name: 'b' },
      { ...base, place: 'q' },
      { theirs: ['place'], both: [] },
    ],
    ['both the same element', { ...base, name: 'b' }, { ...base, name: 'c' }, { theirs: [], both: ['name'] }],
    ['both to the same text', { ...base, name: 'b' }, { ...base, name: 'b' }, { theirs: [], both: [] }],
    [
      'I added, they added it otherwise',
      { ...base, hours: '9' },
      { ...base, hours: '8' },
      { theirs: [], both: ['hours'] },
    ],
    ['they removed it', base, { name: 'a', conditions: ['1'] }, { theirs: ['place'], both: [] }],
    [
      'I removed what they changed',
      { name: 'a', conditions: ['1'] },
      { ...base, place: 'q' },
      { theirs: [], both: ['place'] },
    ],
  ])('%s', (_, mine, stored, merged) => {
    expect(mergeElements(base, mine, stored)).toEqual(merged);
  });

  it('does not mind the order of names, but the order of a list', () => {
    expect(same({ n: 5, unit: 'wd' }, { unit: 'wd', n: 5 })).toBe(true);
    expect(same(['a', 'b'], ['b', 'a'])).toBe(false);
  });
});

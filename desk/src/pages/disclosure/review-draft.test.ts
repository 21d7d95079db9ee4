import { describe, expect, it } from 'vitest';
import { maskedText, placesOf } from './review-draft.ts';

describe('places to mask', () => {
  it.each([
    [
      '张三告张三',
      '张三',
      [],
      [
        [0, 2],
        [3, 5],
      ],
    ],
    ['张三告张三', '张三', [[1, 3]], [[3, 5]]],
    [
      'aaaa',
      'aa',
      [],
      [
        [0, 2],
        [2, 4],
      ],
    ],
    ['无', '有', [], []],
    ['无', '', [], []],
  ] as const)('%s: %s beside %j', (text, wanted, taken, places) => {
    const found = placesOf(
      text,
      wanted,
      taken.map(([start, end]) => ({ start, end })),
    );
    expect(found.map(({ start, end }) => [start, end])).toEqual(places);
  });

  it('show what society will read', () => {
    const masks = [
      { start: 5, end: 7, replacement: '某' },
      { start: 0, end: 2, replacement: '张某' },
      { start: 3, end: 4, replacement: null },
    ];
    expect(maskedText('张三，住路北区', masks)).toBe('张某，住路某');
  });
});

import { expect, it } from 'vitest';
import { rowHeight } from './row-height.ts';

it.each([
  ['nothing', [], 15],
  ['one line', [{ text: '行政许可', width: 12 }], 15],
  ['a line that wraps', [{ text: '从事拍卖业务许可从事拍卖业务许可', width: 17 }], 30],
  ['breaks in the cell', [{ text: '甲\n\n乙', width: 60 }], 45],
  ['Latin takes half', [{ text: 'a'.repeat(32), width: 17 }], 30],
  [
    'the highest cell counts',
    [
      { text: '甲', width: 10 },
      { text: '甲\n乙', width: 10 },
    ],
    30,
  ],
  ['more than a row may have', [{ text: '\n'.repeat(100), width: 10 }], 409],
])('%s', (_, cells, height) => expect(rowHeight(cells)).toBe(height));

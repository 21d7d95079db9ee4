import { expect, it } from 'vitest';
import { chineseRuns } from './chinese-runs.ts';

it.each([
  ['Accepted', [['Accepted', false]]],
  ['受理', [['受理', true]]],
  [
    '“收件” done · 窗口受理岗(A角)',
    [
      ['“', false],
      ['收件', true],
      ['” done · ', false],
      ['窗口受理岗(', true],
      ['A', false],
      ['角)', true],
    ],
  ],
  ['', []],
])('%s', (text, runs) => {
  expect(chineseRuns(text).map((run) => [run.text, run.chinese])).toEqual(runs);
});

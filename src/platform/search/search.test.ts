import { expect, it } from 'vitest';
import { cutForSearch, cutQuery } from './search.ts';

it.each([
  ['成品油零售经', '成品 成品油 零售'],
  ['油', '油'],
  ['', ''],
  ['!&|', ''],
])('%s asks for %s', (text, words) => {
  expect(cutQuery(text)).toBe(words);
});

it('asks for nothing that the text itself does not hold', () => {
  const text = '成品油零售经营资格审批（行政许可法第十二条）';
  const held = new Set(cutForSearch(text).split(' '));
  for (const word of cutQuery(text).split(' ')) expect(held).toContain(word);
});

import { expect, it } from 'vitest';
import { rowsAsCsv } from './csv.ts';

it.each([
  [['1', '事项'], '1,事项'],
  [['a,b', 'say "x"'], '"a,b","say ""x"""'],
  [['two\nlines'], '"two\nlines"'],
  [['=HYPERLINK("x")', '-1', '@a'], `"'=HYPERLINK(""x"")",'-1,'@a`],
])('%j', (row, line) => {
  expect(rowsAsCsv([row])).toBe(`\uFEFF${line}\r\n`);
});

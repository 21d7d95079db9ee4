import { foldDigits } from './cell-text.ts';

/** Several entries of a cell, numbered as offices do; a line break inside an entry stays one. */
export function writeEntries(entries: readonly string[]): string {
  return entries.map((entry, i) => `${i + 1}. ${entry}`).join('\n');
}

/**
 * The entries of a cell: where it counts 1, 2, 3 …, what stands under each number, also when all of it is on one line; else
 * each line is one.
 */
export function readEntries(text: string): string[] {
  const lines = text.split('\n').filter((line) => line !== '');
  const whole = lines.length === 1 ? brokenByNumber(lines[0] ?? '') : lines;
  if (numberOf(whole[0] ?? '', 1) === undefined) return whole;
  const entries: string[] = [];
  for (const line of whole) {
    const rest = numberOf(line, entries.length + 1);
    if (rest === undefined) entries[entries.length - 1] = `${entries.at(-1) ?? ''}\n${line}`;
    else entries.push(rest);
  }
  return entries;
}

/** Whether a cell counts its entries. */
export function isNumbered(text: string): boolean {
  return numberOf(text, 1) !== undefined;
}

/** What follows this number at the beginning of a line: `2. `, `2、`, `（2）`. */
function numberOf(line: string, n: number): string | undefined {
  const found = /^(?:[（(](\d{1,3})[）)]|(\d{1,3})[.．、)）])(?!\d)\s*/.exec(foldDigits(line));
  if (!found || Number(found[1] ?? found[2]) !== n) return undefined;
  return line.slice(found[0].length);
}

/** `1.受理：…。2.审查：…` on one line, broken before each next number that follows the end of a sentence. */
function brokenByNumber(line: string): string[] {
  if (numberOf(line, 1) === undefined) return [line];
  const parts: string[] = [];
  let rest = line;
  for (let n = 2; ; n += 1) {
    const next = new RegExp(`[。；;\\s](?=[（(]?${n}[.．、)）]\\s*\\D)`).exec(foldDigits(rest));
    if (!next) return [...parts, rest];
    parts.push(rest.slice(0, next.index + 1).trim());
    rest = rest.slice(next.index + 1);
  }
}

const INVISIBLE = /[\u200b-\u200f\u2028\u2029\u2060\ufeff]/g;
const SPACES_AT_ENDS = /^[\s\u00a0\u3000]+|[\s\u00a0\u3000]+$/g;
const CHINESE = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/;

/** A cell as several lines: line endings of any system, spaces at the ends of lines, invisible and control characters go. */
function toLines(text: string): string[] {
  return (
    text
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(INVISIBLE, '')
      // What a spreadsheet shows as a box; line breaks and tabs are kept.
      .replaceAll(/[^\P{Cc}\t\n]/gu, '')
      .split('\n')
      .map((line) => line.replaceAll(SPACES_AT_ENDS, ''))
  );
}

/** A cell that may hold paragraphs. */
export function toParagraphs(text: string): string {
  return toLines(text).join('\n').replaceAll(SPACES_AT_ENDS, '');
}

/** A cell that holds one line: a line break in it was made to fit the column, so it means nothing between Chinese characters. */
export function toLine(text: string): string {
  return toLines(text)
    .filter((line) => line !== '')
    .reduce((before, line) => {
      const glued = before === '' || CHINESE.test(before.slice(-1)) || CHINESE.test(line.charAt(0));
      return `${before}${glued ? '' : ' '}${line}`;
    }, '');
}

/** Full-width digits, letters and signs as the ones codes are written in; no spaces. */
export function toCode(text: string): string {
  return toLines(text)
    .join('')
    .normalize('NFKC')
    .replaceAll(/[\s'‘’]/g, '');
}

/** Digits of full width as ASCII; all else as it stands. */
export function foldDigits(text: string): string {
  return text.replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

/** 0-based row and column as people name the cell: `D7`. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

/** Row and column from 0 of a cell that `cellName` named. */
export function parseCellName(name: string): { readonly row: number; readonly column: number } | undefined {
  const found = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(name);
  if (!found) return undefined;
  const [, letters = '', row = ''] = found;
  const column = letters.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(row) - 1, column: column - 1 };
}

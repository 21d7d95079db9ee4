/** Points of one line at the size the sheet is written in, and the most a row may have (ECMA-376: 409). */
const LINE = 15;
const MOST = 409;

/**
 * Height of a row in points, so that every line of its wrapped cells is seen: a program that opens the file need not work it
 * out, and LibreOffice does not. Widths are in characters of the sheet; a Chinese character takes two.
 */
export function rowHeight(cells: readonly { readonly text: string; readonly width: number }[]): number {
  const lines = cells.map(({ text, width }) =>
    text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / Math.max(1, width - 1))), 0),
  );
  return Math.min(MOST, LINE * Math.max(1, ...lines));
}

function widthOf(line: string): number {
  return Array.from(line, (char) => ((char.codePointAt(0) ?? 0) < 0x2e80 ? 1 : 2)).reduce((a, b) => a + b, 0);
}

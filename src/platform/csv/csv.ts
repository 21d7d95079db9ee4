/** Rows as CSV (RFC 4180) that spreadsheets open as UTF-8; a cell that they would read as a formula is quoted as text. */
export function rowsAsCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
  };
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

import { parseCsv, writeCsv } from 'hucre/csv';
import { openXlsx, readXlsx, saveXlsx, writeXlsx, type Cell, type CellValue } from 'hucre/xlsx';
import { checkContainer, isContainer } from './check-container.ts';
import { decodeText } from './decode-text.ts';
import { rowHeight } from './row-height.ts';
import type { Book, Mark, Sheet, SheetCell, SheetFault, Table } from './types.ts';

/** One piece of work for the thread; what it answers with is the type beside it. */
export type Work =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'mark'; readonly bytes: Uint8Array; readonly marks: readonly Mark[] }
  | { readonly kind: 'write'; readonly table: Table; readonly format: 'xlsx' | 'csv' };
export type Answer =
  | { readonly ok: true; readonly value: Book | Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly code: SheetFault };

/** More than an agency has powers, with title rows and continuation rows. */
const MAX_ROWS = 20_100;
const FILLS = { error: 'FFC7CE', warning: 'FFEB9C' } as const;
const AUTHOR = '澄明';

export async function doWork(work: Work): Promise<Answer> {
  switch (work.kind) {
    case 'read':
      return read(work.bytes);
    case 'mark':
      return { ok: true, value: new Uint8Array(await mark(work.bytes, work.marks)) };
    case 'write':
      return {
        ok: true,
        value: new Uint8Array(work.format === 'xlsx' ? await writeBook(work.table) : writeText(work.table)),
      };
  }
}

async function read(bytes: Uint8Array): Promise<Answer> {
  const book = isContainer(bytes) ? await readBook(bytes) : readText(bytes);
  if (typeof book === 'string') return { ok: false, code: book };
  if (book.sheets.some(({ rows }) => rows.length > MAX_ROWS))
    return { ok: false, code: 'sheet/too-many-rows' };
  return { ok: true, value: book };
}

async function readBook(bytes: Uint8Array): Promise<Book | SheetFault> {
  const fault = checkContainer(bytes);
  if (fault !== undefined) return fault;
  try {
    const { sheets } = await readXlsx(bytes, { maxRows: MAX_ROWS + 1 });
    return {
      format: 'xlsx',
      sheets: sheets.map(({ name, rows, cells, merges = [] }) => ({
        name,
        rows: rows.map((row, r) => row.map((value, c) => toCell(value, cells?.get(`${r},${c}`)))),
        merges: merges.map((one) => ({
          top: one.startRow,
          left: one.startCol,
          bottom: one.endRow,
          right: one.endCol,
        })),
      })),
    };
  } catch {
    // Whatever the library finds wrong, the file is not a workbook that can be read; it throws several kinds.
    return 'sheet/damaged';
  }
}

function readText(bytes: Uint8Array): Book | SheetFault {
  const text = decodeText(bytes);
  if (text === undefined) return 'sheet/not-text';
  const rows = parseCsv(text, { delimiter: delimiterOf(text), unescapeFormulae: true });
  return { format: 'csv', sheets: [sheetOf(rows)] };
}

function sheetOf(rows: readonly (readonly CellValue[])[]): Sheet {
  return { name: '', rows: rows.map((row) => row.map((value) => toCell(value, undefined))), merges: [] };
}

function toCell(value: CellValue, cell: Cell | undefined): SheetCell | undefined {
  if (cell?.formula !== undefined) return { kind: 'formula', text: toText(value) };
  if (cell?.type === 'error') return { kind: 'error', text: toText(value) };
  if (value === null || value === '') return undefined;
  const kind = value instanceof Date ? 'date' : typeof value === 'number' ? 'number' : 'text';
  return { kind, text: toText(value) };
}

function toText(value: CellValue): string {
  if (value === null) return '';
  // A date cell is a day; what stands in it as a time of day is kept.
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  return String(value);
}

/** The same workbook: what is not touched stays byte for byte, a comment that is there is kept above ours. */
async function mark(bytes: Uint8Array, marks: readonly Mark[]): Promise<Uint8Array> {
  const workbook = isContainer(bytes)
    ? await openXlsx(bytes, { readStyles: true })
    : await openXlsx(await writeXlsx({ sheets: [{ name: '清单', rows: parseText(bytes) }] }), {
        readStyles: true,
      });
  for (const { sheet: at, row, column, severity, text } of marks) {
    const sheet = workbook.sheets[at];
    if (!sheet) continue;
    sheet.cells ??= new Map();
    const key = `${row},${column}`;
    const cell: Cell = sheet.cells.get(key) ?? { value: sheet.rows[row]?.[column] ?? null, type: 'string' };
    const before = cell.comment?.text;
    sheet.cells.set(key, {
      ...cell,
      style: {
        ...cell.style,
        fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: FILLS[severity] } },
      },
      comment: { author: AUTHOR, text: before === undefined ? text : `${before}\n${text}` },
    });
  }
  return saveXlsx(workbook);
}

function parseText(bytes: Uint8Array): CellValue[][] {
  const text = decodeText(bytes) ?? '';
  return parseCsv(text, { delimiter: delimiterOf(text), unescapeFormulae: true });
}

/** Comma, tab or semicolon, whichever the first lines have most of; Chinese text has its own marks. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000);
  const count = (one: string): number => head.split(one).length;
  return [',', '\t', ';'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

async function writeBook({ name, columns, rows }: Table): Promise<Uint8Array> {
  const wrap = { alignment: { wrapText: true, vertical: 'top' } } as const;
  const head = {
    font: { bold: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E3E0D8' } },
    alignment: { wrapText: true, vertical: 'center' },
  } as const;
  return writeXlsx({
    sheets: [
      {
        name,
        rows: [
          columns.map(({ header }) => header),
          ...rows.map((row) => row.map((text) => (text === '' ? null : escapeCell(text)))),
        ],
        columns: columns.map(({ width }) => ({ width, style: wrap })),
        cells: new Map(columns.map((_, c) => [`0,${c}`, { style: head }])),
        rowDefs: new Map(
          [columns.map(({ header }) => header), ...rows].map((row, r) => [
            r,
            { height: rowHeight(columns.map(({ width }, c) => ({ text: row[c] ?? '', width }))) },
          ]),
        ),
        freezePane: { rows: 1, columns: 2 },
        // On paper: all columns across one A3 sheet, the header on each.
        pageSetup: {
          paperSize: 'a3',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printTitlesRow: '$1:$1',
        },
      },
    ],
  });
}

/** `_x000D_` in a workbook stands for a character (ECMA-376 Part 1, 22.9.2.19); typed as text it is escaped itself. */
function escapeCell(text: string): string {
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function writeText({ columns, rows }: Table): Uint8Array {
  const text = writeCsv([columns.map(({ header }) => header), ...rows.map((row) => [...row])], {
    bom: true,
    escapeFormulae: true,
  });
  return new TextEncoder().encode(text);
}

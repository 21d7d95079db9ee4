import { columnNamed, LONG_COLUMNS, textUnder, type ColumnId } from './columns.ts';
import { cellName, toLine } from './cell-text.ts';
import { cellLookup, type Grid, type PlacedCell } from './grid.ts';

/** A cell of an item: its text, what it was, and its place by name. */
export type ItemCell = {
  readonly text: string;
  readonly kind: PlacedCell['kind'];
  readonly at: string;
};
/** One item of the list: the row it begins in, counted from 1 as spreadsheets do, and its cells by column. */
export type SheetItem = { readonly row: number; readonly cells: ReadonlyMap<ColumnId, ItemCell> };
/** Something about the sheet itself, at a cell. */
export type TableNote = {
  readonly code:
    | 'import/column-unknown'
    | 'import/column-twice'
    | 'import/line-ignored'
    | 'import/other-list';
  readonly at: string;
  readonly found: string;
};
export type FoundTable = {
  /** Which sheet, from 0. */
  readonly sheet: number;
  readonly columns: ReadonlyMap<ColumnId, string>;
  readonly items: readonly SheetItem[];
  readonly notes: readonly TableNote[];
};

/** Title rows, a subtitle, who filled it in: no list has more above its header. */
const HEADER_WITHIN = 20;
/** Three known headers with the name of the item among them make a header row. */
const HEADERS_AT_LEAST = 3;

type Header = {
  readonly sheet: number;
  readonly row: number;
  readonly columns: ReadonlyMap<ColumnId, number>;
  readonly notes: readonly TableNote[];
};

/**
 * Finds the list in a workbook: the sheet and row with the most headers of a 权责清单, in whatever order. `undefined` when no
 * sheet has the name and the type of items under headers.
 */
export function findTable(sheets: readonly Grid[]): FoundTable | undefined {
  const headers = sheets.flatMap((sheet, at) => headerOf(sheet, at) ?? []);
  const best = headers.reduce<Header | undefined>(
    (one, other) => (one === undefined || other.columns.size > one.columns.size ? other : one),
    undefined,
  );
  const grid = best === undefined ? undefined : sheets[best.sheet];
  if (best === undefined || grid === undefined) return undefined;
  const others = headers
    .filter((header) => header !== best)
    .map(({ sheet }): TableNote => ({
      code: 'import/other-list',
      at: cellName(best.row, 0),
      found: sheets[sheet]?.name ?? '',
    }));
  const { items, notes } = itemsOf(grid, best);
  return {
    sheet: best.sheet,
    columns: new Map([...best.columns].map(([id, column]) => [id, cellName(best.row, column)])),
    items,
    notes: [...best.notes, ...others, ...notes],
  };
}

function headerOf(grid: Grid, sheet: number): Header | undefined {
  const lookup = cellLookup(grid);
  let best: Header | undefined;
  for (let row = 0; row < Math.min(grid.rows.length, HEADER_WITHIN); row += 1) {
    const columns = new Map<ColumnId, number>();
    const notes: TableNote[] = [];
    const width = Math.max(grid.rows[row]?.length ?? 0, grid.rows[row - 1]?.length ?? 0);
    for (let column = 0; column < width; column += 1) {
      const cell = lookup(row, column);
      if (!cell) continue;
      const text = toLine(cell.text);
      const at = cellName(cell.row, cell.column);
      const id = columnNamed(text);
      if (id === undefined) {
        if (!IGNORED.has(text)) notes.push({ code: 'import/column-unknown', at, found: text });
      } else if (columns.has(id)) notes.push({ code: 'import/column-twice', at, found: text });
      else columns.set(id, column);
    }
    const counts = columns.has('main') && columns.has('type') && columns.size >= HEADERS_AT_LEAST;
    if (counts && columns.size > (best?.columns.size ?? 0)) best = { sheet, row, columns, notes };
  }
  return best;
}

export type NearHeader = {
  readonly sheet: string;
  /** Counted from 1. */
  readonly row: number;
  readonly missing: readonly ColumnId[];
};

/** Where no list was found: the row with the most headers of one, without the name or the type of the items. */
export function nearHeader(sheets: readonly Grid[]): NearHeader | undefined {
  let best: (NearHeader & { readonly known: number }) | undefined;
  for (const grid of sheets) {
    const lookup = cellLookup(grid);
    for (let row = 0; row < Math.min(grid.rows.length, HEADER_WITHIN); row += 1) {
      const ids = (grid.rows[row] ?? []).map((_, column) =>
        columnNamed(toLine(lookup(row, column)?.text ?? '')),
      );
      const known = new Set(ids.filter((id) => id !== undefined));
      const missing = (['main', 'type'] as const).filter((id) => !known.has(id));
      if (missing.length > 0 && known.size >= HEADERS_AT_LEAST && known.size > (best?.known ?? 0))
        best = { sheet: grid.name, row: row + 1, missing, known: known.size };
    }
  }
  return best;
}

/** Written by the export for readers; an import takes nothing from it. */
export const STATUS_HEADER = '状态';
const IGNORED: ReadonlySet<string> = new Set([STATUS_HEADER]);

function itemsOf(
  grid: Grid,
  header: Header,
): { readonly items: readonly SheetItem[]; readonly notes: readonly TableNote[] } {
  const lookup = cellLookup(grid);
  const items: { row: number; cells: Map<ColumnId, ItemCell> }[] = [];
  const notes: TableNote[] = [];
  for (let row = header.row + 1; row < grid.rows.length; row += 1) {
    const cells = new Map<ColumnId, PlacedCell>();
    for (const [id, column] of header.columns) {
      const cell = lookup(row, column);
      // What is merged down from the header or a title above it is no value.
      if (cell && cell.row > header.row) cells.set(id, cell);
    }
    const own = [...cells].filter(([id, cell]) => id !== 'serial' && !cell.fromAbove);
    if (own.length === 0) {
      const line = loneText(grid, row);
      if (line) notes.push(line);
      continue;
    }
    const last = items.at(-1);
    if (last && continues(cells, own)) {
      for (const [id, cell] of own) append(last.cells, id, cell);
      continue;
    }
    const only = own.length === 1 && own[0] !== undefined ? own[0][1] : undefined;
    if (only && isRemarkLine(grid, row, cells)) {
      notes.push({ code: 'import/line-ignored', at: cellName(row, only.column), found: toLine(only.text) });
      continue;
    }
    items.push({ row: row + 1, cells: new Map([...cells].map(([id, cell]) => [id, toItemCell(id, cell)])) });
  }
  return { items, notes };
}

/** Text in a row that has nothing under any header but a serial number, e.g. a signature line: named, not taken in. */
function loneText(grid: Grid, row: number): TableNote | undefined {
  const column = (grid.rows[row] ?? []).findIndex((cell) => cell !== undefined && cell.text.trim() !== '');
  const cell = grid.rows[row]?.[column];
  return cell === undefined || cell.kind === 'number'
    ? undefined
    : { code: 'import/line-ignored', at: cellName(row, column), found: toLine(cell.text) };
}

/** The item’s name reaches down to this row, and the row has no name of its own: more lines of the same item. */
function continues(
  cells: ReadonlyMap<ColumnId, PlacedCell>,
  own: readonly (readonly [ColumnId, PlacedCell])[],
): boolean {
  return (
    cells.get('main')?.fromAbove === true &&
    (cells.get('sub')?.fromAbove ?? true) &&
    own.every(([id]) => LONG_COLUMNS.has(id))
  );
}

/** 一、行政许可（12项） across the table, or 注：… below it: one text and no type. */
function isRemarkLine(grid: Grid, row: number, cells: ReadonlyMap<ColumnId, PlacedCell>): boolean {
  if (cells.has('type')) return false;
  const wide = grid.merges.some((one) => one.top === row && one.bottom === row && one.right - one.left >= 2);
  const text = [...cells.values()].find((cell) => !cell.fromAbove)?.text ?? '';
  return (
    wide || /^[\s\u3000]*(?:注|备注|说明|填表|制表|审核|填报|合计|小计|[一二三四五六七八九十]+、)/.test(text)
  );
}

function append(cells: Map<ColumnId, ItemCell>, id: ColumnId, cell: PlacedCell): void {
  const before = cells.get(id);
  const more = toItemCell(id, cell);
  cells.set(id, before === undefined ? more : { ...before, text: `${before.text}\n${more.text}` });
}

function toItemCell(id: ColumnId, { text, kind, row, column }: PlacedCell): ItemCell {
  return {
    text: textUnder(id, text),
    kind,
    at: cellName(row, column),
  };
}

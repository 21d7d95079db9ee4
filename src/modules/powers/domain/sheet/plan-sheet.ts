import {
  codeFindings,
  typeFindings,
  type ImportPlan,
  type ImportRow,
  type RowFinding,
} from '../import-rows.ts';
import { PowerContent } from '../content.ts';
import { COLUMNS_OF } from '../import-changes.ts';
import { cellName, parseCellName } from './cell-text.ts';
import type { ColumnId } from './columns.ts';
import type { FoundTable, SheetItem } from './find-table.ts';
import { identityOf, readIdentity, storedKey, type Identity } from './identity.ts';
import { isNamed, readItem, type Change, type Reading } from './read-item.ts';
import type { OfficeNames } from './write-item.ts';

/**
 * Turns the rows of a list into drafts and says what is wrong, by cell. `find` gives the content that is here of the item
 * that a row means: elements that the list says nothing of are taken from it.
 */
export function planSheet(
  table: FoundTable,
  find: (identity: Identity) => PowerContent | undefined,
  body: Reading['body'],
  offices: OfficeNames,
): ImportPlan {
  const columns = new Set(table.columns.keys());
  const findings: RowFinding[] = table.notes.map(({ code, at, found }) => ({
    row: rowOf(at),
    field: '',
    cell: at,
    severity: code === 'import/column-twice' ? 'error' : 'warning',
    code,
    found,
  }));
  const rows: ImportRow[] = [];
  const seen = new Map<string, number>();
  for (const item of table.items) {
    const { row, found } = readRow(item, table, columns, find, body, offices);
    findings.push(...found);
    if (!row) continue;
    const before = seen.get(row.key);
    seen.set(row.key, row.row);
    if (before === undefined) rows.push(row);
    else
      findings.push({
        ...place(item, table, nameColumn(item, columns)),
        severity: 'error',
        code: 'import/duplicate-key',
        found: String(before),
      });
  }
  return { rows, findings };
}

function readRow(
  item: SheetItem,
  table: FoundTable,
  columns: ReadonlySet<ColumnId>,
  find: (identity: Identity) => PowerContent | undefined,
  body: Reading['body'],
  offices: OfficeNames,
): { readonly row?: ImportRow; readonly found: readonly RowFinding[] } {
  const identity = identityOf(item);
  const before = find(identity);
  const { change, findings } = readItem(item, columns, before, body, offices);
  const found: RowFinding[] = findings.map(({ column, ...finding }) => ({
    ...place(item, table, column),
    ...finding,
  }));
  const parsed = PowerContent.safeParse(
    withoutEmpty({ ...(before ?? { exercisingBody: body.name, level: body.level }), ...change }),
  );
  if (!parsed.success) {
    // A cell that was read as nothing has been named already; the gap it leaves is not a second fault.
    const named = new Set(found.filter(({ severity }) => severity === 'error').map(({ cell }) => cell));
    for (const { path } of parsed.error.issues) {
      const [element] = path;
      const column = columnOf(element, item, columns);
      const at = place(item, table, column);
      if (named.has(at.cell)) continue;
      named.add(at.cell);
      const text = item.cells.get(column)?.text ?? '';
      found.push(
        text === ''
          ? { ...at, severity: 'error', code: 'import/field-missing' }
          : { ...at, severity: 'error', code: 'import/field-refused', found: shortened(text) },
      );
    }
    return { found };
  }
  const content = parsed.data;
  found.push(...noticed(item, table, change, content));
  const number = item.cells.get('id')?.text ?? '';
  const written = readIdentity(number);
  if (number !== '' && (written === undefined || !find({ id: written.id, codes: [] })))
    found.push({
      ...place(item, table, 'id'),
      severity: 'warning',
      code: 'import/number-unknown',
      found: shortened(number),
    });
  // Two items may have the same names; where both were written here, their numbers tell them apart.
  const own = written && find({ id: written.id, codes: [] }) ? written.id : undefined;
  const base = written === undefined ? {} : { base: written.digest };
  const row = { row: item.row, key: own ?? storedKey(identity), identity, ...base };
  return found.some(({ severity }) => severity === 'error')
    ? { found }
    : {
        row: {
          ...row,
          content,
          at: place(item, table, nameColumn(item, columns)),
          cells: new Map([...columns].map((id) => [id, place(item, table, id).cell])),
        },
        found,
      };
}

/** What type and code say of each other, where the list brought either. */
function noticed(item: SheetItem, table: FoundTable, change: Change, content: PowerContent): RowFinding[] {
  const code = change.implementationCode ?? change.rawCode;
  return [
    ...('typeCode' in change || 'localType' in change
      ? typeFindings(item.row, content.typeCode, content.localType).map((finding) => ({
          ...finding,
          ...place(item, table, 'type'),
        }))
      : []),
    ...(code === undefined
      ? []
      : codeFindings(item.row, content.typeCode, code).map((finding) => ({
          ...finding,
          ...place(item, table, change.implementationCode === undefined ? 'rawCode' : 'implementationCode'),
        }))),
  ];
}

type Place = { readonly row: number; readonly field: string; readonly cell: string; readonly name: string };

/** Where a finding belongs: the cell itself, or the empty one under the header. */
function place(item: SheetItem, table: FoundTable, column: ColumnId): Place {
  const header = parseCellName(table.columns.get(column) ?? 'A1');
  const cell = item.cells.get(column)?.at ?? cellName(item.row - 1, header?.column ?? 0);
  const name = item.cells.get('sub')?.text ?? item.cells.get('main')?.text ?? '';
  return { row: item.row, field: `column/${column}`, cell, name };
}

/** Where an item is named in its own row: the cell of its sub-item where the name before it stands for several rows. */
function nameColumn({ row, cells }: SheetItem, columns: ReadonlySet<ColumnId>): ColumnId {
  const main = cells.get('main');
  const own = main !== undefined && rowOf(main.at) === row;
  return own || !columns.has('sub') ? 'main' : 'sub';
}

function columnOf(
  element: PropertyKey | undefined,
  { cells }: SheetItem,
  columns: ReadonlySet<ColumnId>,
): ColumnId {
  // An emptied sub-item is no fault: its item has the name of the cell before it.
  if (element === 'name') return isNamed(cells.get('sub')?.text ?? '') ? 'sub' : 'main';
  const wanted =
    typeof element === 'string' && element in COLUMNS_OF
      ? COLUMNS_OF[element as keyof typeof COLUMNS_OF]
      : undefined;
  return wanted?.find((id) => columns.has(id)) ?? 'main';
}

function withoutEmpty(change: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function rowOf(cell: string): number {
  return (parseCellName(cell)?.row ?? 0) + 1;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

import { z } from 'zod';
import { parseForeignItemCode, parseUscc } from '#kernel';
import { codeIn, PowerContent } from './content.ts';
import type { ColumnId } from './sheet/columns.ts';
import type { CellCode } from './sheet/read-item.ts';
import type { TableNote } from './sheet/find-table.ts';
import type { Identity } from './sheet/identity.ts';
import { ABOLISHED_TYPES, POWER_TYPES } from './types.ts';

/** One thing the import has to say about a row; errors stop, warnings do not. */
export type RowFinding = {
  /** Counted from 1: of the items of a JSON file, of the rows of a sheet. */
  readonly row: number;
  readonly field: string;
  /** The cell of a spreadsheet, e.g. `D7`, and the name that stands in its row. */
  readonly cell?: string;
  readonly name?: string;
  readonly severity: 'error' | 'warning';
  readonly code: RowCode;
  readonly found?: string;
  /** What stands here now, where the row says something else. */
  readonly here?: string;
};
export type RowCode =
  | 'import/not-an-object'
  | 'import/field-missing'
  | 'import/field-refused'
  | 'import/duplicate-key'
  | 'import/type-unknown'
  | 'import/type-abolished'
  | 'import/type-differs-from-code'
  | 'import/credit-code-wrong'
  | 'import/no-credit-code'
  | 'import/incomplete'
  | 'import/kept-published'
  | 'import/kept-under-way'
  | 'import/kept-edited'
  | 'import/emptied'
  | 'import/basic-code-taken'
  | 'import/committed-exceeds-statutory'
  | 'import/form-not-here'
  | CellCode
  | TableNote['code'];

export type ImportRow = {
  readonly row: number;
  /** What the item is stored under when it is new. */
  readonly key: string;
  readonly identity: Identity;
  /** The beginning of the digest of the content that a list was written from here, in hexadecimal. */
  readonly base?: string;
  readonly content: PowerContent;
  /** The content as the list has it, before the forms that are here were put to it. */
  readonly listed?: PowerContent;
  /** Where its name stands in a spreadsheet. */
  readonly at?: { readonly field: string; readonly cell: string; readonly name: string };
  /** The cell of each column of the list. */
  readonly cells?: ReadonlyMap<ColumnId, string>;
};
export type ImportPlan = { readonly rows: readonly ImportRow[]; readonly findings: readonly RowFinding[] };

/** A row of an item list as districts publish it: department, name, numeric type, raw codes. */
const ListRow = z.object({
  department: z.string().trim().min(1).max(200),
  mainItem: z.string().trim().max(500).nullish(),
  name: z.string().trim().min(1).max(500),
  taskType: z.int(),
  taskTypeName: z.string().optional(),
  itemCode: z.string().trim().min(1).max(200),
  areaCode: z.string().optional(),
  deptCode: z.string().optional(),
});

const FullRow = z.object({ key: z.string().trim().min(1).max(200), content: PowerContent });
const File = z.object({ items: z.array(z.unknown()).max(20_000) });

/** Whether a value is an import file at all. */
export function parseImportFile(json: unknown): readonly unknown[] | undefined {
  const file = File.safeParse(json);
  return file.success ? file.data.items : undefined;
}

/**
 * Turns rows into drafts and says what is wrong with each, by row and field. A foreign code is kept raw and never
 * refused for its shape alone; a type that its own code contradicts is a warning (law-and-standards §1.3).
 */
export function planImport(
  items: readonly unknown[],
  body: { readonly name: string; readonly level: PowerContent['level'] },
): ImportPlan {
  const rows: ImportRow[] = [];
  const findings: RowFinding[] = [];
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const row = index + 1;
    const parsed = isFullRow(item) ? fromFullRow(item, row) : fromListRow(item, row, body);
    findings.push(...parsed.findings);
    if (!parsed.value) continue;
    const before = seen.get(parsed.value.key);
    if (before !== undefined) {
      findings.push({
        row,
        field: 'key',
        severity: 'error',
        code: 'import/duplicate-key',
        found: String(before),
      });
      continue;
    }
    seen.set(parsed.value.key, row);
    rows.push(parsed.value);
  }
  return { rows, findings };
}

type Parsed = { readonly value?: ImportRow; readonly findings: readonly RowFinding[] };

function isFullRow(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'content' in item;
}

function fromFullRow(item: unknown, row: number): Parsed {
  const parsed = FullRow.safeParse(item);
  if (!parsed.success) return { findings: refusals(item, row, parsed.error) };
  const { key, content } = parsed.data;
  const code = codeIn(content);
  return {
    value: { row, key, identity: { codes: code === null ? [key] : [key, code] }, content },
    findings: typeFindings(row, content.typeCode, content.localType),
  };
}

function fromListRow(
  item: unknown,
  row: number,
  body: { readonly name: string; readonly level: PowerContent['level'] },
): Parsed {
  const parsed = ListRow.safeParse(item);
  if (!parsed.success) return { findings: refusals(item, row, parsed.error) };
  const { name, mainItem, taskType, taskTypeName, itemCode, department } = parsed.data;
  const typeCode = String(taskType).padStart(2, '0');
  const findings: RowFinding[] = [
    ...typeFindings(row, typeCode, taskTypeName),
    ...codeFindings(row, typeCode, itemCode),
    { row, field: 'content', severity: 'warning', code: 'import/incomplete' },
  ];
  return {
    value: {
      row,
      key: itemCode,
      identity: { codes: [itemCode] },
      content: PowerContent.parse({
        name,
        ...(mainItem ? { parentName: mainItem } : {}),
        typeCode,
        ...(taskTypeName ? { localType: taskTypeName } : {}),
        rawCode: itemCode,
        exercisingBody: department === '' ? body.name : department,
        level: body.level,
      }),
    },
    findings,
  };
}

/** What is odd about a code, never a reason to refuse it (law-and-standards §1.3). */
export function codeFindings(row: number, typeCode: string, itemCode: string): RowFinding[] {
  const code = parseForeignItemCode(itemCode);
  const findings: RowFinding[] = [];
  // Letters outside the table (J for filings in an older coding) say nothing about the type, nor do those of public
  // services (2A, 2B, 2C).
  const coded = POWER_TYPES.find((type) => type.letter === code.type);
  if (coded && typeCode !== '20' && coded.code !== typeCode) {
    findings.push({
      row,
      field: 'taskType',
      severity: 'warning',
      code: 'import/type-differs-from-code',
      found: `${typeCode} / ${coded.code}`,
    });
  }
  if (code.body === null || code.body.length !== 18) {
    findings.push({
      row,
      field: 'itemCode',
      severity: 'warning',
      code: 'import/no-credit-code',
      found: itemCode,
    });
  } else if (!parseUscc(code.body).ok) {
    findings.push({
      row,
      field: 'itemCode',
      severity: 'warning',
      code: 'import/credit-code-wrong',
      found: code.body,
    });
  }
  return findings;
}

export function typeFindings(row: number, typeCode: string, localType: string | undefined): RowFinding[] {
  const findings: RowFinding[] = [];
  if (!POWER_TYPES.some((type) => type.code === typeCode))
    findings.push({
      row,
      field: 'typeCode',
      severity: 'error',
      code: 'import/type-unknown',
      found: typeCode,
    });
  if (localType !== undefined && ABOLISHED_TYPES.includes(localType))
    findings.push({
      row,
      field: 'localType',
      severity: 'warning',
      code: 'import/type-abolished',
      found: localType,
    });
  return findings;
}

function refusals(item: unknown, row: number, error: z.ZodError): RowFinding[] {
  return error.issues.map((issue) => {
    const found = valueAt(item, issue.path);
    return {
      row,
      field: issue.path.map(String).join('/'),
      severity: 'error',
      code:
        issue.path.length === 0
          ? 'import/not-an-object'
          : found === undefined || found === ''
            ? 'import/field-missing'
            : 'import/field-refused',
      ...(found === undefined ? {} : { found: shown(found) }),
    };
  });
}

function valueAt(item: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    item,
  );
}

/** What stands there, short enough for a line of the report. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

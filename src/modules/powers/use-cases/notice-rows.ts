import type { Reading } from '#platform/database';
import { basicCodeHolders, type KnownItem } from '../db/known-items.ts';
import type { PowerContent } from '../domain/content.ts';
import type { ImportRow, RowFinding } from '../domain/import-rows.ts';
import type { ColumnId } from '../domain/sheet/columns.ts';
import { matching } from '../domain/sheet/identity.ts';
import { writeLimit } from '../domain/sheet/limits.ts';
import { isWithinStatutory } from './flow-terms.ts';

/** What rows bring that does not go together with the law or with other items: said, and taken in all the same. */
export async function noticeRows(
  db: Reading,
  agencyId: string,
  rows: readonly ImportRow[],
  known: ReadonlyMap<string, KnownItem>,
): Promise<RowFinding[]> {
  const brought = rows.map((row) => ({ row, item: matching(row.identity, known) }));
  const coded = brought.flatMap(({ row, item }) => {
    const code = row.content.basicCode;
    return code === undefined || item?.content.basicCode === code ? [] : [{ row, item, code }];
  });
  const holders = Map.groupBy(
    await basicCodeHolders(
      db,
      agencyId,
      coded.map(({ code }) => code),
    ),
    ({ code }) => code,
  );
  const first = new Map<string, ImportRow>();
  for (const row of rows) {
    const code = row.content.basicCode;
    if (code !== undefined && !first.has(code)) first.set(code, row);
  }
  const taken = coded.flatMap(({ row, item, code }) => {
    const holder = holders.get(code)?.find(({ powerId }) => powerId !== item?.powerId);
    const before = first.get(code);
    const other = holder?.name ?? (before === row ? undefined : before?.content.name);
    return other === undefined
      ? []
      : [finding(row, 'import/basic-code-taken', 'basicCode', 'basicCode', `${code}（${other}）`)];
  });
  const long = brought
    .filter(({ row, item }) => limitsOf(row.content) !== limitsOf(item?.content))
    .flatMap(({ row }) => {
      const { committedLimit, statutoryLimit } = row.content;
      return committedLimit === undefined || statutoryLimit === undefined || isWithinStatutory(row.content)
        ? []
        : [
            finding(
              row,
              'import/committed-exceeds-statutory',
              'committed',
              'committedLimit',
              `${writeLimit(committedLimit)} > ${writeLimit(statutoryLimit)}`,
            ),
          ];
    });
  return [...taken, ...long];
}

function limitsOf(content: PowerContent | undefined): string {
  return JSON.stringify([content?.committedLimit, content?.statutoryLimit?.n, content?.statutoryLimit?.unit]);
}

function finding(
  { row, cells, at, content }: ImportRow,
  code: RowFinding['code'],
  column: ColumnId,
  element: keyof PowerContent,
  found: string,
): RowFinding {
  const cell = cells?.get(column);
  return {
    row,
    field: cells === undefined ? `content/${element}` : `column/${column}`,
    ...(cell === undefined ? {} : { cell }),
    name: at?.name ?? content.name,
    severity: 'warning',
    code,
    found,
  };
}

import type { KnownItem } from '../db/known-items.ts';
import { changesOf, type CellChange } from '../domain/import-changes.ts';
import type { ImportRow, RowFinding } from '../domain/import-rows.ts';
import { matching } from '../domain/sheet/identity.ts';
import type { OfficeNames } from '../domain/sheet/write-item.ts';
import { digestOfContent } from './content-digest.ts';

export type DigestedRow = ImportRow & { readonly digest: Buffer };
export type ChangedRow = DigestedRow & { readonly item: KnownItem; readonly changes: readonly CellChange[] };
export type Compared = {
  readonly fresh: readonly DigestedRow[];
  readonly changed: readonly ChangedRow[];
  readonly unchanged: number;
  /** How many rows differ from what is here, where the office’s own work stays. */
  readonly kept: number;
  /** What rows leave as it is, what they empty, and which mean an item that an earlier row has meant. */
  readonly findings: readonly RowFinding[];
};

/** What rows would do to the items that are here. */
export function compareRows(
  rows: readonly ImportRow[],
  known: ReadonlyMap<string, KnownItem>,
  offices: OfficeNames,
): Compared {
  const fresh: DigestedRow[] = [];
  const changed: ChangedRow[] = [];
  const findings: RowFinding[] = [];
  const met = new Map<string, number>();
  let [kept, unchanged] = [0, 0];
  for (const planned of rows) {
    const row = { ...planned, digest: digestOfContent(planned.content) };
    const item = matching(row.identity, known);
    if (!item) {
      fresh.push(row);
      continue;
    }
    const before = met.get(item.powerId);
    met.set(item.powerId, row.row);
    if (before !== undefined) {
      findings.push(twice(row, before));
      continue;
    }
    const what = compareRow(row, item);
    if (what === 'same') {
      unchanged += 1;
      continue;
    }
    const changes = changesOf(item.content, row.content, offices, row.cells);
    if (what === 'changed') {
      changed.push({ ...row, item, changes });
      findings.push(...emptied(row, changes));
    } else {
      kept += 1;
      findings.push(...leftAsIs(row, item, changes));
    }
  }
  return { fresh, changed, unchanged, kept, findings };
}

/**
 * A draft follows a list that was written from what it says now, or one that follows an import which nobody has edited since.
 * A row as it was imported last time says nothing new, whatever became of the item.
 */
function compareRow({ digest, base, listed }: DigestedRow, item: KnownItem): 'same' | 'changed' | 'kept' {
  const asBefore =
    item.imported?.equals(digest) === true ||
    (listed !== undefined && item.imported?.equals(digestOfContent(listed)) === true);
  if (asBefore && base === undefined) return 'same';
  const here = digestOfContent(item.content);
  if (here.equals(digest)) return 'same';
  if (item.state === 'draft' && base !== undefined && here.toString('hex').startsWith(base)) return 'changed';
  if (asBefore) return 'same';
  return item.state === 'draft' && item.imported?.equals(here) === true ? 'changed' : 'kept';
}

function twice(row: ImportRow, before: number): RowFinding {
  const at = row.at ?? { field: 'key' };
  return { ...at, row: row.row, severity: 'error', code: 'import/duplicate-key', found: String(before) };
}

function emptied(row: ImportRow, changes: readonly CellChange[]): RowFinding[] {
  return changes
    .filter((change) => change.emptied)
    .map(({ field, cell, before }) => ({
      row: row.row,
      field,
      ...(cell === undefined ? {} : { cell }),
      ...nameOf(row),
      severity: 'warning',
      code: 'import/emptied',
      ...(before === undefined ? {} : { here: before }),
    }));
}

/** Each differing cell of a row that is not taken over, with both values. */
function leftAsIs(row: ImportRow, { state }: KnownItem, changes: readonly CellChange[]): RowFinding[] {
  const code =
    state === 'published'
      ? 'import/kept-published'
      : state === 'draft'
        ? 'import/kept-edited'
        : 'import/kept-under-way';
  return changes.map(({ field, cell, before, after }) => ({
    row: row.row,
    field,
    ...(cell === undefined ? {} : { cell }),
    ...nameOf(row),
    severity: 'warning',
    code,
    ...(after === undefined ? {} : { found: after }),
    ...(before === undefined ? {} : { here: before }),
  }));
}

function nameOf({ at, content }: ImportRow): { readonly name: string } {
  return { name: at?.name ?? content.name };
}

import type { KnownItem } from '../db/known-items.ts';
import type { ImportRow, RowFinding } from '../domain/import-rows.ts';
import { matching } from '../domain/sheet/identity.ts';
import { digestOfContent } from './content-digest.ts';

export type DigestedRow = ImportRow & { readonly digest: Buffer };
export type ChangedRow = DigestedRow & { readonly item: KnownItem };
export type Compared = {
  readonly fresh: readonly DigestedRow[];
  readonly changed: readonly ChangedRow[];
  readonly unchanged: number;
  /** Rows that differ from what is here, where the office’s own work stays. */
  readonly kept: readonly RowFinding[];
  /** Rows that mean an item which an earlier row has meant. */
  readonly twice: readonly RowFinding[];
};

/** What rows would do to the items that are here. */
export function compareRows(rows: readonly ImportRow[], known: ReadonlyMap<string, KnownItem>): Compared {
  const fresh: DigestedRow[] = [];
  const changed: ChangedRow[] = [];
  const kept: RowFinding[] = [];
  const twice: RowFinding[] = [];
  const met = new Map<string, number>();
  for (const planned of rows) {
    const row = { ...planned, digest: digestOfContent(planned.content) };
    const item = matching(row.identity, known);
    if (!item) {
      fresh.push(row);
      continue;
    }
    const before = met.get(item.powerId);
    met.set(item.powerId, row.row);
    if (before !== undefined) twice.push(findingOf(row, 'import/duplicate-key', String(before)));
    else {
      const what = compareRow(row, item);
      if (what === 'changed') changed.push({ ...row, item });
      else if (what === 'kept') kept.push(findingOf(row, 'import/kept', item.state));
    }
  }
  const unchanged = rows.length - fresh.length - changed.length - kept.length - twice.length;
  return { fresh, changed, unchanged, kept, twice };
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

function findingOf(row: ImportRow, code: 'import/duplicate-key' | 'import/kept', found: string): RowFinding {
  const at = row.at ?? (code === 'import/kept' ? { field: 'content' as const } : { field: 'key' as const });
  return { ...at, row: row.row, severity: code === 'import/kept' ? 'warning' : 'error', code, found };
}

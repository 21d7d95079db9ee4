import { err, ok, type Result } from '#kernel';
import { doInThread } from './in-thread.ts';
import type { Book, Mark, SheetRefusal, Table } from './types.ts';

/** What a spreadsheet file may weigh; larger ones are refused unopened. */
export const SPREADSHEET_LIMIT = 20 * 1_048_576;

/**
 * Reads a workbook (.xlsx) or a text table (CSV in UTF-8, UTF-16 or GB 18030); which it is, its bytes say. Refuses what is empty, too
 * large, old, encrypted, has macros, unpacks too far, or is neither.
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<Result<Book, SheetRefusal>> {
  if (bytes.length === 0) return err({ code: 'sheet/empty' });
  if (bytes.length > SPREADSHEET_LIMIT) return err({ code: 'sheet/too-large' });
  const done = await doInThread({ kind: 'read', bytes });
  if (!done.ok) return err({ code: done.code });
  return ok(bookOf(done.value));
}

/** The same file with cells marked and commented, as a workbook; one that `readSpreadsheet` has read. */
export async function markSpreadsheet(
  bytes: Uint8Array,
  marks: readonly Mark[],
): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(await doInThread({ kind: 'mark', bytes, marks }));
}

/** A table as a workbook or as CSV that spreadsheets open as UTF-8; no cell of it is read as a formula. */
export async function writeSpreadsheet(
  table: Table,
  format: 'xlsx' | 'csv',
): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(await doInThread({ kind: 'write', table, format }));
}

type Done = Awaited<ReturnType<typeof doInThread>>;

function bytesOf(done: Done): Uint8Array<ArrayBuffer> {
  if (done.ok && done.value instanceof Uint8Array) return done.value;
  throw new Error(`spreadsheet not written: ${done.ok ? 'no bytes' : done.code}`);
}

function bookOf(value: Book | Uint8Array<ArrayBuffer>): Book {
  if (value instanceof Uint8Array) throw new Error('spreadsheet not read: bytes');
  return value;
}

import { z } from 'zod';
import type { Cursor } from '../db/case-list.ts';

const Raw = z.tuple([z.string().max(60), z.uuid()]);

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  after: z.string().max(200).optional(),
});

/** Opaque to clients: the last row's keys. A cursor that is not ours starts at the beginning. */
export function readCursor(after: string | undefined): Cursor | null {
  if (after === undefined) return null;
  try {
    const parsed = Raw.safeParse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')));
    return parsed.success && (parsed.data[0] === 'infinity' || !Number.isNaN(Date.parse(parsed.data[0])))
      ? { at: parsed.data[0], id: parsed.data[1] }
      : null;
  } catch {
    return null;
  }
}

export function writeCursor(cursor: Cursor | null): string | null {
  return cursor === null ? null : Buffer.from(JSON.stringify([cursor.at, cursor.id])).toString('base64url');
}

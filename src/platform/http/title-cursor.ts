import { z } from 'zod';

const Cursor = z.tuple([z.string().max(600), z.uuid()]);

/** Where a list by title goes on. */
export function titleCursor(last: { readonly title: string; readonly id: string }): string {
  return Buffer.from(JSON.stringify([last.title, last.id])).toString('base64url');
}

/** A cursor from an address; what is none begins the list. */
export function parseTitleCursor(
  text: string | undefined,
): { readonly title: string; readonly id: string } | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = Cursor.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return parsed.success ? { title: parsed.data[0], id: parsed.data[1] } : undefined;
  } catch {
    return undefined;
  }
}

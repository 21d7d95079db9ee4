import { z } from 'zod';
import { LegalDay } from '#kernel';

const Keyset = z.tuple([
  LegalDay,
  z
    .string()
    .max(64)
    .regex(/^[^\0]*$/),
]);

export function encodeCursor(on: LegalDay, id: string): string {
  return Buffer.from(JSON.stringify([on, id])).toString('base64url');
}

/** A cursor of ours, or nothing: a bent one starts at the first page. */
export function decodeCursor(
  text: string | undefined,
): { readonly on: LegalDay; readonly id: string } | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = Keyset.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return parsed.success ? { on: parsed.data[0], id: parsed.data[1] } : undefined;
  } catch {
    return undefined;
  }
}

import { z } from 'zod';

export const json = <T>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
export const refusals = {
  401: { description: 'Not logged in' },
  403: { description: 'Not allowed' },
  404: { description: 'No such thing in this agency' },
  409: { description: 'Not in this state, or lost a race' },
  412: { description: 'Somebody else changed it' },
  422: { description: 'Refused fields' },
  428: { description: 'If-Match is missing' },
};
export const NO_STORE = { 'cache-control': 'private, no-store' };
export const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(400).optional(),
});

export function encode(key: readonly [string | number, string]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** A cursor of ours, or nothing: a bent one starts at the first page. */
export function decode<T>(text: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

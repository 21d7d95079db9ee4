import { z } from 'zod';

/** What the secretary writes: by item, and for the end. */
export const TypedWords = z.object({ items: z.record(z.string(), z.string()), closing: z.string() });
export type TypedWords = z.infer<typeof TypedWords>;
const Kept = z.object({ rowVersion: z.int(), words: TypedWords });
export type KeptWords = z.infer<typeof Kept>;

const keyOf = (meetingId: string): string => `chengming.minutes.${meetingId}`;

/** What is typed into minutes stays in this window until it is saved, with the version it rests on. */
export function keepWords(meetingId: string, kept: KeptWords): void {
  sessionStorage.setItem(keyOf(meetingId), JSON.stringify(kept));
}

export function forgetWords(meetingId: string): void {
  sessionStorage.removeItem(keyOf(meetingId));
}

export function wordsBefore(meetingId: string): KeptWords | undefined {
  try {
    return Kept.safeParse(JSON.parse(sessionStorage.getItem(keyOf(meetingId)) ?? 'null')).data;
  } catch {
    return undefined;
  }
}

import { z } from 'zod';
import { same } from '../../lib/merge.ts';

/** What the secretary writes: by item, and for the end. */
export const TypedWords = z.object({ items: z.record(z.string(), z.string()), closing: z.string() });
export type TypedWords = z.infer<typeof TypedWords>;
const Kept = z.object({ rowVersion: z.int(), words: TypedWords });
export type KeptWords = z.infer<typeof Kept>;

/** Whose words, of which meeting: whoever comes next to this browser does not go on with another's. */
export type WordsKey = { readonly personId: string; readonly meetingId: string };
const keyOf = ({ personId, meetingId }: WordsKey): string => `chengming.minutes.${personId}.${meetingId}`;

/** What is typed into minutes stays in this window until it is saved, with the version it rests on. */
export function keepWords(key: WordsKey, kept: KeptWords | undefined): void {
  if (kept === undefined) sessionStorage.removeItem(keyOf(key));
  else sessionStorage.setItem(keyOf(key), JSON.stringify(kept));
}

export function wordsBefore(key: WordsKey): KeptWords | undefined {
  try {
    return Kept.safeParse(JSON.parse(sessionStorage.getItem(keyOf(key)) ?? 'null')).data;
  } catch {
    return undefined;
  }
}

/**
 * What still waits to be saved once `sent` is saved: nothing when nothing else was typed meanwhile, else what is typed now, on top
 * of what was sent.
 */
export function leftAfter(sent: KeptWords, typed: KeptWords | undefined): KeptWords | undefined {
  if (typed === undefined || same(typed.words, sent.words)) return undefined;
  return { rowVersion: sent.rowVersion + 1, words: typed.words };
}

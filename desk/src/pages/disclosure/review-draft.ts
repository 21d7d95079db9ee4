import { useState } from 'react';
import { z } from 'zod';

const Draft = z.object({
  choices: z.record(z.string(), z.enum(['mask', 'open'])),
  /** Places the reviewer found; by field. */
  added: z.record(
    z.string(),
    z.array(z.object({ start: z.number(), end: z.number(), replacement: z.string() })),
  ),
});
export type Draft = z.infer<typeof Draft>;
export type Added = Draft['added'][string][number];
const EMPTY: Draft = { choices: {}, added: {} };

/** What a reviewer has decided so far; kept in this tab, so that loading the page again loses nothing. */
export function useReviewDraft(id: string, rowVersion: number): [Draft, (next: Draft) => void, () => void] {
  const key = `chengming.review.${id}.${rowVersion}`;
  const [draft, set] = useState(() => read(key));
  const keep = (next: Draft): void => {
    sessionStorage.setItem(key, JSON.stringify(next));
    set(next);
  };
  return [draft, keep, () => sessionStorage.removeItem(key)];
}

function read(key: string): Draft {
  try {
    return Draft.parse(JSON.parse(sessionStorage.getItem(key) ?? ''));
  } catch {
    return EMPTY;
  }
}

/** Every place where a text occurs and nothing is masked yet. */
export function placesOf(
  text: string,
  wanted: string,
  taken: readonly { readonly start: number; readonly end: number }[],
): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  if (wanted === '') return found;
  for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + wanted.length)) {
    const end = start + wanted.length;
    if (!taken.some((place) => place.start < end && start < place.end)) found.push({ start, end });
  }
  return found;
}

/** What society will read once the masks stand. */
export function maskedText(
  text: string,
  masks: readonly { readonly start: number; readonly end: number; readonly replacement: string | null }[],
): string {
  let [out, at] = ['', 0];
  for (const mask of masks.toSorted((a, b) => a.start - b.start)) {
    if (mask.replacement === null || mask.start < at) continue;
    out += text.slice(at, mask.start) + mask.replacement;
    at = mask.end;
  }
  return out + text.slice(at);
}

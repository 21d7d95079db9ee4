import type { RuleArticle } from './content.ts';

/** A piece of an article compared with the other version. */
export type Piece = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

/** An article in both versions, or in one; places count from 0. */
export type ArticleDifference = {
  readonly change: 'same' | 'changed' | 'added' | 'removed';
  /** Place in the older and in the newer version. */
  readonly before: number | null;
  readonly after: number | null;
  readonly pieces: readonly Piece[];
};

/** Two articles are one that was rewritten when they share this part of their pairs of characters; else one went, one came. */
const ALIKE = 0.4;
/** Beyond this many comparisons an article is shown as replaced in whole. */
const MOST_CELLS = 500_000;

/**
 * Two versions of a text, article by article, in the order of the newer one: articles that stayed are matched first, what lies
 * between them by likeness, so that an article put in does not make all that follow look changed.
 */
export function diffArticles(
  before: readonly RuleArticle[],
  after: readonly RuleArticle[],
): ArticleDifference[] {
  const textOf = ({ chapter, text }: RuleArticle): string =>
    chapter === undefined ? text : `${chapter}\n${text}`;
  const old = before.map(textOf);
  const now = after.map(textOf);
  const kept = longestCommon(old.length, now.length, (i, j) => (old[i] === now[j] ? 1 : 0));
  const differences: ArticleDifference[] = [];
  let from = { old: 0, now: 0 };
  for (const [a, b] of [...kept, [old.length, now.length] as const]) {
    differences.push(...between(old, now, from, { old: a, now: b }));
    const text = old[a];
    if (text !== undefined)
      differences.push({ change: 'same', before: a, after: b, pieces: [{ kind: 'same', text }] });
    from = { old: a + 1, now: b + 1 };
  }
  return differences;
}

type Place = { readonly old: number; readonly now: number };

function between(
  old: readonly string[],
  now: readonly string[],
  from: Place,
  to: Place,
): ArticleDifference[] {
  const olds = old.slice(from.old, to.old);
  const nows = now.slice(from.now, to.now);
  const likeness = likenessesOf(olds, nows);
  const pairs = longestCommon(olds.length, nows.length, (i, j) => {
    const alike = likeness(i, j);
    return alike >= ALIKE ? alike : 0;
  });
  const found: ArticleDifference[] = [];
  let at = { old: 0, now: 0 };
  for (const [a, b] of [...pairs, [olds.length, nows.length] as const]) {
    for (let i = at.old; i < a; i += 1)
      found.push({
        change: 'removed',
        before: from.old + i,
        after: null,
        pieces: [{ kind: 'removed', text: olds[i] ?? '' }],
      });
    for (let i = at.now; i < b; i += 1)
      found.push({
        change: 'added',
        before: null,
        after: from.now + i,
        pieces: [{ kind: 'added', text: nows[i] ?? '' }],
      });
    const [older, newer] = [olds[a], nows[b]];
    if (older !== undefined && newer !== undefined)
      found.push({
        change: 'changed',
        before: from.old + a,
        after: from.now + b,
        pieces: diffWords(older, newer),
      });
    at = { old: a + 1, now: b + 1 };
  }
  return found;
}

/** Two texts character by character: what stayed, what went, what came. */
export function diffWords(before: string, after: string): Piece[] {
  const a = Array.from(before);
  const b = Array.from(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const middle = { a: a.slice(head, a.length - tail), b: b.slice(head, b.length - tail) };
  const pieces: Piece[] = [];
  const add = (kind: Piece['kind'], text: string): void => {
    const last = pieces.at(-1);
    if (text === '') return;
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
    else pieces.push({ kind, text });
  };
  add('same', a.slice(0, head).join(''));
  const kept =
    middle.a.length * middle.b.length > MOST_CELLS
      ? []
      : longestCommon(middle.a.length, middle.b.length, (i, j) => (middle.a[i] === middle.b[j] ? 1 : 0));
  let at: readonly [number, number] = [0, 0];
  for (const [i, j] of [...kept, [middle.a.length, middle.b.length] as const]) {
    add('removed', middle.a.slice(at[0], i).join(''));
    add('added', middle.b.slice(at[1], j).join(''));
    add('same', middle.a[i] ?? '');
    at = [i + 1, j + 1];
  }
  add('same', tail === 0 ? '' : a.slice(-tail).join(''));
  return pieces;
}

/** Pairs of places, in order on both sides, that weigh most together. */
function longestCommon(
  lengthA: number,
  lengthB: number,
  weight: (i: number, j: number) => number,
): (readonly [number, number])[] {
  const width = lengthB + 1;
  const best = new Float64Array((lengthA + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  for (let i = lengthA - 1; i >= 0; i -= 1)
    for (let j = lengthB - 1; j >= 0; j -= 1) {
      const own = weight(i, j);
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), own > 0 ? own + at(i + 1, j + 1) : 0);
    }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < lengthA && j < lengthB;) {
    const own = weight(i, j);
    if (own > 0 && at(i, j) === own + at(i + 1, j + 1)) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i, j) === at(i + 1, j)) i += 1;
    else j += 1;
  }
  return pairs;
}

/**
 * Sørensen–Dice over pairs of neighbouring characters, 0 to 1, for every two of the texts. The pairs of a text are taken once, and
 * only texts that share one are met: two long versions are compared on a page anybody may ask for.
 */
function likenessesOf(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const pairsOfA = a.map(pairsOf);
  const pairsOfB = b.map(pairsOf);
  const holders = new Map<string, number[]>();
  pairsOfA.forEach((pairs, i) => {
    for (const pair of pairs) {
      const known = holders.get(pair);
      if (known === undefined) holders.set(pair, [i]);
      else known.push(i);
    }
  });
  const shared = new Uint32Array(a.length * b.length);
  pairsOfB.forEach((pairs, j) => {
    for (const pair of pairs)
      for (const i of holders.get(pair) ?? []) shared[i * b.length + j] = (shared[i * b.length + j] ?? 0) + 1;
  });
  return (i, j) => {
    const all = (pairsOfA[i]?.size ?? 0) + (pairsOfB[j]?.size ?? 0);
    return all === 0 ? Number(a[i] === b[j]) : (2 * (shared[i * b.length + j] ?? 0)) / all;
  };
}

function pairsOf(text: string): ReadonlySet<string> {
  const signs = Array.from(text);
  return new Set(signs.slice(1).map((sign, at) => `${signs[at]}${sign}`));
}

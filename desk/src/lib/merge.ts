/** Elements of a content by name. */
type Elements = Readonly<Record<string, unknown>>;

export type Merge = {
  /** Elements that only the other side changed: taken over. */
  readonly theirs: readonly string[];
  /** Elements that both sides changed, each differently: a person chooses. */
  readonly both: readonly string[];
};

/** Compares what is typed here and what is stored now with what both began from. */
export function mergeElements(base: Elements, mine: Elements, stored: Elements): Merge {
  const names = [...new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(stored)])];
  const theirs = names.filter((name) => !same(stored[name], base[name]) && same(mine[name], base[name]));
  const both = names.filter(
    (name) =>
      !same(stored[name], base[name]) && !same(mine[name], base[name]) && !same(mine[name], stored[name]),
  );
  return { theirs, both };
}

/** Whether two values say the same; the order of names does not count. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, ordered) === JSON.stringify(b, ordered);
}

function ordered(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

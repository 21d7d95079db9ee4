import type { FiledLimit } from './package.ts';

/** An entry of the list a recipient reconciles against. */
export type ReferenceEntry = {
  readonly code: string;
  readonly name: string;
  readonly typeCode: string;
  readonly statutoryLimit: FiledLimit | null;
  readonly committedLimit: FiledLimit | null;
};
type Held = ReferenceEntry & { readonly basicCode: string | null };

export type Difference =
  | { readonly kind: 'missing'; readonly code: string; readonly name: string }
  | { readonly kind: 'extra'; readonly code: string; readonly name: string }
  | {
      readonly kind: 'name' | 'type' | 'statutory-limit' | 'committed-limit';
      readonly code: string;
      readonly name: string;
      readonly reference: string | FiledLimit;
      readonly filed: string | FiledLimit | null;
    };

/**
 * What a sender has on file against the reference list (X14): an item answers to the entry of its basic code, since that
 * is the same at every level, else of its own code. A limit that the reference leaves open is not compared; several items
 * may answer to one entry.
 */
export function reconcile(
  reference: readonly ReferenceEntry[],
  held: readonly Held[],
): readonly Difference[] {
  const byCode = new Map(reference.map((entry) => [entry.code, entry]));
  const entryOf = (item: Held): ReferenceEntry | undefined =>
    (item.basicCode === null ? undefined : byCode.get(item.basicCode)) ?? byCode.get(item.code);
  const answered = new Set(held.flatMap((item) => entryOf(item)?.code ?? []));
  const missing = reference
    .filter(({ code }) => !answered.has(code))
    .map(({ code, name }): Difference => ({ kind: 'missing', code, name }));
  const others = held.flatMap((item): Difference[] => {
    const entry = entryOf(item);
    if (entry === undefined) return [{ kind: 'extra', code: item.code, name: item.name }];
    return departures(entry, item);
  });
  return [...missing, ...others];
}

function departures(entry: ReferenceEntry, item: Held): Difference[] {
  const { code, name } = item;
  const found: Difference[] = [];
  if (!item.name.startsWith(entry.name))
    found.push({ kind: 'name', code, name, reference: entry.name, filed: name });
  if (item.typeCode !== entry.typeCode)
    found.push({ kind: 'type', code, name, reference: entry.typeCode, filed: item.typeCode });
  for (const [kind, reference, filed] of [
    ['statutory-limit', entry.statutoryLimit, item.statutoryLimit],
    ['committed-limit', entry.committedLimit, item.committedLimit],
  ] as const) {
    if (reference === null || sameLimit(reference, filed)) continue;
    found.push({ kind, code, name, reference, filed });
  }
  return found;
}

function sameLimit(a: FiledLimit, b: FiledLimit | null): boolean {
  return b !== null && a.n === b.n && a.unit === b.unit;
}

import type { LegalDay } from '#kernel';
import type { Composed, ComposedField } from '../compose-revision.ts';
import type { FieldValue } from '../public-view.ts';

/** An exception in force on a field, as it acts on what is about to be published. */
export type FieldHold = {
  readonly exceptionId: string;
  /** Names the field is committed under. */
  readonly names: readonly string[];
  readonly form: 'entry' | 'count';
  readonly ground: string;
  readonly until: LegalDay;
};

/** What a publication would have shown and an exception keeps back, so that its end can publish it. */
export type Kept =
  | { readonly exceptionId: string; readonly rev: number; readonly name: string }
  /** Committed with the very revision that is being written. */
  | { readonly exceptionId: string; readonly rev: 'this'; readonly name: string }
  | { readonly exceptionId: string; readonly rev: null; readonly name: string; readonly value: FieldValue };

/**
 * A composed revision under the exceptions in force: what it would open stays closed, what it would show is committed but
 * withheld with ground and date, or, where the entry itself would harm, left out of it.
 */
export function keepBack(
  { opens, fields }: Composed,
  holds: readonly FieldHold[],
): Composed & { readonly kept: readonly Kept[] } {
  const kept: Kept[] = [];
  const holdOn = (name: string): FieldHold | undefined => holds.find(({ names }) => names.includes(name));
  const stillOpens = opens.filter(([rev, name]) => {
    const hold = holdOn(name);
    if (hold) kept.push({ exceptionId: hold.exceptionId, rev, name });
    return hold === undefined;
  });
  const committed = fields.flatMap((field): ComposedField[] => {
    const hold = holdOn(field.name);
    if (hold === undefined || field.state === 'withheld') return [field];
    const { name, value } = field;
    if (hold.form === 'count') {
      kept.push({ exceptionId: hold.exceptionId, rev: null, name, value });
      return [];
    }
    kept.push({ exceptionId: hold.exceptionId, rev: 'this', name });
    return [{ name, value, state: 'withheld', ground: hold.ground, until: hold.until }];
  });
  return { opens: stillOpens, fields: committed, kept };
}

/** An exception in force on an element of an item. */
export type ElementHold = Omit<FieldHold, 'names'> & { readonly element: string };

/**
 * The elements of an item under the exceptions in force: the content without them, and each as a field of its own, committed
 * but withheld; or not at all where the entry itself would harm.
 */
export function withholdElements(
  content: Readonly<Record<string, FieldValue>>,
  holds: readonly ElementHold[],
): {
  readonly content: Readonly<Record<string, FieldValue>>;
  readonly fields: readonly ComposedField[];
  readonly kept: readonly Kept[];
} {
  const there = holds.filter(({ element }) => saysSomething(content[element]));
  const { fields, kept } = keepBack(
    {
      opens: [],
      fields: there.map(({ element }) => ({
        name: `content.${element}`,
        value: content[element] ?? null,
        state: 'open',
      })),
    },
    there.map((hold) => ({ ...hold, names: [`content.${hold.element}`] })),
  );
  return { content: withoutElements(content, there), fields, kept };
}

/** An item without the elements that are held. */
export function withoutElements<T extends Readonly<Record<string, unknown>>>(
  content: T,
  held: readonly { readonly element: string }[],
): T {
  const gone = new Set(held.map(({ element }) => element));
  return unsafeSameShape(Object.fromEntries(Object.entries(content).filter(([name]) => !gone.has(name))));
}

/** What may be withheld is optional or has a default, so that the rest reads as the same thing. */
function unsafeSameShape<T>(rest: Readonly<Record<string, unknown>>): T {
  return rest as T;
}

/** Whether an element has anything in it: an empty list or text needs no exception. */
export function saysSomething(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
}

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

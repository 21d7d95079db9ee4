import type { LegalDay } from '#kernel';
import { publicValue, type FieldValue, type FixedField } from './public-view.ts';

/** A field that the record has committed already. */
export type Committed = {
  readonly rev: number;
  readonly name: string;
  readonly audience: 'society' | 'party';
  readonly open: boolean;
  readonly value: unknown;
};

export type ComposedField =
  | { readonly name: string; readonly value: FieldValue; readonly state: 'open' }
  | {
      readonly name: string;
      readonly value: FieldValue;
      readonly state: 'withheld';
      readonly ground: string;
      /** Last day, where an exception in force sets one. */
      readonly until?: LegalDay;
    };

export type Composed = {
  readonly opens: readonly (readonly [rev: number, name: string])[];
  readonly fields: readonly ComposedField[];
};

/**
 * The revision that a public view becomes (DECISIONS §2): what was committed before with this very value is opened, not
 * committed again; a masked form that stands beside the original from the start is opened in its place; everything else
 * is new. What is withheld is committed once, with its ground. A field committed for the party alone (about a natural person)
 * never opens, whatever a rule says: its masked form does, or nothing.
 */
export function composeRevision(fields: readonly FixedField[], committed: readonly Committed[]): Composed {
  const opens: [number, string][] = [];
  const added: ComposedField[] = [];
  const same = (name: string, value: unknown): Committed | undefined =>
    committed.findLast((c) => c.name === name && c.audience === 'society' && equal(c.value, value));
  for (const field of fields) {
    const shown = publicValue(field);
    if (shown === undefined) {
      if (!committed.some((c) => c.name === field.name))
        added.push({ name: field.name, value: field.value, state: 'withheld', ground: field.basis });
      continue;
    }
    const personal = committed.some((c) => c.name === field.name && c.audience === 'party');
    const masked =
      personal || field.treatment === 'mask'
        ? committed.findLast((c) => c.name === `${field.name}.masked` && c.audience === 'society')
        : undefined;
    if (personal && masked === undefined) continue;
    const before = masked ?? same(field.name, shown);
    if (before === undefined) added.push({ name: field.name, value: shown, state: 'open' });
    else if (!before.open) opens.push([before.rev, before.name]);
  }
  return { opens, fields: added };
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  const other = new Map<string, unknown>(right);
  return (
    left.length === right.length &&
    left.every(([key, value]) => other.has(key) && equal(value, other.get(key)))
  );
}

import { findPersonalData, type PersonalDataHit } from '#kernel';
import type { FieldRule } from './field-rule.ts';

export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly FieldValue[]
  | { readonly [key: string]: FieldValue };

export type ViewField = { readonly name: string; readonly value: FieldValue; readonly rule: FieldRule };

/** A place in a text that may be data of a person, with what stands there in public. */
export type Mask = {
  readonly start: number;
  readonly end: number;
  readonly kind: PersonalDataHit['kind'] | 'other';
  readonly replacement: string;
  /** Null until a person decided; false leaves the text as it is. */
  readonly confirmed: boolean | null;
};

export type FixedField = {
  readonly name: string;
  readonly value: FieldValue;
  readonly treatment: FieldRule['treatment'];
  readonly basis: string;
  readonly masks: readonly Mask[];
};

export type FixedView = {
  readonly state: 'queued' | 'awaiting-review';
  readonly fields: readonly FixedField[];
};

/**
 * The public view of a record at signing (E4). It publishes itself unless a rule asks for a person, or data of a person
 * turned up where the rule did not expect any: then a reviewer looks at every place. Fields of a narrower scope than
 * society are not part of it.
 */
export function fixView(fields: readonly ViewField[]): FixedView {
  const ofSociety = fields.filter(({ rule }) => rule.scope === 'society');
  const fixed = ofSociety.map(({ name, value, rule }): FixedField => ({
    name,
    value,
    treatment: rule.treatment,
    basis: rule.basis,
    masks:
      rule.treatment === 'withhold'
        ? []
        : proposeMasks(value).map((mask) => ({
            ...mask,
            confirmed: rule.treatment === 'mask' && rule.review === 'auto' ? true : null,
          })),
  }));
  const person =
    ofSociety.some(({ rule }) => rule.review === 'person' && rule.treatment !== 'withhold') ||
    fixed.some(({ masks }) => masks.some(({ confirmed }) => confirmed === null));
  return { state: person ? 'awaiting-review' : 'queued', fields: fixed };
}

function proposeMasks(value: FieldValue): Mask[] {
  return findPersonalData(asText(value)).map(({ start, end, kind, proposal }) => ({
    start,
    end,
    kind,
    replacement: proposal,
    confirmed: null,
  }));
}

/** The text whose places masks name: the string itself, or the JSON of anything else. */
export function asText(value: FieldValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What society gets to read of a field, or nothing when it is withheld. Masks that nobody confirmed hide, too. */
export function publicValue(
  field: Pick<FixedField, 'value' | 'treatment' | 'masks'>,
): FieldValue | undefined {
  if (field.treatment === 'withhold') return undefined;
  const masks = field.masks.filter(({ confirmed }) => confirmed !== false);
  if (masks.length === 0) return field.value;
  const text = asText(field.value);
  let [masked, at] = ['', 0];
  for (const mask of masks.toSorted((a, b) => a.start - b.start)) {
    if (mask.start < at) continue;
    masked += text.slice(at, mask.start) + mask.replacement;
    at = mask.end;
  }
  return masked + text.slice(at);
}

export type MaskDecision = {
  readonly start: number;
  readonly end: number;
  readonly replacement: string | null;
};

/**
 * Applies what a reviewer decided to one field: a proposal is confirmed with its replacement or, with null, dropped; new
 * places may be added. Every proposal needs a decision; masks may not overlap or leave the text.
 */
export function decideMasks(
  field: FixedField,
  decisions: readonly MaskDecision[],
): FixedField | 'undecided' | 'misplaced' {
  const text = asText(field.value);
  const ordered = decisions.toSorted((a, b) => a.start - b.start);
  const misplaced = ordered.some(
    (d, i) => d.start < (ordered[i - 1]?.end ?? 0) || d.end <= d.start || d.end > text.length,
  );
  if (misplaced) return 'misplaced';
  const undecided = field.masks.some((m) => !decisions.some((d) => d.start === m.start && d.end === m.end));
  if (undecided) return 'undecided';
  return {
    ...field,
    masks: ordered.map((d): Mask => {
      const proposed = field.masks.find((m) => m.start === d.start && m.end === d.end);
      return {
        start: d.start,
        end: d.end,
        kind: proposed?.kind ?? 'other',
        replacement: d.replacement ?? proposed?.replacement ?? '',
        confirmed: d.replacement !== null,
      };
    }),
  };
}

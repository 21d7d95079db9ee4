import { z } from 'zod';
import { PowerContent } from '#modules/powers/contract';
import { ELEMENTS, isAskedFor, type FieldSpec } from './element-fields.ts';

export type Element = keyof PowerContent;
/** What a form holds under one element, as it was typed. */
type Typed = Readonly<Record<string, unknown>>;
/** A place on the form that is not as it should be: path in the content, and what is wrong with it. */
export type Fault = { readonly path: readonly (string | number)[]; readonly kind: FaultKind };
export type FaultKind = 'missing' | 'too-long' | 'format';

const SHAPES: Readonly<Record<string, z.ZodType>> = PowerContent.shape;

/** Elements as typed: what can be stored, and what is not finished yet. */
export type Sorted = { readonly values: Partial<PowerContent>; readonly faults: readonly Fault[] };

/**
 * Sorts what was typed into elements that can be stored and places that still need something. An element with a fault is
 * left out of `values` whole: what is stored of it stays, what was typed stays on the form.
 */
export function sortElements(typed: Typed): Sorted {
  const values: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [name, spec] of ELEMENTS) {
    const shape = SHAPES[name];
    if (!shape) continue;
    const parsed = shape.safeParse(tidy(spec, typed[name]));
    if (parsed.success) values[name] = parsed.data;
    else
      for (const issue of parsed.error.issues)
        faults.push({
          path: [name, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))],
          kind: faultOf(issue),
        });
  }
  return { values, faults };
}

function faultOf(issue: z.core.$ZodIssue): FaultKind {
  if (issue.code === 'too_big') return 'too-long';
  if (issue.code === 'invalid_type' || issue.code === 'too_small') return 'missing';
  return issue.code === 'invalid_value' && issue.input === undefined ? 'missing' : 'format';
}

/** What was typed into a field without what was left empty: no blank line, no group or row in which nothing stands. */
export function tidy(spec: FieldSpec, value: unknown): unknown {
  switch (spec.kind) {
    case 'line':
    case 'law':
    case 'parent':
    case 'text':
    case 'day':
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
    case 'check':
      return value === true;
    case 'number':
    case 'choice':
    case 'pick':
      return value === null || value === '' ? undefined : value;
    case 'file':
      return isRecord(value) ? value : undefined;
    case 'choices':
    case 'picks':
      return Array.isArray(value) ? value : [];
    case 'lines':
      return Array.isArray(value) ? value.map((one) => String(one).trim()).filter((one) => one !== '') : [];
    case 'limit':
      return isEmpty(partsOf(value)) ? undefined : partsOf(value);
    case 'group': {
      const parts = tidyAll(spec.fields, value);
      return isEmpty(parts) ? undefined : parts;
    }
    case 'list':
      return Array.isArray(value)
        ? value.map((row: unknown) => tidyAll(spec.fields, row)).filter((row) => !isEmpty(row))
        : [];
  }
}

function tidyAll(fields: readonly FieldSpec[], value: unknown): Record<string, unknown> {
  const held: Record<string, unknown> = isRecord(value) ? value : {};
  const parts: Record<string, unknown> = {};
  for (const field of fields.filter((one) => isAskedFor(one, held))) {
    if (field.name === '') Object.assign(parts, partsOf(held));
    else parts[field.name] = tidy(field, held[field.name]) ?? (field.name === 'due' ? null : undefined);
  }
  if (fields.some((field) => field.name === 'summary' || field.name === 'basis'))
    for (const field of fields)
      if ((field.name === 'summary' || field.name === 'basis') && field.kind !== 'list' && !isEmpty(parts))
        parts[field.name] ??= '';
  return parts;
}

function partsOf(value: unknown): Record<string, unknown> {
  const { n, unit } = isRecord(value) ? value : {};
  return { ...(typeof n === 'number' ? { n } : {}), ...(typeof unit === 'string' ? { unit } : {}) };
}

/** Nothing but ticks that were not set, and empty lists. */
function isEmpty(parts: Readonly<Record<string, unknown>>): boolean {
  return Object.values(parts).every(
    (part) =>
      part === undefined ||
      part === null ||
      part === false ||
      part === '' ||
      (Array.isArray(part) && part.length === 0),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

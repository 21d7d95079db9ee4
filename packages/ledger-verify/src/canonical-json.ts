import { utf8 } from './bytes.ts';

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue | undefined };

/** Raised for a value that has no canonical form we accept: a bug of the caller, never an answer to a user. */
export class NotCanonical extends TypeError {
  override readonly name = 'NotCanonical';
}

/**
 * RFC 8785 over a strict subset: well-formed strings, safe integers, no floats, no `toJSON`, no cycles. Members whose
 * value is `undefined` are refused, because two programs would disagree on them.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new NotCanonical(`number ${value}`);
    return String(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new NotCanonical('lone surrogate');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => canonicalJson(item)).join(',')}]`;
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    throw new NotCanonical(`${typeof value}`);
  // RFC 8785 §3.2.3 orders member names by UTF-16 code units, which is what the default order of strings is.
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(present(name, member))}`).join(',')}}`;
}

export function canonicalBytes(value: JsonValue): Uint8Array<ArrayBuffer> {
  return utf8(canonicalJson(value));
}

function present(name: string, member: unknown): JsonValue {
  if (member === undefined) throw new NotCanonical(`member ${name} is undefined`);
  return member as JsonValue;
}

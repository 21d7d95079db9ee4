import { canonicalJson, NotCanonical, type JsonValue } from './canonical-json.ts';
import { compareBytes, concat, u16be, utf8 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { treeHash } from './merkle.ts';

const LABEL = utf8('gov-tlog/commit/v1\n');

/** A file as a field value: the SHA-256 of its bytes, 64 hex digits. */
export type FileValue = { readonly file: string };
export type FieldValue = JsonValue | FileValue;

/** Bytes a field commits to (DECISIONS §2): a string's NFC UTF-8, a file's SHA-256 in hex, any other value's JCS. */
export function fieldValueBytes(value: FieldValue): Uint8Array {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new NotCanonical('lone surrogate');
    return utf8(value.normalize('NFC'));
  }
  if (isFileValue(value)) return utf8(value.file);
  return utf8(canonicalJson(value));
}

export function isFileValue(value: unknown): value is FileValue {
  if (typeof value !== 'object' || value === null || !('file' in value)) return false;
  return (
    Object.keys(value).length === 1 && typeof value.file === 'string' && /^[0-9a-f]{64}$/.test(value.file)
  );
}

/** SHA-256(label || u16be(len(name)) || name || salt || value); the salt has 32 random bytes. */
export function commit(c: Crypto, name: string, salt: Uint8Array, value: Uint8Array): Uint8Array {
  if (salt.length !== 32) throw new RangeError('a salt has 32 bytes');
  const field = utf8(name);
  return c.sha256(concat(LABEL, u16be(field.length), field, salt, value));
}

/** RFC 6962 tree head over the commitments as leaf data, ordered by field name in UTF-8 bytes. */
export function commitmentRoot(
  c: Crypto,
  fields: readonly { readonly name: string; readonly commitment: Uint8Array }[],
): Uint8Array {
  const ordered = fields
    .map((f) => ({ key: utf8(f.name), commitment: f.commitment }))
    .sort((a, b) => compareBytes(a.key, b.key));
  ordered.forEach((field, i) => {
    const before = ordered[i - 1];
    if (before && compareBytes(before.key, field.key) === 0) throw new RangeError('two fields of one name');
  });
  return treeHash(
    c,
    ordered.map((f) => f.commitment),
  );
}

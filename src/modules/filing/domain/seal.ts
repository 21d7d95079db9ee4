import {
  canonicalBytes,
  NotCanonical,
  toHex,
  utf8,
  verifyReceipt,
  type Crypto,
  type JsonValue,
  type VerifierKey,
} from '@chengming/ledger-verify';

/** The lines of a note over a document: its format, what it is about, and the digest of its canonical JSON. */
export type SealLines = readonly (readonly [name: string, value: string])[];

/** Bytes of the canonical JSON (RFC 8785) of a parsed document, or nothing where it has none, as with fractions. */
export function canonicalOf(value: unknown): Uint8Array<ArrayBuffer> | undefined {
  try {
    return canonicalBytes(unsafeJson(value));
  } catch (error) {
    if (error instanceof NotCanonical) return undefined;
    throw error;
  }
}

/** What came out of `JSON.parse`, or is a schema's output of it. */
function unsafeJson(value: unknown): JsonValue {
  return value as JsonValue;
}

export function digestOf(c: Crypto, value: unknown): string {
  const bytes = canonicalOf(value);
  if (bytes === undefined) throw new TypeError('no canonical form');
  return toHex(c.sha256(bytes));
}

export function digestOfText(c: Crypto, text: string): string {
  return toHex(c.sha256(utf8(text)));
}

export function sealLines(format: string, about: string, digest: string, more: SealLines = []): SealLines {
  return [['format', format], ['about', about], ['digest', digest], ...more];
}

/** The lines of a seal that this key signed over exactly this, else nothing. */
export function openSeal(
  c: Crypto,
  key: VerifierKey,
  seal: string,
  wanted: { readonly format: string; readonly about: string; readonly digest: string },
): ReadonlyMap<string, string> | undefined {
  const checked = verifyReceipt(c, key, seal);
  if (!checked.ok) return undefined;
  const { lines } = checked.receipt;
  const same =
    lines.get('format') === wanted.format &&
    lines.get('about') === wanted.about &&
    lines.get('digest') === wanted.digest;
  return same ? lines : undefined;
}

/** Who a seal says it is from: its first line. Nothing is verified by that. */
export function issuerOf(seal: string): string {
  return seal.slice(0, Math.max(seal.indexOf('\n'), 0));
}

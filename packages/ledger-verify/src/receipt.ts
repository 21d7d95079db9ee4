import type { Crypto } from './crypto.ts';
import { openNote, parseNote, type VerifierKey } from './note.ts';

export type Receipt = {
  readonly issuer: string;
  readonly lines: ReadonlyMap<string, string>;
  /** SHA-256 of each file that was handed in, in order: the one line that may stand more than once. */
  readonly files: readonly string[];
};
export type ReceiptOutcome =
  | { readonly ok: true; readonly receipt: Receipt }
  | { readonly ok: false; readonly failure: 'receipt/malformed' | 'receipt/not-signed' };

/**
 * Checks a receipt: a note signed under `<origin>/receipt`, first line the issuer, then `name value` a line; no name stands twice
 * but `file`. Offline.
 */
export function verifyReceipt(c: Crypto, key: VerifierKey, text: string): ReceiptOutcome {
  const note = parseNote(text);
  const [issuer = '', ...rest] = note?.text.slice(0, -1).split('\n') ?? [];
  if (!note || issuer !== key.name) return { ok: false, failure: 'receipt/malformed' };
  const lines = new Map<string, string>();
  const files: string[] = [];
  for (const line of rest) {
    const at = line.indexOf(' ');
    const [name, value] = [line.slice(0, at), line.slice(at + 1)];
    if (at < 1 || lines.has(name)) return { ok: false, failure: 'receipt/malformed' };
    if (name === 'file') files.push(value);
    else lines.set(name, value);
  }
  if (!openNote(c, note, [key])) return { ok: false, failure: 'receipt/not-signed' };
  return { ok: true, receipt: { issuer, lines, files } };
}

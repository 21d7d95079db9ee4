import {
  concat,
  equalBytes,
  fromBase64,
  fromUtf8,
  parseDecimal,
  toBase64,
  toHex,
  u64be,
  utf8,
} from './bytes.ts';
import type { Crypto, Signer } from './crypto.ts';

/** Signature types of C2SP signed-note that this verifier checks; all others are ignored, as the specification asks. */
export const ED25519 = 0x01;
export const COSIGNATURE_V1 = 0x04;

export type SignatureLine = {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
};

/** A signed note taken apart; `text` ends with the newline that is signed. */
export type Note = { readonly text: string; readonly signatures: readonly SignatureLine[] };

/** A verifier key: `name+hex8(keyid)+base64(type || key)`. */
export type VerifierKey = {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly type: number;
  readonly publicKey: Uint8Array;
};

const DASH = '\u2014';
const MAX_SIGNATURES = 100;

/** SHA-256(name || 0x0A || type || key)[0:4]. */
export function keyIdOf(c: Crypto, name: string, type: number, publicKey: Uint8Array): Uint8Array {
  return c.sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, 4);
}

export function verifierKey(c: Crypto, name: string, type: number, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new RangeError('key name');
  return { name, keyId: keyIdOf(c, name, type, publicKey), type, publicKey };
}

export function formatVerifierKey(key: VerifierKey): string {
  return `${key.name}+${toHex(key.keyId)}+${toBase64(concat(Uint8Array.of(key.type), key.publicKey))}`;
}

/** A verifier key from its text; `undefined` when malformed or when the key id does not belong to it. */
export function parseVerifierKey(c: Crypto, text: string): VerifierKey | undefined {
  const [name = '', id = '', ...rest] = text.split('+');
  const key = fromBase64(rest.join('+'));
  const type = key?.[0];
  if (!key || type === undefined || !isKeyName(name) || key.length < 2) return undefined;
  const parsed = verifierKey(c, name, type, key.slice(1));
  return toHex(parsed.keyId) === id ? parsed : undefined;
}

function isKeyName(name: string): boolean {
  return name.length > 0 && !/[\s+]/u.test(name);
}

/** Takes a note apart at its last blank line; `undefined` when it is not a note. */
export function parseNote(bytes: Uint8Array | string): Note | undefined {
  const whole = typeof bytes === 'string' ? bytes : fromUtf8(bytes);
  // oxlint-disable-next-line no-control-regex -- notes may hold no control characters but the newline
  if (whole === undefined || /[\u0000-\u0009\u000b-\u001f\u007f]/.test(whole)) return undefined;
  const split = whole.lastIndexOf('\n\n');
  if (split < 0 || !whole.endsWith('\n')) return undefined;
  const lines = whole.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return undefined;
  const signatures: SignatureLine[] = [];
  for (const line of lines) {
    const [dash, name, blob, ...more] = line.split(' ');
    const bytesOf = blob === undefined ? undefined : fromBase64(blob);
    if (
      dash !== DASH ||
      name === undefined ||
      !isKeyName(name) ||
      !bytesOf ||
      bytesOf.length < 5 ||
      more.length > 0
    )
      return undefined;
    signatures.push({ name, keyId: bytesOf.slice(0, 4), signature: bytesOf.slice(4) });
  }
  return signatures.length === 0 ? undefined : { text: whole.slice(0, split + 1), signatures };
}

export function formatSignature(line: SignatureLine): string {
  return `${DASH} ${line.name} ${toBase64(concat(line.keyId, line.signature))}\n`;
}

export function formatNote(note: Note): string {
  return `${note.text}\n${note.signatures.map(formatSignature).join('')}`;
}

/** Signs a text as `name` with an Ed25519 note signature. */
export function signNote(c: Crypto, name: string, signer: Signer, text: string): Note {
  if (!text.endsWith('\n')) throw new RangeError('a note ends with a newline');
  const key = verifierKey(c, name, ED25519, signer.publicKey);
  return { text, signatures: [{ name, keyId: key.keyId, signature: signer.sign(utf8(text)) }] };
}

/** Time a witness states, with its key; only from a signature that verified. */
export type Cosignature = { readonly key: VerifierKey; readonly time: bigint };

export type Opened = {
  readonly note: Note;
  readonly verified: readonly VerifierKey[];
  readonly cosignatures: readonly Cosignature[];
};

/**
 * Checks a note against keys. Unknown keys are ignored; a known key whose signature fails rejects the whole note
 * (signed-note, “Verifying”), and so does a note that no given key signed.
 */
export function openNote(c: Crypto, note: Note, keys: readonly VerifierKey[]): Opened | undefined {
  const verified: VerifierKey[] = [];
  const cosignatures: Cosignature[] = [];
  for (const line of note.signatures) {
    const key = keys.find((k) => k.name === line.name && equalBytes(k.keyId, line.keyId));
    if (!key || verified.includes(key)) continue;
    if (key.type === ED25519) {
      if (!c.ed25519Verify(key.publicKey, utf8(note.text), line.signature)) return undefined;
    } else if (key.type === COSIGNATURE_V1) {
      const time = cosignatureTime(line.signature);
      if (time === undefined) return undefined;
      if (!c.ed25519Verify(key.publicKey, cosignedMessage(time, note.text), line.signature.slice(8)))
        return undefined;
      cosignatures.push({ key, time });
    } else {
      continue;
    }
    verified.push(key);
  }
  return verified.length === 0 ? undefined : { note, verified, cosignatures };
}

/** What a witness signs: `cosignature/v1`, its time in Unix seconds, and the whole note text. */
export function cosignedMessage(time: bigint, text: string): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/** A witness's line under a checkpoint it has checked. */
export function cosign(c: Crypto, name: string, signer: Signer, time: bigint, text: string): SignatureLine {
  const key = verifierKey(c, name, COSIGNATURE_V1, signer.publicKey);
  return { name, keyId: key.keyId, signature: concat(u64be(time), signer.sign(cosignedMessage(time, text))) };
}

function cosignatureTime(signature: Uint8Array): bigint | undefined {
  if (signature.length !== 72) return undefined;
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  // tlog-cosignature: a time MUST NOT exceed 2^63 - 1.
  return time < 1n << 63n ? time : undefined;
}

/** The three lines of a checkpoint (C2SP tlog-checkpoint); extension lines are refused, as our log has none. */
export type Checkpoint = { readonly origin: string; readonly size: bigint; readonly root: Uint8Array };

export function formatCheckpoint(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.root)}\n`;
}

export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', sizeText = '', rootText = '', end, ...extra] = text.split('\n');
  const size = parseDecimal(sizeText);
  const root = fromBase64(rootText);
  if (origin === '' || size === undefined || root?.length !== 32 || end !== '' || extra.length > 0)
    return undefined;
  return { origin, size, root };
}

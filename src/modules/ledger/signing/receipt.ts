import { formatNote, signNote } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type { NoteKey } from './keys.ts';

/**
 * A receipt: a signed note under `<origin>/receipt` (DECISIONS §4). The first line says what it is, then one
 * `name value` a line; whoever holds it proves that it was given, offline, with the key in `/ledger/policy`.
 */
export function signReceipt(
  key: NoteKey,
  lines: readonly (readonly [name: string, value: string])[],
): string {
  for (const [name, value] of lines) {
    if (!/^[a-z-]+$/.test(name) || /\n/.test(value)) throw new TypeError(`receipt line ${name}`);
  }
  const text = `${key.name}\n${lines.map(([name, value]) => `${name} ${value}\n`).join('')}`;
  return formatNote(signNote(nodeCrypto, key.name, key.signer, text));
}

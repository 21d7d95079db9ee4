import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ED25519,
  formatVerifierKey,
  fromHex,
  verifierKey,
  type Signer,
  type VerifierKey,
} from '@chengming/ledger-verify';
import { nodeCrypto, signerFromSeed } from '@chengming/ledger-verify/node';
import { writeDurably } from './guard.ts';

/** A key that signs notes under a name. */
export type NoteKey = {
  readonly name: string;
  readonly signer: Signer;
  readonly verifier: VerifierKey;
  readonly text: string;
};

/** Raised when a key may not be made: in production keys are brought, not generated. */
export class KeyRefusal extends Error {
  override readonly name = 'KeyRefusal';
}

/** Reads an Ed25519 seed from `dir/<file>`, or makes one when `generate` allows it; the file is readable by its owner only. */
export async function loadNoteKey(
  dir: string,
  file: string,
  name: string,
  generate: boolean,
): Promise<NoteKey> {
  const path = join(dir, file);
  const text = (await readSeed(path)) ?? (await makeSeed(dir, path, generate));
  const seed = fromHex(text.trim());
  if (seed?.length !== 32) throw new KeyRefusal(`${path} does not hold a key of 64 hex digits`);
  const signer = signerFromSeed(seed);
  const verifier = verifierKey(nodeCrypto, name, ED25519, signer.publicKey);
  return { name, signer, verifier, text: formatVerifierKey(verifier) };
}

async function readSeed(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  });
}

/** Several processes start at once: the first whole file wins, the others read it. */
async function makeSeed(dir: string, path: string, generate: boolean): Promise<string> {
  if (!generate)
    throw new KeyRefusal(
      `the key ${path} is missing; in production it is made once with “openssl rand -hex 32” and kept safe`,
    );
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const own = `${path}.${randomBytes(6).toString('hex')}`;
  await writeDurably(own, Buffer.from(`${randomBytes(32).toString('hex')}\n`));
  try {
    await link(own, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(own);
  }
  const made = await readSeed(path);
  if (made === undefined) throw new Error(`${path} is gone again`);
  return made;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
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
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  const seed = text === undefined ? await makeSeed(dir, path, generate) : fromHex(text.trim());
  if (seed?.length !== 32) throw new KeyRefusal(`${path} does not hold a key of 64 hex digits`);
  const signer = signerFromSeed(seed);
  const verifier = verifierKey(nodeCrypto, name, ED25519, signer.publicKey);
  return { name, signer, verifier, text: formatVerifierKey(verifier) };
}

async function makeSeed(dir: string, path: string, generate: boolean): Promise<Uint8Array | undefined> {
  if (!generate)
    throw new KeyRefusal(
      `the key ${path} is missing; in production it is made once with “openssl rand -hex 32” and kept safe`,
    );
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const seed = randomBytes(32).toString('hex');
  const partial = `${path}.${randomBytes(6).toString('hex')}`;
  const handle = await open(partial, 'wx', 0o600);
  try {
    await handle.writeFile(`${seed}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // Two processes start at once: the first link wins and the other reads what it made.
  await link(partial, path).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  await rm(partial);
  return fromHex((await readFile(path, 'utf8')).trim());
}

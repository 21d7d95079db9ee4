import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** The value of the library's ambient enum `Algorithm.Argon2id`, which isolated modules cannot import. */
const ARGON2ID = 2;
/** OWASP password storage: Argon2id, 19 MiB, two passes, one lane. */
const ARGON2 = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
let dummy: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), ARGON2);
}

/** Takes as long for an account that does not exist. */
export async function passwordMatches(stored: string | undefined, password: string): Promise<boolean> {
  dummy ??= hash('no such account', ARGON2);
  const matches = await verify(stored ?? (await dummy), password.normalize('NFC'));
  return stored !== undefined && matches;
}

/** A secret that is shown once: 256 random bits, and the digest that is stored. */
export function newSecret(): { readonly secret: string; readonly digest: Buffer } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, digest: digestOf(secret) };
}

export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

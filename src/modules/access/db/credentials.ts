import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { generateSecret, generateURI, verifySync } from 'otplib';

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

/** A new TOTP secret, and the address an authenticator app reads from a QR code. */
export function newTotpSecret(account: string): { readonly secret: string; readonly uri: string } {
  const secret = generateSecret();
  return { secret, uri: generateURI({ issuer: '澄明', label: account, secret }) };
}

/** The step a code belongs to, one step of drift either way; each step counts once (RFC 6238 §5.2). */
export function matchTotp(
  secret: string,
  code: string,
  now: Date,
  lastStep: bigint | null,
): bigint | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: 30,
    ...(lastStep === null ? {} : { afterTimeStep: Number(lastStep) }),
  });
  return result.valid && 'timeStep' in result ? BigInt(result.timeStep) : undefined;
}

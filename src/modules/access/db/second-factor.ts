import { randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { sql } from 'kysely';
import type { Tx } from '#platform/database';
import { digestOf } from './credentials.ts';

type Account = {
  readonly agency_id: string;
  readonly person_id: string;
  readonly totp_secret: string | null;
  readonly totp_last_step: bigint | null;
  readonly recovery_hashes: readonly string[];
};

/** The factor that was shown: a step of the one-time code, or a recovery code by its digest; `none` when none is asked. */
export type SecondFactor =
  | 'none'
  | { readonly kind: 'totp'; readonly step: bigint }
  | { readonly kind: 'recovery'; readonly hash: string };

export function matchSecondFactor(
  account: Account,
  code: string | undefined,
  now: Date,
): SecondFactor | 'required' | 'wrong' {
  if (account.totp_secret === null) return 'none';
  if (code === undefined || code.trim() === '') return 'required';
  const step = matchTotp(account.totp_secret, code.trim(), now, account.totp_last_step);
  if (step !== undefined) return { kind: 'totp', step };
  const hash = recoveryHash(code);
  return account.recovery_hashes.includes(hash) ? { kind: 'recovery', hash } : 'wrong';
}

/** Uses the factor up; `false` when another login was faster with the same code. */
export async function spendSecondFactor(tx: Tx, account: Account, factor: SecondFactor): Promise<boolean> {
  if (factor === 'none') return true;
  const row = tx
    .updateTable('login')
    .where('agency_id', '=', account.agency_id)
    .where('person_id', '=', account.person_id);
  const done =
    factor.kind === 'totp'
      ? await row
          .set({ totp_last_step: factor.step })
          .where((e) => e.or([e('totp_last_step', 'is', null), e('totp_last_step', '<', factor.step)]))
          .executeTakeFirst()
      : await row
          .set({ recovery_hashes: sql<string[]>`array_remove(recovery_hashes, ${factor.hash})` })
          .where(sql<boolean>`${factor.hash} = ANY (recovery_hashes)`)
          .executeTakeFirst();
  return done.numUpdatedRows === 1n;
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

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Ten codes of 80 random bits, `XXXX-XXXX-XXXX-XXXX`, each good for one login. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => {
    const letters = [...randomBytes(16)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('');
    return letters.replaceAll(/(.{4})(?=.)/g, '$1-');
  });
}

export function recoveryHash(code: string): string {
  return digestOf(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')).toString('hex');
}

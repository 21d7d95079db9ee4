import { err, ok, type Result } from '#kernel';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { matchTotp, newRecoveryCodes, newTotpSecret, recoveryHash } from '../db/second-factor.ts';
import type { Actor, StaffActor } from '../domain/actor.ts';
import {
  forbidden,
  noAccount,
  totpAlready,
  totpNotStarted,
  totpWrong,
  type Forbidden,
  type NoAccount,
} from '../domain/errors.ts';
import { can } from '../domain/rules.ts';
import { journalAccess } from '../journal-access.ts';
import { confirmPassword, type PasswordNotConfirmed } from './confirm-password.ts';

type Whose = { readonly agencyId: string; readonly personId: string };
const whoseOf = ({ agencyId, personId }: StaffActor): Whose => ({ agencyId, personId });

/**
 * Begins to set up one-time codes: a secret for the authenticator app, good for nothing until a first code confirms it.
 * Refusals: a wrong password, `access/totp-already`.
 */
export async function startTotp(
  ctx: UseCase,
  actor: StaffActor,
  input: { readonly password: string },
): Promise<
  Result<
    { readonly secret: string; readonly uri: string },
    PasswordNotConfirmed | { readonly code: 'access/totp-already' }
  >
> {
  const confirmed = await confirmPassword(ctx, actor, input.password);
  if (!confirmed.ok) return confirmed;
  const made = newTotpSecret(confirmed.value.account);
  const row = await ctx.db
    .updateTable('login')
    .set({ totp_pending: made.secret })
    .where('agency_id', '=', actor.agencyId)
    .where('person_id', '=', actor.personId)
    .where('totp_secret', 'is', null)
    .executeTakeFirst();
  return row.numUpdatedRows === 1n ? ok(made) : err(totpAlready());
}

/**
 * Confirms the secret by its first code; from then on every login asks for one. The recovery codes are in the answer and
 * nowhere else. Refusals: `access/totp-not-started`, `access/totp-wrong`.
 */
export async function confirmTotp(
  ctx: UseCase,
  actor: StaffActor,
  input: { readonly code: string },
): Promise<
  Result<
    { readonly recoveryCodes: readonly string[] },
    { readonly code: 'access/totp-not-started' } | { readonly code: 'access/totp-wrong' } | Conflict
  >
> {
  const login = await ctx.db
    .selectFrom('login')
    .select('totp_pending')
    .where('agency_id', '=', actor.agencyId)
    .where('person_id', '=', actor.personId)
    .executeTakeFirst();
  const pending = login?.totp_pending;
  if (pending === undefined || pending === null) return err(totpNotStarted());
  const step = matchTotp(pending, input.code.trim(), ctx.clock.now(), null);
  if (step === undefined) return err(totpWrong());
  const recoveryCodes = newRecoveryCodes();
  return ctx.transact(async (tx) => {
    const row = await tx
      .updateTable('login')
      .set({
        totp_secret: pending,
        totp_pending: null,
        totp_last_step: step,
        recovery_hashes: recoveryCodes.map(recoveryHash),
      })
      .where('agency_id', '=', actor.agencyId)
      .where('person_id', '=', actor.personId)
      .where('totp_pending', '=', pending)
      .executeTakeFirst();
    if (row.numUpdatedRows !== 1n) return err(totpNotStarted());
    await journalAccess(ctx, tx, actor, { action: 'access/enrol-totp', ...whoseOf(actor) });
    return ok({ recoveryCodes });
  });
}

/** Gives up one's own one-time codes; asks for the password again. */
export async function removeOwnTotp(
  ctx: UseCase,
  actor: StaffActor,
  input: { readonly password: string },
): Promise<Result<void, PasswordNotConfirmed | NoAccount>> {
  const confirmed = await confirmPassword(ctx, actor, input.password);
  return confirmed.ok ? remove(ctx, actor, whoseOf(actor)) : confirmed;
}

/** Takes the second factor off the account of somebody who lost theirs. */
export async function resetTotp(
  ctx: UseCase,
  actor: Actor,
  input: Whose,
): Promise<Result<void, Forbidden | NoAccount | Conflict>> {
  if (!can(actor, 'account/manage', input)) return err(forbidden());
  return remove(ctx, actor, input);
}

function remove(ctx: UseCase, actor: Actor, whose: Whose): Promise<Result<void, NoAccount | Conflict>> {
  return ctx.transact(async (tx) => {
    const row = await tx
      .updateTable('login')
      .set({ totp_secret: null, totp_pending: null, totp_last_step: null, recovery_hashes: [] })
      .where('agency_id', '=', whose.agencyId)
      .where('person_id', '=', whose.personId)
      .executeTakeFirst();
    if (row.numUpdatedRows !== 1n) return err(noAccount());
    await journalAccess(ctx, tx, actor, { action: 'access/remove-totp', ...whose });
    return ok();
  });
}

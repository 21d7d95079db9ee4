import { err, legalDayOf, ok, type Result } from '#kernel';
import type { UseCase } from '#platform/context';
import type { Conflict, Tx } from '#platform/database';
import { loadStaffActor } from '../db/actor-reader.ts';
import { digestOf, newSecret, passwordMatches } from '../db/credentials.ts';
import { clearPace, paceKey, takeTurn } from '../db/login-pace.ts';
import { matchSecondFactor, spendSecondFactor } from '../db/second-factor.ts';
import type { StaffActor } from '../domain/actor.ts';
import { totpRequired, totpWrong, wrongCredentials, type LoginRefusal } from '../domain/errors.ts';
import { journalAccess } from '../journal-access.ts';

export type LoginInput = {
  readonly account: string;
  readonly password: string;
  /** One-time code, or one of the recovery codes. */
  readonly totp?: string | undefined;
  /** Secret of a device this account was logged in from before. */
  readonly device?: string | undefined;
  /** Session the browser holds; it ends with the login. */
  readonly previousSession?: string | undefined;
};
export type LoggedIn = {
  readonly sessionId: string;
  readonly expiresAt: Date;
  /** To be kept by the browser for its next login. */
  readonly device: string;
  readonly actor: StaffActor;
};

/**
 * Logs a member of staff in. Refusals: `access/wrong-credentials` (also for an unknown or disabled account, after the
 * same work), `access/totp-required`, `access/totp-wrong`, `access/wait` with the seconds to wait.
 */
export async function login(
  ctx: UseCase,
  input: LoginInput,
): Promise<Result<LoggedIn, LoginRefusal | Conflict>> {
  const now = ctx.clock.now();
  const name = input.account.trim().toLowerCase();
  const account = await ctx.db.selectFrom('login').selectAll().where('account', '=', name).executeTakeFirst();
  const device = await knownDevice(ctx, account, input.device);
  const pace = paceKey(name, device);
  const turn = await takeTurn(ctx, pace);
  if (!turn.ok) return turn;
  const matches = await passwordMatches(account?.password_hash, input.password);
  const refused = account?.disabled || (account?.demo && ctx.config.env === 'production');
  if (!account || refused || !matches) return err(wrongCredentials());
  const factor = matchSecondFactor(account, input.totp, now);
  if (factor === 'required') return err(totpRequired());
  if (factor === 'wrong') return err(totpWrong());
  const actor = await loadStaffActor(ctx.db, account.agency_id, account.person_id, legalDayOf(now));
  if (!actor) return err(wrongCredentials());
  const session = newSecret();
  const expiresAt = new Date(now.getTime() + ctx.config.sessionHours * 3_600_000);
  return ctx.transact(async (tx) => {
    if (!(await spendSecondFactor(tx, account, factor))) return err(totpWrong());
    await clearPace(tx, pace);
    if (input.previousSession !== undefined)
      await tx.deleteFrom('session').where('id_hash', '=', digestOf(input.previousSession)).execute();
    await tx
      .insertInto('session')
      .values({
        id_hash: session.digest,
        agency_id: account.agency_id,
        person_id: account.person_id,
        created_at: now,
        seen_at: now,
        expires_at: expiresAt,
      })
      .execute();
    await journalAccess(ctx, tx, actor, {
      action: 'access/login',
      agencyId: actor.agencyId,
      personId: actor.personId,
      ...(factor === 'none' ? {} : { note: `second-factor-${factor.kind}` }),
    });
    return ok({
      sessionId: session.secret,
      expiresAt,
      device: device && input.device !== undefined ? input.device : await rememberDevice(tx, account, now),
      actor,
    });
  });
}

type Account = { readonly agency_id: string; readonly person_id: string };

async function knownDevice(
  ctx: UseCase,
  account: Account | undefined,
  secret: string | undefined,
): Promise<Buffer | undefined> {
  if (account === undefined || secret === undefined) return undefined;
  const row = await ctx.db
    .selectFrom('login_device')
    .select('digest')
    .where('agency_id', '=', account.agency_id)
    .where('person_id', '=', account.person_id)
    .where('digest', '=', digestOf(secret))
    .executeTakeFirst();
  return row?.digest;
}

async function rememberDevice(tx: Tx, account: Account, now: Date): Promise<string> {
  const { secret, digest } = newSecret();
  await tx
    .insertInto('login_device')
    .values({ agency_id: account.agency_id, person_id: account.person_id, digest, created_at: now })
    .execute();
  return secret;
}

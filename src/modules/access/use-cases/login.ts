import { err, legalDayOf, ok, type Result } from '#kernel';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { loadStaffActor } from '../db/actor-reader.ts';
import { digestOf, matchTotp, newSecret, passwordMatches } from '../db/credentials.ts';
import type { StaffActor } from '../domain/actor.ts';
import { totpRequired, totpWrong, wait, wrongCredentials, type LoginRefusal } from '../domain/errors.ts';
import { waitAfter } from '../domain/lockout.ts';

export type LoginInput = {
  readonly account: string;
  readonly password: string;
  readonly totp?: string | undefined;
};
export type LoggedIn = { readonly sessionId: string; readonly expiresAt: Date; readonly actor: StaffActor };

/**
 * Logs a member of staff in. Refusals: `access/wrong-credentials` (also for an unknown or disabled account, after the
 * same time), `access/totp-required`, `access/totp-wrong`, `access/wait` with the seconds to wait.
 */
export async function login(
  ctx: UseCase,
  input: LoginInput,
): Promise<Result<LoggedIn, LoginRefusal | Conflict>> {
  const now = ctx.clock.now();
  const account = await ctx.db
    .selectFrom('login')
    .selectAll()
    .where('account', '=', input.account.trim().toLowerCase())
    .executeTakeFirst();
  if (account?.locked_until && account.locked_until > now) {
    return err(wait(Math.ceil((account.locked_until.getTime() - now.getTime()) / 1000)));
  }
  const matches = await passwordMatches(account?.password_hash, input.password);
  const refuse = async (refusal: LoginRefusal): Promise<Result<never, LoginRefusal>> => {
    if (account) await countFailure(ctx, account.agency_id, account.person_id, account.failures + 1, now);
    return err(refusal);
  };
  if (!account || account.disabled || !matches) return refuse(wrongCredentials());
  if (account.demo && ctx.config.env === 'production') return err(wrongCredentials());
  let step: bigint | undefined;
  if (account.totp_secret !== null) {
    if (input.totp === undefined || input.totp === '') return err(totpRequired());
    step = matchTotp(account.totp_secret, input.totp, now, account.totp_last_step);
    if (step === undefined) return refuse(totpWrong());
  }
  const actor = await loadStaffActor(ctx.db, account.agency_id, account.person_id, legalDayOf(now));
  if (!actor) return err(wrongCredentials());
  const { secret, digest } = newSecret();
  const expiresAt = new Date(now.getTime() + ctx.config.sessionHours * 3_600_000);
  return ctx.transact(async (tx) => {
    await tx
      .updateTable('login')
      .set({ failures: 0, locked_until: null, ...(step === undefined ? {} : { totp_last_step: step }) })
      .where('agency_id', '=', account.agency_id)
      .where('person_id', '=', account.person_id)
      .execute();
    await tx
      .insertInto('session')
      .values({
        id_hash: digest,
        agency_id: account.agency_id,
        person_id: account.person_id,
        created_at: now,
        seen_at: now,
        expires_at: expiresAt,
      })
      .execute();
    await writeJournal(tx, {
      ids: ctx.ids,
      at: now,
      actor: { kind: 'person', id: actor.personId },
      action: 'access/login',
      subjectType: 'person',
      subjectRid: actor.personId,
      agencyId: actor.agencyId,
      requestId: ctx.requestId,
    });
    return ok({ sessionId: secret, expiresAt, actor });
  });
}

async function countFailure(
  ctx: UseCase,
  agencyId: string,
  personId: string,
  failures: number,
  now: Date,
): Promise<void> {
  const pause = waitAfter(failures);
  await ctx.db
    .updateTable('login')
    .set({ failures, locked_until: pause === 0 ? null : new Date(now.getTime() + pause) })
    .where('agency_id', '=', agencyId)
    .where('person_id', '=', personId)
    .execute();
}

const IDLE = 2 * 3_600_000;
const SEEN_EVERY = 60_000;

/** The member of staff a session belongs to; nobody when it is unknown, expired, or idle for two hours. */
export async function actorOfSession(ctx: UseCase, sessionId: string): Promise<StaffActor | undefined> {
  const now = ctx.clock.now();
  const digest = digestOf(sessionId);
  const session = await ctx.db
    .selectFrom('session')
    .selectAll()
    .where('id_hash', '=', digest)
    .executeTakeFirst();
  if (!session || session.expires_at <= now || now.getTime() - session.seen_at.getTime() > IDLE)
    return undefined;
  if (now.getTime() - session.seen_at.getTime() > SEEN_EVERY) {
    await ctx.db.updateTable('session').set({ seen_at: now }).where('id_hash', '=', digest).execute();
  }
  return loadStaffActor(ctx.db, session.agency_id, session.person_id, legalDayOf(now));
}

export async function logout(ctx: UseCase, sessionId: string): Promise<void> {
  await ctx.db.deleteFrom('session').where('id_hash', '=', digestOf(sessionId)).execute();
}

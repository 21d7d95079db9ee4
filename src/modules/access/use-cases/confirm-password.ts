import { err, ok, type Result } from '#kernel';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { digestOf, passwordMatches } from '../db/credentials.ts';
import { clearPace, paceKey, takeTurn } from '../db/login-pace.ts';
import type { StaffActor } from '../domain/actor.ts';
import { wrongCredentials, type Wait } from '../domain/errors.ts';

export type PasswordNotConfirmed = { readonly code: 'access/wrong-credentials' } | Wait | Conflict;

const INSIDE = digestOf('inside a session');

/** Whether whoever holds the session also knows the password; asked before a credential changes, and paced as a login is. */
export async function confirmPassword(
  ctx: UseCase,
  actor: StaffActor,
  password: string,
): Promise<Result<{ readonly account: string }, PasswordNotConfirmed>> {
  const row = await ctx.db
    .selectFrom('login')
    .select(['account', 'password_hash'])
    .where('agency_id', '=', actor.agencyId)
    .where('person_id', '=', actor.personId)
    .executeTakeFirst();
  if (!row) return err(wrongCredentials());
  const pace = paceKey(row.account, INSIDE);
  const turn = await takeTurn(ctx, pace);
  if (!turn.ok) return turn;
  if (!(await passwordMatches(row.password_hash, password))) return err(wrongCredentials());
  const cleared = await ctx.transact(async (tx) => {
    await clearPace(tx, pace);
    return ok();
  });
  return cleared.ok ? ok({ account: row.account }) : cleared;
}

import { err, ok, type Result } from '#kernel';
import type { UseCase } from '#platform/context';
import type { Conflict, Tx } from '#platform/database';
import { digestOf, hashPassword } from '../db/credentials.ts';
import type { Actor, StaffActor } from '../domain/actor.ts';
import { forbidden, noAccount, type Forbidden, type NoAccount } from '../domain/errors.ts';
import { refusePassword, type PasswordRefusal } from '../domain/password.ts';
import { can } from '../domain/rules.ts';
import { journalAccess } from '../journal-access.ts';
import { confirmPassword, type PasswordNotConfirmed } from './confirm-password.ts';

type Whose = { readonly agencyId: string; readonly personId: string };

/** Changes one's own password, which ends every other session. Refusals: a wrong or a weak password. */
export async function changePassword(
  ctx: UseCase,
  actor: StaffActor,
  input: { readonly current: string; readonly next: string; readonly sessionId?: string | undefined },
): Promise<Result<void, PasswordNotConfirmed | PasswordRefusal | NoAccount>> {
  const refusal = refusePassword(input.next);
  if (refusal) return err(refusal);
  const confirmed = await confirmPassword(ctx, actor, input.current);
  if (!confirmed.ok) return confirmed;
  const { agencyId, personId } = actor;
  return store(ctx, actor, { agencyId, personId, ...input, action: 'access/change-password' });
}

/** Sets the password of somebody who lost theirs; ends all their sessions. */
export async function resetPassword(
  ctx: UseCase,
  actor: Actor,
  input: Whose & { readonly next: string },
): Promise<Result<void, Forbidden | PasswordRefusal | NoAccount | Conflict>> {
  if (!can(actor, 'account/manage', input)) return err(forbidden());
  const refusal = refusePassword(input.next);
  if (refusal) return err(refusal);
  return store(ctx, actor, { ...input, action: 'access/reset-password' });
}

async function store(
  ctx: UseCase,
  actor: Actor,
  input: Whose & {
    readonly next: string;
    readonly sessionId?: string | undefined;
    readonly action: `access/${string}`;
  },
): Promise<Result<void, NoAccount | Conflict>> {
  const passwordHash = await hashPassword(input.next);
  return ctx.transact(async (tx) => {
    const row = await tx
      .updateTable('login')
      .set({ password_hash: passwordHash })
      .where('agency_id', '=', input.agencyId)
      .where('person_id', '=', input.personId)
      .executeTakeFirst();
    if (row.numUpdatedRows !== 1n) return err(noAccount());
    await endSessions(tx, input, input.sessionId);
    await journalAccess(ctx, tx, actor, {
      action: input.action,
      agencyId: input.agencyId,
      personId: input.personId,
    });
    return ok();
  });
}

/** Ends the sessions of a person, except the one that is named. */
export async function endSessions(tx: Tx, whose: Whose, except?: string): Promise<void> {
  await tx
    .deleteFrom('session')
    .where('agency_id', '=', whose.agencyId)
    .where('person_id', '=', whose.personId)
    .$if(except !== undefined, (q) => q.where('id_hash', '!=', digestOf(except ?? '')))
    .execute();
}

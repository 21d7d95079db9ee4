import { err, ok, type Result } from '#kernel';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import type { Actor } from '../domain/actor.ts';
import { forbidden, noAccount, type Forbidden, type NoAccount } from '../domain/errors.ts';
import { can } from '../domain/rules.ts';
import { journalAccess } from '../journal-access.ts';
import { endSessions } from './change-password.ts';

/** Closes an account, which ends its sessions and silences its tokens, or opens it again. */
export async function disableAccount(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly personId: string; readonly disabled: boolean },
): Promise<Result<void, Forbidden | NoAccount | Conflict>> {
  if (!can(actor, 'account/manage', input)) return err(forbidden());
  return ctx.transact(async (tx) => {
    const row = await tx
      .updateTable('login')
      .set({ disabled: input.disabled })
      .where('agency_id', '=', input.agencyId)
      .where('person_id', '=', input.personId)
      .executeTakeFirst();
    if (row.numUpdatedRows !== 1n) return err(noAccount());
    if (input.disabled) await endSessions(tx, input);
    await journalAccess(ctx, tx, actor, {
      action: input.disabled ? 'access/disable-account' : 'access/enable-account',
      agencyId: input.agencyId,
      personId: input.personId,
    });
    return ok();
  });
}

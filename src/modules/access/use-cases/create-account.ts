import { err, ok, type Result } from '#kernel';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { hashPassword } from '../db/credentials.ts';
import type { Actor, Role } from '../domain/actor.ts';
import { accountTaken, demoInProduction, forbidden, type Forbidden } from '../domain/errors.ts';
import { refusePassword, type PasswordRefusal } from '../domain/password.ts';
import { can } from '../domain/rules.ts';
import { journalAccess } from '../journal-access.ts';
import { addGrants } from './grant-role.ts';

export type CreateAccountInput = {
  readonly agencyId: string;
  readonly personId: string;
  readonly account: string;
  readonly password: string;
  readonly roles: readonly { readonly role: Role; readonly officeId?: string }[];
  /** Demonstration accounts are refused at login in production. */
  readonly demo?: boolean;
};

export type AccountRefusal =
  | Forbidden
  | { readonly code: 'access/demo-in-production' }
  | { readonly code: 'access/account-taken' }
  | { readonly code: 'access/roles-not-together' }
  | PasswordRefusal
  | Conflict;

/**
 * Gives a person an account and roles. The same call again changes nothing but the password and adds the roles that are
 * missing; another account name for the same person, or somebody else's, is `access/account-taken`.
 */
export async function createAccount(
  ctx: UseCase,
  actor: Actor,
  input: CreateAccountInput,
): Promise<Result<void, AccountRefusal>> {
  if (!can(actor, 'account/manage', input)) return err(forbidden());
  if (input.roles.length > 0 && !can(actor, 'role/grant', input)) return err(forbidden());
  if (input.demo === true && ctx.config.env === 'production') return err(demoInProduction());
  const refusal = refusePassword(input.password);
  if (refusal) return err(refusal);
  const passwordHash = await hashPassword(input.password);
  const now = ctx.clock.now();
  return ctx.transact<void, AccountRefusal>(async (tx) => {
    const taken = await tx
      .selectFrom('login')
      .select(['account', 'person_id'])
      .where((e) =>
        e.or([
          e('account', '=', input.account),
          e.and([e('agency_id', '=', input.agencyId), e('person_id', '=', input.personId)]),
        ]),
      )
      .execute();
    if (taken.some((t) => t.account !== input.account || t.person_id !== input.personId))
      return err(accountTaken());
    const values = { password_hash: passwordHash, demo: input.demo === true, disabled: false };
    await tx
      .insertInto('login')
      .values({
        agency_id: input.agencyId,
        person_id: input.personId,
        account: input.account,
        created_at: now,
        ...values,
      })
      .onConflict((c) => c.constraint('login_pk').doUpdateSet(values))
      .execute();
    const added = await addGrants(ctx, tx, input);
    if (!added.ok) return added;
    await journalAccess(ctx, tx, actor, {
      action: 'access/create-account',
      agencyId: input.agencyId,
      personId: input.personId,
      after: { roles: input.roles.map((r) => r.role) },
    });
    return ok();
  });
}

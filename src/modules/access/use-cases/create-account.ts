import { err, ok, type Result } from '#kernel';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { actorRef } from '../actor-ref.ts';
import { hashPassword } from '../db/credentials.ts';
import { hasRole, type Actor, type Role } from '../domain/actor.ts';
import { refusePassword, type PasswordRefusal } from '../domain/password.ts';

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
  | { readonly code: 'access/forbidden' }
  | { readonly code: 'access/demo-in-production' }
  | PasswordRefusal
  | Conflict;

/** Gives a person an account and roles; repeatable: the password is set anew and missing roles are added. */
export async function createAccount(
  ctx: UseCase,
  actor: Actor,
  input: CreateAccountInput,
): Promise<Result<void, AccountRefusal>> {
  if (actor.kind !== 'system' && !hasRole(actor, 'operator', { agencyId: input.agencyId }))
    return err({ code: 'access/forbidden' });
  if (input.demo === true && ctx.config.env === 'production')
    return err({ code: 'access/demo-in-production' });
  const refusal = refusePassword(input.password);
  if (refusal) return err(refusal);
  const passwordHash = await hashPassword(input.password);
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    const values = {
      account: input.account,
      password_hash: passwordHash,
      demo: input.demo === true,
      disabled: false,
      failures: 0,
      locked_until: null,
    };
    await tx
      .insertInto('login')
      .values({ agency_id: input.agencyId, person_id: input.personId, created_at: now, ...values })
      .onConflict((c) => c.constraint('login_pk').doUpdateSet(values))
      .execute();
    const held = await tx
      .selectFrom('role_grant')
      .select(['role', 'office_id'])
      .where('agency_id', '=', input.agencyId)
      .where('person_id', '=', input.personId)
      .where('revoked_at', 'is', null)
      .execute();
    for (const { role, officeId } of input.roles) {
      if (held.some((h) => h.role === role && h.office_id === (officeId ?? null))) continue;
      await tx
        .insertInto('role_grant')
        .values({
          agency_id: input.agencyId,
          id: ctx.ids.uuid(now),
          person_id: input.personId,
          role,
          office_id: officeId ?? null,
          granted_at: now,
        })
        .execute();
    }
    await writeJournal(tx, {
      ids: ctx.ids,
      at: now,
      actor: actorRef(actor),
      action: 'access/create-account',
      subjectType: 'person',
      subjectRid: input.personId,
      agencyId: input.agencyId,
      after: { roles: input.roles.map((r) => r.role) },
      requestId: ctx.requestId,
    });
    return ok();
  });
}

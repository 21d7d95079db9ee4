import { err, ok, type Result } from '#kernel';
import type { UseCase } from '#platform/context';
import type { Conflict, Tx } from '#platform/database';
import { ROLES, type Actor, type Role } from '../domain/actor.ts';
import {
  forbidden,
  noAccount,
  noGrant,
  officeUnknown,
  rolesNotTogether,
  type Forbidden,
  type NoAccount,
} from '../domain/errors.ts';
import { rolesApart, type HeldRole } from '../domain/role-separation.ts';
import { can } from '../domain/rules.ts';
import { journalAccess } from '../journal-access.ts';

type Whose = { readonly agencyId: string; readonly personId: string };
type Grant = { readonly role: Role; readonly officeId?: string | undefined };

export type GrantRefusal =
  | Forbidden
  | NoAccount
  | { readonly code: 'access/office-unknown' }
  | { readonly code: 'access/roles-not-together' }
  | Conflict;

/**
 * Grants a role, in one office or in the whole agency; a role that is held already stays as it is. Refusals:
 * `access/forbidden` (nobody grants to themselves), `access/no-account`, `access/office-unknown`, and
 * `access/roles-not-together` for who would both act and supervise.
 */
export async function grantRole(
  ctx: UseCase,
  actor: Actor,
  input: Whose & Grant,
): Promise<Result<void, GrantRefusal>> {
  if (!can(actor, 'role/grant', input)) return err(forbidden());
  return ctx.transact<void, GrantRefusal>(async (tx) => {
    const account = await tx
      .selectFrom('login')
      .select('account')
      .where('agency_id', '=', input.agencyId)
      .where('person_id', '=', input.personId)
      .executeTakeFirst();
    if (!account) return err(noAccount());
    if (input.officeId !== undefined) {
      const office = await tx
        .selectFrom('office')
        .select('id')
        .where('agency_id', '=', input.agencyId)
        .where('id', '=', input.officeId)
        .executeTakeFirst();
      if (!office) return err(officeUnknown());
    }
    const added = await addGrants(ctx, tx, { ...input, roles: [input] });
    if (!added.ok) return added;
    await journalAccess(ctx, tx, actor, {
      action: 'access/grant-role',
      agencyId: input.agencyId,
      personId: input.personId,
      note: input.role,
    });
    return ok();
  });
}

/** Takes a grant back; it stays on record with its end. */
export async function revokeRole(
  ctx: UseCase,
  actor: Actor,
  input: Whose & { readonly grantId: string },
): Promise<Result<void, Forbidden | { readonly code: 'access/no-grant' } | Conflict>> {
  if (!can(actor, 'role/grant', input)) return err(forbidden());
  return ctx.transact(async (tx) => {
    const revoked = await tx
      .updateTable('role_grant')
      .set({ revoked_at: ctx.clock.now() })
      .where('agency_id', '=', input.agencyId)
      .where('person_id', '=', input.personId)
      .where('id', '=', input.grantId)
      .where('revoked_at', 'is', null)
      .returning('role')
      .executeTakeFirst();
    if (!revoked) return err(noGrant());
    await journalAccess(ctx, tx, actor, {
      action: 'access/revoke-role',
      agencyId: input.agencyId,
      personId: input.personId,
      note: revoked.role,
    });
    return ok();
  });
}

/** Adds the grants that are missing, unless the person would then both act and supervise. */
export async function addGrants(
  ctx: UseCase,
  tx: Tx,
  input: Whose & { readonly roles: readonly Grant[] },
): Promise<Result<void, { readonly code: 'access/roles-not-together' }>> {
  const now = ctx.clock.now();
  const held = await tx
    .selectFrom('role_grant')
    .select(['role', 'office_id'])
    .where('agency_id', '=', input.agencyId)
    .where('person_id', '=', input.personId)
    .where('revoked_at', 'is', null)
    .execute();
  const missing = input.roles.filter(
    ({ role, officeId }) => !held.some((h) => h.role === role && h.office_id === (officeId ?? null)),
  );
  if (missing.length === 0) return ok();
  const supervising = await tx
    .selectFrom('office')
    .select('id')
    .where('agency_id', '=', input.agencyId)
    .where('kind', 'in', ['supervision', 'supervision-external'])
    .execute();
  const weigh = (role: string, officeId: string | null | undefined): HeldRole[] =>
    ROLES.filter((known) => known === role).map((known) => ({
      role: known,
      inSupervisingOffice: supervising.some((office) => office.id === officeId),
    }));
  const together = [
    ...held.flatMap((h) => weigh(h.role, h.office_id)),
    ...missing.flatMap((m) => weigh(m.role, m.officeId)),
  ];
  if (!rolesApart(together)) return err(rolesNotTogether());
  await tx
    .insertInto('role_grant')
    .values(
      missing.map(({ role, officeId }) => ({
        agency_id: input.agencyId,
        id: ctx.ids.uuid(now),
        person_id: input.personId,
        role,
        office_id: officeId ?? null,
        granted_at: now,
      })),
    )
    .execute();
  return ok();
}

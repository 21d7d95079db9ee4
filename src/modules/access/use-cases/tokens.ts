import { err, legalDayOf, ok, type Result, type Uuid } from '#kernel';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { loadStaffActor } from '../db/actor-reader.ts';
import { digestOf, newSecret } from '../db/credentials.ts';
import type { Actor, StaffActor } from '../domain/actor.ts';
import { forbidden, noAccount, noToken, type Forbidden, type NoAccount } from '../domain/errors.ts';
import { can } from '../domain/rules.ts';
import { TOKEN_SCOPES, type TokenScope } from '../domain/scopes.ts';
import { journalAccess } from '../journal-access.ts';

export type CreateTokenInput = {
  readonly agencyId: string;
  readonly personId: string;
  readonly name: string;
  /** Calendar days until it expires. */
  readonly days: number;
  /** Default: reading only. */
  readonly scopes?: readonly TokenScope[];
};
export type CreatedToken = { readonly id: Uuid; readonly token: string; readonly expiresAt: Date };
const PREFIX = 'cm_';
const DAY = 86_400_000;

/**
 * Makes a bearer token that acts as its person; the secret is in the answer and nowhere else. For oneself, or by the
 * system. Refusals: `access/forbidden`, `access/no-account`.
 */
export async function createToken(
  ctx: UseCase,
  actor: Actor,
  input: CreateTokenInput,
): Promise<Result<CreatedToken, Forbidden | NoAccount | Conflict>> {
  if (!can(actor, 'token/create', input)) return err(forbidden());
  const account = await ctx.db
    .selectFrom('login')
    .select('person_id')
    .where('agency_id', '=', input.agencyId)
    .where('person_id', '=', input.personId)
    .executeTakeFirst();
  if (!account) return err(noAccount());
  const now = ctx.clock.now();
  const { secret, digest } = newSecret();
  const expiresAt = new Date(now.getTime() + input.days * DAY);
  const id = ctx.ids.uuid(now);
  return ctx.transact(async (tx) => {
    await tx
      .insertInto('api_token')
      .values({
        agency_id: input.agencyId,
        id,
        person_id: input.personId,
        name: input.name,
        token_hash: digest,
        scopes: ['read', ...(input.scopes?.includes('write') ? ['write'] : [])],
        expires_at: expiresAt,
        created_at: now,
      })
      .execute();
    await journalAccess(ctx, tx, actor, {
      action: 'access/create-token',
      agencyId: input.agencyId,
      personId: input.personId,
      after: { token: id, scopes: [...(input.scopes ?? ['read'])] },
    });
    return ok({ id, token: `${PREFIX}${secret}`, expiresAt });
  });
}

/** Ends a token at once. By its person, an operator or the system. */
export async function revokeToken(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly id: string },
): Promise<Result<void, Forbidden | { readonly code: 'access/no-token' } | Conflict>> {
  const token = await ctx.db
    .selectFrom('api_token')
    .select('person_id')
    .where('agency_id', '=', input.agencyId)
    .where('id', '=', input.id)
    .executeTakeFirst();
  const personId = token?.person_id ?? '';
  if (!can(actor, 'token/revoke', { agencyId: input.agencyId, personId }))
    return err(token ? forbidden() : noToken());
  return ctx.transact(async (tx) => {
    const row = await tx
      .updateTable('api_token')
      .set({ revoked_at: ctx.clock.now() })
      .where('agency_id', '=', input.agencyId)
      .where('id', '=', input.id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (row.numUpdatedRows !== 1n) return err(noToken());
    await journalAccess(ctx, tx, actor, {
      action: 'access/revoke-token',
      agencyId: input.agencyId,
      personId,
      after: { token: input.id },
    });
    return ok();
  });
}

/** The person a token stands for, and what it may do; nobody when it is unknown, expired or revoked. */
export async function actorOfToken(
  ctx: UseCase,
  token: string,
): Promise<{ readonly actor: StaffActor; readonly scopes: readonly TokenScope[] } | undefined> {
  if (!token.startsWith(PREFIX)) return undefined;
  const now = ctx.clock.now();
  const row = await ctx.db
    .selectFrom('api_token')
    .select(['agency_id', 'id', 'person_id', 'last_used_on', 'scopes'])
    .where('token_hash', '=', digestOf(token.slice(PREFIX.length)))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return undefined;
  const today = legalDayOf(now);
  const actor = await loadStaffActor(ctx.db, row.agency_id, row.person_id, today);
  if (!actor) return undefined;
  if (row.last_used_on !== today) {
    await ctx.db
      .updateTable('api_token')
      .set({ last_used_on: today })
      .where('agency_id', '=', row.agency_id)
      .where('id', '=', row.id)
      .execute();
  }
  return { actor, scopes: TOKEN_SCOPES.filter((scope) => row.scopes.includes(scope)) };
}

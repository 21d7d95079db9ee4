import { err, legalDayOf, ok, type Result } from '#kernel';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { actorRef } from '../actor-ref.ts';
import { loadStaffActor } from '../db/actor-reader.ts';
import { digestOf, newSecret } from '../db/credentials.ts';
import { hasRole, type Actor, type StaffActor } from '../domain/actor.ts';

export type CreateTokenInput = {
  readonly agencyId: string;
  readonly personId: string;
  readonly name: string;
  readonly days: number;
};
export type TokenRefusal =
  | { readonly code: 'access/forbidden' }
  | { readonly code: 'access/no-account' }
  | Conflict;
const PREFIX = 'cm_';

/** Makes a bearer token for an account; the secret is in the answer and nowhere else. Operators and the system only. */
export async function createToken(
  ctx: UseCase,
  actor: Actor,
  input: CreateTokenInput,
): Promise<Result<{ readonly token: string; readonly expiresAt: Date }, TokenRefusal>> {
  if (actor.kind !== 'system' && !hasRole(actor, 'operator', { agencyId: input.agencyId }))
    return err({ code: 'access/forbidden' });
  const account = await ctx.db
    .selectFrom('login')
    .select('person_id')
    .where('agency_id', '=', input.agencyId)
    .where('person_id', '=', input.personId)
    .executeTakeFirst();
  if (!account) return err({ code: 'access/no-account' });
  const now = ctx.clock.now();
  const { secret, digest } = newSecret();
  const expiresAt = new Date(now.getTime() + input.days * 86_400_000);
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
        expires_at: expiresAt,
        created_at: now,
      })
      .execute();
    await writeJournal(tx, {
      ids: ctx.ids,
      at: now,
      actor: actorRef(actor),
      action: 'access/create-token',
      subjectType: 'token',
      subjectRid: id,
      agencyId: input.agencyId,
      requestId: ctx.requestId,
    });
    return ok({ token: `${PREFIX}${secret}`, expiresAt });
  });
}

export async function actorOfToken(ctx: UseCase, token: string): Promise<StaffActor | undefined> {
  if (!token.startsWith(PREFIX)) return undefined;
  const now = ctx.clock.now();
  const digest = digestOf(token.slice(PREFIX.length));
  const row = await ctx.db
    .selectFrom('api_token')
    .select(['agency_id', 'id', 'person_id', 'last_used_on'])
    .where('token_hash', '=', digest)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return undefined;
  const today = legalDayOf(now);
  if (row.last_used_on !== today) {
    await ctx.db
      .updateTable('api_token')
      .set({ last_used_on: today })
      .where('agency_id', '=', row.agency_id)
      .where('id', '=', row.id)
      .execute();
  }
  return loadStaffActor(ctx.db, row.agency_id, row.person_id, today);
}

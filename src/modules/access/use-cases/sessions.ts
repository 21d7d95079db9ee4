import { legalDayOf, ok } from '#kernel';
import type { UseCase } from '#platform/context';
import { loadStaffActor } from '../db/actor-reader.ts';
import { digestOf } from '../db/credentials.ts';
import type { StaffActor } from '../domain/actor.ts';
import { journalAccess } from '../journal-access.ts';

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

/** Ends every session of the actor, and forgets the devices they were used from. */
export async function logoutEverywhere(ctx: UseCase, actor: StaffActor): Promise<void> {
  await ctx.transact(async (tx) => {
    for (const table of ['session', 'login_device'] as const)
      await tx
        .deleteFrom(table)
        .where('agency_id', '=', actor.agencyId)
        .where('person_id', '=', actor.personId)
        .execute();
    await journalAccess(ctx, tx, actor, {
      action: 'access/logout-everywhere',
      agencyId: actor.agencyId,
      personId: actor.personId,
    });
    return ok();
  });
}

import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalBytes, INSTANCE_AGENCY } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import type { NextVersion } from '../domain/next-version.ts';
import { RECOMPUTE_JOB } from '../jobs/recompute-deadlines.ts';

/**
 * Stores the next version with its journal row, asks for running deadlines to be computed again, and drops cached pages.
 * Another writer's version of the same number makes the transaction a conflict.
 */
export async function insertVersion(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  { next, change }: NextVersion,
  origin: 'built-in' | 'import',
): Promise<void> {
  const at = ctx.clock.now();
  const digest = hash('sha256', canonicalBytes(next.years));
  const by = actorRef(actor);
  await tx
    .insertInto('calendar_version')
    .values({
      version: next.version,
      years: JSON.stringify(next.years),
      digest,
      origin,
      change: JSON.stringify(change),
      made_by: `${by.kind}:${by.id}`,
      made_at: at,
    })
    .execute();
  await writeJournal(tx, {
    ids: ctx.ids,
    at,
    actor: by,
    action: 'calendar/import',
    subjectType: 'calendar',
    subjectRid: `calendar-${next.version}`,
    agencyId: INSTANCE_AGENCY,
    after: { version: next.version, digest, change },
    requestId: ctx.requestId,
  });
  if (change.from > 0)
    await ctx.jobs.add(tx, RECOMPUTE_JOB, { from: change.from }, { key: `${RECOMPUTE_JOB} ${change.from}` });
  await tx
    .updateTable('publication_epoch')
    .set((eb) => ({ epoch: eb('epoch', '+', 1n) }))
    .execute();
  await sql`SELECT pg_notify('epoch', '')`.execute(tx);
}

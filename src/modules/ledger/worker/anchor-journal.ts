import { sql } from 'kysely';
import { assertOk, ok } from '#kernel';
import type { AppContext } from '#platform/context';
import { LOCKS } from '#platform/database';
import { appendRevision } from '../db/append-revision.ts';
import { instanceRevision } from '../db/instance-record.ts';

const SLOT = 10 * 60_000;

/**
 * Puts the journal's root into the public log, once in every ten minutes of the clock whether the journal moved or not:
 * a fixed schedule tells nothing about what is inside. The size stays here (DECISIONS §3). Each anchor is a record of its
 * own, so that none grows without end.
 */
export async function anchorJournal(ctx: AppContext): Promise<void> {
  const now = ctx.clock.now();
  const done = await ctx.transact(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${LOCKS.journalAnchor})`.execute(tx);
    const last = await tx
      .selectFrom('journal.anchor')
      .select('at')
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last && slotOf(last.at) >= slotOf(now)) return ok();
    const rid = ctx.ids.rid();
    const state = await tx.selectFrom('journal.state').select(['size', 'root']).executeTakeFirstOrThrow();
    const { rev } = await appendRevision(
      tx,
      instanceRevision({
        ids: ctx.ids,
        at: now,
        rid,
        type: 'journal',
        act: 'anchor',
        schema: 'journal/1',
        fields: [{ name: 'root', value: state.root.toString('hex'), state: 'open' }],
      }),
    );
    await tx
      .insertInto('journal.anchor')
      .values({ at: now, size: state.size, root: state.root, rid, rev })
      .execute();
    return ok();
  });
  assertOk(done);
}

function slotOf(at: Date): number {
  return Math.floor(at.getTime() / SLOT);
}

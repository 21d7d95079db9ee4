import { err, legalDayOf, ok } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { findException } from '../../db/exceptions/exception-reader.ts';
import { moveException, recordAct } from '../../db/exceptions/exception-transactor.ts';
import { endException } from './end-exception.ts';

const SYSTEM: Actor = { kind: 'system', name: 'disclosure' };

/**
 * Ends every exception whose date has passed without a decision (B7), each in a transaction of its own: what it withheld
 * becomes public by itself where it can, else it stands late. Runs by the index of dates; answers how many ended.
 */
export async function sweepExceptions(ctx: UseCase): Promise<number> {
  let ended = 0;
  for (;;) {
    const done = await ctx.transact(async (tx) => {
      const next = await tx
        .selectFrom('disclosure_exception')
        .select(['agency_id', 'id'])
        .where('state', '=', 'in-force')
        .where('ends_on', '<', legalDayOf(ctx.clock.now()))
        .orderBy('ends_on')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      const of = next && (await findException(tx, { agencyId: next.agency_id, id: next.id }));
      if (of === undefined) return ok(false);
      if (!(await moveException(tx, of, { state: 'ended', endedOn: of.endsOn, endedBy: 'lapse' })))
        return err({ code: 'conflict' as const });
      await recordAct(tx, ctx, SYSTEM, of, { act: 'lapse', postName: '' });
      await endException(tx, ctx, of, 'lapse');
      return ok(true);
    });
    if (!done.ok || !done.value) return ended;
    ended += 1;
  }
}

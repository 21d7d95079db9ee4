import type { Rid } from '#kernel';
import { writeJournal, type ActorRef } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import type { ObligationKind } from '../domain/kinds.ts';

export type CancelObligation = {
  readonly agencyId: string;
  readonly rid: Rid;
  readonly kind: ObligationKind;
  readonly actor: ActorRef;
  /** Article of the approved exception (B7) or of the erasure; shown in place of the thing. */
  readonly ground: string;
  /** The exception in the register: when it ends, what was owed is owed again. */
  readonly exceptionId?: string;
  /** Leaves what is past its day standing in public: what ends by a mere change of mind does not undo a delay. */
  readonly unlessLate?: boolean;
};

/**
 * Ends the clocks of a record that an approved exception or an erasure took out; everything else stands and becomes late.
 * Answers how many ended.
 */
export async function cancelObligation(tx: Tx, ctx: UseCase, input: CancelObligation): Promise<number> {
  const done = await tx
    .updateTable('obligation')
    .set({ state: 'excepted', ground: input.ground, exception_id: input.exceptionId ?? null })
    .where('agency_id', '=', input.agencyId)
    .where('rid', '=', input.rid)
    .where('kind', '=', input.kind)
    .where('state', 'in', ['open', 'late'])
    .$if(input.unlessLate === true, (q) =>
      q.where('state', '=', 'open').where('due_at', '>', ctx.clock.now()),
    )
    .executeTakeFirst();
  const count = Number(done.numUpdatedRows);
  if (count > 0)
    await writeJournal(tx, {
      ids: ctx.ids,
      at: ctx.clock.now(),
      actor: input.actor,
      action: 'disclosure/except',
      subjectType: 'obligation',
      subjectRid: input.rid,
      agencyId: input.agencyId,
      after: { kind: input.kind, ground: input.ground },
      requestId: ctx.requestId,
    });
  return count;
}

import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { JsonValue, Tx } from '#platform/database';
import { actorRef } from './actor-ref.ts';
import type { Actor } from './domain/actor.ts';

type Act<Subject extends string> = {
  /** The verb; the journal names it `module/verb`. */
  readonly action: string;
  readonly agencyId: string;
  readonly type: Subject;
  readonly id: string;
  /** The moment of the act, where it is stored as well; without it the clock is read. */
  readonly at?: Date;
  /** State after the act; only its SHA-256 is stored. */
  readonly after?: JsonValue;
  /** A code, never free text. */
  readonly note?: string;
};

/** How a module writes the journal rows of its acts: call what it answers with in the transaction of the act. */
export function recorderOf<Subject extends string>(module: string) {
  return (tx: Tx, ctx: UseCase, actor: Actor, act: Act<Subject>): Promise<void> => {
    const { action, agencyId, type, id, at = ctx.clock.now(), ...rest } = act;
    return writeJournal(tx, {
      ids: ctx.ids,
      at,
      actor: actorRef(actor),
      action: `${module}/${action}`,
      subjectType: type,
      subjectRid: id,
      agencyId,
      requestId: ctx.requestId,
      ...rest,
    });
  };
}

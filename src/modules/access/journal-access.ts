import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { JsonValue, Tx } from '#platform/database';
import { actorRef } from './actor-ref.ts';
import type { Actor } from './domain/actor.ts';

type Change = {
  readonly action: `access/${string}`;
  readonly agencyId: string;
  readonly personId: string;
  readonly after?: JsonValue;
  readonly note?: string;
};

/** The journal row of a change to somebody's access: whose, by whom, never a secret. */
export function journalAccess(ctx: UseCase, tx: Tx, actor: Actor, change: Change): Promise<void> {
  const { action, agencyId, personId, ...rest } = change;
  return writeJournal(tx, {
    ids: ctx.ids,
    at: ctx.clock.now(),
    actor: actorRef(actor),
    action,
    subjectType: 'person',
    subjectRid: personId,
    agencyId,
    requestId: ctx.requestId,
    ...rest,
  });
}

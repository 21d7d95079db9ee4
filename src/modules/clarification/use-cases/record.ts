import type { JsonValue } from '@chengming/ledger-verify';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';

/** The journal row of an act about findings. */
export function record(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  act: {
    readonly action: string;
    readonly agencyId: string;
    readonly type: 'clarification-run' | 'clarification-finding';
    readonly id: string;
    readonly after?: JsonValue;
  },
): Promise<void> {
  return writeJournal(tx, {
    ids: ctx.ids,
    at: ctx.clock.now(),
    actor: actorRef(actor),
    action: `clarification/${act.action}`,
    subjectType: act.type,
    subjectRid: act.id,
    agencyId: act.agencyId,
    ...(act.after === undefined ? {} : { after: act.after }),
    requestId: ctx.requestId,
  });
}

const SYSTEM_PERSON = '00000000-0000-7000-8000-000000000000';

export function personIdOf(actor: Actor): string {
  return actor.kind === 'staff' ? actor.personId : SYSTEM_PERSON;
}

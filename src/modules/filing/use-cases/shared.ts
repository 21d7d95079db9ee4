import type { JsonValue } from '@chengming/ledger-verify';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { NoteKey } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';

/** The keys of this instance in the traffic between levels; `filing` is absent in production until it is brought. */
export type FilingKeys = {
  readonly filing: NoteKey | undefined;
  readonly receipt: NoteKey;
  readonly log: NoteKey;
  /** Verifier key of this instance's witness. */
  readonly witness: string;
};

const SYSTEM_PERSON = '00000000-0000-7000-8000-000000000000';

export function personIdOf(actor: Actor): string {
  return actor.kind === 'staff' ? actor.personId : SYSTEM_PERSON;
}

export const SYSTEM: Actor = { kind: 'system', name: 'filing' };

export function record(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  act: {
    readonly action: string;
    readonly agencyId: string;
    readonly type: 'filing' | 'filing-recipient' | 'filing-sender' | 'filing-received' | 'filing-reference';
    readonly id: string;
    readonly after?: JsonValue;
    readonly note?: string;
  },
): Promise<void> {
  const { action, agencyId, type, id, after, note } = act;
  return writeJournal(tx, {
    ids: ctx.ids,
    at: ctx.clock.now(),
    actor: actorRef(actor),
    action: `filing/${action}`,
    subjectType: type,
    subjectRid: id,
    agencyId,
    ...(after === undefined ? {} : { after }),
    ...(note === undefined ? {} : { note }),
    requestId: ctx.requestId,
  });
}

import { hash } from 'node:crypto';
import { canonicalJson, utf8, type JsonValue } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { toZuluString, type Ids, type Rid } from '#kernel';
import type { Tx } from '#platform/database';
import { encodeJournalEntry, type ActorRef } from '../domain/row.ts';

export type JournalInput = {
  readonly ids: Ids;
  readonly at: Date;
  readonly actor: ActorRef;
  /** `module/verb`, e.g. `power/sign`. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectRid: Rid | string;
  readonly agencyId: string;
  /** State before and after; only their SHA-256 is stored. */
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** `cm` of a record that enters the journal tree only (class SEALED). */
  readonly commitment?: Uint8Array;
  readonly requestId: string;
  /** A code, never free text. */
  readonly note?: string;
};

/** Writes the journal row of a change of state; call it in the transaction that makes the change. */
export async function writeJournal(tx: Tx, input: JournalInput): Promise<void> {
  const id = input.ids.uuid(input.at);
  const before = input.before === undefined ? undefined : digestOf(input.before);
  const after = input.after === undefined ? undefined : digestOf(input.after);
  const entry = encodeJournalEntry(nodeCrypto, {
    id,
    at: toZuluString(input.at),
    actor: input.actor,
    action: input.action,
    subject: { type: input.subjectType, rid: input.subjectRid },
    agencyId: input.agencyId,
    request: input.requestId,
    ...(before ? { before: before.toString('hex') } : {}),
    ...(after ? { after: after.toString('hex') } : {}),
    ...(input.commitment ? { commitment: Buffer.from(input.commitment).toString('hex') } : {}),
    ...(input.note === undefined ? {} : { note: input.note }),
  });
  await tx
    .insertInto('journal.row')
    .values({
      id,
      agency_id: input.agencyId,
      at: input.at,
      actor_kind: input.actor.kind,
      actor_id: input.actor.id,
      post_id: input.actor.postId ?? null,
      on_behalf_of: input.actor.onBehalfOf ?? null,
      action: input.action,
      subject_type: input.subjectType,
      subject_rid: input.subjectRid,
      before_digest: before ?? null,
      after_digest: after ?? null,
      commitment: input.commitment ? Buffer.from(input.commitment) : null,
      request_id: input.requestId,
      note: input.note ?? null,
      entry: Buffer.from(utf8(entry)),
    })
    .execute();
  await tx.insertInto('journal.queue').values({ agency_id: input.agencyId, id }).execute();
}

function digestOf(value: JsonValue): Buffer {
  return hash('sha256', Buffer.from(utf8(canonicalJson(value))), 'buffer');
}

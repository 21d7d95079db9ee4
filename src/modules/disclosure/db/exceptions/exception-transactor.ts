import { createHash } from 'node:crypto';
import type { LegalDay } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { requestText, type DisclosureException } from '../../domain/exceptions/exception.ts';
import type { ExceptionAct, ExceptionState } from '../../domain/exceptions/lifecycle.ts';

type Change = {
  readonly state?: ExceptionState;
  readonly endsOn?: LegalDay;
  readonly since?: LegalDay;
  readonly endedOn?: LegalDay;
  readonly endedBy?: 'decision' | 'lapse';
};

/** Moves an exception on, so that of two acts that rest on the same state only one is done. */
export async function moveException(tx: Tx, of: DisclosureException, change: Change): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('disclosure_exception')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.endsOn === undefined ? {} : { ends_on: change.endsOn }),
      ...(change.since === undefined ? {} : { since: change.since }),
      ...(change.endedOn === undefined ? {} : { ended_on: change.endedOn }),
      ...(change.endedBy === undefined ? {} : { ended_by: change.endedBy }),
      row_version: of.rowVersion + 1,
    })
    .where('agency_id', '=', of.agencyId)
    .where('id', '=', of.id)
    .where('row_version', '=', of.rowVersion)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type RecordedAct = {
  readonly act: ExceptionAct | 'request' | 'lapse';
  readonly postName: string;
  readonly reason?: string;
  readonly endsOn?: LegalDay;
  readonly filedWith?: string;
  readonly filedAs?: string;
};

/** Puts an act on record: who, at which post, over the digest of what was asked for; the journal gets ids and codes only. */
export async function recordAct(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  of: DisclosureException,
  act: RecordedAct,
): Promise<void> {
  const now = ctx.clock.now();
  const digest = createHash('sha256').update(requestText(of)).digest();
  await tx
    .insertInto('disclosure_exception_act')
    .values({
      agency_id: of.agencyId,
      id: ctx.ids.uuid(now),
      exception_id: of.id,
      act: act.act,
      person_id: actor.kind === 'staff' ? actor.personId : null,
      post_name: act.postName,
      digest,
      reason: act.reason ?? '',
      ends_on: act.endsOn ?? null,
      filed_with: act.filedWith ?? null,
      filed_as: act.filedAs ?? null,
      at: now,
    })
    .execute();
  await writeJournal(tx, {
    ids: ctx.ids,
    at: now,
    actor: actorRef(actor),
    action: `exception/${act.act}`,
    subjectType: 'exception',
    subjectRid: of.rid,
    agencyId: of.agencyId,
    after: {
      digest: digest.toString('hex'),
      ground: of.ground,
      endsOn: act.endsOn ?? of.endsOn,
      form: of.form,
    },
    requestId: ctx.requestId,
  });
}

import type { Rid } from '#kernel';
import { writeJournal, type ActorRef } from '#modules/journal';
import { appendRevision, committedFields, withdrawRecord } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { projectCase } from '../db/public-case-transactor.ts';
import { KINDS, type ObligationKind } from '../domain/kinds.ts';
import { cancelObligation } from './cancel-obligation.ts';

export type CloseToPublic = {
  readonly agencyId: string;
  readonly rid: Rid;
  /** The more closed class: SEALED until a decision must be published, NONE for good. */
  readonly to: 'SEALED' | 'NONE';
  /** Article and what it says; it stands in public. */
  readonly ground: string;
  readonly actor: ActorRef;
  readonly org: string;
  readonly basis: string;
};

/**
 * Takes a case out of public view in the caller's transaction (DECISIONS §3). What waits to be published is held back. A leaf
 * that is public keeps its trace: for SEALED a further one states the new class with its ground, for NONE the record is taken
 * down with it and nothing is owed any more.
 */
export async function closeToPublic(tx: Tx, ctx: UseCase, input: CloseToPublic): Promise<void> {
  const { agencyId, rid, to, ground, actor } = input;
  const now = ctx.clock.now();
  const held = await tx
    .updateTable('publication')
    .set((e) => ({ state: 'withdrawn', row_version: e('row_version', '+', 1) }))
    .where('agency_id', '=', agencyId)
    .where('rid', '=', rid)
    .where('state', 'in', ['queued', 'awaiting-review'])
    .returning('id')
    .execute();
  if (held.length > 0)
    await tx
      .updateTable('publication_field')
      .set({ value: JSON.stringify(null), hits: JSON.stringify([]), treatment: 'withhold' })
      .where('agency_id', '=', agencyId)
      .where(
        'publication_id',
        'in',
        held.map(({ id }) => id),
      )
      .execute();
  if (to === 'NONE')
    for (const kind of Object.keys(KINDS) as ObligationKind[])
      await cancelObligation(tx, ctx, { agencyId, rid, kind, actor, ground });
  if ((await committedFields(tx, rid)).length > 0) {
    const of = {
      ids: ctx.ids,
      at: now,
      rid,
      type: 'case' as const,
      agencyId,
      org: input.org,
      basis: input.basis,
      schema: 'case/1' as const,
    };
    if (to === 'NONE') await withdrawRecord(tx, { ...of, ground });
    else
      await appendRevision(tx, {
        ...of,
        act: 'stage',
        fields: [
          { name: 'class', value: to, state: 'open' },
          { name: 'state', value: 'sealed', state: 'open' },
          { name: 'ground', value: ground, state: 'open' },
        ],
      });
    await projectCase(tx, agencyId, rid, now);
  }
  await writeJournal(tx, {
    ids: ctx.ids,
    at: now,
    actor,
    action: 'disclosure/close',
    subjectType: 'case',
    subjectRid: rid,
    agencyId,
    after: { class: to, ground, held: held.length },
    requestId: ctx.requestId,
  });
}

import { ok } from '#kernel';
import { writeJournal } from '#modules/journal';
import { appendRevision, committedFields } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import { findFieldHolds, lockDisclosure, recordKept } from '../db/exceptions/holds.ts';
import { findPublication } from '../db/publication-reader.ts';
import { composeRevision } from '../domain/compose-revision.ts';
import { keepBack } from '../domain/exceptions/withhold.ts';
import { KINDS } from '../domain/kinds.ts';

const BATCH = 50;

/**
 * Publishes every fixed view whose time has come (X5), each in a transaction of its own: view and leaf, or neither. What an
 * exception in force withholds stays closed (B7). Two workers never publish one twice. Answers how many.
 */
export async function publishDue(ctx: UseCase): Promise<number> {
  let published = 0;
  for (;;) {
    const done = await ctx.transact(async (tx) => {
      const now = ctx.clock.now();
      const next = await tx
        .selectFrom('publication')
        .select(['agency_id', 'id'])
        .where('state', '=', 'queued')
        .where('publish_after', '<=', now)
        .orderBy('publish_after')
        .orderBy('signed_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      const view = next && (await findPublication(tx, next.agency_id, next.id));
      if (!view) return ok(false);
      const { type, schema, act } = KINDS[view.kind];
      const agency = await tx
        .selectFrom('agency')
        .select('uscc')
        .where('id', '=', view.agencyId)
        .executeTakeFirstOrThrow();
      await lockDisclosure(tx, view.rid);
      const holds = await findFieldHolds(tx, view);
      const { opens, fields, kept } = keepBack(
        composeRevision(view.fields, await committedFields(tx, view.rid)),
        holds,
      );
      const { rev } = await appendRevision(tx, {
        ids: ctx.ids,
        at: now,
        rid: view.rid,
        type,
        act,
        agencyId: view.agencyId,
        org: agency.uscc ?? 'NO-CODE',
        basis: view.basis,
        schema,
        fields,
        opens,
      });
      await recordKept(tx, { ...view, rev }, kept, holds);
      await tx
        .updateTable('publication')
        .set({ state: 'published', published_at: now, rev, row_version: view.rowVersion + 1 })
        .where('agency_id', '=', view.agencyId)
        .where('id', '=', view.id)
        .execute();
      await writeJournal(tx, {
        ids: ctx.ids,
        at: now,
        actor: { kind: 'system', id: 'disclosure' },
        action: 'disclosure/publish',
        subjectType: 'publication',
        subjectRid: view.rid,
        agencyId: view.agencyId,
        after: { rev, kind: view.kind },
        requestId: ctx.requestId,
      });
      return ok(true);
    });
    if (!done.ok || !done.value) return published;
    published += 1;
    if (published % BATCH === 0) ctx.log.info({ published }, 'publishing what is due');
  }
}

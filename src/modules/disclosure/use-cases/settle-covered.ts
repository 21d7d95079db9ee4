import { ok } from '#kernel';
import { coveredLeaves, type CoveredLeaf } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { projectCase, turnEpoch } from '../db/public-case-transactor.ts';
import { isKind, meets } from '../domain/kinds.ts';
import { isLate, metAt } from '../domain/punctuality.ts';

const BATCH = 200;

/**
 * Follows the exposed log: obligations that a covered leaf meets end, and what society may see of each case is made again.
 * The cursor's row lets one worker in at a time; a turn that was cut off is done again whole. Answers how many leaves.
 */
export async function settleCovered(ctx: UseCase): Promise<number> {
  let settled = 0;
  for (;;) {
    const turn = await ctx.transact(async (tx) => {
      const cursor = await tx
        .selectFrom('disclosure_cursor')
        .select('next_index')
        .forUpdate()
        .executeTakeFirstOrThrow();
      const leaves = await coveredLeaves(tx, cursor.next_index, BATCH);
      const last = leaves.at(-1);
      if (last === undefined) return ok(0);
      for (const leaf of leaves) await meetObligations(tx, leaf);
      const cases = new Map(leaves.filter(({ type }) => type === 'case').map((leaf) => [leaf.rid, leaf]));
      for (const { agencyId, rid, coveredAt } of cases.values())
        await projectCase(tx, agencyId, rid, coveredAt);
      await tx
        .updateTable('disclosure_cursor')
        .set({ next_index: last.index + 1n })
        .execute();
      await turnEpoch(tx);
      return ok(leaves.length);
    });
    if (!turn.ok || turn.value === 0) return settled;
    settled += turn.value;
  }
}

async function meetObligations(tx: Tx, leaf: CoveredLeaf): Promise<void> {
  const owed = await tx
    .selectFrom('obligation')
    .select(['agency_id', 'id', 'kind', 'due_at', 'late_at'])
    .where('rid', '=', leaf.rid)
    .where('state', 'in', ['open', 'late'])
    .execute();
  if (owed.length === 0) return;
  const view = await tx
    .selectFrom('publication')
    .select('kind')
    .where('rid', '=', leaf.rid)
    .where('rev', '=', leaf.rev)
    .executeTakeFirst();
  const at = metAt(leaf.at, leaf.coveredAt);
  for (const one of owed) {
    if (!isKind(one.kind) || !meets(one.kind, { act: leaf.act, publishedAs: view?.kind })) continue;
    await tx
      .updateTable('obligation')
      .set({
        state: 'met',
        met_at: at,
        met_rev: leaf.rev,
        late_at: isLate(one.due_at, at) ? (one.late_at ?? one.due_at) : null,
      })
      .where('agency_id', '=', one.agency_id)
      .where('id', '=', one.id)
      .execute();
  }
}

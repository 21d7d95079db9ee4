import type { Tx } from '#platform/database';
import { appendRevision, type RevisionInput } from './append-revision.ts';
import { endCachedPages } from './end-cached-pages.ts';

/**
 * Takes a record down: every open field is withheld with the ground, at once, and a `withdraw` leaf says so (E7). Nothing is
 * erased: who holds an old copy can still prove it, and a `restore` may open it again.
 */
export async function withdrawRecord(
  tx: Tx,
  input: Omit<RevisionInput, 'act' | 'fields' | 'opens'> & { readonly ground: string },
): Promise<{ readonly rev: number }> {
  await tx
    .updateTable('ledger.field')
    .set({ state: 'withheld', ground: input.ground, until: null })
    .where('rid', '=', input.rid)
    .where('state', '=', 'open')
    .execute();
  await endCachedPages(tx);
  return appendRevision(tx, {
    ...input,
    act: 'withdraw',
    fields: [{ name: 'ground', value: input.ground, state: 'open' }],
  });
}

import type { Tx } from '#platform/database';
import { appendRevision, type RevisionInput } from './append-revision.ts';
import { endCachedPages } from './end-cached-pages.ts';

/**
 * Erases committed fields: value and salt are deleted, so the commitment can never be opened again, and a `redact` leaf
 * names the basis. Every old proof still verifies, the other fields still open (DECISIONS §2, PIPL art. 47). Cached
 * pages end with the commit, not with the next checkpoint.
 */
export async function redactField(
  tx: Tx,
  input: Omit<RevisionInput, 'act' | 'fields' | 'opens'> & {
    readonly erase: readonly { readonly rev: number; readonly name: string }[];
    readonly ground: string;
  },
): Promise<{ readonly rev: number }> {
  for (const { rev, name } of input.erase) {
    const done = await tx
      .updateTable('ledger.field')
      .set({ state: 'erased', value: null, salt: null, ground: input.ground, until: null })
      .where('rid', '=', input.rid)
      .where('rev', '=', rev)
      .where('name', '=', name)
      .where('state', '<>', 'erased')
      .executeTakeFirst();
    if (done.numUpdatedRows !== 1n) throw new Error(`field ${name} of revision ${rev} is not there to erase`);
  }
  await endCachedPages(tx);
  return appendRevision(tx, { ...input, act: 'redact', fields: [] });
}

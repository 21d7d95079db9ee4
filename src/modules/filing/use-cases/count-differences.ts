import type { Tx } from '#platform/database';
import { heldItems } from '../db/inbox-reader.ts';
import { setDifferences } from '../db/inbox-writer.ts';
import { reconcile, type ReferenceEntry } from '../domain/reconcile.ts';

/**
 * Writes down how many differences a sender has from the reference list, for the home page. Called in the transaction that
 * changed what the sender has on file or the list, while it holds the sender’s row: whoever comes second counts with both.
 */
export async function countDifferences(
  tx: Tx,
  of: { readonly agencyId: string; readonly senderId: string },
  reference: readonly ReferenceEntry[],
): Promise<void> {
  const held = await heldItems(tx, of.agencyId, of.senderId);
  await setDifferences(tx, of, reference.length === 0 ? 0 : reconcile(reference, held).length);
}

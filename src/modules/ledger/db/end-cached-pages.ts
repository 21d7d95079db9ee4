import { sql } from 'kysely';
import type { Tx } from '#platform/database';

/** Ends every cached page with this commit: for what must vanish at once, not with the next checkpoint. */
export async function endCachedPages(tx: Tx): Promise<void> {
  await tx
    .updateTable('publication_epoch')
    .set((eb) => ({ epoch: eb('epoch', '+', 1n) }))
    .execute();
  await sql`SELECT pg_notify('epoch', '')`.execute(tx);
}

import { nodeCrypto } from '@chengming/ledger-verify/node';
import { toZuluString } from '#kernel';
import type { Reading } from '#platform/database';
import { encodeJournalEntry } from '../domain/row.ts';

/**
 * Ids of the rows of a subject whose columns no longer give the entry that went into the journal tree: rows that were
 * changed behind the program's back. Empty is what it should be.
 */
export async function alteredJournalRows(db: Reading, subjectRid: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('journal.row')
    .selectAll()
    .where('subject_rid', '=', subjectRid)
    .orderBy('at')
    .execute();
  return rows.flatMap((row) => {
    const entry = encodeJournalEntry(nodeCrypto, {
      id: row.id,
      at: toZuluString(row.at),
      actor: {
        kind:
          row.actor_kind === 'person' || row.actor_kind === 'party' || row.actor_kind === 'system'
            ? row.actor_kind
            : 'client',
        id: row.actor_id,
        ...(row.post_id === null ? {} : { postId: row.post_id }),
        ...(row.on_behalf_of === null ? {} : { onBehalfOf: row.on_behalf_of }),
      },
      action: row.action,
      subject: { type: row.subject_type, rid: row.subject_rid },
      agencyId: row.agency_id,
      ...(row.before_digest ? { before: row.before_digest.toString('hex') } : {}),
      ...(row.after_digest ? { after: row.after_digest.toString('hex') } : {}),
      ...(row.commitment ? { commitment: row.commitment.toString('hex') } : {}),
      request: row.request_id,
      ...(row.note === null ? {} : { note: row.note }),
    });
    return row.entry.equals(Buffer.from(entry, 'utf8')) ? [] : [row.id];
  });
}

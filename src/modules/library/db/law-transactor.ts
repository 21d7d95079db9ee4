import type { Tx } from '#platform/database';
import { articleKey, inOrder, type LawEntry } from '../domain/law.ts';
import { lawKey } from '../domain/citation.ts';

const columnsOf = (entry: LawEntry) => ({
  title: entry.title,
  key: lawKey(entry.title),
  level: entry.level,
  issuer: entry.issuer ?? null,
  document_number: entry.documentNumber ?? null,
  promulgated_on: entry.promulgatedOn ?? null,
  in_force_from: entry.inForceFrom ?? null,
  repealed_from: entry.repealedFrom ?? null,
  repeal_note: entry.repealNote ?? null,
  source: entry.source,
  amendments: JSON.stringify(entry.amendments),
});

type Key = { readonly agencyId: string; readonly id: string };

export async function insertLaw(tx: Tx, key: Key, at: Date, given: LawEntry): Promise<void> {
  const entry = inOrder(given);
  await tx
    .insertInto('law')
    .values({ agency_id: key.agencyId, id: key.id, ...columnsOf(entry), created_at: at, updated_at: at })
    .execute();
  await insertArticles(tx, key, entry);
}

/** Replaces an entry; its verification ends, for nobody has held the new one against the text. `false` when somebody was faster. */
export async function replaceLaw(
  tx: Tx,
  key: Key & { readonly rowVersion: number },
  at: Date,
  given: LawEntry,
): Promise<boolean> {
  const entry = inOrder(given);
  const { numUpdatedRows } = await tx
    .updateTable('law')
    .set({
      ...columnsOf(entry),
      verified_by: null,
      verified_at: null,
      updated_at: at,
      row_version: key.rowVersion + 1,
    })
    .where('agency_id', '=', key.agencyId)
    .where('id', '=', key.id)
    .where('row_version', '=', key.rowVersion)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await tx
    .deleteFrom('law_article')
    .where('agency_id', '=', key.agencyId)
    .where('law_id', '=', key.id)
    .execute();
  await insertArticles(tx, key, entry);
  return true;
}

export async function markVerified(
  tx: Tx,
  key: Key & { readonly rowVersion: number },
  at: Date,
  personId: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('law')
    .set({ verified_by: personId, verified_at: at, row_version: key.rowVersion + 1 })
    .where('agency_id', '=', key.agencyId)
    .where('id', '=', key.id)
    .where('row_version', '=', key.rowVersion)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function insertArticles(tx: Tx, { agencyId, id }: Key, entry: LawEntry): Promise<void> {
  if (entry.articles.length === 0) return;
  await tx
    .insertInto('law_article')
    .values(
      entry.articles.map((article, ord) => ({
        agency_id: agencyId,
        law_id: id,
        ord,
        key: articleKey(article.number) ?? article.number,
        number: article.number,
        text_kind: article.textKind,
        text: article.text,
        valid_from: article.validFrom ?? null,
        ended_from: article.endedFrom ?? null,
      })),
    )
    .execute();
}

import type { Rid } from '#kernel';
import type { Reading } from '#platform/database';

export type CommittedFieldView = {
  readonly rev: number;
  readonly name: string;
  readonly audience: 'society' | 'party';
  readonly open: boolean;
  readonly value: unknown;
};

/**
 * Every field of a record that is not erased, covered or not, with its value: for deciding what a publication opens and
 * what it commits anew. Never for showing; a reader of society's scope is `findRecord`.
 */
export async function committedFields(db: Reading, rid: Rid): Promise<readonly CommittedFieldView[]> {
  const rows = await db
    .selectFrom('ledger.field')
    .select(['rev', 'name', 'audience', 'state', 'value'])
    .where('rid', '=', rid)
    .where('state', '<>', 'erased')
    .orderBy('rev')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    rev: row.rev,
    name: row.name,
    audience: row.audience === 'party' ? 'party' : 'society',
    open: row.state === 'open',
    value: row.value,
  }));
}

import { toHex } from '@chengming/ledger-verify';
import type { Rid } from '#kernel';
import type { Reading } from '#platform/database';

/** All that opens one committed field: who holds it can prove the value to anyone. */
export type FieldOpening = {
  readonly rev: number;
  readonly name: string;
  readonly audience: 'society' | 'party';
  readonly value: unknown;
  readonly salt: string;
};

/**
 * Value and salt of every field of a record that is not erased, withheld ones and those about natural persons included:
 * for the party to the record and for authorised supervisors ONLY (DECISIONS §3). The caller has checked who asks.
 */
export async function openingsOf(db: Reading, rid: Rid): Promise<readonly FieldOpening[]> {
  const rows = await db
    .selectFrom('ledger.field')
    .select(['rev', 'name', 'audience', 'value', 'salt'])
    .where('rid', '=', rid)
    .where('salt', 'is not', null)
    .orderBy('rev')
    .orderBy('name')
    .execute();
  return rows.flatMap((row) =>
    row.salt === null
      ? []
      : [
          {
            rev: row.rev,
            name: row.name,
            audience: row.audience === 'party' ? 'party' : 'society',
            value: row.value,
            salt: toHex(row.salt),
          } as const,
        ],
  );
}

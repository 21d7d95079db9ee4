import { LegalDay, Rid } from '#kernel';
import type { Tx } from '#platform/database';
import type { DisclosureException } from '../../domain/exceptions/exception.ts';
import type { FieldValue } from '../../domain/public-view.ts';
import { FieldJson } from '../publication-reader.ts';
import { groundText } from './holds.ts';

/** Something an exception keeps from society. */
export type Hold = {
  readonly rid: Rid;
  readonly rev: number | null;
  readonly name: string;
  readonly value: FieldValue;
  /** Whether the committed field is withheld and may be opened: not erased, not about a natural person. */
  readonly closed: boolean;
};

/** What an exception still keeps back. */
export async function holdsOf(tx: Tx, of: DisclosureException): Promise<readonly Hold[]> {
  const rows = await tx
    .selectFrom('disclosure_hold as h')
    .leftJoin('ledger.field as f', (j) =>
      j.onRef('f.rid', '=', 'h.rid').onRef('f.rev', '=', 'h.rev').onRef('f.name', '=', 'h.name'),
    )
    .select(['h.rid', 'h.rev', 'h.name', 'h.value', 'f.state', 'f.audience'])
    .where('h.agency_id', '=', of.agencyId)
    .where('h.exception_id', '=', of.id)
    .where('h.released_rev', 'is', null)
    .orderBy('h.rid')
    .orderBy('h.rev')
    .orderBy('h.name')
    .execute();
  return rows.map((row) => ({
    rid: Rid.parse(row.rid),
    rev: row.rev,
    name: row.name,
    value: FieldJson.parse(row.value),
    closed: row.state === 'withheld' && row.audience === 'society',
  }));
}

/** What other exceptions in force keep back in a record. */
export async function activeHolds(
  tx: Tx,
  of: DisclosureException,
  rid: Rid,
): Promise<
  readonly {
    readonly rev: number | null;
    readonly name: string;
    readonly ground: string;
    readonly until: LegalDay;
  }[]
> {
  const rows = await tx
    .selectFrom('disclosure_hold as h')
    .innerJoin('disclosure_exception as x', (j) =>
      j.onRef('x.agency_id', '=', 'h.agency_id').onRef('x.id', '=', 'h.exception_id'),
    )
    .select(['h.rev', 'h.name', 'x.ground', 'x.cited', 'x.ends_on'])
    .where('h.rid', '=', rid)
    .where('h.released_rev', 'is', null)
    .where('x.state', '=', 'in-force')
    .where('x.id', '<>', of.id)
    .execute();
  return rows.map((row) => ({
    rev: row.rev,
    name: row.name,
    ground: groundText(row.ground, row.cited),
    until: LegalDay.parse(row.ends_on),
  }));
}

/** Notes which revision published it; a value that was kept only here is kept here no longer. */
export async function markReleased(
  tx: Tx,
  of: DisclosureException,
  holds: readonly Hold[],
  rev: number,
): Promise<void> {
  for (const hold of holds)
    await tx
      .updateTable('disclosure_hold')
      .set({ released_rev: rev, value: null })
      .where('agency_id', '=', of.agencyId)
      .where('exception_id', '=', of.id)
      .where('rid', '=', hold.rid)
      .where('rev', 'is not distinct from', hold.rev)
      .where('name', '=', hold.name)
      .execute();
}

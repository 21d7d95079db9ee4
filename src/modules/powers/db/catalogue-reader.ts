import { sql } from 'kysely';
import type { LegalDay } from '#kernel';
import { heldElements, parseHeld, withoutElements } from '#modules/disclosure';
import type { Reading } from '#platform/database';
import { PowerContent } from '../domain/content.ts';

/** An item of the catalogue, with the code it is known by; null while it has none. */
export type CatalogueItem = {
  readonly agencyId: string;
  readonly powerId: string;
  readonly code: string | null;
  readonly state: string;
  readonly status: string;
  readonly content: PowerContent;
};

/** Which catalogue: what society sees as of a day, without the elements that are withheld, or the newest version of every item of an agency, drafts too. */
export type CatalogueWanted =
  | { readonly of: 'in-force'; readonly asOf: LegalDay; readonly agency?: string | undefined }
  | { readonly of: 'newest'; readonly agencyId: string; readonly officeIds: readonly string[] | undefined };

/** The whole catalogue, by type and name. An agency has hundreds of items, so it is read in one go. */
export async function readCatalogue(db: Reading, wanted: CatalogueWanted): Promise<CatalogueItem[]> {
  let query = db
    .selectFrom('power_version as v')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.power_id'),
    )
    .innerJoin('agency as a', 'a.id', 'v.agency_id')
    .distinctOn(['v.power_id'])
    .select([
      'v.agency_id',
      'v.power_id',
      'p.code',
      'v.state',
      'v.status',
      'v.content',
      'v.type_code',
      'v.name',
    ])
    .select(heldElements('v.rid').as('held'));
  if (wanted.of === 'newest') {
    query = query
      .where('v.agency_id', '=', wanted.agencyId)
      .orderBy('v.power_id')
      .orderBy('v.n', (order) => order.desc().nullsFirst());
    const { officeIds } = wanted;
    if (officeIds !== undefined)
      query = query.where('v.office_id', '=', sql<string>`ANY(${officeIds}::uuid[])`);
  } else {
    query = query
      .innerJoin('ledger.revision as r', (j) => j.onRef('r.rid', '=', 'v.rid').on('r.rev', '=', 1))
      .where('v.state', '=', 'published')
      .where('v.effective_from', '<=', wanted.asOf)
      .where('r.covered_size', 'is not', null)
      .orderBy('v.power_id')
      .orderBy('v.n', 'desc');
    if (wanted.agency !== undefined) query = query.where('a.slug', '=', wanted.agency);
  }
  const rows = await query.execute();
  return rows
    .toSorted((a, b) =>
      a.type_code === b.type_code ? compare(a.name, b.name) : compare(a.type_code, b.type_code),
    )
    .map((row) => ({
      agencyId: row.agency_id,
      powerId: row.power_id,
      code: row.code,
      state: row.state,
      status: row.status,
      content: PowerContent.parse(
        wanted.of === 'newest'
          ? row.content
          : withoutElements(PowerContent.parse(row.content), parseHeld(row.held)),
      ),
    }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

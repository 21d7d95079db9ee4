import { sql } from 'kysely';
import type { Reading } from '#platform/database';
import { PowerContent } from '../domain/content.ts';

/** The newest version of an item that an import may speak of. */
export type KnownItem = {
  readonly powerId: string;
  readonly versionId: string;
  readonly rowVersion: number;
  readonly state: string;
  readonly content: PowerContent;
  /** Digest of the content that was imported last; absent for what was never imported. */
  readonly imported: Buffer | null;
};

/**
 * Items of an agency by what an import may know them by: their number, the key they were imported under, their public code, an
 * earlier code, the code that their content asks for, or type and names (as `sheet/identity.ts` writes them). Where a key means two
 * items, the first of these counts. Every item is looked at once, however little the database has learnt of its tables yet: a list
 * often comes again right after it came first.
 */
export async function knownItems(
  db: Reading,
  agencyId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KnownItem>> {
  const wanted = sql`${[...new Set(keys)]}::text[]`;
  const { rows: aliases } = await sql<{ code: string; power_id: string }>`
    SELECT code, power_id FROM power_alias WHERE agency_id = ${agencyId} AND code = ANY(${wanted})`.execute(
    db,
  );
  const earlier = Map.groupBy(aliases, ({ power_id }) => power_id);
  const { rows } = await sql<Found>`
    SELECT v.power_id, v.id, v.row_version, v.state, v.content, v.asked, v.listed, p.import_key, p.code, p.import_digest
      FROM (
        SELECT *, coalesce(content ->> 'implementationCode', content ->> 'rawCode') AS asked,
               left(concat_ws('/', '清单', type_code, coalesce(content ->> 'parentName', name),
                    CASE WHEN content ? 'parentName' THEN name ELSE '' END), 200) AS listed
          FROM (
            SELECT DISTINCT ON (power_id) power_id, id, row_version, state, type_code, name, content
              FROM power_version WHERE agency_id = ${agencyId} ORDER BY power_id, n DESC NULLS FIRST
          ) newest
      ) v
      JOIN power_item p ON p.agency_id = ${agencyId} AND p.id = v.power_id
     WHERE p.id::text = ANY(${wanted}) OR p.import_key = ANY(${wanted}) OR p.code = ANY(${wanted})
        OR p.id = ANY(${[...earlier.keys()]}::uuid[]) OR v.asked = ANY(${wanted}) OR v.listed = ANY(${wanted})
     ORDER BY p.id`.execute(db);
  const items = rows.map((row) => ({ row, item: toItem(row) }));
  const known = new Map<string, KnownItem>();
  const ways: readonly ((row: Found) => readonly (string | null)[])[] = [
    (row) => [row.power_id],
    (row) => [row.import_key],
    (row) => [row.code],
    (row) => (earlier.get(row.power_id) ?? []).map(({ code }) => code),
    (row) => [row.asked],
    (row) => [row.listed],
  ];
  for (const way of ways)
    for (const { row, item } of items)
      for (const key of way(row)) if (key !== null && !known.has(key)) known.set(key, item);
  return known;
}

/** Which items of an agency have these basic codes in their newest version. */
export async function basicCodeHolders(
  db: Reading,
  agencyId: string,
  codes: readonly string[],
): Promise<readonly { readonly code: string; readonly powerId: string; readonly name: string }[]> {
  if (codes.length === 0) return [];
  const { rows } = await sql<{ code: string; power_id: string; name: string }>`
    SELECT content ->> 'basicCode' AS code, power_id, name
      FROM (
        SELECT DISTINCT ON (power_id) power_id, name, content
          FROM power_version WHERE agency_id = ${agencyId} ORDER BY power_id, n DESC NULLS FIRST
      ) newest
     WHERE content ->> 'basicCode' = ANY(${[...new Set(codes)]}::text[])
     ORDER BY power_id`.execute(db);
  return rows.map(({ code, power_id, name }) => ({ code, powerId: power_id, name }));
}

type Found = {
  readonly power_id: string;
  readonly id: string;
  readonly row_version: number;
  readonly state: string;
  readonly content: unknown;
  readonly asked: string | null;
  readonly listed: string;
  readonly import_key: string | null;
  readonly code: string | null;
  readonly import_digest: Buffer | null;
};

function toItem(row: Found): KnownItem {
  return {
    powerId: row.power_id,
    versionId: row.id,
    rowVersion: row.row_version,
    state: row.state,
    content: PowerContent.parse(row.content),
    imported: row.import_digest,
  };
}

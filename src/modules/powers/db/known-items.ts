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
 * items, the first of these counts.
 */
export async function knownItems(
  db: Reading,
  agencyId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KnownItem>> {
  const { rows } = await sql<{
    keys: string[];
    power_id: string;
    id: string;
    row_version: number;
    state: string;
    content: unknown;
    import_digest: Buffer | null;
  }>`
    WITH wanted AS (SELECT DISTINCT key FROM unnest(${[...keys]}::text[]) AS key),
    newest AS (
      SELECT DISTINCT ON (power_id) power_id, id, row_version, state, type_code, name, content
        FROM power_version WHERE agency_id = ${agencyId} ORDER BY power_id, n DESC NULLS FIRST
    ),
    found AS (
      SELECT k.key, 0 AS way, p.id FROM power_item p JOIN wanted k ON k.key = p.id::text WHERE p.agency_id = ${agencyId}
      UNION ALL
      SELECT k.key, 1, p.id FROM power_item p JOIN wanted k ON k.key = p.import_key WHERE p.agency_id = ${agencyId}
      UNION ALL
      SELECT k.key, 2, p.id FROM power_item p JOIN wanted k ON k.key = p.code WHERE p.agency_id = ${agencyId}
      UNION ALL
      SELECT k.key, 3, a.power_id FROM power_alias a JOIN wanted k ON k.key = a.code WHERE a.agency_id = ${agencyId}
      UNION ALL
      SELECT k.key, 4, v.power_id
        FROM newest v
        JOIN wanted k ON k.key = coalesce(v.content ->> 'implementationCode', v.content ->> 'rawCode')
      UNION ALL
      SELECT k.key, 5, v.power_id
        FROM newest v
        JOIN wanted k ON k.key = left(concat_ws('/', '清单', v.type_code, coalesce(v.content ->> 'parentName', v.name),
             CASE WHEN v.content ? 'parentName' THEN v.name ELSE '' END), 200)
    ),
    chosen AS (SELECT DISTINCT ON (key) key, id FROM found ORDER BY key, way, id),
    meant AS (SELECT id, array_agg(key) AS keys FROM chosen GROUP BY id)
    SELECT c.keys, v.power_id, v.id, v.row_version, v.state, v.content, p.import_digest
      FROM meant c
      JOIN newest v ON v.power_id = c.id
      JOIN power_item p ON p.agency_id = ${agencyId} AND p.id = c.id`.execute(db);
  return new Map(
    rows.flatMap((row) => {
      const item: KnownItem = {
        powerId: row.power_id,
        versionId: row.id,
        rowVersion: row.row_version,
        state: row.state,
        content: PowerContent.parse(row.content),
        imported: row.import_digest,
      };
      return row.keys.map((key) => [key, item] as const);
    }),
  );
}

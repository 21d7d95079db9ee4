import { sql } from 'kysely';
import { canonicalJson, type JsonValue } from '@chengming/ledger-verify';
import type { Reading, Tx } from '#platform/database';
import { PowerContent } from '../domain/content.ts';
import { departuresFromParent, ParentEntry } from '../domain/parent-entry.ts';

type Row = {
  readonly code: string;
  readonly name: string;
  readonly type_code: string;
  readonly levels: unknown;
  readonly bases: unknown;
  readonly issuer: string;
  readonly edition: string;
  readonly status: string;
};

function toEntry(row: Row): ParentEntry {
  const { type_code: typeCode, code, name, levels, bases, issuer, edition, status } = row;
  return ParentEntry.parse({ code, name, typeCode, levels, bases, issuer, edition, status });
}

const COLUMNS = ['code', 'name', 'type_code', 'levels', 'bases', 'issuer', 'edition', 'status'] as const;

/** The entry above that a basic code names, in force or cancelled. */
export async function findParent(db: Reading, code: string | undefined): Promise<ParentEntry | undefined> {
  if (code === undefined) return undefined;
  const row = await db.selectFrom('power_parent').select(COLUMNS).where('code', '=', code).executeTakeFirst();
  return row && toEntry(row);
}

/** Entries by code, at most `limit` after one; `q` is part of a name or the beginning of a code. */
export async function listParents(
  db: Reading,
  page: { readonly limit: number; readonly after?: string | undefined; readonly q?: string | undefined },
): Promise<readonly ParentEntry[]> {
  const { after, q } = page;
  let query = db.selectFrom('power_parent').select(COLUMNS).orderBy('code').limit(page.limit);
  if (after !== undefined) query = query.where('code', '>', after);
  if (q !== undefined && q !== '')
    query = query.where((e) =>
      e.or([sql<boolean>`strpos(name, ${q}) > 0`, sql<boolean>`starts_with(code, ${q})`]),
    );
  return (await query.execute()).map(toEntry);
}

export type ParentFinding = {
  readonly agencyId: string;
  readonly powerId: string;
  readonly versionId: string;
  readonly name: string;
  readonly code: string;
  readonly state: string;
  /** Its entry was cancelled above. */
  readonly cancelled: boolean;
  readonly departs: readonly (keyof PowerContent)[];
};

/**
 * Items that do not agree with the entry they rest on any more: each power’s newest published version in force and its draft,
 * of one agency or of all, for the given entries or all.
 */
export async function findingsAgainstParents(
  db: Reading,
  of: { readonly agencyId?: string; readonly codes?: readonly string[] } = {},
): Promise<readonly ParentFinding[]> {
  const { rows } = await sql<{
    agency_id: string;
    power_id: string;
    id: string;
    state: string;
    content: unknown;
    entry: Row;
  }>`
    SELECT v.agency_id, v.power_id, v.id, v.state, v.content, to_jsonb(e.*) AS entry
      FROM power_parent e
      JOIN power_version v ON v.content ->> 'basicCode' = e.code
     WHERE (${of.codes ?? null}::text[] IS NULL OR e.code = ANY(${of.codes ?? null}::text[]))
       AND (${of.agencyId ?? null}::uuid IS NULL OR v.agency_id = ${of.agencyId ?? null}::uuid)
       AND v.status = 'in-force'
       AND (v.state <> 'published' OR NOT EXISTS (
             SELECT 1 FROM power_version w
              WHERE w.agency_id = v.agency_id AND w.power_id = v.power_id AND w.state = 'published' AND w.n > v.n))
     ORDER BY e.code, v.power_id, v.n NULLS LAST`.execute(db);
  return rows.flatMap((row): ParentFinding[] => {
    const content = PowerContent.parse(row.content);
    const entry = toEntry(row.entry);
    const departs = departuresFromParent(content, entry);
    const cancelled = entry.status === 'cancelled';
    if (!cancelled && departs.length === 0) return [];
    return [
      {
        agencyId: row.agency_id,
        powerId: row.power_id,
        versionId: row.id,
        name: content.name,
        code: entry.code,
        state: row.state,
        cancelled,
        departs,
      },
    ];
  });
}

export async function saveParent(tx: Tx, entry: ParentEntry, at: Date): Promise<void> {
  const { code, typeCode, levels, bases, ...rest } = entry;
  const values = {
    ...rest,
    type_code: typeCode,
    levels: JSON.stringify(levels),
    bases: JSON.stringify(bases),
    changed_at: at,
  };
  await tx
    .insertInto('power_parent')
    .values({ code, ...values })
    .onConflict((c) => c.column('code').doUpdateSet(values))
    .execute();
}

export function sameEntry(a: ParentEntry, b: ParentEntry): boolean {
  const plain = (entry: ParentEntry): JsonValue => JSON.parse(JSON.stringify(entry)) as JsonValue;
  return canonicalJson(plain(a)) === canonicalJson(plain(b));
}

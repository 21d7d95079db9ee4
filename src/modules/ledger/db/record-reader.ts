import { toHex } from '@chengming/ledger-verify';
import { toZuluString, type Rid } from '#kernel';
import type { Reading } from '#platform/database';

export type FieldView = {
  readonly name: string;
  readonly commitment: string;
  readonly state: 'open' | 'withheld' | 'erased';
  readonly value?: unknown;
  readonly salt?: string;
  readonly ground?: string;
  readonly until?: string;
};

export type RevisionView = {
  readonly rev: number;
  readonly index: number | null;
  readonly act: string;
  readonly at: string;
  readonly schema: string;
  readonly prev: string;
  readonly fields: readonly FieldView[];
};

/** `/records/{rid}` (DECISIONS §1): what society may see. Withheld and erased fields keep their commitment only. */
export type RecordView = {
  readonly rid: string;
  readonly type: string;
  readonly revisions: readonly RevisionView[];
};

/** A published record, or nothing when no revision of it is covered by an exposed checkpoint yet. */
export async function findRecord(db: Reading, rid: Rid): Promise<RecordView | undefined> {
  const revisions = await db
    .selectFrom('ledger.revision as v')
    .innerJoin('ledger.record as r', 'r.rid', 'v.rid')
    .select(['v.rev', 'v.log_index', 'v.act', 'v.at', 'v.schema_hash', 'v.leaf', 'r.type'])
    .where('v.rid', '=', rid)
    .where('v.covered_size', 'is not', null)
    .orderBy('v.rev')
    .execute();
  const type = revisions[0]?.type;
  if (type === undefined) return undefined;
  const fields = await db
    .selectFrom('ledger.field')
    .selectAll()
    .where('rid', '=', rid)
    .where(
      'rev',
      'in',
      revisions.map((r) => r.rev),
    )
    .execute();
  const covered = new Set(revisions.map((r) => r.rev));
  return {
    rid,
    type,
    revisions: revisions.map((r) => ({
      rev: r.rev,
      index: r.log_index === null ? null : Number(r.log_index),
      act: r.act,
      at: toZuluString(r.at),
      schema: toHex(r.schema_hash),
      prev: prevOf(r.leaf),
      fields: fields
        .filter((f) => f.rev === r.rev)
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((f): FieldView => {
          const base = { name: f.name, commitment: toHex(f.commitment) };
          const opened = f.opened_by === null || covered.has(f.opened_by);
          if (f.state === 'open' && opened && f.audience === 'society' && f.salt)
            return { ...base, state: 'open', value: f.value, salt: toHex(f.salt) };
          return {
            ...base,
            state: f.state === 'erased' ? 'erased' : 'withheld',
            ...(f.ground === null ? {} : { ground: f.ground }),
            ...(f.until === null ? {} : { until: f.until }),
          };
        }),
    })),
  };
}

function prevOf(leaf: Buffer): string {
  return /"prev":"([0-9a-f]*)"/.exec(leaf.toString('utf8'))?.[1] ?? '';
}

export type CoveredRevision = {
  readonly rev: number;
  readonly index: bigint;
  readonly leaf: Uint8Array;
  readonly coveredSize: bigint;
  readonly coveredAt: Date;
};

/** One revision that a checkpoint covers; without `rev` the newest such. */
export async function findCoveredRevision(
  db: Reading,
  rid: Rid,
  rev?: number,
): Promise<CoveredRevision | undefined> {
  let query = db
    .selectFrom('ledger.revision')
    .select(['rev', 'log_index', 'leaf', 'covered_size', 'covered_at'])
    .where('rid', '=', rid)
    .where('covered_size', 'is not', null)
    .orderBy('rev', 'desc')
    .limit(1);
  if (rev !== undefined) query = query.where('rev', '=', rev);
  const row = await query.executeTakeFirst();
  if (!row || row.log_index === null || row.covered_size === null || row.covered_at === null)
    return undefined;
  return {
    rev: row.rev,
    index: row.log_index,
    leaf: new Uint8Array(row.leaf),
    coveredSize: row.covered_size,
    coveredAt: row.covered_at,
  };
}

/** What the proof strip of a page shows; `pending` until a checkpoint covers the newest revision. */
export type Coverage =
  | {
      readonly state: 'covered';
      readonly rev: number;
      readonly index: bigint;
      readonly at: Date;
      readonly witnesses: number;
      readonly wanted: number;
    }
  | { readonly state: 'pending' };

/** Coverage of the newest covered revision of each record; one query for a whole page. */
export async function coverageOf(
  db: Reading,
  rids: readonly string[],
): Promise<ReadonlyMap<string, Coverage>> {
  if (rids.length === 0) return new Map();
  const rows = await db
    .selectFrom('ledger.revision as v')
    .innerJoin('ledger.checkpoint as k', 'k.size', 'v.covered_size')
    .distinctOn('v.rid')
    .select(['v.rid', 'v.rev', 'v.log_index', 'k.at', 'k.witnesses', 'k.wanted'])
    .where('v.rid', 'in', [...rids])
    .orderBy('v.rid')
    .orderBy('v.rev', 'desc')
    .execute();
  const found = new Map<string, Coverage>(
    rows.map((r) => [
      r.rid,
      {
        state: 'covered',
        rev: r.rev,
        index: r.log_index ?? 0n,
        at: r.at,
        witnesses: r.witnesses,
        wanted: r.wanted,
      },
    ]),
  );
  return new Map(rids.map((rid) => [rid, found.get(rid) ?? { state: 'pending' }]));
}

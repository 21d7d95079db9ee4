import type { Reading } from '#platform/database';

/** Committed cases that are under way, from the count that is kept of each item. */
export async function countRunning(db: Reading): Promise<number> {
  const { n } = await db
    .selectFrom('public_item')
    .select((e) => e.fn.sum<string | null>('running').as('n'))
    .executeTakeFirstOrThrow();
  return Number(n ?? 0);
}

export async function powersByType(
  db: Reading,
): Promise<readonly { readonly type: string; readonly n: number }[]> {
  const rows = await db
    .selectFrom('power_count')
    .select((e) => ['type_code', e.fn.sum<string>('n').as('n')])
    .where('n', '>', 0)
    .groupBy('type_code')
    .orderBy('type_code')
    .execute();
  return rows.map((r) => ({ type: r.type_code, n: Number(r.n) }));
}

export async function powersByAgency(
  db: Reading,
): Promise<readonly { readonly slug: string; readonly name: string; readonly n: number }[]> {
  const rows = await db
    .selectFrom('power_count as k')
    .innerJoin('agency as a', 'a.id', 'k.agency_id')
    .select((e) => ['a.slug', 'a.name', e.fn.sum<string>('k.n').as('n')])
    .where('k.n', '>', 0)
    .groupBy(['a.slug', 'a.name'])
    .orderBy('n', 'desc')
    .limit(20)
    .execute();
  return rows.map((r) => ({ slug: r.slug, name: r.name, n: Number(r.n) }));
}

/** A few licences in force that can be applied for here, those with most cases under way first. */
export async function commonPowers(
  db: Reading,
): Promise<readonly { readonly code: string; readonly name: string }[]> {
  const rows = await db
    .selectFrom('power_in_force as f')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'f.agency_id').onRef('p.id', '=', 'f.power_id'),
    )
    .leftJoin('public_item as i', 'i.power_code', 'p.code')
    .select(['p.code', 'f.name'])
    .where('f.type_code', '=', '01')
    .where('f.status', '=', 'in-force')
    .where('p.code', 'is not', null)
    .orderBy('i.running', (o) => o.desc().nullsLast())
    .orderBy('f.name')
    .limit(4)
    .execute();
  return rows.flatMap(({ code, name }) => (code === null ? [] : [{ code, name }]));
}

export type Recent =
  | {
      readonly kind: 'power';
      readonly rid: string;
      readonly at: Date;
      readonly name: string;
      readonly code: string;
      readonly n: number;
    }
  | {
      readonly kind: 'case';
      readonly rid: string;
      readonly at: Date;
      readonly name: string | null;
      readonly number: string;
      readonly state: string;
    };

const SHOWN = 8;

/** What was published last and is covered by a checkpoint: versions of powers and cases with a public number. */
export async function recentlyPublished(db: Reading): Promise<readonly Recent[]> {
  const powers = await db
    .selectFrom('power_version as v')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.power_id'),
    )
    .innerJoin('ledger.revision as r', (j) => j.onRef('r.rid', '=', 'v.rid').on('r.rev', '=', 1))
    .select(['v.rid', 'v.published_at', 'v.name', 'v.n', 'p.code'])
    .where('v.state', '=', 'published')
    .where('r.covered_size', 'is not', null)
    .orderBy('v.published_at', 'desc')
    .limit(SHOWN)
    .execute();
  const cases = await db
    .selectFrom('public_case as k')
    .leftJoin('power_item as p', (j) => j.onRef('p.code', '=', 'k.power_code').on('k.item_open', '=', true))
    .leftJoin('power_in_force as f', (j) =>
      j.onRef('f.agency_id', '=', 'p.agency_id').onRef('f.power_id', '=', 'p.id'),
    )
    .select(['k.rid', 'k.changed_at', 'k.number', 'k.state', 'f.name'])
    .where('k.number', 'is not', null)
    .orderBy('k.changed_at', 'desc')
    .limit(SHOWN)
    .execute();
  return [
    ...powers.flatMap(({ rid, published_at, name, n, code }): Recent[] =>
      published_at === null || n === null || code === null
        ? []
        : [{ kind: 'power', rid, at: published_at, name, code, n }],
    ),
    ...cases.flatMap(({ rid, changed_at, number, state, name }): Recent[] =>
      number === null ? [] : [{ kind: 'case', rid, at: changed_at, name, number, state }],
    ),
  ]
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, SHOWN);
}

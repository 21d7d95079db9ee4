import { sql } from 'kysely';
import { z } from 'zod';
import { LegalDay } from '#kernel';
import type { Reading, Tx } from '#platform/database';
import {
  burdenOf,
  compareBurden,
  MEASURES,
  sumsOf,
  type BurdenRow,
  type YearTotal,
} from '../domain/burden.ts';
import { Counted, flowCounts } from './burden-reader.ts';

const Unit = z.enum(['wd', 'cd', 'month', 'year']);
const Stored = z.array(
  z.object({
    measure: z.enum(MEASURES),
    now: z.int().optional(),
    before: z.int().optional(),
    change: z.int().optional(),
    legal: z.int().optional(),
    units: z.object({ now: Unit.optional(), before: Unit.optional(), legal: Unit.optional() }).optional(),
  }),
);

/**
 * Counts up to `limit` versions that have taken effect by a day and that a checkpoint covers: what each asks beside the one
 * before is kept with it and added to the totals, in one transaction. What another worker holds is left to it.
 */
export async function countDue(tx: Tx, day: LegalDay, limit: number): Promise<number> {
  const rows = await tx
    .selectFrom('power_change as c')
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'c.agency_id').onRef('v.id', '=', 'c.version_id'),
    )
    .innerJoin('power_version as b', (j) =>
      j
        .onRef('b.agency_id', '=', 'v.agency_id')
        .onRef('b.power_id', '=', 'v.power_id')
        .on((e) => e('b.n', '=', e('v.n', '-', 1))),
    )
    .innerJoin('ledger.revision as r', (j) => j.onRef('r.rid', '=', 'v.rid').on('r.rev', '=', 1))
    .select(['c.agency_id', 'c.version_id', 'c.effective_from'])
    .select(['v.content as now', 'v.flow_version_id as flow'])
    .select(['b.content as before', 'b.flow_version_id as flow_before'])
    .where('c.rows', 'is', null)
    .where('c.effective_from', '<=', day)
    .where('r.covered_size', 'is not', null)
    .orderBy('c.effective_from')
    .orderBy('c.version_id')
    .limit(limit)
    .forUpdate('c')
    .skipLocked()
    .execute();
  const flows = await flowCounts(
    tx,
    rows.flatMap(({ flow, flow_before }) => [flow ?? [], flow_before ?? []].flat()),
  );
  const burden = (content: unknown, flow: string | null) =>
    burdenOf(Counted.strip().parse(content), flow === null ? undefined : flows.get(flow));
  for (const row of rows) {
    const compared = compareBurden(burden(row.now, row.flow), burden(row.before, row.flow_before));
    await tx
      .updateTable('power_change')
      .set({ rows: JSON.stringify(compared) })
      .where('agency_id', '=', row.agency_id)
      .where('version_id', '=', row.version_id)
      .execute();
    await addToTotals(tx, row.agency_id, yearOf(row.effective_from), compared);
  }
  return rows.length;
}

async function addToTotals(
  tx: Tx,
  agencyId: string,
  year: number,
  compared: readonly BurdenRow[],
): Promise<void> {
  const sums = { ...sumsOf(compared), versions: { less: 0, more: 1 } };
  await tx
    .insertInto('power_change_total')
    .values(
      Object.entries(sums).map(([measure, { less, more }]) => ({
        agency_id: agencyId,
        year,
        measure,
        less,
        more,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['agency_id', 'year', 'measure']).doUpdateSet((e) => ({
        less: e('power_change_total.less', '+', e.ref('excluded.less')),
        more: e('power_change_total.more', '+', e.ref('excluded.more')),
      })),
    )
    .execute();
}

/** Society scope: totals of the years in which anything took effect, newest first; `slug` keeps to one agency. */
export async function totalsByYear(db: Reading, slug?: string): Promise<readonly YearTotal[]> {
  let query = db
    .selectFrom('power_change_total as t')
    .innerJoin('agency as a', 'a.id', 't.agency_id')
    .select(['t.year', 't.measure'])
    .select((e) => [e.fn.sum<string>('t.less').as('less'), e.fn.sum<string>('t.more').as('more')])
    .groupBy(['t.year', 't.measure'])
    .orderBy('t.year', 'desc');
  if (slug !== undefined) query = query.where('a.slug', '=', slug);
  const rows = await query.execute();
  return [...new Set(rows.map(({ year }) => year))].map((year) => {
    const of = (measure: string) => {
      const row = rows.find((one) => one.year === year && one.measure === measure);
      return { less: Number(row?.less ?? 0), more: Number(row?.more ?? 0) };
    };
    return {
      year,
      versions: of('versions').more,
      sums: {
        steps: of('steps'),
        materials: of('materials'),
        days: of('days'),
        visits: of('visits'),
        fees: of('fees'),
      },
    };
  });
}

/** A published version that followed another, with what it asks beside it. */
export type VersionChange = {
  readonly code: string;
  readonly name: string;
  readonly n: number;
  readonly versionId: string;
  readonly effectiveFrom: LegalDay;
  readonly rows: readonly BurdenRow[];
};

/** Society scope: what was counted of a year, newest first, at most `limit` after one. */
export async function listChanges(
  db: Reading,
  of: {
    readonly year: number;
    readonly slug?: string | undefined;
    readonly after?: { readonly from: LegalDay; readonly versionId: string } | undefined;
    readonly limit: number;
  },
): Promise<VersionChange[]> {
  const { year, slug, after } = of;
  let query = db
    .selectFrom('power_change as c')
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'c.agency_id').onRef('v.id', '=', 'c.version_id'),
    )
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.power_id'),
    )
    .select(['p.code', 'v.name', 'v.n', 'c.version_id', 'c.effective_from', 'c.rows'])
    .where('c.rows', 'is not', null)
    .where('c.effective_from', '>=', `${year}-01-01`)
    .where('c.effective_from', '<=', `${year}-12-31`)
    .orderBy('c.effective_from', 'desc')
    .orderBy('c.version_id', 'desc')
    .limit(of.limit);
  if (slug !== undefined)
    query = query.where('c.agency_id', '=', (e) =>
      e.selectFrom('agency').select('id').where('slug', '=', slug),
    );
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(c.effective_from, c.version_id) < (${after.from}::date, ${after.versionId}::uuid)`,
    );
  const rows = await query.execute();
  return rows.flatMap(({ code, n, ...row }) =>
    code === null || n === null
      ? []
      : [
          {
            code,
            name: row.name,
            n,
            versionId: row.version_id,
            effectiveFrom: LegalDay.parse(row.effective_from),
            rows: toRows(row.rows),
          },
        ],
  );
}

/** Absent keys instead of undefined values, as the comparison is typed. */
function toRows(stored: unknown): readonly BurdenRow[] {
  return Stored.parse(stored).map(({ now, before, change, legal, units, measure }) => ({
    measure,
    now,
    before,
    change,
    legal,
    ...(units !== undefined && { units: toUnits(units) }),
  }));
}

function toUnits({ now, before, legal }: NonNullable<z.infer<typeof Stored>[number]['units']>) {
  return { ...(now && { now }), ...(before && { before }), ...(legal && { legal }) };
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

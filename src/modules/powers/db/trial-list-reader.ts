import { sql } from 'kysely';
import type { LegalDay } from '#kernel';
import type { Reading } from '#platform/database';
import { trialsOf, type PowerTrial } from './trial-reader.ts';

/** What the cases accepted under a version have shown so far, for whoever decides its trial. */
export type TrialRun = {
  readonly cases: number;
  readonly open: number;
  /** Cases of which a clock ran past its day, each counted once. */
  readonly late: number;
  /** Cases that left the flow by an approved departure. */
  readonly departures: number;
  /** Cases whose published record was corrected. */
  readonly corrections: number;
};

export type TrialRow = {
  readonly powerId: string;
  readonly versionId: string;
  readonly code: string;
  readonly name: string;
  readonly n: number;
  readonly officeId: string | null;
  readonly officeName: string | null;
  readonly trial: PowerTrial;
  readonly run: TrialRun;
};

/**
 * The trials of an agency, those that wait for a decision first, by their last day, then the decided ones, newest first. Cases are
 * counted for the rows that come out only, each by the index of its power.
 */
export async function listTrials(
  db: Reading,
  of: {
    readonly agencyId: string;
    readonly limit: number;
    readonly undecided: boolean;
    /** Those of these offices only; without it, of all. */
    readonly officeIds: readonly string[] | undefined;
  },
): Promise<readonly TrialRow[]> {
  const rows = await db
    .with('chosen', (e) =>
      e
        .selectFrom('power_trial as t')
        .leftJoin('power_trial_decision as d', (j) =>
          j.onRef('d.agency_id', '=', 't.agency_id').onRef('d.version_id', '=', 't.version_id'),
        )
        .innerJoin('power_version as v', (j) =>
          j.onRef('v.agency_id', '=', 't.agency_id').onRef('v.id', '=', 't.version_id'),
        )
        .select(['t.agency_id', 't.version_id', 't.power_id', 't.until', 'd.at'])
        .where('t.agency_id', '=', of.agencyId)
        .$if(of.officeIds !== undefined, (q) =>
          q.where('v.office_id', '=', sql<string>`ANY(${of.officeIds}::uuid[])`),
        )
        .$if(of.undecided, (q) => q.where('d.version_id', 'is', null))
        .orderBy('d.at', (o) => o.desc().nullsFirst())
        .orderBy('t.until')
        .orderBy('t.version_id')
        .limit(of.limit),
    )
    .selectFrom('chosen as t')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 't.agency_id').onRef('p.id', '=', 't.power_id'),
    )
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 't.agency_id').onRef('v.id', '=', 't.version_id'),
    )
    .leftJoin('office as o', (j) =>
      j.onRef('o.agency_id', '=', 'v.agency_id').onRef('o.id', '=', 'v.office_id'),
    )
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom('case_file as c')
          .select([
            sql<string>`count(*)`.as('cases'),
            sql<string>`count(*) FILTER (WHERE c.closed_at IS NULL)`.as('open'),
            sql<string>`count(*) FILTER (WHERE EXISTS (SELECT FROM case_clock k WHERE k.agency_id = c.agency_id
              AND k.case_id = c.id AND k.late_at IS NOT NULL))`.as('late'),
            sql<string>`count(*) FILTER (WHERE EXISTS (SELECT FROM case_deviation x WHERE x.agency_id = c.agency_id
              AND x.case_id = c.id))`.as('departures'),
            sql<string>`count(*) FILTER (WHERE EXISTS (SELECT FROM ledger.revision r WHERE r.rid = c.rid
              AND r.act = 'correct'))`.as('corrections'),
          ])
          .whereRef('c.agency_id', '=', 't.agency_id')
          .whereRef('c.power_id', '=', 't.power_id')
          .whereRef('c.power_version_id', '=', 't.version_id')
          .as('run'),
      (j) => j.onTrue(),
    )
    .select(['t.power_id', 't.version_id', 'p.code', 'v.name', 'v.n', 'v.office_id', 'o.name as office'])
    .select(['run.cases', 'run.open', 'run.late', 'run.departures', 'run.corrections'])
    .orderBy('t.at', (o) => o.desc().nullsFirst())
    .orderBy('t.until')
    .orderBy('t.version_id')
    .execute();
  const trials = await trialsOf(
    db,
    of.agencyId,
    rows.map(({ version_id }) => version_id),
  );
  return rows.flatMap((row) => {
    const trial = trials.get(row.version_id);
    if (trial === undefined || row.code === null || row.n === null) return [];
    return [
      {
        powerId: row.power_id,
        versionId: row.version_id,
        code: row.code,
        name: row.name,
        n: row.n,
        officeId: row.office_id,
        officeName: row.office,
        trial,
        run: {
          cases: Number(row.cases),
          open: Number(row.open),
          late: Number(row.late),
          departures: Number(row.departures),
          corrections: Number(row.corrections),
        },
      },
    ];
  });
}

export type BegunTrial = {
  readonly versionId: string;
  readonly name: string;
  readonly n: number;
  readonly office: string | null;
  readonly trial: PowerTrial;
};

/** The trials of these powers that began from one day to another, both included, by their last day. */
export async function listTrialsBegun(
  db: Reading,
  of: {
    readonly agencyId: string;
    readonly powerIds: readonly string[];
    readonly from: LegalDay;
    readonly to: LegalDay;
  },
): Promise<readonly BegunTrial[]> {
  const rows = await db
    .selectFrom('power_trial as t')
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 't.agency_id').onRef('v.id', '=', 't.version_id'),
    )
    .leftJoin('office as o', (j) =>
      j.onRef('o.agency_id', '=', 'v.agency_id').onRef('o.id', '=', 'v.office_id'),
    )
    .select(['t.version_id', 'v.name', 'v.n', 'o.name as office'])
    .where('t.agency_id', '=', of.agencyId)
    .where(sql<boolean>`t.power_id = ANY(${of.powerIds}::uuid[])`)
    .where('t.from_day', '>=', of.from)
    .where('t.from_day', '<=', of.to)
    .orderBy('t.until')
    .orderBy('t.version_id')
    .execute();
  const trials = await trialsOf(
    db,
    of.agencyId,
    rows.map(({ version_id }) => version_id),
  );
  return rows.flatMap(({ version_id: versionId, name, n, office }) => {
    const trial = trials.get(versionId);
    return trial === undefined || n === null ? [] : [{ versionId, name, n, office, trial }];
  });
}

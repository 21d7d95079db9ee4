import { sql } from 'kysely';
import { LegalDay, legalDayOf } from '#kernel';
import type { Reading } from '#platform/database';
import { TRIAL_OUTCOMES, type EarlierTrial, type TrialDays, type TrialOutcome } from '../domain/trial.ts';

/** A version that was published on trial, and how the trial ended, if it did. */
export type PowerTrial = TrialDays & {
  readonly versionId: string;
  readonly reason: string;
  /** Post that put it on trial, and when. */
  readonly postName: string;
  readonly on: LegalDay;
  readonly decision?: {
    readonly outcome: TrialOutcome;
    readonly on: LegalDay;
    readonly reason: string;
    /** Why it was not waited for the last day; empty when it was. */
    readonly earlyReason: string;
    readonly postName: string;
    /** The version that took its place, and since when. */
    readonly successor?: { readonly n: number; readonly from: LegalDay };
  };
};

const trials = (db: Reading) =>
  db
    .selectFrom('power_trial as t')
    .leftJoin('power_trial_decision as d', (j) =>
      j.onRef('d.agency_id', '=', 't.agency_id').onRef('d.version_id', '=', 't.version_id'),
    )
    .leftJoin('power_version as s', (j) =>
      j.onRef('s.agency_id', '=', 'd.agency_id').onRef('s.id', '=', 'd.successor_id'),
    )
    .select(['t.version_id', 't.since', 't.from_day', 't.until', 't.reason', 't.post_name', 't.at'])
    .select(['d.outcome', 'd.decided_on', 'd.reason as why', 'd.early_reason', 'd.post_name as decided_by'])
    .select(['s.n', 's.effective_from']);
type Row = Awaited<ReturnType<ReturnType<typeof trials>['executeTakeFirstOrThrow']>>;

function toTrial(row: Row): PowerTrial {
  const outcome = TRIAL_OUTCOMES.find((one) => one === row.outcome);
  return {
    versionId: row.version_id,
    since: LegalDay.parse(row.since),
    from: LegalDay.parse(row.from_day),
    until: LegalDay.parse(row.until),
    reason: row.reason,
    postName: row.post_name,
    on: legalDayOf(row.at),
    ...(outcome !== undefined && {
      decision: {
        outcome,
        on: LegalDay.parse(row.decided_on),
        reason: row.why ?? '',
        earlyReason: row.early_reason ?? '',
        postName: row.decided_by ?? '',
        ...(row.n !== null &&
          row.effective_from !== null && {
            successor: { n: row.n, from: LegalDay.parse(row.effective_from) },
          }),
      },
    }),
  };
}

/** The trials of versions of an agency, by version; a version that was final from the start has none. */
export async function trialsOf(
  db: Reading,
  agencyId: string,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, PowerTrial>> {
  if (versionIds.length === 0) return new Map();
  const rows = await trials(db)
    .where('t.agency_id', '=', agencyId)
    .where('t.version_id', 'in', [...versionIds])
    .execute();
  return new Map(rows.map((row) => [row.version_id, toTrial(row)]));
}

/** The trial of one version; absent when it was final from the start. */
export async function findTrial(
  db: Reading,
  of: { readonly agencyId: string; readonly versionId: string },
): Promise<PowerTrial | undefined> {
  return (await trialsOf(db, of.agencyId, [of.versionId])).get(of.versionId);
}

/** The trial of a power that nobody has decided yet: of its newest version, since what follows a trial decides it. */
export async function findUndecidedTrial(
  db: Reading,
  of: { readonly agencyId: string; readonly powerId: string },
): Promise<PowerTrial | undefined> {
  const row = await trials(db)
    .where('t.agency_id', '=', of.agencyId)
    .where('t.power_id', '=', of.powerId)
    .where('d.version_id', 'is', null)
    .executeTakeFirst();
  return row && toTrial(row);
}

/**
 * The trials of a power since a version of it was final by its own right: confirmed, or published without a trial. What a return
 * put back in force was final before and begins no new line.
 */
export async function trialsOfLine(
  db: Reading,
  of: { readonly agencyId: string; readonly powerId: string },
): Promise<readonly EarlierTrial[]> {
  const { rows } = await sql<{ from_day: string; replaced_on: string | null }>`
    WITH line AS (
      SELECT v.id, v.n, t.version_id IS NOT NULL AS tried, t.from_day, s.effective_from AS replaced_on,
             d.outcome = 'confirmed'
               OR (t.version_id IS NULL AND NOT EXISTS (SELECT FROM power_trial_decision r
                     WHERE r.agency_id = v.agency_id AND r.successor_id = v.id AND r.outcome = 'returned')) AS final
        FROM power_version v
        LEFT JOIN power_trial t ON t.agency_id = v.agency_id AND t.version_id = v.id
        LEFT JOIN power_trial_decision d ON d.agency_id = t.agency_id AND d.version_id = t.version_id
        LEFT JOIN power_version s ON s.agency_id = d.agency_id AND s.id = d.successor_id
       WHERE v.agency_id = ${of.agencyId}::uuid AND v.power_id = ${of.powerId}::uuid AND v.n IS NOT NULL)
    SELECT from_day, replaced_on FROM line
     WHERE tried AND n > coalesce((SELECT max(n) FROM line WHERE final), 0)`.execute(db);
  return rows.map(({ from_day, replaced_on }) => ({
    from: LegalDay.parse(from_day),
    replacedOn: replaced_on === null ? undefined : LegalDay.parse(replaced_on),
  }));
}

/** The newest version before `n` that is final: never on trial, or confirmed. What a trial returns to. */
export async function findFinalBefore(
  db: Reading,
  of: { readonly agencyId: string; readonly powerId: string; readonly n: number },
): Promise<{ readonly versionId: string; readonly n: number } | undefined> {
  const row = await db
    .selectFrom('power_version as v')
    .leftJoin('power_trial as t', (j) =>
      j.onRef('t.agency_id', '=', 'v.agency_id').onRef('t.version_id', '=', 'v.id'),
    )
    .leftJoin('power_trial_decision as d', (j) =>
      j.onRef('d.agency_id', '=', 't.agency_id').onRef('d.version_id', '=', 't.version_id'),
    )
    .select(['v.id', 'v.n'])
    .where('v.agency_id', '=', of.agencyId)
    .where('v.power_id', '=', of.powerId)
    .where('v.state', '=', 'published')
    .where('v.status', '=', 'in-force')
    .where('v.n', '<', of.n)
    .where((e) => e.or([e('t.version_id', 'is', null), e('d.outcome', '=', 'confirmed')]))
    .orderBy('v.n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.n == null ? undefined : { versionId: row.id, n: row.n };
}

/**
 * Whose hand is in a version on trial: who drafted it or brought it in with a list, drew its flow or handed it in, signed,
 * countersigned or passed it, or put it on trial.
 */
export async function handsIn(
  db: Reading,
  of: { readonly agencyId: string; readonly versionId: string },
): Promise<ReadonlySet<string>> {
  const version = await db
    .selectFrom('power_version as v')
    .leftJoin('flow_version as f', (j) =>
      j.onRef('f.agency_id', '=', 'v.agency_id').onRef('f.id', '=', 'v.flow_version_id'),
    )
    .select(['v.power_id', 'v.created_at', 'v.published_at', 'f.rid'])
    .where('v.agency_id', '=', of.agencyId)
    .where('v.id', '=', of.versionId)
    .executeTakeFirstOrThrow();
  const own = { agency_id: of.agencyId, version_id: of.versionId };
  const [drawn, signed, tried] = await Promise.all([
    db
      .selectFrom('journal.row as j')
      .select('j.actor_id')
      .where('j.agency_id', '=', of.agencyId)
      .where((e) =>
        e.or([
          e.and([
            e('j.subject_rid', '=', version.power_id),
            e('j.action', 'in', ['power/draft', 'power/edit', 'power/adjust']),
            e('j.at', '>=', version.created_at),
            e('j.at', '<=', version.published_at),
          ]),
          // A list is on record once for all it brought; what it brought began at that moment.
          e.and([
            e('j.subject_rid', '=', of.agencyId),
            e('j.action', '=', 'power/import'),
            e('j.at', '=', version.created_at),
          ]),
          e.and([e('j.subject_rid', '=', version.rid), e('j.action', '=', 'flow/submit')]),
          e.and([
            e('j.action', 'in', ['flow/draw', 'flow/edit']),
            e(
              'j.subject_rid',
              'in',
              e
                .selectFrom('flow_draft')
                .select(sql<string>`id::text`.as('id'))
                .where('agency_id', '=', of.agencyId)
                .where('power_version_id', '=', of.versionId),
            ),
          ]),
        ]),
      )
      .distinct()
      .execute(),
    db
      .selectFrom('power_approval')
      .select('person_id')
      .where((e) => e.and({ ...own, voided: false }))
      .where('act', 'in', ['sign', 'countersign', 'pass'])
      .execute(),
    db
      .selectFrom('power_trial')
      .select('person_id')
      .where((e) => e.and(own))
      .execute(),
  ]);
  return new Set([
    ...drawn.map(({ actor_id }) => actor_id),
    ...[...signed, ...tried].map(({ person_id }) => person_id),
  ]);
}

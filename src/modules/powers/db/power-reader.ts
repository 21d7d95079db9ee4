import { sql } from 'kysely';
import { LegalDay, type Rid, type Uuid } from '#kernel';
import { VERSION_STATES, type VersionState } from '#modules/approval';
import { heldElements, parseHeld, withoutElements, type WithheldElement } from '#modules/disclosure';
import type { Reading } from '#platform/database';
import { cutQuery } from '#platform/search';
import { PowerContent } from '../domain/content.ts';
import type { CommitmentClass } from '../domain/types.ts';

const STATUSES = ['in-force', 'transferred', 'cancelled'] as const;
export type PowerStatus = (typeof STATUSES)[number];

export type PowerVersion = {
  readonly agencyId: Uuid;
  readonly powerId: Uuid;
  readonly versionId: Uuid;
  readonly code: string | null;
  readonly rid: Rid;
  readonly n: number | null;
  readonly state: VersionState;
  readonly status: PowerStatus;
  readonly content: PowerContent;
  readonly reason: string;
  readonly changeBasis: string;
  readonly officeId: Uuid | null;
  readonly flowVersionId: Uuid | null;
  readonly commitmentClass: CommitmentClass;
  readonly effectiveFrom: LegalDay | null;
  readonly publishedAt: Date | null;
  readonly rowVersion: number;
  readonly updatedAt: Date;
};

/** A version that is published and numbered. */
export type PublishedPower = PowerVersion & {
  readonly code: string;
  readonly n: number;
  readonly effectiveFrom: LegalDay;
  readonly publishedAt: Date;
};

/** A published version as society sees it: without the elements that an exception withholds (B7). */
export type ShownPower = PublishedPower & {
  readonly agency: { readonly name: string; readonly slug: string };
  /** What is withheld and may be said to be, with ground and date. */
  readonly withheld: readonly WithheldElement[];
};

const columns = (db: Reading) =>
  db
    .selectFrom('power_version as v')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.power_id'),
    )
    .select([
      'v.agency_id',
      'v.power_id',
      'v.id',
      'p.code',
      'v.rid',
      'v.n',
      'v.state',
      'v.status',
      'v.content',
      'v.reason',
      'v.change_basis',
      'v.office_id',
      'v.flow_version_id',
      'v.commitment_class',
      'v.effective_from',
      'v.published_at',
      'v.row_version',
      'v.updated_at',
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

function toVersion(row: Row): PowerVersion {
  return {
    agencyId: row.agency_id as Uuid,
    powerId: row.power_id as Uuid,
    versionId: row.id as Uuid,
    code: row.code,
    rid: row.rid as Rid,
    n: row.n,
    state: VERSION_STATES.find((s) => s === row.state) ?? 'draft',
    status: STATUSES.find((s) => s === row.status) ?? 'cancelled',
    content: PowerContent.parse(row.content),
    reason: row.reason,
    changeBasis: row.change_basis,
    officeId: row.office_id as Uuid | null,
    flowVersionId: row.flow_version_id as Uuid | null,
    commitmentClass:
      row.commitment_class === 'OPEN' || row.commitment_class === 'SEALED' ? row.commitment_class : 'NONE',
    effectiveFrom: row.effective_from === null ? null : LegalDay.parse(row.effective_from),
    publishedAt: row.published_at,
    rowVersion: row.row_version,
    updatedAt: row.updated_at,
  };
}

function isPublished(version: PowerVersion): version is PublishedPower {
  return (
    version.code !== null &&
    version.n !== null &&
    version.effectiveFrom !== null &&
    version.publishedAt !== null
  );
}

/** Any version, for those who may read drafts. */
export async function findVersion(
  db: Reading,
  agencyId: string,
  versionId: string,
): Promise<PowerVersion | undefined> {
  const row = await columns(db)
    .where('v.agency_id', '=', agencyId)
    .where('v.id', '=', versionId)
    .executeTakeFirst();
  return row && toVersion(row);
}

/** Published versions that a checkpoint covers, with what is withheld of them. */
const shownColumns = (db: Reading) =>
  columns(db)
    .innerJoin('agency as a', 'a.id', 'v.agency_id')
    .select(heldElements('v.rid').as('held'))
    .select(['a.name as agency_name', 'a.slug'])
    .where('v.state', '=', 'published')
    .where((e) =>
      e.exists(
        e
          .selectFrom('ledger.revision as r')
          .select('r.rid')
          .whereRef('r.rid', '=', 'v.rid')
          .where('r.rev', '=', 1)
          .where('r.covered_size', 'is not', null),
      ),
    );
type ShownRow = Awaited<ReturnType<ReturnType<typeof shownColumns>['executeTakeFirstOrThrow']>>;

function toShown(row: ShownRow): ShownPower | undefined {
  const version = toVersion(row);
  if (!isPublished(version)) return undefined;
  const held = parseHeld(row.held);
  return {
    ...version,
    agency: { name: row.agency_name, slug: row.slug },
    content: PowerContent.parse(withoutElements(version.content, held)),
    withheld: held.filter(({ silent }) => !silent),
  };
}

/** Society scope: published versions of a code that a checkpoint covers, newest first, without what is withheld. */
export async function listVersions(db: Reading, code: string): Promise<ShownPower[]> {
  const rows = await shownColumns(db).where('p.code', '=', code).orderBy('v.n', 'desc').limit(200).execute();
  return rows.flatMap((row) => toShown(row) ?? []);
}

/** Society scope: the version that a record is, if a checkpoint covers it. */
export async function findShownVersion(db: Reading, rid: string): Promise<ShownPower | undefined> {
  const row = await shownColumns(db).where('v.rid', '=', rid).executeTakeFirst();
  return row && toShown(row);
}

/** The version in force at the end of a legal day: the newest whose effective date is not after it (DECISIONS §6). */
export async function findPowerInForce(
  db: Reading,
  code: string,
  day: LegalDay,
): Promise<PublishedPower | undefined> {
  const row = await columns(db)
    .where('p.code', '=', code)
    .where('v.state', '=', 'published')
    .where('v.effective_from', '<=', day)
    .orderBy('v.n', 'desc')
    .limit(1)
    .executeTakeFirst();
  const version = row && toVersion(row);
  return version && isPublished(version) ? version : undefined;
}

/** The power a code belongs to now, or belonged to: neither is given out again. */
export async function powerOfCode(db: Reading, code: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('power_item')
    .select('id')
    .where('code', '=', code)
    .unionAll(db.selectFrom('power_alias').select('power_id as id').where('code', '=', code))
    .executeTakeFirst();
  return row?.id;
}

/** The newest code of a power whose old code was asked for. */
export async function findNewCode(db: Reading, oldCode: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('power_alias as a')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'a.agency_id').onRef('p.id', '=', 'a.power_id'),
    )
    .select('p.code')
    .where('a.code', '=', oldCode)
    .executeTakeFirst();
  return row?.code ?? undefined;
}

/** What may be a code: printable ASCII, foreign shapes too. */
const CODE = /^[!-~]{6,200}$/;

export type PowerFilter = {
  /** Words, or a whole code. */
  readonly q?: string | undefined;
  readonly type?: string | undefined;
  readonly agency?: string | undefined;
  readonly asOf: LegalDay;
  readonly after?: { readonly type: string; readonly name: string; readonly id: string } | undefined;
  readonly limit: number;
};

export type PowerListRow = {
  readonly powerId: Uuid;
  readonly code: string;
  readonly name: string;
  readonly typeCode: string;
  readonly status: string;
  readonly agencyName: string;
  readonly agencySlug: string;
  readonly rid: string;
  readonly n: number;
  readonly effectiveFrom: LegalDay;
  /** Its last day and whether that has passed, while it is on trial on that day; null for what is final. */
  readonly trial: { readonly until: LegalDay; readonly late: boolean } | null;
};

/**
 * The newest version in force of each power as of a day, with its agency; only what a checkpoint covers. Versions that end
 * a power, transferred or cancelled, are among them.
 */
export function shownAsOf(db: Reading, asOf: LegalDay) {
  return db
    .selectFrom('power_version as v')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.power_id'),
    )
    .innerJoin('agency as a', 'a.id', 'v.agency_id')
    .innerJoin('ledger.revision as r', (j) => j.onRef('r.rid', '=', 'v.rid').on('r.rev', '=', 1))
    .where('v.state', '=', 'published')
    .where('v.effective_from', '<=', asOf)
    .where('r.covered_size', 'is not', null)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('power_version as w')
            .select('w.id')
            .whereRef('w.agency_id', '=', 'v.agency_id')
            .whereRef('w.power_id', '=', 'v.power_id')
            .where('w.state', '=', 'published')
            .where('w.effective_from', '<=', asOf)
            .whereRef('w.n', '>', 'v.n'),
        ),
      ),
    );
}

/** Last day of the trial of a version `v`, while it is not confirmed on a day; null for what is final. */
export function unconfirmedUntil(day: LegalDay) {
  return sql<string | null>`(SELECT t.until::text FROM power_trial t
    WHERE t.agency_id = v.agency_id AND t.version_id = v.id AND NOT EXISTS (SELECT FROM power_trial_decision d
      WHERE d.agency_id = t.agency_id AND d.version_id = t.version_id AND d.outcome = 'confirmed' AND d.decided_on <= ${day}))`;
}

/** The list as of a day, keyset by type, name, id. */
export async function listPowers(db: Reading, filter: PowerFilter): Promise<PowerListRow[]> {
  let query = shownAsOf(db, filter.asOf)
    .select([
      'v.power_id',
      'p.code',
      'v.name',
      'v.type_code',
      'v.status',
      'a.name as agency_name',
      'a.slug',
      'v.rid',
      'v.n',
      'v.effective_from',
    ])
    .select(unconfirmedUntil(filter.asOf).as('trial_until'))
    .orderBy('v.type_code')
    .orderBy('v.name')
    .orderBy('v.power_id')
    .limit(filter.limit);
  if (filter.type !== undefined) query = query.where('v.type_code', '=', filter.type);
  if (filter.agency !== undefined) query = query.where('a.slug', '=', filter.agency);
  if (filter.q !== undefined && filter.q !== '') {
    const { q } = filter;
    query = query.where((e) => {
      const words = sql<boolean>`v.search @@ plainto_tsquery('simple', ${cutQuery(q)})`;
      return CODE.test(q) ? e.or([e('p.code', '=', q), words]) : words;
    });
  }
  const { after } = filter;
  if (after)
    query = query.where(
      sql<boolean>`(v.type_code, v.name, v.power_id) > (${after.type}, ${after.name}, ${after.id}::uuid)`,
    );
  const rows = await query.execute();
  return rows.flatMap((r) =>
    r.code === null || r.n === null || r.effective_from === null
      ? []
      : [
          {
            powerId: r.power_id as Uuid,
            code: r.code,
            name: r.name,
            typeCode: r.type_code,
            status: r.status,
            agencyName: r.agency_name,
            agencySlug: r.slug,
            rid: r.rid,
            n: r.n,
            effectiveFrom: LegalDay.parse(r.effective_from),
            trial:
              r.trial_until === null
                ? null
                : { until: LegalDay.parse(r.trial_until), late: r.trial_until < filter.asOf },
          },
        ],
  );
}

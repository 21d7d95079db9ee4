import { LegalDay, type Rid, type Uuid } from '#kernel';
import { VERSION_STATES, type VersionState } from '#modules/approval';
import type { Reading } from '#platform/database';
import { RuleContent } from '../domain/content.ts';

export type RuleStatus = 'in-force' | 'repealed';

export type RuleVersion = {
  readonly agencyId: Uuid;
  readonly ruleId: Uuid;
  readonly versionId: Uuid;
  readonly rid: Rid;
  readonly n: number | null;
  readonly state: VersionState;
  readonly status: RuleStatus;
  readonly content: RuleContent;
  readonly reason: string;
  readonly officeId: Uuid;
  readonly plannedFrom: LegalDay | null;
  readonly effectiveFrom: LegalDay | null;
  readonly publishedAt: Date | null;
  readonly drafters: readonly string[];
  readonly rowVersion: number;
  readonly updatedAt: Date;
};

/** A version that is published and numbered. */
export type PublishedRule = RuleVersion & {
  readonly n: number;
  readonly effectiveFrom: LegalDay;
  readonly publishedAt: Date;
};

const versions = (db: Reading) =>
  db
    .selectFrom('rule_version as v')
    .select([
      'v.agency_id',
      'v.rule_id',
      'v.id',
      'v.rid',
      'v.n',
      'v.state',
      'v.status',
      'v.content',
      'v.reason',
      'v.office_id',
      'v.planned_from',
      'v.effective_from',
      'v.published_at',
      'v.drafters',
      'v.row_version',
      'v.updated_at',
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof versions>['executeTakeFirstOrThrow']>>;

function toVersion(row: Row): RuleVersion {
  const day = LegalDay.nullable();
  return {
    agencyId: row.agency_id as Uuid,
    ruleId: row.rule_id as Uuid,
    versionId: row.id as Uuid,
    rid: row.rid as Rid,
    n: row.n,
    state: VERSION_STATES.find((s) => s === row.state) ?? 'draft',
    status: row.status === 'repealed' ? 'repealed' : 'in-force',
    content: RuleContent.parse(row.content),
    reason: row.reason,
    officeId: row.office_id as Uuid,
    plannedFrom: day.parse(row.planned_from),
    effectiveFrom: day.parse(row.effective_from),
    publishedAt: row.published_at,
    drafters: row.drafters,
    rowVersion: row.row_version,
    updatedAt: row.updated_at,
  };
}

function isPublished(version: RuleVersion): version is PublishedRule {
  return version.n !== null && version.effectiveFrom !== null && version.publishedAt !== null;
}

/** Any version, for those who may read drafts. */
export async function findRuleVersion(
  db: Reading,
  agencyId: string,
  versionId: string,
): Promise<RuleVersion | undefined> {
  const row = await versions(db)
    .where('v.agency_id', '=', agencyId)
    .where('v.id', '=', versionId)
    .executeTakeFirst();
  return row && toVersion(row);
}

/** Every version of a rule, newest first, the open one before all. */
export async function versionsOfRule(
  db: Reading,
  agencyId: string,
  ruleId: string,
): Promise<readonly RuleVersion[]> {
  const rows = await versions(db)
    .where('v.agency_id', '=', agencyId)
    .where('v.rule_id', '=', ruleId)
    .orderBy('v.n', (o) => o.desc().nullsFirst())
    .execute();
  return rows.map(toVersion);
}

/** Society scope: published versions that a checkpoint covers, newest first. */
export async function publicVersions(db: Reading, ruleId: string): Promise<readonly PublishedRule[]> {
  const rows = await versions(db)
    .where('v.rule_id', '=', ruleId)
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
    )
    .orderBy('v.n', 'desc')
    .limit(200)
    .execute();
  return rows.map(toVersion).filter(isPublished);
}

/** The version people go by on a day: the newest in force by then; before the first is in force, that one. */
export function standingOn<V extends { readonly effectiveFrom: LegalDay | null }>(
  newestFirst: readonly V[],
  day: LegalDay,
): V | undefined {
  return (
    newestFirst.find(({ effectiveFrom }) => effectiveFrom !== null && effectiveFrom <= day) ??
    newestFirst.findLast(({ effectiveFrom }) => effectiveFrom !== null)
  );
}

/** Whether another rule of the agency goes by this document number. */
export async function isNumberTaken(
  db: Reading,
  version: Pick<RuleVersion, 'agencyId' | 'ruleId' | 'content'>,
): Promise<boolean> {
  const { documentNumber } = version.content;
  if (documentNumber === undefined) return false;
  const row = await db
    .selectFrom('rule_version')
    .select('id')
    .where('agency_id', '=', version.agencyId)
    .where('rule_id', '<>', version.ruleId)
    .where('state', '=', 'published')
    .where('document_number', '=', documentNumber)
    .executeTakeFirst();
  return row !== undefined;
}

import { sql } from 'kysely';
import { LegalDay, type Rid, type Uuid } from '#kernel';
import { VERSION_STATES, type VersionState } from '#modules/approval';
import type { Reading } from '#platform/database';
import { RuleContent } from '../domain/content.ts';

export type RuleStatus = 'in-force' | 'repealed';

/** A version without its text, as lists of versions need it. */
export type RuleHeading = {
  readonly agencyId: Uuid;
  readonly ruleId: Uuid;
  readonly versionId: Uuid;
  readonly rid: Rid;
  readonly n: number | null;
  readonly state: VersionState;
  readonly status: RuleStatus;
  readonly reason: string;
  readonly officeId: Uuid;
  readonly plannedFrom: LegalDay | null;
  readonly effectiveFrom: LegalDay | null;
  readonly publishedAt: Date | null;
  readonly rowVersion: number;
};

export type RuleVersion = RuleHeading & {
  readonly content: RuleContent;
  readonly drafters: readonly string[];
};

type Numbered = { readonly n: number; readonly effectiveFrom: LegalDay; readonly publishedAt: Date };
/** A version that is published and numbered, without its text. */
export type PublishedHeading = RuleHeading &
  Numbered & {
    /** Its text may be read: nothing of its record was taken down or erased. */
    readonly open: boolean;
  };
export type PublishedRule = RuleVersion & Numbered;

/** Every version but those that were given up. */
const headings = (db: Reading) =>
  db
    .selectFrom('rule_version as v')
    .where('v.discarded_at', 'is', null)
    .select([
      'v.agency_id',
      'v.rule_id',
      'v.id',
      'v.rid',
      'v.n',
      'v.state',
      'v.status',
      'v.reason',
      'v.office_id',
      'v.planned_from',
      'v.effective_from',
      'v.published_at',
      'v.row_version',
    ]);
const versions = (db: Reading) => headings(db).select(['v.content', 'v.drafters']);
type HeadingRow = Awaited<ReturnType<ReturnType<typeof headings>['executeTakeFirstOrThrow']>>;
type Row = Awaited<ReturnType<ReturnType<typeof versions>['executeTakeFirstOrThrow']>>;

function toHeading(row: HeadingRow): RuleHeading {
  const day = LegalDay.nullable();
  return {
    agencyId: row.agency_id as Uuid,
    ruleId: row.rule_id as Uuid,
    versionId: row.id as Uuid,
    rid: row.rid as Rid,
    n: row.n,
    state: VERSION_STATES.find((s) => s === row.state) ?? 'draft',
    status: row.status === 'repealed' ? 'repealed' : 'in-force',
    reason: row.reason,
    officeId: row.office_id as Uuid,
    plannedFrom: day.parse(row.planned_from),
    effectiveFrom: day.parse(row.effective_from),
    publishedAt: row.published_at,
    rowVersion: row.row_version,
  };
}

const toVersion = (row: Row): RuleVersion => ({
  ...toHeading(row),
  content: RuleContent.parse(row.content),
  drafters: row.drafters,
});

function isPublished<V extends RuleHeading>(version: V): version is V & Numbered {
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
): Promise<readonly RuleHeading[]> {
  const rows = await headings(db)
    .where('v.agency_id', '=', agencyId)
    .where('v.rule_id', '=', ruleId)
    .orderBy('v.n', (o) => o.desc().nullsFirst())
    .execute();
  return rows.map(toHeading);
}

/** Society scope: a published version that a checkpoint covers. */
export const isCovered = (version: string) => sql<boolean>`EXISTS (
  SELECT FROM ledger.revision r WHERE r.rid = ${sql.ref(`${version}.rid`)} AND r.rev = 1 AND r.covered_size IS NOT NULL)`;

/** Nothing of its record was taken down or erased (E7). */
export const isOpen = (version: string) => sql<boolean>`NOT EXISTS (
  SELECT FROM ledger.field f WHERE f.rid = ${sql.ref(`${version}.rid`)} AND f.rev = 1 AND f.state <> 'open')`;

/** What society may know of the versions of a rule, newest first. */
export async function publicVersions(db: Reading, ruleId: string): Promise<readonly PublishedHeading[]> {
  const rows = await headings(db)
    .select(isOpen('v').as('open'))
    .where('v.rule_id', '=', ruleId)
    .where('v.state', '=', 'published')
    .where(isCovered('v'))
    .orderBy('v.n', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...toHeading(row), open: row.open })).filter(isPublished);
}

/** One version with its text, as society may read it; none of what was taken down. */
export async function findPublicVersion(
  db: Reading,
  ruleId: string,
  n: number,
): Promise<PublishedRule | undefined> {
  const row = await versions(db)
    .where('v.rule_id', '=', ruleId)
    .where('v.state', '=', 'published')
    .where('v.n', '=', n)
    .where(isCovered('v'))
    .where(isOpen('v'))
    .executeTakeFirst();
  const version = row && toVersion(row);
  return version !== undefined && isPublished(version) ? version : undefined;
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
    .selectFrom('rule_number')
    .select('rule_id')
    .where('agency_id', '=', version.agencyId)
    .where('document_number', '=', documentNumber)
    .executeTakeFirst();
  return row !== undefined && row.rule_id !== version.ruleId;
}

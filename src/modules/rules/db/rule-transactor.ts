import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Ids, LegalDay, Uuid } from '#kernel';
import type { VersionState } from '#modules/approval';
import type { Tx } from '#platform/database';
import { cutForSearch } from '#platform/search';
import type { RuleContent } from '../domain/content.ts';
import { signedText } from '../domain/digest.ts';
import { isNumberTaken, type RuleStatus, type RuleVersion } from './rule-reader.ts';

export type NewRuleVersion = {
  readonly agencyId: string;
  readonly ruleId: string;
  readonly content: RuleContent;
  readonly status: RuleStatus;
  readonly officeId: string;
  readonly reason: string;
  readonly plannedFrom: LegalDay | null;
  /** Who wrote it; the system is nobody who could review. */
  readonly drafter: string | undefined;
};

const columnsOf = (content: RuleContent) => ({
  content: JSON.stringify(content),
  title: content.title,
  kind: content.kind,
  document_number: content.documentNumber ?? null,
});

/** The identity of a rule; its versions follow. */
export async function insertRule(
  tx: Tx,
  at: Date,
  rule: { readonly agencyId: string; readonly ruleId: string; readonly importKey?: string | undefined },
): Promise<void> {
  await tx
    .insertInto('rule')
    .values({
      agency_id: rule.agencyId,
      id: rule.ruleId,
      import_key: rule.importKey ?? null,
      created_at: at,
    })
    .execute();
}

export async function insertRuleVersion(tx: Tx, ids: Ids, at: Date, version: NewRuleVersion): Promise<Uuid> {
  const id = ids.uuid(at);
  await tx
    .insertInto('rule_version')
    .values({
      agency_id: version.agencyId,
      id,
      rule_id: version.ruleId,
      rid: ids.rid(),
      state: 'draft',
      status: version.status,
      ...columnsOf(version.content),
      office_id: version.officeId,
      reason: version.reason,
      planned_from: version.plannedFrom,
      drafters: version.drafter === undefined ? [] : [version.drafter],
      created_at: at,
      updated_at: at,
    })
    .execute();
  return id;
}

export type RuleChange = {
  readonly content?: RuleContent | undefined;
  readonly officeId?: string | undefined;
  readonly reason?: string | undefined;
  readonly plannedFrom?: LegalDay | null | undefined;
};

/** Changes a version that is still at the row version the decision rested on; `false` when somebody was faster. */
export async function updateRuleVersion(
  tx: Tx,
  version: RuleVersion,
  at: Date,
  state: VersionState,
  { drafter, ...change }: RuleChange & { readonly drafter?: string | undefined } = {},
): Promise<boolean> {
  const drafters =
    drafter === undefined || version.drafters.includes(drafter)
      ? version.drafters
      : [...version.drafters, drafter];
  const done = await tx
    .updateTable('rule_version')
    .set({
      state,
      updated_at: at,
      row_version: version.rowVersion + 1,
      drafters: [...drafters],
      ...(change.content === undefined ? {} : columnsOf(change.content)),
      ...(change.officeId === undefined ? {} : { office_id: change.officeId }),
      ...(change.reason === undefined ? {} : { reason: change.reason }),
      ...(change.plannedFrom === undefined ? {} : { planned_from: change.plannedFrom }),
    })
    .where('agency_id', '=', version.agencyId)
    .where('id', '=', version.versionId)
    .where('row_version', '=', version.rowVersion)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Gives a draft up, still at the row version the decision rested on; `false` when somebody was faster. */
export async function discardRuleVersion(tx: Tx, version: RuleVersion, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('rule_version')
    .set({ discarded_at: at, updated_at: at, row_version: version.rowVersion + 1 })
    .where('agency_id', '=', version.agencyId)
    .where('id', '=', version.versionId)
    .where('row_version', '=', version.rowVersion)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** A version as its approvals know it. */
export const approvedOf = (version: RuleVersion) => ({
  kind: 'rule.version' as const,
  agencyId: version.agencyId,
  versionId: version.versionId,
  rid: version.rid,
  digest: hash('sha256', Buffer.from(signedText(version), 'utf8'), 'buffer'),
});

/**
 * Gives a rule the document number of its version, for good; `false` when another rule goes by it, also one that is being published
 * at the same moment: the key holds the second until the first is through.
 */
export async function takeDocumentNumber(
  tx: Tx,
  { agencyId, ruleId, content }: Pick<RuleVersion, 'agencyId' | 'ruleId' | 'content'>,
): Promise<boolean> {
  const { documentNumber } = content;
  if (documentNumber === undefined) return true;
  await tx
    .insertInto('rule_number')
    .values({ agency_id: agencyId, document_number: documentNumber, rule_id: ruleId })
    .onConflict((c) => c.constraint('rule_number_pk').doNothing())
    .execute();
  return !(await isNumberTaken(tx, { agencyId, ruleId, content }));
}

/**
 * Numbers a version and puts it before society with the powers it governs; `undefined` when the version is no longer at the row
 * version the decision rested on.
 */
export async function publishRuleVersion(
  tx: Tx,
  version: RuleVersion,
  at: Date,
  effectiveFrom: LegalDay,
): Promise<number | undefined> {
  const newest = await tx
    .selectFrom('rule_version')
    .select('n')
    .where('agency_id', '=', version.agencyId)
    .where('rule_id', '=', version.ruleId)
    .where('n', 'is not', null)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  const n = (newest?.n ?? 0) + 1;
  const { content } = version;
  const words = cutForSearch(
    [content.title, content.documentNumber ?? '', ...content.articles.map(({ text }) => text)].join(' '),
  );
  const done = await tx
    .updateTable('rule_version')
    .set({
      state: 'published',
      n,
      published_at: at,
      effective_from: effectiveFrom,
      row_version: version.rowVersion + 1,
      updated_at: at,
      search: sql`to_tsvector('simple', ${words})`,
    })
    .where('agency_id', '=', version.agencyId)
    .where('id', '=', version.versionId)
    .where('row_version', '=', version.rowVersion)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) return undefined;
  if (version.status === 'in-force' && content.governs.length > 0)
    await tx
      .insertInto('rule_governs')
      .values(
        content.governs.map(({ powerId }) => ({
          agency_id: version.agencyId,
          version_id: version.versionId,
          power_id: powerId,
        })),
      )
      .execute();
  return n;
}

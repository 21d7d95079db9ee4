import { hash } from 'node:crypto';
import { cutForSearch } from '#platform/search';
import { sql } from 'kysely';
import type { Ids, LegalDay, Uuid } from '#kernel';
import type { VersionState } from '#modules/approval';
import type { Tx } from '#platform/database';
import type { PowerContent } from '../domain/content.ts';
import { signedText } from '../domain/digest.ts';
import type { CommitmentClass } from '../domain/types.ts';
import { holdForms } from './form-files.ts';
import type { PowerVersion } from './power-reader.ts';

export type NewVersion = {
  readonly agencyId: string;
  readonly powerId: string;
  readonly content: PowerContent;
  readonly commitmentClass: CommitmentClass;
  readonly officeId: string | null;
  readonly flowVersionId: string | null;
  readonly reason: string;
  readonly changeBasis: string;
  readonly status?: 'in-force' | 'transferred' | 'cancelled';
  readonly findings?: readonly unknown[];
};

export async function insertDraft(tx: Tx, ids: Ids, at: Date, version: NewVersion): Promise<Uuid> {
  const id = ids.uuid(at);
  await tx
    .insertInto('power_version')
    .values({
      agency_id: version.agencyId,
      id,
      power_id: version.powerId,
      rid: ids.rid(),
      state: 'draft',
      status: version.status ?? 'in-force',
      name: version.content.name,
      type_code: version.content.typeCode,
      office_id: version.officeId,
      content: JSON.stringify(version.content),
      findings: JSON.stringify(version.findings ?? []),
      reason: version.reason,
      change_basis: version.changeBasis,
      commitment_class: version.commitmentClass,
      flow_version_id: version.flowVersionId,
      created_at: at,
      updated_at: at,
    })
    .execute();
  await holdForms(tx, version.agencyId, [{ versionId: id, content: version.content }]);
  return id;
}

/** Changes a version that is still at the row version the decision rested on; `false` when somebody was faster. */
export async function updateVersion(
  tx: Tx,
  version: PowerVersion,
  at: Date,
  change: { readonly state: VersionState } & Partial<
    Pick<NewVersion, 'content' | 'commitmentClass' | 'officeId' | 'flowVersionId' | 'reason' | 'changeBasis'>
  >,
): Promise<boolean> {
  const done = await tx
    .updateTable('power_version')
    .set({
      state: change.state,
      updated_at: at,
      row_version: version.rowVersion + 1,
      ...(change.content === undefined
        ? {}
        : {
            content: JSON.stringify(change.content),
            name: change.content.name,
            type_code: change.content.typeCode,
          }),
      ...(change.commitmentClass === undefined ? {} : { commitment_class: change.commitmentClass }),
      ...(change.officeId === undefined ? {} : { office_id: change.officeId }),
      ...(change.flowVersionId === undefined ? {} : { flow_version_id: change.flowVersionId }),
      ...(change.reason === undefined ? {} : { reason: change.reason }),
      ...(change.changeBasis === undefined ? {} : { change_basis: change.changeBasis }),
    })
    .where('agency_id', '=', version.agencyId)
    .where('id', '=', version.versionId)
    .where('row_version', '=', version.rowVersion)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) return false;
  const { agencyId, versionId, content: before } = version;
  if (change.content !== undefined)
    await holdForms(tx, agencyId, [{ versionId, content: change.content, before }]);
  return true;
}

/** A version as its approvals know it. */
export const approvedOf = (version: PowerVersion) => ({
  kind: 'power.version' as const,
  agencyId: version.agencyId,
  versionId: version.versionId,
  rid: version.rid,
  digest: digestOfVersion(version),
});

export function digestOfVersion(
  version: Pick<
    PowerVersion,
    'content' | 'status' | 'reason' | 'changeBasis' | 'commitmentClass' | 'flowVersionId'
  >,
): Buffer {
  return hash('sha256', Buffer.from(signedText(version), 'utf8'), 'buffer');
}

/**
 * Numbers a version, puts it into force in the read model and counts anew; `undefined` when the version is no longer
 * at the row version the decision rested on.
 */
export async function putInForce(
  tx: Tx,
  version: PowerVersion,
  at: Date,
  effectiveFrom: string,
): Promise<number | undefined> {
  const n = await nextNumber(tx, version);
  const done = await tx
    .updateTable('power_version')
    .set({
      ...asPublished(version.content, { n, at, effectiveFrom }),
      row_version: version.rowVersion + 1,
      updated_at: at,
    })
    .where('agency_id', '=', version.agencyId)
    .where('id', '=', version.versionId)
    .where('row_version', '=', version.rowVersion)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) return undefined;
  await listInForce(tx, { ...version, n, effectiveFrom });
  return n;
}

/**
 * Puts an earlier version into force again as a new one of the same content, beside any draft that is on its way; answers with
 * the new version.
 */
export async function putBackInForce(
  tx: Tx,
  ids: Ids,
  base: PowerVersion,
  of: {
    readonly at: Date;
    readonly effectiveFrom: LegalDay;
    readonly reason: string;
    readonly changeBasis: string;
  },
): Promise<PowerVersion & { readonly n: number; readonly effectiveFrom: LegalDay }> {
  const { at, effectiveFrom, reason, changeBasis } = of;
  const n = await nextNumber(tx, base);
  const [id, rid] = [ids.uuid(at), ids.rid()];
  const { content } = base;
  await holdForms(tx, base.agencyId, [{ versionId: id, content }]);
  await tx
    .insertInto('power_version')
    .values({
      agency_id: base.agencyId,
      id,
      power_id: base.powerId,
      rid,
      status: base.status,
      name: content.name,
      type_code: content.typeCode,
      office_id: base.officeId,
      content: JSON.stringify(content),
      reason,
      change_basis: changeBasis,
      commitment_class: base.commitmentClass,
      flow_version_id: base.flowVersionId,
      created_at: at,
      updated_at: at,
      ...asPublished(content, { n, at, effectiveFrom }),
    })
    .execute();
  const back: PowerVersion & { readonly n: number; readonly effectiveFrom: LegalDay } = {
    ...base,
    versionId: id,
    rid,
    n,
    reason,
    changeBasis,
    effectiveFrom,
    publishedAt: at,
    updatedAt: at,
    rowVersion: 1,
  };
  await listInForce(tx, back);
  return back;
}

async function nextNumber(
  tx: Tx,
  of: { readonly agencyId: string; readonly powerId: string },
): Promise<number> {
  const newest = await tx
    .selectFrom('power_version')
    .select('n')
    .where('agency_id', '=', of.agencyId)
    .where('power_id', '=', of.powerId)
    .where('n', 'is not', null)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (newest?.n ?? 0) + 1;
}

function asPublished(
  content: PowerContent,
  { n, at, effectiveFrom }: { readonly n: number; readonly at: Date; readonly effectiveFrom: string },
) {
  const words = cutForSearch(
    [
      content.name,
      content.parentName ?? '',
      ...content.legalBasis.map((b) => b.law),
      ...content.conditions,
    ].join(' '),
  );
  return {
    state: 'published',
    n,
    published_at: at,
    effective_from: effectiveFrom,
    search: sql<string>`to_tsvector('simple', ${words})`,
  };
}

async function listInForce(
  tx: Tx,
  version: Omit<PowerVersion, 'n' | 'effectiveFrom'> & { readonly n: number; readonly effectiveFrom: string },
): Promise<void> {
  const row = {
    version_id: version.versionId,
    type_code: version.content.typeCode,
    name: version.content.name,
    status: version.status,
  };
  await tx
    .insertInto('power_in_force')
    .values({ agency_id: version.agencyId, power_id: version.powerId, ...row })
    .onConflict((c) => c.constraint('power_in_force_pk').doUpdateSet(row))
    .execute();
  if (version.n > 1)
    await tx
      .insertInto('power_change')
      .values({
        agency_id: version.agencyId,
        version_id: version.versionId,
        effective_from: version.effectiveFrom,
      })
      .execute();
  await countAnew(tx, version.agencyId);
}

/** Counts an agency's powers in force by type, not those that ended with their last version; a type that lost its last power is counted as none. */
async function countAnew(tx: Tx, agencyId: string): Promise<void> {
  await sql`
    INSERT INTO power_count (agency_id, type_code, n)
    SELECT ${agencyId}, t.type_code, count(f.power_id)
      FROM (SELECT type_code FROM power_in_force WHERE agency_id = ${agencyId}
             UNION SELECT type_code FROM power_count WHERE agency_id = ${agencyId}) t
      LEFT JOIN power_in_force f ON f.agency_id = ${agencyId} AND f.type_code = t.type_code
       AND f.status = 'in-force'
     GROUP BY t.type_code
    ON CONFLICT ON CONSTRAINT power_count_pk DO UPDATE SET n = excluded.n`.execute(tx);
}

/** Gives an item its code; a published one keeps its old code as an address that answers 301. */
export async function giveCode(tx: Tx, version: PowerVersion, code: string, known: boolean): Promise<void> {
  await tx
    .updateTable('power_item')
    .set({ code })
    .where('agency_id', '=', version.agencyId)
    .where('id', '=', version.powerId)
    .execute();
  if (known && version.code !== null)
    await tx
      .insertInto('power_alias')
      .values({ code: version.code, agency_id: version.agencyId, power_id: version.powerId })
      .execute();
}

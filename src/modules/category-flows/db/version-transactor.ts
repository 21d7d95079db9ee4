import { hash } from 'node:crypto';
import type { LegalDay } from '#kernel';
import type { VersionState } from '#modules/approval';
import type { Tx } from '#platform/database';
import { signedText } from '../domain/digest.ts';
import type { CategoryVersion } from './version-reader.ts';

export type NewCategoryVersion = {
  readonly agencyId: string;
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly title: string;
  readonly officeId: string;
  readonly reason: string;
  readonly baseVersionId: string | null;
  /** An ending has a day from the beginning. */
  readonly ends?: boolean;
  readonly plannedFrom?: LegalDay | null;
  /** Who began it; the system is nobody who could review. */
  readonly drafter: string | undefined;
};

export async function insertCategoryVersion(tx: Tx, at: Date, version: NewCategoryVersion): Promise<void> {
  await tx
    .insertInto('category_flow_version')
    .values({
      agency_id: version.agencyId,
      id: version.id,
      code: version.code,
      kind: version.kind,
      title: version.title,
      office_id: version.officeId,
      state: 'draft',
      reason: version.reason,
      base_version_id: version.baseVersionId,
      ends: version.ends ?? false,
      planned_from: version.plannedFrom ?? null,
      drafters: version.drafter === undefined ? [] : [version.drafter],
      created_at: at,
      updated_at: at,
    })
    .execute();
}

export type CategoryChange = {
  readonly officeId?: string | undefined;
  readonly reason?: string | undefined;
  readonly plannedFrom?: LegalDay | null | undefined;
  /** The drawing as it was submitted. */
  readonly flowVersionId?: string | undefined;
};

/** What follows from a change: the drawing gives the name, and whoever drew has drafted. */
type Follows = { readonly title?: string | undefined; readonly drafters?: readonly string[] };

/** Changes a version that is still at the row version the decision rested on; `false` when somebody was faster. */
export async function updateCategoryVersion(
  tx: Tx,
  version: CategoryVersion,
  at: Date,
  state: VersionState,
  { drafters = [], ...change }: CategoryChange & Follows = {},
): Promise<boolean> {
  const done = await tx
    .updateTable('category_flow_version')
    .set({
      state,
      updated_at: at,
      row_version: version.rowVersion + 1,
      drafters: [...new Set([...version.drafters, ...drafters])],
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.officeId === undefined ? {} : { office_id: change.officeId }),
      ...(change.reason === undefined ? {} : { reason: change.reason }),
      ...(change.plannedFrom === undefined ? {} : { planned_from: change.plannedFrom }),
      ...(change.flowVersionId === undefined ? {} : { flow_version_id: change.flowVersionId }),
    })
    .where('agency_id', '=', version.agencyId)
    .where('id', '=', version.versionId)
    .where('row_version', '=', version.rowVersion)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Gives a version up for good; `false` when somebody was faster. */
export async function discardVersion(tx: Tx, version: CategoryVersion, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('category_flow_version')
    .set({ state: 'draft', discarded_at: at, row_version: version.rowVersion + 1, updated_at: at })
    .where('agency_id', '=', version.agencyId)
    .where('id', '=', version.versionId)
    .where('row_version', '=', version.rowVersion)
    .where('discarded_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Puts a version before society; its number is that of its drawing. `false` when somebody was faster. */
export async function publishCategoryVersion(
  tx: Tx,
  version: CategoryVersion,
  at: Date,
  effectiveFrom: LegalDay,
): Promise<boolean> {
  const done = await tx
    .updateTable('category_flow_version')
    .set({
      state: 'published',
      published_at: at,
      effective_from: effectiveFrom,
      row_version: version.rowVersion + 1,
      updated_at: at,
    })
    .where('agency_id', '=', version.agencyId)
    .where('id', '=', version.versionId)
    .where('row_version', '=', version.rowVersion)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** A version as its approvals know it: by its own id, for its record begins with its drawing. */
export const approvedOf = (version: CategoryVersion) => ({
  kind: 'category-flow.version' as const,
  agencyId: version.agencyId,
  versionId: version.versionId,
  rid: version.versionId,
  digest: hash(
    'sha256',
    Buffer.from(signedText({ ...version, sha256: version.flow?.sha256 ?? null }), 'utf8'),
    'buffer',
  ),
});

import type { Actor } from '#modules/access';
import type { Reading } from '#platform/database';
import { findVersion, type PowerVersion } from '../db/power-reader.ts';
import { can } from '../policy.ts';

/** A version of the agency, published or not, for whoever may read its drafts; absent for everybody else. */
export async function findReadableVersion(
  db: Reading,
  actor: Actor,
  key: { readonly agencyId: string; readonly versionId: string },
): Promise<PowerVersion | undefined> {
  const version = await findVersion(db, key.agencyId, key.versionId);
  if (version === undefined) return undefined;
  const subject = { agencyId: version.agencyId, officeId: version.officeId ?? undefined };
  return can(actor, 'power/read-draft', subject) ? version : undefined;
}

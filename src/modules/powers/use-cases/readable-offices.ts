import type { StaffActor } from '#modules/access';
import type { Reading } from '#platform/database';
import { officeIds } from '../db/office-reader.ts';
import { can, subjectOf } from '../policy.ts';

/**
 * Offices of the reader's agency whose versions they may read, null for versions of none: by these a list is chosen before it is cut
 * into pages, so that nothing they may read is lost behind what they may not.
 */
export async function readableOffices(db: Reading, actor: StaffActor): Promise<readonly (string | null)[]> {
  const { agencyId } = actor;
  const all = await officeIds(db, agencyId);
  return all.filter((officeId) => can(actor, 'power/read-draft', subjectOf({ agencyId, officeId })));
}

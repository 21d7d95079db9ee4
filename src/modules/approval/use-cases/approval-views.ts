import { toOffsetString } from '#kernel';
import type { Reading } from '#platform/database';
import type { ApprovalView } from '../contract/index.ts';
import { approvalsOf, type Approved } from '../db/approvals.ts';

/** The approvals of a version for the desk, with the names of who gave them. */
export async function approvalViews(db: Reading, of: Approved): Promise<ApprovalView[]> {
  const approvals = await approvalsOf(db, of);
  const ids = [...new Set(approvals.map(({ personId }) => personId))];
  const people =
    ids.length === 0
      ? []
      : await db
          .selectFrom('person')
          .select(['id', 'name'])
          .where('agency_id', '=', of.agencyId)
          .where('id', 'in', ids)
          .execute();
  return approvals.map((a) => ({
    act: a.act,
    post: a.postName,
    person: people.find(({ id }) => id === a.personId)?.name ?? null,
    at: toOffsetString(a.at),
    reason: a.reason,
    voided: a.voided,
  }));
}

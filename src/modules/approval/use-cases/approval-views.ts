import { toOffsetString } from '#kernel';
import type { Reading } from '#platform/database';
import type { ApprovalView } from '../contract/index.ts';
import { approvalsOf, approverNames, type Approved } from '../db/approvals.ts';

/** The approvals of a version for the desk, with the names of who gave them. */
export async function approvalViews(db: Reading, of: Approved): Promise<ApprovalView[]> {
  const approvals = await approvalsOf(db, of);
  const names = await approverNames(db, of.agencyId, approvals);
  return approvals.map((a) => ({
    act: a.act,
    post: a.postName,
    person: names.get(a.personId) ?? null,
    at: toOffsetString(a.at),
    reason: a.reason,
    voided: a.voided,
  }));
}

export {
  approvalsByVersion,
  approvalsOf,
  recordApproval,
  recordResolution,
  voidSignatures,
  type Approval,
  type Approved,
} from './db/approvals.ts';
export { answerRefusal, type Answer } from './api/answer-refusal.ts';
export { approvalRefusal } from './domain/approval-refusal.ts';
export { decideApproval, type ApprovalAct, type ApprovalRefusal } from './domain/decide-approval.ts';
export { actsIn, nextState, VERSION_STATES, type VersionState } from './domain/lifecycle.ts';
export { publicApprovals } from './domain/public-approvals.ts';
export { approvalText } from './portal/approval-text.ts';
export { MAY, readableOffices, type DraftedSubject } from './policy.ts';
export { approvalViews } from './use-cases/approval-views.ts';
export { resolvedAs, resolvingOf, resolvingView, type Resolving } from './use-cases/resolving.ts';

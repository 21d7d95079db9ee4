import type { DraftFinding, FlowIssueView } from '../contract/index.ts';
import type { FlowIssue } from '../domain/errors.ts';
import { issueReason, issueText } from '../texts/issue-text.ts';

export function toIssueView(issue: FlowIssue): FlowIssueView {
  const { code, element, name, article } = issue;
  return { code, element, name, article, text: { zh: issueText(issue, 'zh'), en: issueText(issue, 'en') } };
}

/** For whoever shows element and article beside the reason. */
export function toFinding(issue: FlowIssue): DraftFinding {
  const { code, element, name, article } = issue;
  return {
    code,
    element,
    name,
    article,
    reason: { zh: issueReason(issue, 'zh'), en: issueReason(issue, 'en') },
  };
}

import type { ApprovalRefusal } from './decide-approval.ts';

/** Why an approval is refused, in the codes of the module whose thing it is: `rules/four-eyes`. */
export type RefusedApproval<Module extends string> =
  | { readonly code: `${Module}/not-in-this-state`; readonly state: string }
  | { readonly code: `${Module}/stale`; readonly rowVersion: number }
  | { readonly code: `${Module}/reason-missing` }
  | { readonly code: `${Module}/four-eyes` };

export function approvalRefusal<Module extends string>(
  module: Module,
  refusal: ApprovalRefusal,
): RefusedApproval<Module> {
  switch (refusal.why) {
    case 'not-in-this-state':
      return { code: `${module}/not-in-this-state`, state: refusal.state };
    case 'stale':
      return { code: `${module}/stale`, rowVersion: refusal.rowVersion };
    case 'reason-missing':
      return { code: `${module}/reason-missing` };
    case 'four-eyes':
      return { code: `${module}/four-eyes` };
  }
}

import type { OwnerState } from './drawable.ts';
import type { ConditionRefusal } from './parse-condition.ts';

/** Every reason for which a flow is not published; what each means to a person is in `../texts/issue-text.ts`. */
export const FLOW_ISSUE_CODES = [
  // the file
  'flows/not-xml',
  'flows/too-large',
  'flows/doctype',
  'flows/parser-warning',
  'flows/element-not-allowed',
  'flows/attribute-not-allowed',
  'flows/missing',
  'flows/bad-value',
  'flows/one-process',
  'flows/duplicate-id',
  'flows/timer-in-calendar-time',
  // the graph
  'flows/dangling-edge',
  'flows/one-start',
  'flows/no-main-end',
  'flows/wrong-edges',
  'flows/implicit-merge',
  'flows/implicit-split',
  'flows/gateway-mixed',
  'flows/gateway-pointless',
  'flows/no-default',
  'flows/default-with-condition',
  'flows/condition-missing',
  'flows/condition-not-here',
  'flows/condition-syntax',
  'flows/condition-not-allowed',
  'flows/condition-unknown-name',
  'flows/condition-type',
  'flows/condition-value',
  'flows/outcome-not-available',
  'flows/no-outcomes',
  'flows/unknown-post',
  'flows/lane-mismatch',
  'flows/cycle-without-return',
  'flows/return-not-back',
  'flows/side-branch-merges',
  'flows/clock-ends-unknown',
  'flows/called-flow-unknown',
  'flows/called-flow-ended',
  // running it
  'flows/too-many-states',
  'flows/deadlock',
  'flows/opened-twice',
  'flows/no-way-out',
  'flows/ends-with-open-steps',
  'flows/dead-step',
  'flows/endless-gateways',
  'flows/marking-too-large',
  // the law
  'flows/kind-differs',
  'flows/step-required',
  'flows/step-forbidden',
  'flows/step-can-be-skipped',
  'flows/order-wrong',
  'flows/counted-wrongly',
  'flows/two-officers-required',
  'flows/deemed-acceptance-required',
  'flows/same-post',
  'flows/supervisor-handles',
  'flows/post-vacant',
  'flows/path-over-committed',
  'flows/committed-over-statutory',
  'flows/step-over-statutory',
  'flows/step-under-minimum',
  // not in the way of publication
  'flows/english-missing',
] as const;
export type FlowIssueCode = (typeof FLOW_ISSUE_CODES)[number];

/** One reason, naming the element (its id, and its name where it has one) and, for rules of law, the article. */
export interface FlowIssue {
  readonly code: FlowIssueCode;
  readonly element: string | null;
  readonly name: string | null;
  readonly article: string | null;
  readonly data: Readonly<Record<string, string | number>>;
}

interface Named {
  readonly id: string;
  readonly name?: string | undefined;
}

export function flowIssue(
  code: FlowIssueCode,
  element: Named | null,
  data: FlowIssue['data'] = {},
  article: string | null = null,
): FlowIssue {
  return { code, element: element?.id ?? null, name: element?.name ?? null, article, data };
}

export function conditionIssue(edge: Named, refusal: ConditionRefusal): FlowIssue {
  return flowIssue(
    `flows/condition-${refusal.reason}`,
    edge,
    'what' in refusal ? { what: refusal.what } : {},
  );
}

/** Refusals of submitting and publishing a version. */
export type VersionRefusal =
  | { readonly code: 'flows/not-allowed' }
  | { readonly code: 'flows/not-publishable'; readonly issues: readonly FlowIssue[] }
  | { readonly code: 'flows/belongs-to-other-power'; readonly flow: string }
  | { readonly code: 'flows/version-not-found' };

export const notPublishable = (issues: readonly FlowIssue[]): VersionRefusal => ({
  code: 'flows/not-publishable',
  issues,
});
export const belongsToOtherPower = (flow: string): VersionRefusal => ({
  code: 'flows/belongs-to-other-power',
  flow,
});
export const notAllowed = (): { readonly code: 'flows/not-allowed' } => ({ code: 'flows/not-allowed' });
export const versionNotFound = (): VersionRefusal => ({ code: 'flows/version-not-found' });

/** Refusals of drawing a flow. `stale` says whose change is there, and which elements differ from what was sent. */
export type DraftRefusal =
  | { readonly code: 'flows/not-allowed' }
  | { readonly code: 'flows/draft-not-found' }
  /** The version it is drawn for is signed or further: the drawing is read only. */
  | { readonly code: 'flows/draft-bound'; readonly state: OwnerState }
  | { readonly code: 'flows/draft-stale'; readonly edit: LastEdit; readonly differs: readonly string[] }
  | { readonly code: 'flows/file-refused'; readonly issues: readonly FlowIssue[] };

/** Whose change is the newest, and when it was made. */
export interface LastEdit {
  readonly by: string;
  readonly at: Date;
  readonly rowVersion: number;
}

export const draftNotFound = (): DraftRefusal => ({ code: 'flows/draft-not-found' });
export const draftBound = (state: OwnerState): DraftRefusal => ({ code: 'flows/draft-bound', state });
export const draftStale = (edit: LastEdit, differs: readonly string[]): DraftRefusal => ({
  code: 'flows/draft-stale',
  edit,
  differs,
});
export const fileRefused = (issues: readonly FlowIssue[]): DraftRefusal => ({
  code: 'flows/file-refused',
  issues,
});

/** Refusals of the interpreter: the event does not fit the marking. */
export type StepRefusal =
  | { readonly code: 'flows/step-not-open'; readonly node: string }
  | { readonly code: 'flows/outcome-not-declared'; readonly node: string; readonly outcome: string }
  | { readonly code: 'flows/wrong-event'; readonly node: string }
  | { readonly code: 'flows/already-fired'; readonly node: string }
  | { readonly code: 'flows/fact-missing'; readonly node: string; readonly names: readonly string[] }
  | { readonly code: 'flows/unsound'; readonly node: string };

export const stepNotOpen = (node: string): StepRefusal => ({ code: 'flows/step-not-open', node });
export const outcomeNotDeclared = (node: string, outcome: string): StepRefusal => ({
  code: 'flows/outcome-not-declared',
  node,
  outcome,
});
export const wrongEvent = (node: string): StepRefusal => ({ code: 'flows/wrong-event', node });
export const alreadyFired = (node: string): StepRefusal => ({ code: 'flows/already-fired', node });
export const factMissing = (node: string, names: readonly string[]): StepRefusal => ({
  code: 'flows/fact-missing',
  node,
  names,
});
/** A flow that passed the soundness check never gives this. */
export const unsound = (node: string): StepRefusal => ({ code: 'flows/unsound', node });

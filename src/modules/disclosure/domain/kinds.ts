import type { LeafAct, LeafType } from '@chengming/ledger-verify';
import type { Scope } from './scopes.ts';

type Kind = {
  readonly type: LeafType;
  readonly schema: 'case/1' | 'power.version/1' | 'flow.version/1' | 'rule.version/1';
  /** The act of the leaf that a fixed public view of this kind becomes. */
  readonly act: LeafAct;
  /** Acts of leaves that meet the obligation without a view of their own. */
  readonly metBy: readonly LeafAct[];
};

/** Kinds of things that are owed to society. What is not met by an act is met by the publication of the same kind. */
export const KINDS = {
  'power-version': { type: 'power.version', schema: 'power.version/1', act: 'publish', metBy: ['publish'] },
  'flow-version': { type: 'flow.version', schema: 'flow.version/1', act: 'publish', metBy: ['publish'] },
  // That a general flow ends (C2) is a further revision of the record of its newest version.
  'flow-ending': { type: 'flow.version', schema: 'flow.version/1', act: 'stage', metBy: ['stage'] },
  // How a trial running ends (C5) is a further revision of the record of the version that is tried.
  'trial-decision': { type: 'power.version', schema: 'power.version/1', act: 'stage', metBy: ['stage'] },
  'rule-version': { type: 'rule.version', schema: 'rule.version/1', act: 'publish', metBy: ['publish'] },
  'case-accepted': { type: 'case', schema: 'case/1', act: 'stage', metBy: ['accept', 'refuse'] },
  'case-stage': { type: 'case', schema: 'case/1', act: 'stage', metBy: [] },
  'case-decision': { type: 'case', schema: 'case/1', act: 'publish', metBy: [] },
  'run-register': { type: 'case', schema: 'case/1', act: 'publish', metBy: [] },
} as const satisfies Readonly<Record<string, Kind>>;

export type ObligationKind = keyof typeof KINDS;

export function isKind(text: string): text is ObligationKind {
  return Object.hasOwn(KINDS, text);
}

export type CommitmentClass = 'OPEN' | 'SEALED' | 'NONE';

/**
 * Whether society may know that something is owed (DECISIONS §3): always for OPEN; for SEALED only once there is a decision
 * that must be published; never for NONE.
 */
export function isVisible(kind: ObligationKind, scope: Scope, commitmentClass: CommitmentClass): boolean {
  if (scope !== 'society' || commitmentClass === 'NONE') return false;
  return commitmentClass === 'OPEN' || kind === 'case-decision';
}

/** Whether a covered leaf meets an obligation; `publishedAs` is the kind of the public view the leaf came from. */
export function meets(
  kind: ObligationKind,
  leaf: { readonly act: string; readonly publishedAs: string | undefined },
): boolean {
  const acts: readonly string[] = KINDS[kind].metBy;
  return leaf.publishedAs === kind || (leaf.publishedAs === undefined && acts.includes(leaf.act));
}

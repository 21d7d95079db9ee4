import type { Blocker } from './blockers.ts';

/** Why something cannot be done to a rule. Data only; the words are in `../api/texts.ts`. */
export type RuleRefusal =
  | { readonly code: 'rules/forbidden' }
  | { readonly code: 'rules/not-found' }
  | { readonly code: 'rules/not-in-this-state'; readonly state: string }
  /** Somebody else changed the version since it was read; the row version is the newest. */
  | { readonly code: 'rules/stale'; readonly rowVersion: number }
  /** Somebody is to sign, review or publish it: it is taken back before it is given up. */
  | { readonly code: 'rules/waiting'; readonly state: string }
  | { readonly code: 'rules/not-drafter' }
  /** It passed once, came back, and is owed to society past its day. */
  | { readonly code: 'rules/owed' }
  | { readonly code: 'rules/draft-exists' }
  /** The newest version in force has ended the rule. */
  | { readonly code: 'rules/repealed' }
  /** A version that ends a rule repeats its text. */
  | { readonly code: 'rules/text-of-a-repeal' }
  | { readonly code: 'rules/reason-missing' }
  /** Who drafted or signed does not review. */
  | { readonly code: 'rules/four-eyes' }
  | { readonly code: 'rules/unknown-reference'; readonly field: 'officeId' | 'governs' }
  | { readonly code: 'rules/blocked'; readonly blockers: readonly Blocker[] }
  | { readonly code: 'conflict' };

export type RuleRefusalCode = RuleRefusal['code'];

import type { LegalDay } from '#kernel';
import type { Blocker } from './blockers.ts';

/** Why something cannot be done to a category flow. Data only; the words are in `../api/texts.ts`. */
export type CategoryRefusal =
  | { readonly code: 'category-flows/forbidden' }
  | { readonly code: 'category-flows/not-found' }
  | { readonly code: 'category-flows/not-in-this-state'; readonly state: string }
  /** Somebody else changed the version since it was read; the row version is the newest. */
  | { readonly code: 'category-flows/stale'; readonly rowVersion: number }
  | { readonly code: 'category-flows/draft-exists' }
  | { readonly code: 'category-flows/reason-missing' }
  /** It has ended, or is about to: nothing follows it. */
  | { readonly code: 'category-flows/ended'; readonly on: LegalDay }
  /** The version ends the flow; there is nothing to draw. */
  | { readonly code: 'category-flows/no-drawing' }
  /** It passed once and is owed to society past its day: giving it up would not make that good. */
  | { readonly code: 'category-flows/owed' }
  /** Who drew or signed does not review. */
  | { readonly code: 'category-flows/four-eyes' }
  | { readonly code: 'category-flows/unknown-reference'; readonly field: 'officeId' }
  /** What was submitted is the program of another flow or of another category. */
  | { readonly code: 'category-flows/other-flow' }
  /** What was submitted is published already, byte for byte. */
  | { readonly code: 'category-flows/nothing-changed' }
  | { readonly code: 'category-flows/blocked'; readonly blockers: readonly Blocker[] }
  | { readonly code: 'conflict' };

export type CategoryRefusalCode = CategoryRefusal['code'];

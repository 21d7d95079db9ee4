import type { LegalDay } from '#kernel';
import type { Blocker } from './blockers.ts';
import type { PowerContent } from './content.ts';

export type PowerRefusal =
  | { readonly code: 'powers/forbidden' }
  | { readonly code: 'powers/not-found' }
  | { readonly code: 'powers/not-in-this-state'; readonly state: string }
  | {
      readonly code: 'powers/stale';
      readonly rowVersion: number;
      readonly differs: readonly (keyof PowerContent)[];
    }
  | { readonly code: 'powers/draft-exists' }
  | { readonly code: 'powers/code-taken' }
  | { readonly code: 'powers/locked-field'; readonly fields: readonly string[] }
  | { readonly code: 'powers/reason-missing' }
  | { readonly code: 'powers/unknown-reference'; readonly field: 'officeId' | 'flowVersionId' }
  | { readonly code: 'powers/form-unknown'; readonly fields: readonly ('materials' | 'result')[] }
  | { readonly code: 'powers/effective-in-the-past'; readonly today: LegalDay }
  | { readonly code: 'powers/four-eyes' }
  | { readonly code: 'powers/blocked'; readonly blockers: readonly Blocker[] }
  | { readonly code: 'powers/flow-refused'; readonly flow: string };

export const forbidden = (): PowerRefusal => ({ code: 'powers/forbidden' });
export const notFound = (): PowerRefusal => ({ code: 'powers/not-found' });
export const notInThisState = (state: string): PowerRefusal => ({
  code: 'powers/not-in-this-state',
  state,
});
/**
 * Somebody else changed the version since it was read; the row version is the newest, `differs` are the elements in
 * which what was sent differs from what is stored now.
 */
export const stale = (rowVersion: number, differs: readonly (keyof PowerContent)[] = []): PowerRefusal => ({
  code: 'powers/stale',
  rowVersion,
  differs,
});
export const draftExists = (): PowerRefusal => ({ code: 'powers/draft-exists' });
export const codeTaken = (): PowerRefusal => ({ code: 'powers/code-taken' });
/** Fields inherited from the catalogue above (B11) cannot be changed here. */
export const lockedField = (fields: readonly string[]): PowerRefusal => ({
  code: 'powers/locked-field',
  fields,
});
export const reasonMissing = (): PowerRefusal => ({ code: 'powers/reason-missing' });
/** The office or the flow is not one of this agency. */
export const unknownReference = (field: 'officeId' | 'flowVersionId'): PowerRefusal => ({
  code: 'powers/unknown-reference',
  field,
});
/** A form that the agency does not hold, or holds as something else than the content says. */
export const formUnknown = (fields: readonly ('materials' | 'result')[]): PowerRefusal => ({
  code: 'powers/form-unknown',
  fields,
});
/** A version never comes into force before the day it is published: an unpublished power cannot be exercised (B6). */
export const effectiveInThePast = (today: LegalDay): PowerRefusal => ({
  code: 'powers/effective-in-the-past',
  today,
});
export const fourEyesBroken = (): PowerRefusal => ({ code: 'powers/four-eyes' });
export const blocked = (blockers: readonly Blocker[]): PowerRefusal => ({ code: 'powers/blocked', blockers });
export const flowRefused = (flow: string): PowerRefusal => ({ code: 'powers/flow-refused', flow });

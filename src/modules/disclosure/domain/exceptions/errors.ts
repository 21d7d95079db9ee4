import type { LegalDay } from '#kernel';
import type { ExceptionState } from './lifecycle.ts';

/** Why something cannot be done in the non-public register. Data only; the words are in `../../api/exceptions-texts.ts`. */
export type ExceptionRefusal =
  | { readonly code: 'exceptions/not-found' }
  | { readonly code: 'exceptions/forbidden' }
  /** A declared grade, or a mark of one; nothing was stored. `field` says where. */
  | { readonly code: 'exceptions/state-secret'; readonly field: string }
  | { readonly code: 'exceptions/internal-rule'; readonly field: 'ground' | 'cited' }
  | { readonly code: 'exceptions/ground-unfit' }
  | { readonly code: 'exceptions/citation-missing' }
  | { readonly code: 'exceptions/must-be-public' }
  | { readonly code: 'exceptions/nothing-there' }
  | { readonly code: 'exceptions/not-owed' }
  | { readonly code: 'exceptions/party-must-see' }
  | { readonly code: 'exceptions/date-out-of-range'; readonly first: LegalDay; readonly last: LegalDay }
  | { readonly code: 'exceptions/title-missing' }
  | { readonly code: 'exceptions/personal-data' }
  | { readonly code: 'exceptions/form-reason-missing' }
  | { readonly code: 'exceptions/entry-would-reveal' }
  | { readonly code: 'exceptions/already-public' }
  | { readonly code: 'exceptions/already-asked' }
  | { readonly code: 'exceptions/not-in-this-state'; readonly state: ExceptionState }
  | { readonly code: 'exceptions/four-eyes' }
  | { readonly code: 'exceptions/reason-missing' }
  | { readonly code: 'exceptions/stale'; readonly rowVersion: number }
  | { readonly code: 'conflict' };

export type ExceptionRefusalCode = ExceptionRefusal['code'];

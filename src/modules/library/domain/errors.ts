import type { LawFault } from './law.ts';

/** Why something cannot be done in the library. Data only; the words are in `../api/texts.ts`. */
export type LibraryRefusal =
  | { readonly code: 'library/forbidden' }
  | { readonly code: 'library/not-found' }
  /** The agency has an entry of this name already. */
  | { readonly code: 'library/title-taken'; readonly lawId: string }
  | { readonly code: 'library/faulty'; readonly faults: readonly LawFault[] }
  /** Somebody has put their name to this entry as it stands. */
  | { readonly code: 'library/verified-already' }
  | { readonly code: 'library/stale'; readonly rowVersion: number }
  | { readonly code: 'conflict' };

export type LibraryRefusalCode = LibraryRefusal['code'];

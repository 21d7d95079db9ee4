import type { Scope } from './scopes.ts';

/** How one kind of field is disclosed; versioned with the power (DECISIONS §7). */
export type FieldRule = {
  readonly scope: Scope;
  readonly treatment: 'open' | 'mask' | 'withhold';
  readonly review: 'auto' | 'person';
  /** Article the rule rests on; shown in place of what is withheld. */
  readonly basis: string;
};

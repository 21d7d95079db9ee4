/** Why a package from below is not taken. Each is on record with what came. */
export const INTAKE_CODES = [
  'filing/too-large',
  'filing/malformed',
  'filing/other-version',
  'filing/unknown-sender',
  'filing/tampered',
  'filing/other-recipient',
  'filing/other-level',
  'filing/replayed',
  'filing/other-period',
  'filing/other-previous',
  'filing/state-differs',
] as const;
export type IntakeCode = (typeof INTAKE_CODES)[number];
export const isIntakeCode = (code: string): code is IntakeCode =>
  INTAKE_CODES.some((known) => known === code);

/** `receipt` comes with a replayed package: the one that was given when it was taken. */
export type IntakeRefusal = { readonly code: IntakeCode; readonly receipt?: string };

/** Why something cannot be done with a filing. Data only; the words are in `../api/texts.ts`. */
export type FilingRefusal =
  | IntakeRefusal
  | { readonly code: 'filing/forbidden' }
  | { readonly code: 'filing/not-found' }
  | { readonly code: 'filing/no-key' }
  | { readonly code: 'filing/card-not-valid' }
  | { readonly code: 'filing/own-card' }
  | { readonly code: 'filing/under-way' }
  | { readonly code: 'filing/nothing-changed' }
  | { readonly code: 'filing/nothing-published' }
  | { readonly code: 'filing/not-in-this-state'; readonly state: string }
  | { readonly code: 'filing/changed'; readonly digest: string }
  | { readonly code: 'filing/withheld-since' }
  | { readonly code: 'filing/prepared-by-you' }
  | { readonly code: 'filing/not-in-post' }
  | { readonly code: 'filing/no-address' }
  | { readonly code: 'filing/no-answer'; readonly failed: string }
  | { readonly code: 'filing/receipt-not-valid' }
  | { readonly code: 'filing/remarks-not-valid' }
  | { readonly code: 'filing/unknown-entry' }
  | { readonly code: 'filing/text-missing' }
  | { readonly code: 'filing/reference-not-valid'; readonly rows: readonly number[] }
  | { readonly code: 'conflict' };
export type FilingRefusalCode = FilingRefusal['code'];

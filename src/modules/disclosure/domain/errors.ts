export type DisclosureRefusal =
  | { readonly code: 'disclosure/not-found' }
  | { readonly code: 'disclosure/forbidden' }
  | { readonly code: 'disclosure/not-in-this-state'; readonly state: string }
  | { readonly code: 'disclosure/stale'; readonly rowVersion: number }
  | { readonly code: 'disclosure/signed-it-yourself' }
  | { readonly code: 'disclosure/hits-undecided'; readonly fields: readonly string[] }
  | { readonly code: 'disclosure/mask-misplaced'; readonly field: string }
  | { readonly code: 'disclosure/ground-missing' }
  /** Fields that a correction may not set, or not to this. */
  | { readonly code: 'disclosure/not-correctable'; readonly fields: readonly string[] };

export const notFound = (): DisclosureRefusal => ({ code: 'disclosure/not-found' });
export const forbidden = (): DisclosureRefusal => ({ code: 'disclosure/forbidden' });
export const notInThisState = (state: string): DisclosureRefusal => ({
  code: 'disclosure/not-in-this-state',
  state,
});
export const stale = (rowVersion: number): DisclosureRefusal => ({ code: 'disclosure/stale', rowVersion });
export const signedItYourself = (): DisclosureRefusal => ({ code: 'disclosure/signed-it-yourself' });
export const hitsUndecided = (fields: readonly string[]): DisclosureRefusal => ({
  code: 'disclosure/hits-undecided',
  fields,
});
export const maskMisplaced = (field: string): DisclosureRefusal => ({
  code: 'disclosure/mask-misplaced',
  field,
});
export const groundMissing = (): DisclosureRefusal => ({ code: 'disclosure/ground-missing' });
export const notCorrectable = (fields: readonly string[]): DisclosureRefusal => ({
  code: 'disclosure/not-correctable',
  fields,
});

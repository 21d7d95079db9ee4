export type Forbidden = { readonly code: 'organisation/forbidden' };
export type NotFound = { readonly code: 'organisation/not-found' };
/** The row has changed since it was read; `rowVersion` is its version now. */
export type Stale = { readonly code: 'organisation/stale'; readonly rowVersion: number };
/** A value that must be one of a kind is somebody else's. */
export type Taken = { readonly code: 'organisation/taken'; readonly field: string };
/** A reference leads nowhere in this agency. */
export type Unknown = { readonly code: 'organisation/unknown'; readonly field: string };
export type AssignmentRefusal =
  | { readonly code: 'organisation/span-reversed' }
  /** The person is at the post already in that time. */
  | { readonly code: 'organisation/already-assigned' }
  /** The person would both handle and supervise (requirement A3). */
  | { readonly code: 'organisation/handles-and-supervises' };

export const forbidden = (): Forbidden => ({ code: 'organisation/forbidden' });
export const notFound = (): NotFound => ({ code: 'organisation/not-found' });
export const stale = (rowVersion: number): Stale => ({ code: 'organisation/stale', rowVersion });
export const taken = (field: string): Taken => ({ code: 'organisation/taken', field });
export const unknownReference = (field: string): Unknown => ({ code: 'organisation/unknown', field });
export const spanReversed = () => ({ code: 'organisation/span-reversed' }) as const;
export const alreadyAssigned = () => ({ code: 'organisation/already-assigned' }) as const;
export const handlesAndSupervises = () => ({ code: 'organisation/handles-and-supervises' }) as const;

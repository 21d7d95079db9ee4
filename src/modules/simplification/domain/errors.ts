/** What reading about simplification may be refused with. */
export type SimplificationRefusal = { readonly code: 'simplification/not-found' };

export const notFound = (): SimplificationRefusal => ({ code: 'simplification/not-found' });

/** Format line of the note that a recipient signs for a package it took; documented in docs/filing-package.md. */
export const RECEIPT_FORMAT = 'chengming-filing-receipt/1';
/** Format line of the note with which a sender asks for the comments on its package. */
export const QUERY_FORMAT = 'chengming-filing-query/1';
export const REMARKS_FORMAT = 'chengming-remarks/1';

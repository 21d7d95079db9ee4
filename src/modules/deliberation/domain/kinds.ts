/** Kinds of things that may need a resolution before they are published (A4). */
export const ROUTE_KINDS = ['power.version', 'rule.version', 'category-flow.version'] as const;
export type RouteKind = (typeof ROUTE_KINDS)[number];
/** What may stand on an agenda: a thing of the system, bound to its digest, or any other matter. */
export const SUBJECT_TYPES = [...ROUTE_KINDS, 'matter'] as const;
export const MEETING_STATES = ['planned', 'open', 'closed', 'cancelled'] as const;
/** `returned`: its meeting was called off, and it may be tabled again. */
export const ITEM_STATES = ['tabled', 'adopted', 'rejected', 'deferred', 'void', 'returned'] as const;

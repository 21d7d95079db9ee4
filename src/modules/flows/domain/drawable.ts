/** Where the version is for which a flow is drawn. */
export const OWNER_STATES = [
  'draft',
  'returned',
  'signed',
  'countersigned',
  'passed',
  'published',
  'discarded',
] as const;
export type OwnerState = (typeof OWNER_STATES)[number];

/**
 * Whether the drawing of a version may be changed: while nobody’s name stands under it. A signed version is first made a draft
 * again, which voids the signatures; a published one is followed by a new version.
 */
export function isDrawable(state: OwnerState): boolean {
  return state === 'draft' || state === 'returned';
}

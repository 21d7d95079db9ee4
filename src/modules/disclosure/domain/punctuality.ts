/** A checkpoint within this time lets the leaf count from its own time (DECISIONS §4). */
const GRACE_MS = 10 * 60_000;

/**
 * When an obligation counts as met: at the leaf's own time when a checkpoint covers it within ten minutes, else at the
 * checkpoint's. A leaf that claims to be later than its checkpoint counts from the checkpoint.
 */
export function metAt(leafAt: Date, coveredAt: Date): Date {
  const lag = coveredAt.getTime() - leafAt.getTime();
  return lag >= 0 && lag <= GRACE_MS ? leafAt : coveredAt;
}

/** Late from the first instant after the last day; `dueAt` is exclusive. */
export function isLate(dueAt: Date, at: Date): boolean {
  return at.getTime() >= dueAt.getTime();
}

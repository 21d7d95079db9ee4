const FREE = 5;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 15 * 60_000;

/**
 * How long an account waits after its n-th wrong password in a row: nothing for the first five, then 30 s doubling to a
 * quarter of an hour. Never for ever: locking out a colleague must not be something anybody can do.
 */
export function waitAfter(failures: number): number {
  if (failures <= FREE) return 0;
  return Math.min(FIRST_WAIT * 2 ** (failures - FREE - 1), LONGEST_WAIT);
}

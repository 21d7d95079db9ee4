const FREE = 5;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 15 * 60_000;

/**
 * How long the next attempt waits after the n-th in a row without success: nothing for the first five, then 30 s
 * doubling to a quarter of an hour. Counted by account and device: a device the account was used from before waits for
 * its own mistakes only, so that strangers cannot keep a colleague out (OWASP “device cookies”).
 */
export function waitAfter(failures: number): number {
  if (failures <= FREE) return 0;
  return Math.min(FIRST_WAIT * 2 ** (failures - FREE - 1), LONGEST_WAIT);
}

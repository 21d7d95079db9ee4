const MINUTE = 60_000;
/** Minutes to wait after each failed attempt; after the last one a person sends again. */
const WAITS = [1, 5, 15, 60, 240, 720, 1_440, 1_440] as const;

/** When a package is sent again after its `attempts`th attempt failed; nothing when it has been tried often enough. */
export function nextAttemptAt(attempts: number, now: Date): Date | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * MINUTE);
}

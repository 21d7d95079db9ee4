import { ledgerHealth } from '#modules/ledger';
import type { AppContext } from '#platform/context';
import type { EpochSource } from '#platform/http';
import type { Site } from '#platform/portal';

/** How long the newest checkpoint may stand still while entries wait before readers are told. */
const STOPPED_AFTER_MS = 60_000;
const EVERY_MS = 1_000;

export type SiteWatch = {
  /** What every page says about the ledger. */
  ledger(): Site['ledger'];
  /** The publication epoch, moved on as well when what pages say about the ledger changes: no cached page keeps an older line. */
  readonly epoch: EpochSource;
  /** Looks now; otherwise every second. */
  look(): Promise<void>;
};

/**
 * Follows the ledger for the line and the notice on every page. Signing counts as stopped when the signer says so, or
 * when entries wait and no checkpoint has come for a minute: a worker that is dead says nothing.
 */
export async function watchSite(ctx: AppContext, epoch: EpochSource): Promise<SiteWatch> {
  let ledger: Site['ledger'];
  let changes = 0n;
  let moved = { size: -1n, at: 0 };
  const look = async (): Promise<void> => {
    const { newest, waitingSince, standstill } = await ledgerHealth(ctx.db);
    const now = ctx.clock.now().getTime();
    const size = newest?.size ?? 0n;
    if (waitingSince === undefined || size !== moved.size) moved = { size, at: now };
    const silent = now - moved.at >= STOPPED_AFTER_MS;
    const since = standstill?.since ?? (silent ? new Date(moved.at) : undefined);
    const read: Site['ledger'] = newest && {
      entries: Number(newest.size),
      at: newest.at,
      witnesses: { have: newest.witnesses, of: newest.wanted },
      ...(since === undefined ? {} : { stoppedSince: since }),
    };
    if (JSON.stringify(read) !== JSON.stringify(ledger)) changes += 1n;
    ledger = read;
  };
  await look();
  const timer = setInterval(() => {
    look().catch((error: unknown) => ctx.log.warn({ err: error }, 'ledger line not read'));
  }, EVERY_MS);
  timer.unref();
  return {
    ledger: () => ledger,
    // The two counters side by side: the epoch never repeats, and neither does the pair.
    epoch: {
      current: () => (epoch.current() << 64n) | changes,
      stop() {
        clearInterval(timer);
        epoch.stop();
      },
    },
    look,
  };
}

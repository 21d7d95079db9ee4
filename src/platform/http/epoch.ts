import type pg from 'pg';
import type { AppContext } from '#platform/context';

/** The publication epoch: cached pages of an older one are not served (DECISIONS §9). */
export type EpochSource = { current(): bigint; stop(): void };

/** Reads the epoch every second and at once on NOTIFY `epoch`; a lost listener only costs that second. */
export async function watchEpoch(ctx: AppContext, listen: pg.Client | undefined): Promise<EpochSource> {
  let value = 0n;
  const read = async (): Promise<void> => {
    const row = await ctx.db.selectFrom('publication_epoch').select('epoch').executeTakeFirst();
    value = row?.epoch ?? value;
  };
  const refresh = (): void => {
    read().catch((error: unknown) => ctx.log.warn({ err: error }, 'publication epoch not read'));
  };
  await read();
  listen?.on('notification', (note) => {
    if (note.channel === 'epoch') refresh();
  });
  const timer = setInterval(refresh, 1_000);
  timer.unref();
  return { current: () => value, stop: () => clearInterval(timer) };
}

/** For tests: nothing is ever taken from the cache twice. */
export function everNewEpoch(): EpochSource {
  let n = 0n;
  return { current: () => (n += 1n), stop: () => undefined };
}

import type { AppContext } from '#platform/context';

/** Raised when the configured origin is not the one the log began with. */
class OriginRefusal extends Error {
  override readonly name = 'OriginRefusal';
}

/** The origin of this log: chosen at first start, stored, never recomputed (DECISIONS §4). */
export async function settleOrigin(ctx: Pick<AppContext, 'db' | 'config'>): Promise<string> {
  const wanted = ctx.config.ledger.origin;
  const stored = await settle(ctx, 'ledger.origin', wanted ?? `${new URL(ctx.config.publicUrl).host}/ledger`);
  if (wanted !== undefined && wanted !== stored) {
    throw new OriginRefusal(
      `LEDGER_ORIGIN is ${wanted}, but this log began as ${stored} and its origin never changes`,
    );
  }
  return stored;
}

/** Refuses a log key other than the one this log began with: two keys under one origin would be two histories. */
export async function settleLogKey(ctx: Pick<AppContext, 'db'>, key: string): Promise<void> {
  const stored = await settle(ctx, 'ledger.key', key);
  if (stored === key) return;
  throw new OriginRefusal(
    `the log key in “secrets” is ${key}, but this log began with ${stored}: bring that key back`,
  );
}

/** Stores a setting the first time and answers with what is stored. */
async function settle(ctx: Pick<AppContext, 'db'>, name: string, chosen: string): Promise<string> {
  await ctx.db
    .insertInto('setting')
    .values({ name, value: JSON.stringify(chosen) })
    .onConflict((c) => c.column('name').doNothing())
    .execute();
  const { value } = await ctx.db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  if (typeof value !== 'string') throw new Error(`setting ${name} is not a text`);
  return value;
}

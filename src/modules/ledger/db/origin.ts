import type { AppContext } from '#platform/context';

/** Raised when the configured origin is not the one the log began with. */
export class OriginRefusal extends Error {
  override readonly name = 'OriginRefusal';
}

/** The origin of this log: chosen at first start, stored, never recomputed (DECISIONS §4). */
export async function settleOrigin(ctx: Pick<AppContext, 'db' | 'config'>): Promise<string> {
  const wanted = ctx.config.ledger.origin;
  const chosen = wanted ?? `${new URL(ctx.config.publicUrl).host}/ledger`;
  await ctx.db
    .insertInto('setting')
    .values({ name: 'ledger.origin', value: JSON.stringify(chosen) })
    .onConflict((c) => c.column('name').doNothing())
    .execute();
  const { value } = await ctx.db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'ledger.origin')
    .executeTakeFirstOrThrow();
  const stored = String(value);
  if (wanted !== undefined && wanted !== stored) {
    throw new OriginRefusal(
      `LEDGER_ORIGIN is ${wanted}, but this log began as ${stored} and its origin never changes`,
    );
  }
  return stored;
}

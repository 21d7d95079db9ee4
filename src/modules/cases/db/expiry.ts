import type { AppContext } from '#platform/context';

/** Deletes drafts and sessions that are over. */
export async function sweepExpired(ctx: AppContext): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db.deleteFrom('application_draft').where('expires_at', '<', now).execute();
  await ctx.db.deleteFrom('case_session').where('expires_at', '<', now).execute();
}

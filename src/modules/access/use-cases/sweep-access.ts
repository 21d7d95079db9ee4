import type { AppContext } from '#platform/context';
import type { Loop } from '#platform/jobs';

const DAY = 86_400_000;
const DEVICE_DAYS = 400;

/** Forgets what has ended: sessions past their time, counts of attempts a day old, devices not used for over a year. */
export async function sweepAccess(ctx: Pick<AppContext, 'db' | 'clock'>): Promise<void> {
  const now = ctx.clock.now();
  const before = (days: number): Date => new Date(now.getTime() - days * DAY);
  await ctx.db.deleteFrom('session').where('expires_at', '<=', now).execute();
  await ctx.db.deleteFrom('login_pace').where('wait_until', '<=', before(1)).execute();
  await ctx.db.deleteFrom('login_device').where('created_at', '<=', before(DEVICE_DAYS)).execute();
}

export function accessLoops(ctx: AppContext): Loop[] {
  return [{ name: 'sweep-access', everyMs: 3_600_000, run: () => sweepAccess(ctx) }];
}

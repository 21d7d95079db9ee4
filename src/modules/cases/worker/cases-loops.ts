import type { AppContext } from '#platform/context';
import type { Loop } from '#platform/jobs';
import { countHandling } from '../use-cases/count-handling.ts';
import { fireDueTimers, markLateClocks } from '../use-cases/sweep.ts';
import { referencedFiles, sweepExpired } from '../db/expiry.ts';

/** What recurs for cases: timers of flows, late marks, counting closed cases, forgetting drafts and sessions whose time is over, and files nobody refers to. */
export function casesLoops(ctx: AppContext): Loop[] {
  const minutes = (n: number): number => n * 60_000;
  return [
    { name: 'cases/timers', everyMs: minutes(1), run: async () => void (await fireDueTimers(ctx)) },
    { name: 'cases/late', everyMs: minutes(1), run: async () => void (await markLateClocks(ctx)) },
    { name: 'cases/handling', everyMs: minutes(10), run: async () => void (await countHandling(ctx)) },
    { name: 'cases/expiry', everyMs: minutes(30), run: () => sweepExpired(ctx) },
    {
      name: 'cases/files',
      everyMs: minutes(60),
      run: async () => void (await ctx.files.sweep((keys) => referencedFiles(ctx, keys), ctx.clock.now())),
    },
  ];
}

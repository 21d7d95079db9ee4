import type { AppContext } from '#platform/context';
import type { Loop } from '#platform/jobs';
import { fireDueTimers, markLateClocks } from '../use-cases/sweep.ts';
import { sweepExpired } from '../db/expiry.ts';

/** What recurs for cases: timers of flows, late marks, and forgetting drafts and sessions whose time is over. */
export function casesLoops(ctx: AppContext): Loop[] {
  const minutes = (n: number): number => n * 60_000;
  return [
    { name: 'cases/timers', everyMs: minutes(1), run: async () => void (await fireDueTimers(ctx)) },
    { name: 'cases/late', everyMs: minutes(1), run: async () => void (await markLateClocks(ctx)) },
    { name: 'cases/expiry', everyMs: minutes(30), run: () => sweepExpired(ctx) },
  ];
}

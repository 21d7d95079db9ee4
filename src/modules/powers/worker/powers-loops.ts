import type { AppContext } from '#platform/context';
import type { Loop } from '#platform/jobs';
import { countChanges } from '../use-cases/count-changes.ts';

/** What recurs for powers: counting the versions that have taken effect. */
export function powersLoops(ctx: AppContext): Loop[] {
  return [{ name: 'powers/changes', everyMs: 60_000, run: async () => void (await countChanges(ctx)) }];
}

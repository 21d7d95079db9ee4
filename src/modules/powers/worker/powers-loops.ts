import type { AppContext } from '#platform/context';
import type { Loop } from '#platform/jobs';
import { forgetForms } from '../db/form-files.ts';
import { countChanges } from '../use-cases/count-changes.ts';

const HOUR_MS = 3_600_000;
/** How long a form that was uploaded and not stored with a draft waits for it: what was typed may lie in somebody's browser. */
const UNNAMED_MS = 30 * 24 * HOUR_MS;

/** What recurs for powers: counting the versions that have taken effect, forgetting forms that no version carries. */
export function powersLoops(ctx: AppContext): Loop[] {
  return [
    { name: 'powers/changes', everyMs: 60_000, run: async () => void (await countChanges(ctx)) },
    {
      name: 'powers/forms',
      everyMs: HOUR_MS,
      run: () => forgetForms(ctx, new Date(ctx.clock.now().getTime() - UNNAMED_MS)),
    },
  ];
}

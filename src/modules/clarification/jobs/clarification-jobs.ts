import { z } from 'zod';
import type { AppContext } from '#platform/context';
import type { JobTable, Loop } from '#platform/jobs';
import { askComparison, COMPARE_JOB, compareList } from '../use-cases/compare-list.ts';

const Payload = z.object({ agencyId: z.string(), runId: z.string() });
/** Calendar days after which a list is compared anew by itself, so that reviews come due without anybody asking (B6). */
const DAYS = 30;

export function clarificationJobs(ctx: AppContext): JobTable {
  return {
    [COMPARE_JOB]: async (payload) => {
      const of = Payload.parse(payload);
      const done = await compareList({ ...ctx, requestId: of.runId }, of);
      ctx.log.info({ ...of, ...done }, 'list compared');
    },
  };
}

/** Asks for the comparison of every list whose last one is older than a month; answers with how many. */
export async function askDueComparisons(ctx: AppContext): Promise<number> {
  const since = new Date(ctx.clock.now().getTime() - DAYS * 86_400_000);
  const due = await ctx.db
    .selectFrom('agency as a')
    .select('a.id')
    .where((e) =>
      e.and([
        e.exists(
          e.selectFrom('power_in_force as f').select('f.power_id').whereRef('f.agency_id', '=', 'a.id'),
        ),
        e.not(
          e.exists(
            e
              .selectFrom('clarification_run as r')
              .select('r.id')
              .whereRef('r.agency_id', '=', 'a.id')
              .where('r.asked_at', '>', since),
          ),
        ),
      ]),
    )
    .limit(100)
    .execute();
  for (const { id: agencyId } of due)
    await askComparison(
      { ...ctx, requestId: 'clarification-due' },
      { kind: 'system', name: COMPARE_JOB },
      { agencyId },
    );
  return due.length;
}

export function clarificationLoops(ctx: AppContext): Loop[] {
  return [
    { name: 'clarification-due', everyMs: 600_000, run: async () => void (await askDueComparisons(ctx)) },
  ];
}

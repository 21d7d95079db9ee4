import { loadDemonstration } from '../../demo/load-demonstration.ts';
import { accessLoops } from '#modules/access';
import { calendarJobs, installCalendar } from '#modules/calendar';
import { casesLoops, recomputeDeadlines } from '#modules/cases';
import { disclosureLoops } from '#modules/disclosure';
import { ledgerLoops } from '#modules/ledger';
import type { AppContext } from '#platform/context';
import type { JobTable, Loop } from '#platform/jobs';

export type WorkerParts = {
  readonly loops: readonly Loop[];
  readonly jobs: JobTable;
  close(): Promise<void>;
};

/** Everything the worker does, module by module. */
export async function composeWorker(ctx: AppContext): Promise<WorkerParts> {
  const ledger = await ledgerLoops(ctx);
  const installed = await installCalendar({ ...ctx, requestId: 'start' });
  if (!installed.ok) throw new Error(installed.error.code);
  return {
    loops: [
      ...ledger.loops,
      ...accessLoops(ctx),
      ...disclosureLoops(ctx),
      ...casesLoops(ctx),
      ...demonstration(ctx),
    ],
    jobs: { ...calendarJobs(ctx, [recomputeDeadlines(ctx)]) },
    close: () => ledger.close(),
  };
}

/** Loads the demonstration beside everything else; a turn that was cut off goes on at the next start. */
function demonstration(ctx: AppContext): Loop[] {
  if (!ctx.config.demo.load) return [];
  return [{ name: 'demonstration', everyMs: 60_000, run: () => loadDemonstration(ctx) }];
}

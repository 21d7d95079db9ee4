import { loadDemonstration } from '../../demo/load-demonstration.ts';
import { readProgress } from '../../demo/progress.ts';
import { withQuickWriter } from '../../demo/quick-writer.ts';
import { accessLoops } from '#modules/access';
import { calendarJobs, installCalendar } from '#modules/calendar';
import { campaignsLoops } from '#modules/campaigns';
import { casesLoops, recomputeDeadlines } from '#modules/cases';
import { powersLoops } from '#modules/powers';
import { clarificationJobs, clarificationLoops } from '#modules/clarification';
import { disclosureLoops } from '#modules/disclosure';
import { filingLoops, loadFilingKey } from '#modules/filing';
import { ledgerLoops, loadLedgerKeys } from '#modules/ledger';
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
  const { origin } = await loadLedgerKeys(ctx);
  const filing = await loadFilingKey(ctx, origin);
  return {
    loops: [
      ...accessLoops(ctx),
      ...(await afterDemonstration(ctx, [
        ...ledger.loops,
        ...disclosureLoops(ctx),
        ...powersLoops(ctx),
        ...casesLoops(ctx),
        ...campaignsLoops(ctx),
        ...clarificationLoops(ctx),
        ...filingLoops(ctx, { filing }),
      ])),
    ],
    jobs: { ...calendarJobs(ctx, [recomputeDeadlines(ctx)]), ...clarificationJobs(ctx) },
    close: () => ledger.close(),
  };
}

/**
 * Loads the demonstration first, beside the web server; a turn that was cut off goes on at the next start. What publishes
 * by itself waits for it, so that what happened on a past day gets the checkpoint of that day.
 */
async function afterDemonstration(ctx: AppContext, loops: readonly Loop[]): Promise<readonly Loop[]> {
  if (!ctx.config.demo.load || (await readProgress(ctx))?.complete === true) return loops;
  let loaded = false;
  const load: Loop = {
    name: 'demonstration',
    everyMs: 60_000,
    async run() {
      if (loaded) return;
      await withQuickWriter(ctx, loadDemonstration);
      loaded = true;
    },
  };
  return [load, ...loops.map((loop) => ({ ...loop, run: async () => (loaded ? loop.run() : undefined) }))];
}

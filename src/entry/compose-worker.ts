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
  return {
    loops: [...ledger.loops],
    jobs: {},
    close: () => ledger.close(),
  };
}

import type { AppContext, UseCase } from '#platform/context';
import type { Loop } from '#platform/jobs';
import { markLate } from '../use-cases/mark-late.ts';
import { publishDue } from '../use-cases/publish-due.ts';
import { settleCovered } from '../use-cases/settle-covered.ts';
import { sweepExceptions } from '../use-cases/exceptions/sweep-exceptions.ts';

/** What disclosure does by itself: publish at its time, follow the exposed log, mark what is late, end exceptions past their date. */
export function disclosureLoops(ctx: AppContext): Loop[] {
  const by = (name: string): UseCase => ({ ...ctx, requestId: `loop-${name}` });
  return [
    {
      name: 'disclosure-publish',
      everyMs: 2_000,
      async run() {
        await publishDue(by('disclosure-publish'));
      },
    },
    {
      name: 'disclosure-settle',
      everyMs: 5_000,
      channel: 'ledger_exposed',
      async run() {
        await settleCovered(by('disclosure-settle'));
      },
    },
    {
      name: 'disclosure-late',
      everyMs: 10_000,
      async run() {
        await markLate(by('disclosure-late'));
      },
    },
    {
      name: 'disclosure-exceptions',
      everyMs: 60_000,
      async run() {
        await sweepExceptions(by('disclosure-exceptions'));
      },
    },
  ];
}

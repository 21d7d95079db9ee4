import type { AppContext, UseCase } from '#platform/context';
import type { Loop } from '#platform/jobs';
import { fetchNewRemarks, sendDuePackages } from '../use-cases/send-filings.ts';
import type { FilingKeys } from '../use-cases/shared.ts';

/** Sends what was signed for the levels above, and brings back what they say. */
export function filingLoops(ctx: AppContext, keys: Pick<FilingKeys, 'filing'>): Loop[] {
  const use: UseCase = { ...ctx, requestId: 'filing' };
  return [
    { name: 'filing-send', everyMs: 10_000, run: async () => void (await sendDuePackages(use)) },
    { name: 'filing-remarks', everyMs: 600_000, run: async () => void (await fetchNewRemarks(use, keys)) },
  ];
}

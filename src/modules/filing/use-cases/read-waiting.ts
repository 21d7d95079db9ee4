import { ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { FilingWaiting } from '../contract/index.ts';
import { countWaiting, differingSenders } from '../db/waiting-reader.ts';
import type { FilingRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';

/** As many senders as the home page names. */
const NAMED = 5;

/** What waits upward and from below, for the home page; nothing for whoever reads no filings. */
export async function readWaiting(
  ctx: UseCase,
  actor: Actor,
  agencyId: string,
): Promise<Result<FilingWaiting, FilingRefusal>> {
  if (!can(actor, 'filing/read', { agencyId }))
    return ok({ uncommented: 0, toAnswer: 0, undelivered: 0, differing: [], more: false });
  const [counts, senders] = await Promise.all([
    countWaiting(ctx.db, agencyId),
    differingSenders(ctx.db, agencyId, NAMED + 1),
  ]);
  return ok({ ...counts, differing: senders.slice(0, NAMED), more: senders.length > NAMED });
}

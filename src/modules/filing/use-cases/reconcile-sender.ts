import { err, ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Reconciliation } from '../contract/index.ts';
import { findSender, heldItems, listReference, lockSenders } from '../db/inbox-reader.ts';
import { replaceReference } from '../db/inbox-writer.ts';
import type { FilingRefusal } from '../domain/errors.ts';
import { reconcile, type ReferenceEntry } from '../domain/reconcile.ts';
import { can } from '../policy.ts';
import { countDifferences } from './count-differences.ts';
import { record } from './shared.ts';

/** What a sender has on file against the list this agency holds (X14). */
export async function reconcileSender(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly senderId: string },
): Promise<Result<Reconciliation, FilingRefusal>> {
  const { agencyId, senderId } = input;
  if (!can(actor, 'filing/read', { agencyId })) return err({ code: 'filing/forbidden' });
  const sender = await findSender(ctx.db, agencyId, { id: senderId });
  if (sender === undefined) return err({ code: 'filing/not-found' });
  const [reference, held] = await Promise.all([
    listReference(ctx.db, agencyId),
    heldItems(ctx.db, agencyId, senderId),
  ]);
  return ok({
    sender: sender.name,
    number: sender.lastNumber,
    referenceCount: reference.length,
    filedCount: held.length,
    differences: reconcile(reference, held).map((one) => ({ reference: null, filed: null, ...one })),
    maySet: can(actor, 'filing/set-reference', { agencyId }),
  });
}

/** Replaces the reference list. Refuses `filing/reference-not-valid` with the rows whose code stands twice. */
export async function setReference(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly entries: readonly ReferenceEntry[] },
): Promise<Result<void, FilingRefusal>> {
  const { agencyId, entries } = input;
  if (!can(actor, 'filing/set-reference', { agencyId })) return err({ code: 'filing/forbidden' });
  const first = new Map(entries.toReversed().map(({ code }, index) => [code, entries.length - 1 - index]));
  const twice = entries.flatMap(({ code }, row) => (first.get(code) === row ? [] : [row + 1]));
  if (twice.length > 0) return err({ code: 'filing/reference-not-valid', rows: twice.slice(0, 50) });
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    await replaceReference(tx, agencyId, entries, now);
    for (const { id: senderId } of await lockSenders(tx, agencyId))
      await countDifferences(tx, { agencyId, senderId }, entries);
    await record(tx, ctx, actor, {
      action: 'set-reference',
      agencyId,
      type: 'filing-reference',
      id: agencyId,
      after: { entries: entries.length },
    });
    return ok();
  });
}

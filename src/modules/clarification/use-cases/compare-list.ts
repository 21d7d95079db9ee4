import { err, legalDayOf, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { cutForSearch } from '#platform/search';
import { readChangedBases, readCompared } from '../db/compared-reader.ts';
import {
  dropFindings,
  finishRun,
  insertFindings,
  insertRun,
  knownFindings,
  lockRun,
} from '../db/finding-writer.ts';
import { compareItems } from '../domain/compare.ts';
import type { ClarificationRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { record } from './record.ts';

export const COMPARE_JOB = 'clarification/compare';

/** Asks for a comparison of the list, which the worker makes. Refuses `clarification/running` while one is under way. */
export async function askComparison(
  ctx: UseCase,
  actor: Actor,
  { agencyId }: { readonly agencyId: string },
): Promise<Result<{ readonly runId: string }, ClarificationRefusal>> {
  if (!can(actor, 'clarification/compare', { agencyId })) return err({ code: 'clarification/forbidden' });
  const now = ctx.clock.now();
  const runId = ctx.ids.uuid(now);
  return ctx.transact<{ readonly runId: string }, ClarificationRefusal>(async (tx) => {
    const begun = await insertRun(tx, { agencyId, id: runId, askedBy: personIdOf(actor), at: now });
    if (!begun) return err({ code: 'clarification/running' });
    await ctx.jobs.add(tx, COMPARE_JOB, { agencyId, runId }, { key: `${COMPARE_JOB} ${runId}` });
    await record(tx, ctx, actor, { action: 'compare', agencyId, type: 'clarification-run', id: runId });
    return ok({ runId });
  });
}

/**
 * Compares a list and writes what is new. What is still open stays as it is; what holds no more is `gone`. What somebody decided
 * to keep is not proposed again under the same key; after any other decision only once the item has changed since, or what was to
 * mend it was published and did not. Does nothing for a comparison that is done.
 */
export async function compareList(
  ctx: UseCase,
  { agencyId, runId }: { readonly agencyId: string; readonly runId: string },
): Promise<{ readonly items: number; readonly found: number }> {
  const now = ctx.clock.now();
  const today = legalDayOf(now);
  const [{ items, others }, changedBases] = await Promise.all([
    readCompared(ctx.db, agencyId, today),
    readChangedBases(ctx.db, agencyId, today),
  ]);
  const proposals = compareItems({
    items,
    others,
    changedBases,
    today,
    wordsOf: (text) => cutForSearch(text).split(' '),
  });
  const changed = new Map(items.map((item) => [item.powerId, item.changedOn]));
  const agencies = new Map(others.map((item) => [item.powerId, item.agencyId]));
  const done = await ctx.transact(async (tx) => {
    if (!(await lockRun(tx, agencyId, runId))) return ok({ items: items.length, found: 0 });
    const { open, settled } = await knownFindings(tx, agencyId);
    const fresh = proposals.filter(({ key, powerId }) => {
      if (open.has(key)) return false;
      const last = settled.get(key);
      if (last === undefined) return true;
      return (
        last.decision !== 'keep' && (last.published || (changed.get(powerId) ?? today) > legalDayOf(last.at))
      );
    });
    await insertFindings(
      tx,
      { agencyId, at: now },
      fresh.map((proposal) => ({
        id: ctx.ids.uuid(now),
        proposal,
        otherAgencyId: proposal.otherId === null ? null : (agencies.get(proposal.otherId) ?? agencyId),
      })),
    );
    const holds = new Set(proposals.map(({ key }) => key));
    const gone = [...open].filter(([key]) => !holds.has(key)).map(([, id]) => id);
    await dropFindings(tx, agencyId, gone);
    await finishRun(tx, { agencyId, id: runId }, { at: now, items: items.length, found: fresh.length });
    await record(
      tx,
      ctx,
      { kind: 'system', name: COMPARE_JOB },
      {
        action: 'compared',
        agencyId,
        type: 'clarification-run',
        id: runId,
        after: { items: items.length, found: fresh.length, gone: gone.length },
      },
    );
    return ok({ items: items.length, found: fresh.length });
  });
  if (!done.ok) throw new Error('a comparison conflicts with nothing');
  return done.value;
}

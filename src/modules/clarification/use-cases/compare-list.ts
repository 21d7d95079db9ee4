import { sql } from 'kysely';
import { err, legalDayOf, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { cutForSearch } from '#platform/search';
import { readChangedBases, readCompared } from '../db/compared-reader.ts';
import { compareItems } from '../domain/compare.ts';
import type { ClarificationRefusal } from '../domain/errors.ts';
import { RULES, type Proposal } from '../domain/finding.ts';
import { can } from '../policy.ts';
import { record } from './record.ts';

export const COMPARE_JOB = 'clarification/compare';
const ROWS_AT_ONCE = 500;

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
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('clarification_run')
      .values({ agency_id: agencyId, id: runId, asked_by: personIdOf(actor), asked_at: now })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n) return err({ code: 'clarification/running' });
    await ctx.jobs.add(tx, COMPARE_JOB, { agencyId, runId }, { key: `${COMPARE_JOB} ${runId}` });
    await record(tx, ctx, actor, { action: 'compare', agencyId, type: 'clarification-run', id: runId });
    return ok({ runId });
  });
}

/**
 * Compares a list and writes what is new. What is still open stays as it is; what holds no more is `gone`. What somebody decided
 * to keep is not proposed again under the same key; after any other decision only once the item has changed since. Does nothing
 * for a comparison that is done.
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
    const run = await tx
      .selectFrom('clarification_run')
      .select('done_at')
      .where('agency_id', '=', agencyId)
      .where('id', '=', runId)
      .forUpdate()
      .executeTakeFirst();
    if (run === undefined || run.done_at !== null) return ok({ items: items.length, found: 0 });
    const { open, settled } = await knownFindings(tx, agencyId);
    const fresh = proposals.filter(({ key, powerId }) => {
      if (open.has(key)) return false;
      const last = settled.get(key);
      if (last === undefined) return true;
      return last.decision !== 'keep' && (changed.get(powerId) ?? today) > legalDayOf(last.at);
    });
    await insertFindings(tx, ctx, { agencyId, agencies, fresh, now });
    const holds = new Set(proposals.map(({ key }) => key));
    const gone = [...open].filter(([key]) => !holds.has(key)).map(([, id]) => id);
    if (gone.length > 0)
      await tx
        .updateTable('clarification_finding')
        .set((e) => ({ state: 'gone', row_version: e('row_version', '+', 1) }))
        .where('agency_id', '=', agencyId)
        .where('id', '=', sql<string>`ANY(${gone}::uuid[])`)
        .execute();
    await tx
      .updateTable('clarification_run')
      .set({ done_at: now, items: items.length, found: fresh.length })
      .where('agency_id', '=', agencyId)
      .where('id', '=', runId)
      .execute();
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

async function knownFindings(tx: Tx, agencyId: string) {
  const rows = await tx
    .selectFrom('clarification_finding')
    .select(['id', 'key', 'state', 'decision', 'decided_at'])
    .where('agency_id', '=', agencyId)
    .where('state', 'in', ['open', 'decided'])
    .orderBy('found_at')
    .execute();
  const open = new Map(rows.filter(({ state }) => state === 'open').map(({ key, id }) => [key, id]));
  const settled = new Map(
    rows.flatMap(({ key, decision, decided_at: at }) =>
      at === null ? [] : [[key, { decision, at }] as const],
    ),
  );
  return { open, settled };
}

async function insertFindings(
  tx: Tx,
  ctx: UseCase,
  of: {
    readonly agencyId: string;
    readonly agencies: ReadonlyMap<string, string>;
    readonly fresh: readonly Proposal[];
    readonly now: Date;
  },
): Promise<void> {
  for (let from = 0; from < of.fresh.length; from += ROWS_AT_ONCE)
    await tx
      .insertInto('clarification_finding')
      .values(
        of.fresh.slice(from, from + ROWS_AT_ONCE).map(({ key, rule, powerId, otherId, evidence }) => ({
          agency_id: of.agencyId,
          id: ctx.ids.uuid(of.now),
          key,
          kind: RULES[rule],
          rule,
          power_id: powerId,
          other_power_id: otherId,
          other_agency_id: otherId === null ? null : (of.agencies.get(otherId) ?? of.agencyId),
          evidence: JSON.stringify(evidence),
          found_at: of.now,
        })),
      )
      .execute();
}

import { sql } from 'kysely';
import { err, legalDayOf, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { deliberationOf, findItem, findMeeting, type Item } from '../db/reader.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import type { RouteKind } from '../domain/kinds.ts';
import {
  decideItem,
  mayGiveOpinion,
  resolutionNumber,
  type Counts,
  type Decision,
  type Deliberation,
  type Stance,
} from '../domain/rules.ts';
import { can } from '../policy.ts';
import { touchItem } from './hold-meeting.ts';
import { record } from './record.ts';

type In<T> = T & { readonly agencyId: string };
type Done<T = void> = Promise<Result<T, DeliberationRefusal>>;

/**
 * What a member says of an item, by the member or by who keeps the record. Once, before the decision, the chair last. Refuses
 * what `mayGiveOpinion` refuses, and `deliberation/not-in-this-state` while the meeting is not open.
 */
export async function giveOpinion(
  ctx: UseCase,
  actor: Actor,
  input: In<{
    readonly itemId: string;
    readonly personId: string;
    readonly stance: Stance | null;
    readonly text: string;
  }>,
): Done {
  const { agencyId, itemId, personId, stance } = input;
  const found = await onTheTable(ctx, agencyId, itemId);
  if (!found.ok) return found;
  const { item, d } = found.value;
  const members = d.members.map((one) => one.personId);
  if (!can(actor, 'deliberation/speak', { agencyId, members, personId }))
    return err({ code: 'deliberation/forbidden' });
  const may = mayGiveOpinion(d, { personId, stance });
  if (!may.ok) return may;
  return ctx.transact<void, DeliberationRefusal>(async (tx) => {
    if (!(await touchItem(tx, agencyId, item))) return err({ code: 'deliberation/stale' });
    await tx
      .insertInto('agenda_opinion')
      .values({
        agency_id: agencyId,
        item_id: itemId,
        person_id: personId,
        stance,
        text: input.text,
        recorded_by: personIdOf(actor),
        at: ctx.clock.now(),
      })
      .execute();
    // Under a secret ballot the journal knows that somebody spoke, and never how anybody votes.
    await record(tx, ctx, actor, {
      action: 'opinion',
      agencyId,
      type: 'agenda-item',
      id: itemId,
      after: { person: personId, stance },
    });
    return ok();
  });
}

/**
 * Decides an item by its body's rule and gives the resolution its number, without gaps by series and year. Refuses what
 * `decideItem` refuses.
 */
export async function decide(
  ctx: UseCase,
  actor: Actor,
  input: In<{
    readonly itemId: string;
    /** Of a secret ballot; ignored otherwise. */
    readonly counts: Counts | null;
    /** What the head decides under a secret ballot where the head decides. */
    readonly headAdopts: boolean;
    readonly headReason: string;
    readonly text: string;
  }>,
): Done<{ readonly outcome: 'adopted' | 'rejected'; readonly number: string }> {
  const { agencyId, itemId } = input;
  if (!can(actor, 'deliberation/keep', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const found = await onTheTable(ctx, agencyId, itemId);
  if (!found.ok) return found;
  const { item, series, d } = found.value;
  const decided = decideItem(d, input);
  if (!decided.ok) return decided;
  return ctx.transact<
    { readonly outcome: 'adopted' | 'rejected'; readonly number: string },
    DeliberationRefusal
  >(async (tx) => {
    const number = await nextNumber(tx, ctx, agencyId, series);
    const written = await settle(tx, ctx, agencyId, item, decided.value, { ...input, number });
    if (!written) return err({ code: 'deliberation/stale' });
    await record(tx, ctx, actor, {
      action: 'decide',
      agencyId,
      type: 'agenda-item',
      id: itemId,
      after: { outcome: decided.value.outcome, counts: { ...decided.value.counts }, number },
    });
    return ok({ outcome: decided.value.outcome, number });
  });
}

/** Leaves an item undecided, to be tabled anew. */
export async function deferItem(ctx: UseCase, actor: Actor, input: In<{ readonly itemId: string }>): Done {
  const { agencyId, itemId } = input;
  if (!can(actor, 'deliberation/keep', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const found = await findItem(ctx.db, { agencyId, id: itemId });
  if (found === undefined) return err({ code: 'deliberation/not-found' });
  if (found.state !== 'tabled') return err({ code: 'deliberation/not-in-this-state', state: found.state });
  return ctx.transact<void, DeliberationRefusal>(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('agenda_item')
      .set({ state: 'deferred', decided_at: ctx.clock.now(), row_version: found.rowVersion + 1 })
      .where('agency_id', '=', agencyId)
      .where('id', '=', itemId)
      .where('row_version', '=', found.rowVersion)
      .where('state', '=', 'tabled')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return err({ code: 'deliberation/stale' });
    await record(tx, ctx, actor, { action: 'defer', agencyId, type: 'agenda-item', id: itemId });
    return ok();
  });
}

/** Call when a thing changes: it leaves the agenda, since what was tabled is no longer what it is. */
export async function voidTabled(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  of: { readonly agencyId: string; readonly type: RouteKind; readonly id: string },
): Promise<void> {
  const { agencyId } = of;
  const items = await tx
    .updateTable('agenda_item')
    .set((e) => ({ state: 'void', row_version: e('row_version', '+', 1) }))
    .where('agency_id', '=', agencyId)
    .where('subject_type', '=', of.type)
    .where('subject_id', '=', of.id)
    .where('state', '=', 'tabled')
    .returning('id')
    .execute();
  for (const { id } of items)
    await record(tx, ctx, actor, { action: 'void', agencyId, type: 'agenda-item', id });
}

type OnTheTable = { readonly item: Item; readonly series: string; readonly d: Deliberation };

async function onTheTable(
  ctx: UseCase,
  agencyId: string,
  itemId: string,
): Promise<Result<OnTheTable, DeliberationRefusal>> {
  const item = await findItem(ctx.db, { agencyId, id: itemId });
  const meeting =
    item === undefined ? undefined : await findMeeting(ctx.db, { agencyId, id: item.meetingId });
  if (item === undefined || meeting === undefined) return err({ code: 'deliberation/not-found' });
  const { rules } = meeting;
  if (meeting.state !== 'open' || rules === null)
    return err({ code: 'deliberation/not-in-this-state', state: meeting.state });
  if (item.state === 'void') return err({ code: 'deliberation/changed-since-tabled' });
  if (item.state !== 'tabled') return err({ code: 'deliberation/not-in-this-state', state: item.state });
  return ok({ item, series: rules.series, d: await deliberationOf(ctx.db, agencyId, { item, rules }) });
}

async function nextNumber(tx: Tx, ctx: UseCase, agencyId: string, series: string): Promise<string> {
  const year = Number(legalDayOf(ctx.clock.now()).slice(0, 4));
  const { rows } = await sql<{ last: number }>`
    INSERT INTO resolution_counter (agency_id, series, year, last) VALUES (${agencyId}, ${series}, ${year}, 1)
    ON CONFLICT ON CONSTRAINT resolution_counter_pk DO UPDATE SET last = resolution_counter.last + 1 RETURNING last`.execute(
    tx,
  );
  const last = rows[0]?.last;
  if (last === undefined) throw new Error('a counter answers');
  return resolutionNumber(series, year, last);
}

async function settle(
  tx: Tx,
  ctx: UseCase,
  agencyId: string,
  item: Item,
  { outcome, counts }: Decision,
  said: { readonly number: string; readonly text: string; readonly headReason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('agenda_item')
    .set({
      state: outcome,
      votes_for: counts.for,
      votes_against: counts.against,
      votes_abstain: counts.abstain,
      head_reason: said.headReason.trim() === '' ? null : said.headReason.trim(),
      resolution_number: said.number,
      resolution_text: said.text,
      decided_at: ctx.clock.now(),
      row_version: item.rowVersion + 1,
    })
    .where('agency_id', '=', agencyId)
    .where('id', '=', item.id)
    .where('row_version', '=', item.rowVersion)
    .where('state', '=', 'tabled')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

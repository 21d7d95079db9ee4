import { err, legalDayOf, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { deliberationOf } from '../db/attendance.ts';
import { attendeesOf, findItem, findMeeting, type Item } from '../db/reader.ts';
import { insertOpinion, moveItem, nextResolutionNumber, voidItems } from '../db/writer.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import type { RouteKind } from '../domain/kinds.ts';
import {
  decideItem,
  mayGiveOpinion,
  resolutionNumber,
  type Counts,
  type Deliberation,
  type Stance,
} from '../domain/rules.ts';
import { findNamedVote } from '../domain/secret-ballot.ts';
import { can } from '../policy.ts';
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
    if (!(await moveItem(tx, { agencyId, id: itemId, rowVersion: item.rowVersion })))
      return err({ code: 'deliberation/stale' });
    await insertOpinion(
      tx,
      { agencyId, id: itemId },
      { personId, stance, text: input.text, recordedBy: personIdOf(actor), at: ctx.clock.now() },
    );
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
 * `decideItem` refuses, and `deliberation/names-a-vote` when words would say after a secret ballot who voted how.
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
  const vote = await voteInWords(ctx, agencyId, found.value, input);
  if (vote !== undefined) return err({ code: 'deliberation/names-a-vote', ...vote });
  const at = ctx.clock.now();
  return ctx.transact<
    { readonly outcome: 'adopted' | 'rejected'; readonly number: string },
    DeliberationRefusal
  >(async (tx) => {
    const year = Number(legalDayOf(at).slice(0, 4));
    const n = await nextResolutionNumber(tx, agencyId, series, year);
    const number = resolutionNumber(series, year, n);
    const { text, headReason } = input;
    const done = await moveItem(
      tx,
      { agencyId, id: itemId, rowVersion: item.rowVersion },
      { to: 'decided', at, decision: decided.value, number, text, headReason },
    );
    if (!done) return err({ code: 'deliberation/stale' });
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

/** Where the words of a resolution by secret ballot would name a vote; what the head decides is none. */
async function voteInWords(
  ctx: UseCase,
  agencyId: string,
  { item, d }: OnTheTable,
  words: { readonly text: string; readonly headReason: string },
): Promise<{ readonly field: string; readonly sentence: string } | undefined> {
  if (item.ballot !== 'secret') return undefined;
  const attendees = await attendeesOf(ctx.db, { agencyId, id: item.meetingId });
  const names = attendees.flatMap(({ name, chair }) => (chair && d.decides === 'head' ? [] : [name]));
  for (const field of ['text', 'headReason'] as const) {
    const sentence = findNamedVote(words[field], names);
    if (sentence !== undefined) return { field, sentence };
  }
  return undefined;
}

/** Leaves an item undecided, to be tabled anew. */
export async function deferItem(ctx: UseCase, actor: Actor, input: In<{ readonly itemId: string }>): Done {
  const { agencyId, itemId } = input;
  if (!can(actor, 'deliberation/keep', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const found = await findItem(ctx.db, { agencyId, id: itemId });
  if (found === undefined) return err({ code: 'deliberation/not-found' });
  if (found.state !== 'tabled') return err({ code: 'deliberation/not-in-this-state', state: found.state });
  return ctx.transact<void, DeliberationRefusal>(async (tx) => {
    const key = { agencyId, id: itemId, rowVersion: found.rowVersion };
    const done = await moveItem(tx, key, { to: 'deferred', at: ctx.clock.now() });
    if (!done) return err({ code: 'deliberation/stale' });
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
  for (const id of await voidItems(tx, of))
    await record(tx, ctx, actor, { action: 'void', agencyId: of.agencyId, type: 'agenda-item', id });
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

import { err, legalDayOf, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { touchMinutes } from '../db/minutes.ts';
import { membersOn } from '../db/reader.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import { findVoteInWords, type Wording } from '../domain/minutes.ts';
import { standInsOf } from '../domain/signer.ts';
import { can } from '../policy.ts';
import { gatherMinutes } from './gather-minutes.ts';
import { record } from './record.ts';

type Edit<T> = T & { readonly agencyId: string; readonly meetingId: string; readonly rowVersion: number };
type Saved = Promise<Result<{ readonly rowVersion: number }, DeliberationRefusal>>;

/**
 * Words the minutes of a closed meeting: a text for each item and one for the end. The facts are the record's. By who keeps the
 * record, until they are signed. Refuses `deliberation/minutes-signed`, `deliberation/not-found` for an item of another meeting,
 * `deliberation/names-a-vote` after a secret ballot, `deliberation/stale`.
 */
export async function wordMinutes(ctx: UseCase, actor: Actor, input: Edit<Wording>): Saved {
  const { agencyId, meetingId, rowVersion, items, closing } = input;
  if (!can(actor, 'deliberation/keep', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const found = await gatherMinutes(ctx.db, { agencyId, id: meetingId });
  if (!found.ok) return found;
  const { draft, signed, minutes } = found.value;
  if (signed.length > 0) return err({ code: 'deliberation/minutes-signed' });
  const known = new Set<string>(minutes.items.map(({ id }) => id));
  if (items.some(({ itemId }) => !known.has(itemId))) return err({ code: 'deliberation/not-found' });
  if (draft.rowVersion !== rowVersion) return err({ code: 'deliberation/stale' });
  const vote = findVoteInWords(minutes, { items, whole: [['closing', closing]] });
  if (vote !== undefined) return err({ code: 'deliberation/names-a-vote', ...vote });
  const at = ctx.clock.now();
  const words = items.map(({ itemId, text }) => ({ itemId, text }));
  return ctx.transact<{ readonly rowVersion: number }, DeliberationRefusal>(async (tx) => {
    const done = await touchMinutes(
      tx,
      { agencyId, id: meetingId, rowVersion },
      { items: JSON.stringify(words), closing, saved_by: personIdOf(actor), saved_at: at },
    );
    if (!done) return err({ code: 'deliberation/stale' });
    await record(tx, ctx, actor, {
      action: 'word-minutes',
      agencyId,
      type: 'meeting',
      id: meetingId,
      at,
      after: { items: words, closing },
    });
    return ok({ rowVersion: rowVersion + 1 });
  });
}

/**
 * Drafts an addendum to signed minutes, or with an empty text takes the draft back. By who keeps the record. Refuses
 * `deliberation/minutes-unsigned`, `deliberation/names-a-vote` after a secret ballot, `deliberation/stale`.
 */
export async function draftAddendum(
  ctx: UseCase,
  actor: Actor,
  input: Edit<{ readonly text: string }>,
): Saved {
  const { agencyId, meetingId, rowVersion, text } = input;
  if (!can(actor, 'deliberation/keep', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const found = await gatherMinutes(ctx.db, { agencyId, id: meetingId });
  if (!found.ok) return found;
  const { draft, signed, minutes } = found.value;
  if (signed.length === 0) return err({ code: 'deliberation/minutes-unsigned' });
  if (draft.rowVersion !== rowVersion) return err({ code: 'deliberation/stale' });
  const vote = findVoteInWords(minutes, { items: [], whole: [['text', text]] });
  if (vote !== undefined) return err({ code: 'deliberation/names-a-vote', ...vote });
  const at = ctx.clock.now();
  return ctx.transact<{ readonly rowVersion: number }, DeliberationRefusal>(async (tx) => {
    const done = await touchMinutes(
      tx,
      { agencyId, id: meetingId, rowVersion },
      { addendum: text, saved_by: personIdOf(actor), saved_at: at },
    );
    if (!done) return err({ code: 'deliberation/stale' });
    await record(tx, ctx, actor, {
      action: 'draft-addendum',
      agencyId,
      type: 'meeting',
      id: meetingId,
      at,
      after: { text },
    });
    return ok({ rowVersion: rowVersion + 1 });
  });
}

/**
 * Names who signs in the place of a chair who withdrew from an item: somebody who heard all of it. By who keeps the record, also
 * anew. Refuses `deliberation/chair-signs` where the chair signs, `deliberation/not-heard-all` for whoever `standInsOf` leaves
 * out, `deliberation/stale`.
 */
export async function nameSigner(
  ctx: UseCase,
  actor: Actor,
  input: Edit<{ readonly personId: string }>,
): Saved {
  const { agencyId, meetingId, rowVersion, personId } = input;
  if (!can(actor, 'deliberation/keep', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const found = await gatherMinutes(ctx.db, { agencyId, id: meetingId });
  if (!found.ok) return found;
  const { draft, meeting, attendees, recusals, signer } = found.value;
  if (signer !== undefined && signer.personId !== draft.signerId)
    return err({ code: 'deliberation/chair-signs' });
  const at = ctx.clock.now();
  const today = await membersOn(ctx.db, agencyId, legalDayOf(at));
  const may = standInsOf<{ readonly personId: string }>(
    attendees,
    today.filter(({ bodyId }) => bodyId === meeting.bodyId),
    recusals.map((one) => one.personId),
  );
  if (!may.some((one) => one.personId === personId)) return err({ code: 'deliberation/not-heard-all' });
  if (draft.rowVersion !== rowVersion) return err({ code: 'deliberation/stale' });
  return ctx.transact<{ readonly rowVersion: number }, DeliberationRefusal>(async (tx) => {
    const done = await touchMinutes(tx, { agencyId, id: meetingId, rowVersion }, { signer_id: personId });
    if (!done) return err({ code: 'deliberation/stale' });
    await record(tx, ctx, actor, {
      action: 'name-signer',
      agencyId,
      type: 'meeting',
      id: meetingId,
      at,
      after: { person: personId },
    });
    return ok({ rowVersion: rowVersion + 1 });
  });
}

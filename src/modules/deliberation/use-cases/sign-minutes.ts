import { err, legalDayOf, ok, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { insertSigned, nextMinutesNumber, touchMinutes } from '../db/minutes.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import { minutesNumber } from '../domain/minutes.ts';
import { can } from '../policy.ts';
import { gatherMinutes, waitingAddendum, type MinutesFile } from './gather-minutes.ts';
import { record } from './record.ts';

export type SignInput = {
  readonly agencyId: string;
  readonly meetingId: string;
  /** SHA-256 of what the signer has read, 64 hex digits. */
  readonly digest: string;
  /** The post under which it is signed. */
  readonly postName: string;
};

/**
 * Who signs them, by `whoSigns`, signs the minutes, over exactly the digest that was read; they get their number by body and year, without gaps,
 * and are final. Refuses `deliberation/no-post`, `deliberation/minutes-signed`, `deliberation/minutes-changed` when they are no
 * longer what was read, `deliberation/stale` to the second of two at once.
 */
export async function signMinutes(
  ctx: UseCase,
  actor: StaffActor,
  input: SignInput,
): Promise<Result<{ readonly number: string }, DeliberationRefusal>> {
  const found = await toSign(ctx, actor, input);
  if (!found.ok) return found;
  const file = found.value;
  if (file.signed.length > 0) return err({ code: 'deliberation/minutes-signed' });
  if (file.digest !== input.digest) return err({ code: 'deliberation/minutes-changed' });
  const at = ctx.clock.now();
  const year = Number(legalDayOf(at).slice(0, 4));
  return ctx.transact<{ readonly number: string }, DeliberationRefusal>(async (tx) => {
    const n = await nextMinutesNumber(tx, { agencyId: input.agencyId, id: file.meeting.bodyId }, year);
    const number = minutesNumber(year, n);
    const covers = { seq: 0, text: file.text, digest: file.digest, year, number: n };
    return (await seal(tx, ctx, actor, { input, file, covers, at, action: 'sign-minutes' }))
      ? ok({ number })
      : err({ code: 'deliberation/stale' });
  });
}

/**
 * Who signs the minutes signs the addendum that waits, over the digest that was read. Refuses `deliberation/no-addendum`, and what
 * `signMinutes` refuses.
 */
export async function signAddendum(
  ctx: UseCase,
  actor: StaffActor,
  input: SignInput,
): Promise<Result<{ readonly seq: number }, DeliberationRefusal>> {
  const found = await toSign(ctx, actor, input);
  if (!found.ok) return found;
  const file = found.value;
  const waiting = waitingAddendum(file);
  if (waiting === undefined) return err({ code: 'deliberation/no-addendum' });
  if (waiting.digest !== input.digest) return err({ code: 'deliberation/minutes-changed' });
  const at = ctx.clock.now();
  const covers = { ...waiting, year: null, number: null };
  return ctx.transact<{ readonly seq: number }, DeliberationRefusal>(async (tx) =>
    (await seal(tx, ctx, actor, { input, file, covers, at, action: 'sign-addendum' }))
      ? ok({ seq: waiting.seq })
      : err({ code: 'deliberation/stale' }),
  );
}

async function toSign(
  ctx: UseCase,
  actor: StaffActor,
  { agencyId, meetingId, postName }: SignInput,
): Promise<Result<MinutesFile, DeliberationRefusal>> {
  const found = await gatherMinutes(ctx.db, { agencyId, id: meetingId });
  if (!found.ok) return found;
  if (!can(actor, 'deliberation/sign-minutes', { agencyId, signerId: found.value.signer?.personId }))
    return err({ code: 'deliberation/forbidden' });
  return postName === '' ? err({ code: 'deliberation/no-post' }) : found;
}

/** Writes what was signed; false when the draft it rests on has moved on. */
async function seal(
  tx: Tx,
  ctx: UseCase,
  actor: StaffActor,
  act: {
    readonly input: SignInput;
    readonly file: MinutesFile;
    readonly covers: {
      readonly seq: number;
      readonly text: string;
      readonly digest: string;
      readonly year: number | null;
      readonly number: number | null;
    };
    readonly at: Date;
    readonly action: 'sign-minutes' | 'sign-addendum';
  },
): Promise<boolean> {
  const { input, file, covers, at, action } = act;
  const { agencyId, meetingId: id } = input;
  if (!(await touchMinutes(tx, { agencyId, id, rowVersion: file.draft.rowVersion }, { addendum: '' })))
    return false;
  await insertSigned(
    tx,
    { agencyId, id },
    { ...covers, bodyId: file.meeting.bodyId, signedBy: actor.personId, post: input.postName, at },
  );
  await record(tx, ctx, actor, {
    action,
    agencyId,
    type: 'meeting',
    id,
    at,
    after: { seq: covers.seq, digest: covers.digest, number: covers.number },
  });
  return true;
}

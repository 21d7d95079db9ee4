import { hash } from 'node:crypto';
import { canonicalJson, err, ok, toOffsetString, type Result } from '#kernel';
import type { Reading } from '#platform/database';
import {
  agencyNameOf,
  findMinutesDraft,
  signedMinutesOf,
  signerOf,
  type MinutesDraft,
  type SignedMinutes,
  type Signer,
} from '../db/minutes.ts';
import {
  attendeesOf,
  findMeeting,
  itemsOf,
  opinionsOn,
  recusalsOn,
  type Attendee,
  type Key,
  type Meeting,
  type Recusal,
} from '../db/reader.ts';
import { attendanceChangesOf, type RecordedChange } from '../db/attendance.ts';
import { attendanceAfter, type Presence } from '../domain/attendance.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import { Addendum, composeMinutes, Minutes } from '../domain/minutes.ts';
import { recusalsInForce } from '../domain/recusals.ts';

export type MinutesFile = {
  readonly meeting: Meeting;
  /** As signed, or as they would be signed now. */
  readonly minutes: Minutes;
  /** The text that a signature covers. */
  readonly text: string;
  /** SHA-256 of the text, 64 hex digits. */
  readonly digest: string;
  readonly draft: MinutesDraft;
  readonly signed: readonly SignedMinutes[];
  /** Undefined while nobody is named in the place of a chair who withdrew. */
  readonly signer: Signer | undefined;
  /** As it stood in the end. */
  readonly attendees: readonly (Attendee & Presence)[];
  /** Who withdrew. */
  readonly recusals: readonly Recusal[];
};

/**
 * The minutes of a closed meeting with everything around them. Refuses `deliberation/not-found`, and
 * `deliberation/not-in-this-state` before the meeting is closed.
 */
export async function gatherMinutes(
  db: Reading,
  key: Key,
): Promise<Result<MinutesFile, DeliberationRefusal>> {
  const meeting = await findMeeting(db, key);
  if (meeting === undefined) return err({ code: 'deliberation/not-found' });
  if (meeting.state !== 'closed')
    return err({ code: 'deliberation/not-in-this-state', state: meeting.state });
  const [draft, signed, signer, first, changes, items] = await Promise.all([
    findMinutesDraft(db, key),
    signedMinutesOf(db, key),
    signerOf(db, key),
    attendeesOf(db, key),
    attendanceChangesOf(db, key),
    itemsOf(db, key),
  ]);
  if (draft === undefined) throw new Error('a closed meeting has a draft of its minutes');
  const recusals = await recusalsOn(
    db,
    key.agencyId,
    items.map(({ id }) => id),
  );
  const text =
    signed[0]?.content ??
    canonicalJson(await composed(db, key, { meeting, draft, first, changes, items, recusals }));
  return ok({
    meeting,
    minutes: Minutes.parse(JSON.parse(text)),
    text,
    digest: sha256(text),
    draft,
    signed,
    signer,
    attendees: attendanceAfter(first, changes),
    recusals: recusalsInForce(recusals),
  });
}

async function composed(
  db: Reading,
  { agencyId }: Key,
  of: Pick<MinutesFile, 'meeting' | 'draft' | 'recusals'> & {
    readonly first: readonly Attendee[];
    readonly changes: readonly RecordedChange[];
    readonly items: Awaited<ReturnType<typeof itemsOf>>;
  },
): Promise<Minutes> {
  const { id: meetingId, heldOn, place, rules, openedAt, closedAt } = of.meeting;
  if (rules === null || openedAt === null || closedAt === null)
    throw new Error('a closed meeting has its rules and its times');
  const [agency, said] = await Promise.all([
    agencyNameOf(db, agencyId),
    opinionsOn(
      db,
      agencyId,
      of.items.map(({ id }) => id),
    ),
  ]);
  return composeMinutes(
    {
      meetingId,
      agency,
      body: rules.name,
      heldOn,
      openedAt: toOffsetString(openedAt),
      closedAt: toOffsetString(closedAt),
      place,
      quorum: rules.quorum,
      decides: rules.decides,
      attendance: of.first,
      attendanceChanges: of.changes,
      items: of.items.map((item) => ({
        id: item.id,
        position: item.position,
        subjectType: item.subjectType,
        subjectId: item.subjectId,
        subjectDigest: item.subjectDigest,
        title: item.title,
        ballot: item.ballot,
        state: item.state,
        counts: item.counts,
        number: item.number,
        text: item.text,
        headReason: item.headReason,
        attendanceSeq: item.attendanceSeq,
        recusals: of.recusals.filter(({ itemId }) => itemId === item.id),
        opinions: said.filter(({ itemId }) => itemId === item.id),
      })),
    },
    of.draft,
  );
}

/** The addendum that waits for its signature, as it would be signed; undefined when none does. */
export function waitingAddendum({
  meeting,
  draft,
  signed,
}: MinutesFile): { readonly seq: number; readonly text: string; readonly digest: string } | undefined {
  const [minutes] = signed;
  if (minutes === undefined || draft.addendum === '') return undefined;
  const seq = signed.length;
  const addendum: Addendum = {
    v: 1,
    meetingId: meeting.id,
    corrects: minutes.digest,
    seq,
    text: draft.addendum,
  };
  const text = canonicalJson(addendum);
  return { seq, text, digest: sha256(text) };
}

function sha256(text: string): string {
  return hash('sha256', Buffer.from(text, 'utf8'), 'hex');
}

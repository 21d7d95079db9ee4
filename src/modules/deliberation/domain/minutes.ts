import { z } from 'zod';
import { LegalDay, toOffsetString } from '#kernel';
import { ATTENDANCE_CHANGES, attendanceAfter, changesFor, type AttendanceChange } from './attendance.ts';
import { ITEM_STATES } from './kinds.ts';
import { recusalsInForce, type RecusalEntry } from './recusals.ts';
import {
  BALLOTS,
  DECIDERS,
  QUORUMS,
  STANCES,
  votersOf,
  type Ballot,
  type Counts,
  type Stance,
} from './rules.ts';
import { findNamedVote, withoutNames } from './secret-ballot.ts';

const text = z.string();
const instant = z.iso.datetime({ offset: true });
const Attendee = z.object({ name: text, chair: z.boolean() });

/** One item in the minutes. Everything but `text` is a fact of the record and is nobody's to word. */
export const ItemMinutes = z.object({
  id: z.uuid(),
  position: z.int(),
  subjectType: text,
  subjectId: text,
  /** SHA-256 of exactly what was tabled, 64 hex digits. */
  subjectDigest: text,
  title: text,
  ballot: z.enum(BALLOTS),
  state: z.enum(ITEM_STATES),
  counts: z.object({ for: z.int(), against: z.int(), abstain: z.int() }).nullable(),
  number: text.nullable(),
  resolution: text.nullable(),
  /** Why the head decided against the majority; null also for a reader who withdrew. */
  headReason: text.nullable(),
  /** `chair`: the chair withdrew; minutes signed before it was asked do not say. */
  recused: z.array(z.object({ name: text, reason: text, chair: z.boolean().default(false) })),
  /** Withdrawals that were taken back as entered by mistake. */
  takenBack: z.array(z.object({ name: text, reason: text, at: instant })).default([]),
  /** Who took part in the decision; empty where there was none, and in minutes signed before it was kept. */
  voters: z.array(text).default([]),
  /** Who spoke, in order, the chair last. */
  speakers: z.array(text),
  /**
   * What was said. With name and stance after an open ballot; after a secret one neither, in an order that says nothing of
   * who spoke. Null for a reader who withdrew from the item.
   */
  opinions: z.array(z.object({ name: text.nullable(), stance: z.enum(STANCES).nullable(), text })).nullable(),
  /** The secretary's words; empty for a reader who withdrew. */
  text,
});
export type ItemMinutes = z.infer<typeof ItemMinutes>;

/** Minutes 会议纪要 of a meeting as they are signed. */
export const Minutes = z.object({
  v: z.literal(1),
  meetingId: z.uuid(),
  agency: text,
  body: text,
  heldOn: LegalDay,
  openedAt: instant,
  closedAt: instant,
  place: text,
  quorum: z.enum(QUORUMS),
  decides: z.enum(DECIDERS),
  /** Who came, if only for a part of it. */
  present: z.array(Attendee),
  /** `leave`: 请假; minutes signed before it was asked have none. */
  absent: z.array(Attendee.extend({ reason: text, leave: z.boolean().default(false) })),
  /** Who arrived 迟到 or left 早退, and what was corrected 更正, in order; minutes signed before it was kept have none. */
  attendanceChanges: z
    .array(
      z.object({
        name: text,
        kind: z.enum(ATTENDANCE_CHANGES),
        present: z.boolean(),
        leave: z.boolean(),
        reason: text,
        at: instant,
      }),
    )
    .default([]),
  items: z.array(ItemMinutes),
  closing: text,
});
export type Minutes = z.infer<typeof Minutes>;

/** A closed meeting as its record has it; what was said in the order it was said. */
export type ClosedMeeting = Pick<
  Minutes,
  'meetingId' | 'agency' | 'body' | 'heldOn' | 'openedAt' | 'closedAt' | 'place' | 'quorum' | 'decides'
> & {
  /** As entered when it opened. */
  readonly attendance: readonly {
    readonly personId: string;
    readonly name: string;
    readonly chair: boolean;
    readonly present: boolean;
    readonly leave: boolean;
    readonly reason: string;
  }[];
  readonly attendanceChanges: readonly AttendanceChange[];
  readonly items: readonly {
    readonly id: string;
    readonly position: number;
    readonly subjectType: string;
    readonly subjectId: string;
    readonly subjectDigest: string;
    readonly title: string;
    readonly ballot: Ballot;
    readonly state: ItemMinutes['state'];
    readonly counts: Counts | null;
    readonly number: string | null;
    readonly text: string | null;
    readonly headReason: string | null;
    readonly attendanceSeq: number | null;
    /** Every withdrawal, and every one that was taken back. */
    readonly recusals: readonly (RecusalEntry & { readonly reason: string; readonly at: Date })[];
    readonly opinions: readonly {
      readonly personId: string;
      readonly stance: Stance | null;
      readonly text: string;
    }[];
  }[];
};

/** What the secretary words: a text for each item, by its id, and one for the end. */
export type Wording = {
  readonly items: readonly { readonly itemId: string; readonly text: string }[];
  readonly closing: string;
};

/**
 * The minutes of a closed meeting: its facts, with the secretary's words where there are any. The same record and words give
 * the same minutes.
 */
export function composeMinutes(meeting: ClosedMeeting, wording: Wording): Minutes {
  const { attendance, attendanceChanges, items, ...facts } = meeting;
  const words = new Map(wording.items.map(({ itemId, text: said }) => [itemId, said]));
  const names = new Map(attendance.map(({ personId, name }) => [personId, name]));
  const inTheEnd = attendanceAfter(attendance, attendanceChanges);
  const came = inTheEnd.filter(({ present, left }) => present || left);
  return {
    v: 1,
    ...facts,
    present: came.map(({ name, chair }) => ({ name, chair })),
    absent: inTheEnd
      .filter((one) => !came.includes(one))
      .map(({ name, chair, reason, leave }) => ({ name, chair, reason, leave })),
    attendanceChanges: attendanceChanges.map(({ personId, kind, present, leave, reason, at }) => ({
      name: names.get(personId) ?? '',
      kind,
      present,
      leave,
      reason,
      at: toOffsetString(at),
    })),
    items: items
      .toSorted((a, b) => a.position - b.position)
      .map((item) => itemMinutes(item, meeting, words.get(item.id))),
    closing: wording.closing,
  };
}

function itemMinutes(
  item: ClosedMeeting['items'][number],
  { attendance, attendanceChanges }: Pick<ClosedMeeting, 'attendance' | 'attendanceChanges'>,
  words: string | undefined,
): ItemMinutes {
  const { text: resolution, opinions, recusals, attendanceSeq, ...facts } = item;
  const people = new Map(attendance.map((one) => [one.personId, one]));
  const nameOf = (personId: string): string => people.get(personId)?.name ?? '';
  const isChair = (personId: string): boolean => people.get(personId)?.chair === true;
  const spoken = opinions.toSorted((a, b) => Number(isChair(a.personId)) - Number(isChair(b.personId)));
  const recused = recusalsInForce(recusals);
  const stood = changesFor({ state: item.state, attendanceSeq }, attendanceChanges);
  return {
    ...facts,
    resolution,
    recused: recused
      .map(({ personId, reason }) => ({ name: nameOf(personId), reason, chair: isChair(personId) }))
      .toSorted((a, b) => inOrder(a.name, b.name)),
    takenBack: recusals
      .filter(({ takenBack }) => takenBack)
      .map(({ personId, reason, at }) => ({ name: nameOf(personId), reason, at: toOffsetString(at) })),
    voters:
      item.counts === null
        ? []
        : votersOf({
            members: attendanceAfter(attendance, stood),
            recused: recused.map(({ personId }) => personId),
            ballot: item.ballot,
            opinions,
          }).map(({ personId }) => nameOf(personId)),
    speakers: spoken.map(({ personId }) => nameOf(personId)),
    opinions:
      item.ballot === 'secret'
        ? withoutNames(spoken)
        : spoken.map((one) => ({ name: nameOf(one.personId), stance: one.stance, text: one.text })),
    text: words ?? proposedText(item),
  };
}

/** By code units: the same everywhere, whatever the language of the machine. */
function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What stands in the minutes of an item until somebody words it. */
function proposedText({ title, state }: Pick<ItemMinutes, 'title' | 'state'>): string {
  switch (state) {
    case 'adopted':
    case 'rejected':
      return `会议审议了“${title}”。`;
    case 'deferred':
      return `会议研究了“${title}”，决定缓议，另行提请审议。`;
    case 'void':
      return `“${title}”提请审议后内容有变更，原议题作废，会议未作审议。`;
    case 'tabled':
    case 'returned':
      return '';
  }
}

/** The minutes for a reader who withdrew from these items: of them, as everybody, only what came of it. */
export function withoutDiscussion(minutes: Minutes, itemIds: readonly string[]): Minutes {
  return {
    ...minutes,
    items: minutes.items.map((item) =>
      itemIds.includes(item.id)
        ? { ...item, opinions: null, headReason: null, speakers: [], text: '' }
        : item,
    ),
  };
}

/**
 * The first place where words would name a vote of an item that was decided by secret ballot: its own text, or what speaks of the
 * whole meeting. Where the head decides, what the head decided is no vote, and the head may be named.
 */
export function findVoteInWords(
  { items, present, absent, decides }: Minutes,
  words: {
    readonly items: Wording['items'];
    readonly whole: readonly (readonly [field: string, text: string])[];
  },
): { readonly field: string; readonly sentence: string } | undefined {
  const secret = new Set(items.flatMap(({ id, ballot }) => (ballot === 'secret' ? [id] : [])));
  if (secret.size === 0) return undefined;
  const names = [...present, ...absent].flatMap(({ name, chair }) =>
    chair && decides === 'head' ? [] : [name],
  );
  const places = [
    ...words.items
      .filter(({ itemId }) => secret.has(itemId))
      .map(({ itemId, text: said }) => [`items/${itemId}`, said] as const),
    ...words.whole,
  ];
  for (const [field, said] of places) {
    const sentence = findNamedVote(said, names);
    if (sentence !== undefined) return { field, sentence };
  }
  return undefined;
}

/** 〔2026〕3号 */
export function minutesNumber(year: number, n: number): string {
  return `〔${year}〕${n}号`;
}

/** An addendum to signed minutes, as it is signed. */
export const Addendum = z.object({
  v: z.literal(1),
  meetingId: z.uuid(),
  /** SHA-256 of the minutes it corrects, 64 hex digits. */
  corrects: text,
  seq: z.int(),
  text,
});
export type Addendum = z.infer<typeof Addendum>;

/** Working days after the meeting within which its minutes are signed; a rule of this house, no law sets one. */
export const MINUTES_WITHIN_DAYS = 5;

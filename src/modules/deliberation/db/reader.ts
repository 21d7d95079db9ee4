import { z } from 'zod';
import { LegalDay, Uuid } from '#kernel';
import type { Reading } from '#platform/database';
import type { FirstEntry } from '../domain/attendance.ts';
import type { RecusalEntry } from '../domain/recusals.ts';
import { ITEM_STATES, MEETING_STATES, SUBJECT_TYPES } from '../domain/kinds.ts';
import { BALLOTS, DECIDERS, QUORUMS, STANCES, type Decider, type Quorum } from '../domain/rules.ts';

export type Key = { readonly agencyId: string; readonly id: string };

const Body = z
  .object({
    id: Uuid,
    name: z.string(),
    series: z.string(),
    quorum: z.enum(QUORUMS),
    decides: z.enum(DECIDERS),
    chair_id: Uuid,
    active: z.boolean(),
    row_version: z.int(),
  })
  .transform(({ chair_id: chairId, row_version: rowVersion, ...body }) => ({ ...body, chairId, rowVersion }));
export type Body = z.output<typeof Body>;

export async function findBody(db: Reading, { agencyId, id }: Key): Promise<Body | undefined> {
  const row = await db
    .selectFrom('deliberative_body')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : Body.parse(row);
}

export async function listBodies(db: Reading, agencyId: string): Promise<readonly Body[]> {
  const rows = await db
    .selectFrom('deliberative_body')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('name')
    .execute();
  return z.array(Body).parse(rows);
}

/** Members of bodies on a day, by body, with their names. */
export async function membersOn(
  db: Reading,
  agencyId: string,
  day: LegalDay,
): Promise<readonly { readonly bodyId: string; readonly personId: string; readonly name: string }[]> {
  const rows = await db
    .selectFrom('body_member as m')
    .innerJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 'm.agency_id').onRef('p.id', '=', 'm.person_id'),
    )
    .select(['m.body_id', 'm.person_id', 'p.name'])
    .where('m.agency_id', '=', agencyId)
    .where('m.valid_from', '<=', day)
    .where((e) => e.or([e('m.valid_to', 'is', null), e('m.valid_to', '>=', day)]))
    .orderBy('p.name')
    .execute();
  return rows.map((row) => ({ bodyId: row.body_id, personId: row.person_id, name: row.name }));
}

const Meeting = z
  .object({
    id: Uuid,
    body_id: Uuid,
    held_on: LegalDay,
    place: z.string(),
    state: z.enum(MEETING_STATES),
    opened_at: z.date().nullable(),
    closed_at: z.date().nullable(),
    row_version: z.int(),
    body_name: z.string().nullable(),
    series: z.string().nullable(),
    quorum: z.enum(QUORUMS).nullable(),
    decides: z.enum(DECIDERS).nullable(),
    chair_id: Uuid.nullable(),
  })
  .transform((row) => ({
    id: row.id,
    bodyId: row.body_id,
    heldOn: row.held_on,
    place: row.place,
    state: row.state,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    rowVersion: row.row_version,
    rules: rulesOf(row),
  }));

/** What a meeting was opened under: later changes to its body do not reach it. */
export type MeetingRules = Pick<Body, 'name' | 'series' | 'quorum' | 'decides' | 'chairId'>;

/** Null before the meeting is opened. */
function rulesOf(row: {
  readonly body_name: string | null;
  readonly series: string | null;
  readonly quorum: Quorum | null;
  readonly decides: Decider | null;
  readonly chair_id: Uuid | null;
}): MeetingRules | null {
  const { body_name: name, series, quorum, decides, chair_id: chairId } = row;
  if (name === null || series === null || quorum === null || decides === null || chairId === null)
    return null;
  return { name, series, quorum, decides, chairId };
}
export type Meeting = z.output<typeof Meeting>;

export async function findMeeting(db: Reading, { agencyId, id }: Key): Promise<Meeting | undefined> {
  const row = await db
    .selectFrom('meeting')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : Meeting.parse(row);
}

export type ListedMeeting = Meeting & { readonly bodyName: string; readonly items: number };

/** Meetings of an agency, newest first; keyset by day and id. */
export async function listMeetings(
  db: Reading,
  page: { readonly agencyId: string; readonly limit: number; readonly after?: readonly [string, string] },
): Promise<readonly ListedMeeting[]> {
  const rows = await db
    .selectFrom('meeting as m')
    .innerJoin('deliberative_body as b', (j) =>
      j.onRef('b.agency_id', '=', 'm.agency_id').onRef('b.id', '=', 'm.body_id'),
    )
    .selectAll('m')
    .select('b.name as present_name')
    .select((e) =>
      e
        .selectFrom('agenda_item as i')
        .select((c) => c.fn.countAll<string>().as('n'))
        .whereRef('i.agency_id', '=', 'm.agency_id')
        .whereRef('i.meeting_id', '=', 'm.id')
        .as('items'),
    )
    .where('m.agency_id', '=', page.agencyId)
    .$if(page.after !== undefined, (q) =>
      q.where((e) =>
        e(e.refTuple('m.held_on', 'm.id'), '<', e.tuple(page.after?.[0] ?? '', page.after?.[1] ?? '')),
      ),
    )
    .orderBy('m.held_on', 'desc')
    .orderBy('m.id', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    ...Meeting.parse(row),
    bodyName: row.body_name ?? row.present_name,
    items: Number(row.items ?? 0),
  }));
}

export type Attendee = FirstEntry & { readonly name: string };

/** Everybody of a meeting as entered when it opened. */
export async function attendeesOf(db: Reading, { agencyId, id }: Key): Promise<readonly Attendee[]> {
  const rows = await db
    .selectFrom('meeting_attendance as a')
    .innerJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 'a.agency_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select(['a.person_id', 'p.name', 'a.chair', 'a.present', 'a.leave', 'a.reason'])
    .where('a.agency_id', '=', agencyId)
    .where('a.meeting_id', '=', id)
    .orderBy('a.chair', 'desc')
    .orderBy('p.name')
    .execute();
  return rows.map(({ person_id: personId, ...row }) => ({ personId, ...row }));
}

const Item = z
  .object({
    id: Uuid,
    meeting_id: Uuid,
    position: z.int(),
    subject_type: z.enum(SUBJECT_TYPES),
    subject_id: z.string(),
    subject_digest: z.instanceof(Buffer),
    title: z.string(),
    ballot: z.enum(BALLOTS),
    state: z.enum(ITEM_STATES),
    votes_for: z.int().nullable(),
    votes_against: z.int().nullable(),
    votes_abstain: z.int().nullable(),
    head_reason: z.string().nullable(),
    resolution_number: z.string().nullable(),
    resolution_text: z.string().nullable(),
    decided_at: z.date().nullable(),
    attendance_seq: z.int().nullable(),
    row_version: z.int(),
  })
  .transform((r) => ({
    id: r.id,
    meetingId: r.meeting_id,
    position: r.position,
    subjectType: r.subject_type,
    subjectId: r.subject_id,
    subjectDigest: r.subject_digest.toString('hex'),
    title: r.title,
    ballot: r.ballot,
    state: r.state,
    counts:
      r.votes_for === null || r.votes_against === null || r.votes_abstain === null
        ? null
        : { for: r.votes_for, against: r.votes_against, abstain: r.votes_abstain },
    headReason: r.head_reason,
    number: r.resolution_number,
    text: r.resolution_text,
    decidedAt: r.decided_at,
    attendanceSeq: r.attendance_seq,
    rowVersion: r.row_version,
  }));
export type Item = z.output<typeof Item>;

export async function findItem(db: Reading, { agencyId, id }: Key): Promise<Item | undefined> {
  const row = await db
    .selectFrom('agenda_item')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : Item.parse(row);
}

export async function itemsOf(db: Reading, { agencyId, id }: Key): Promise<readonly Item[]> {
  const rows = await db
    .selectFrom('agenda_item')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('meeting_id', '=', id)
    .orderBy('position')
    .execute();
  return z.array(Item).parse(rows);
}

/** Whether a thing waits on any agenda. */
export async function waitsOnAgenda(
  db: Reading,
  agencyId: string,
  subject: { readonly type: string; readonly id: string },
): Promise<boolean> {
  const waiting = await db
    .selectFrom('agenda_item')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('subject_type', '=', subject.type)
    .where('subject_id', '=', subject.id)
    .where('state', '=', 'tabled')
    .executeTakeFirst();
  return waiting !== undefined;
}

export type Said = {
  readonly itemId: string;
  readonly personId: string;
  readonly stance: (typeof STANCES)[number] | null;
  readonly text: string;
  readonly at: Date;
};

export async function opinionsOn(
  db: Reading,
  agencyId: string,
  items: readonly string[],
): Promise<readonly Said[]> {
  if (items.length === 0) return [];
  const rows = await db
    .selectFrom('agenda_opinion')
    .select(['item_id', 'person_id', 'stance', 'text', 'at'])
    .where('agency_id', '=', agencyId)
    .where('item_id', 'in', items)
    .orderBy('at')
    .orderBy('person_id')
    .execute();
  return rows.map((row) => ({
    itemId: row.item_id,
    personId: row.person_id,
    stance: z.enum(STANCES).nullable().parse(row.stance),
    text: row.text,
    at: row.at,
  }));
}

export type Recusal = RecusalEntry & { readonly reason: string; readonly at: Date };

/** Every withdrawal from these items, and every one that was taken back, in order. */
export async function recusalsOn(
  db: Reading,
  agencyId: string,
  items: readonly string[],
): Promise<readonly Recusal[]> {
  if (items.length === 0) return [];
  const rows = await db
    .selectFrom('agenda_recusal')
    .select(['item_id', 'person_id', 'seq', 'taken_back', 'reason', 'at'])
    .where('agency_id', '=', agencyId)
    .where('item_id', 'in', items)
    .orderBy('at')
    .orderBy('seq')
    .execute();
  return rows.map(({ item_id: itemId, person_id: personId, taken_back: takenBack, ...row }) => ({
    itemId,
    personId,
    takenBack,
    ...row,
  }));
}

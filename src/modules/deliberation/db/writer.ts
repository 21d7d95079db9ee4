import { sql } from 'kysely';
import type { LegalDay } from '#kernel';
import type { Tx } from '#platform/database';
import type { RouteKind, SUBJECT_TYPES } from '../domain/kinds.ts';
import type { Ballot, Decision, Stance } from '../domain/rules.ts';
import type { Key, MeetingRules } from './reader.ts';

type Versioned = Key & { readonly rowVersion: number };
/** An act of somebody at a moment. */
type By = { readonly personId: string; readonly at: Date };

export async function insertMeeting(
  tx: Tx,
  { agencyId, id }: Key,
  call: {
    readonly bodyId: string;
    readonly heldOn: LegalDay;
    readonly place: string;
    readonly calledBy: string;
  },
): Promise<void> {
  await tx
    .insertInto('meeting')
    .values({
      agency_id: agencyId,
      id,
      body_id: call.bodyId,
      held_on: call.heldOn,
      place: call.place,
      called_by: call.calledBy,
    })
    .execute();
}

type MeetingStep =
  | { readonly to: 'open'; readonly at: Date; readonly rules: MeetingRules }
  | { readonly to: 'closed'; readonly at: Date }
  | { readonly to: 'cancelled' }
  | { readonly to: 'moved'; readonly heldOn: LegalDay; readonly place: string };

/** Takes a meeting a step further, or without one only its version; of two acts that rest on the same state one is done. */
export async function moveMeeting(
  tx: Tx,
  { agencyId, id, rowVersion }: Versioned,
  step?: MeetingStep,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('meeting')
    .set({ ...(step === undefined ? {} : columnsOf(step)), row_version: rowVersion + 1 })
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .where('row_version', '=', rowVersion)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function columnsOf(step: MeetingStep) {
  switch (step.to) {
    case 'open': {
      const { name, series, quorum, decides, chairId } = step.rules;
      return {
        state: 'open',
        opened_at: step.at,
        body_name: name,
        series,
        quorum,
        decides,
        chair_id: chairId,
      };
    }
    case 'closed':
      return { state: 'closed', closed_at: step.at };
    case 'cancelled':
      return { state: 'cancelled' };
    case 'moved':
      return { held_on: step.heldOn, place: step.place };
  }
}

export async function insertAttendance(
  tx: Tx,
  { agencyId, id }: Key,
  attendance: readonly {
    readonly personId: string;
    readonly chair: boolean;
    readonly present: boolean;
    readonly leave: boolean;
    readonly reason: string;
  }[],
): Promise<void> {
  await tx
    .insertInto('meeting_attendance')
    .values(
      attendance.map(({ personId, ...one }) => ({
        agency_id: agencyId,
        meeting_id: id,
        person_id: personId,
        ...one,
      })),
    )
    .execute();
}

/** Puts something at the end of a meeting's agenda; the meeting's version has to be moved on in the same transaction. */
export async function insertItem(
  tx: Tx,
  { agencyId, id }: Key,
  item: {
    readonly meetingId: string;
    readonly subject: {
      readonly type: (typeof SUBJECT_TYPES)[number];
      readonly id: string;
      readonly digest: Buffer;
    };
    readonly title: string;
    readonly ballot: Ballot;
  },
  by: By,
): Promise<void> {
  const { n } = await tx
    .selectFrom('agenda_item')
    .select((e) => e.fn.countAll<string>().as('n'))
    .where('agency_id', '=', agencyId)
    .where('meeting_id', '=', item.meetingId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('agenda_item')
    .values({
      agency_id: agencyId,
      id,
      meeting_id: item.meetingId,
      position: Number(n) + 1,
      subject_type: item.subject.type,
      subject_id: item.subject.id,
      subject_digest: item.subject.digest,
      title: item.title,
      ballot: item.ballot,
      tabled_by: by.personId,
      tabled_at: by.at,
    })
    .execute();
}

/** The last change of attendance there is in the meeting of an item. */
const ATTENDANCE_NOW = sql<number>`(
  SELECT coalesce(max(c.seq), 0) FROM meeting_attendance_change AS c
  WHERE c.agency_id = agenda_item.agency_id AND c.meeting_id = agenda_item.meeting_id
)`;

type ItemStep =
  | { readonly to: 'deferred'; readonly at: Date }
  | {
      readonly to: 'decided';
      readonly at: Date;
      readonly decision: Decision;
      readonly number: string;
      readonly text: string;
      readonly headReason: string;
    };

/**
 * Settles an item that is on the table, or without a step only moves its version on; of two acts that rest on the same state one
 * is done.
 */
export async function moveItem(
  tx: Tx,
  { agencyId, id, rowVersion }: Versioned,
  step?: ItemStep,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('agenda_item')
    .set({
      ...(step === undefined ? {} : { ...itemColumns(step), attendance_seq: ATTENDANCE_NOW }),
      row_version: rowVersion + 1,
    })
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .where('row_version', '=', rowVersion)
    .where('state', '=', 'tabled')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function itemColumns(step: ItemStep) {
  if (step.to === 'deferred') return { state: 'deferred', decided_at: step.at };
  const { outcome, counts } = step.decision;
  const reason = step.headReason.trim();
  return {
    state: outcome,
    votes_for: counts.for,
    votes_against: counts.against,
    votes_abstain: counts.abstain,
    head_reason: reason === '' ? null : reason,
    resolution_number: step.number,
    resolution_text: step.text,
    decided_at: step.at,
  };
}

/** Takes a thing off the agenda on which it waits; gives the items that are void by it. */
export async function voidItems(
  tx: Tx,
  of: { readonly agencyId: string; readonly type: RouteKind; readonly id: string },
): Promise<readonly string[]> {
  const items = await tx
    .updateTable('agenda_item')
    .set((e) => ({ state: 'void', attendance_seq: ATTENDANCE_NOW, row_version: e('row_version', '+', 1) }))
    .where('agency_id', '=', of.agencyId)
    .where('subject_type', '=', of.type)
    .where('subject_id', '=', of.id)
    .where('state', '=', 'tabled')
    .returning('id')
    .execute();
  return items.map(({ id }) => id);
}

/** Gives back what waits on a meeting's agenda, to be tabled again; gives the items. */
export async function returnItems(tx: Tx, { agencyId, id }: Key): Promise<readonly string[]> {
  const items = await tx
    .updateTable('agenda_item')
    .set((e) => ({ state: 'returned', row_version: e('row_version', '+', 1) }))
    .where('agency_id', '=', agencyId)
    .where('meeting_id', '=', id)
    .where('state', '=', 'tabled')
    .returning('id')
    .execute();
  return items.map((one) => one.id);
}

export async function insertRecusal(
  tx: Tx,
  { agencyId, id }: Key,
  recusal: By & {
    readonly seq: number;
    readonly takenBack: boolean;
    readonly reason: string;
    readonly recordedBy: string;
  },
): Promise<void> {
  await tx
    .insertInto('agenda_recusal')
    .values({
      agency_id: agencyId,
      item_id: id,
      person_id: recusal.personId,
      seq: recusal.seq,
      taken_back: recusal.takenBack,
      reason: recusal.reason,
      recorded_by: recusal.recordedBy,
      at: recusal.at,
    })
    .execute();
}

export async function insertOpinion(
  tx: Tx,
  { agencyId, id }: Key,
  opinion: By & { readonly stance: Stance | null; readonly text: string; readonly recordedBy: string },
): Promise<void> {
  await tx
    .insertInto('agenda_opinion')
    .values({
      agency_id: agencyId,
      item_id: id,
      person_id: opinion.personId,
      stance: opinion.stance,
      text: opinion.text,
      recorded_by: opinion.recordedBy,
      at: opinion.at,
    })
    .execute();
}

/** The next number of a series in a year, without gaps. */
export async function nextResolutionNumber(
  tx: Tx,
  agencyId: string,
  series: string,
  year: number,
): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    INSERT INTO resolution_counter (agency_id, series, year, last) VALUES (${agencyId}, ${series}, ${year}, 1)
    ON CONFLICT ON CONSTRAINT resolution_counter_pk DO UPDATE SET last = resolution_counter.last + 1 RETURNING last`.execute(
    tx,
  );
  const last = rows[0]?.last;
  if (last === undefined) throw new Error('a counter answers');
  return last;
}

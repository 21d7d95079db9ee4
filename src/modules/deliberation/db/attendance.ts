import { z } from 'zod';
import type { Reading, Tx } from '#platform/database';
import {
  ATTENDANCE_CHANGES,
  attendanceAfter,
  type AttendanceChange,
  type NewChange,
  type Presence,
} from '../domain/attendance.ts';
import { recusalsInForce } from '../domain/recusals.ts';
import type { Deliberation } from '../domain/rules.ts';
import {
  attendeesOf,
  opinionsOn,
  recusalsOn,
  type Attendee,
  type Item,
  type Key,
  type MeetingRules,
} from './reader.ts';

/** A change of attendance as the record shows it. */
export type RecordedChange = AttendanceChange & {
  /** Who entered it; null for the system. */
  readonly by: string | null;
  readonly recordedAt: Date;
};

/** The changes of attendance of a meeting, in order. */
export async function attendanceChangesOf(
  db: Reading,
  { agencyId, id }: Key,
): Promise<readonly RecordedChange[]> {
  const rows = await db
    .selectFrom('meeting_attendance_change as c')
    .leftJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 'c.agency_id').onRef('p.id', '=', 'c.recorded_by'),
    )
    .select(['c.seq', 'c.person_id', 'c.kind', 'c.present', 'c.leave', 'c.reason', 'c.at'])
    .select(['c.recorded_at', 'p.name as by'])
    .where('c.agency_id', '=', agencyId)
    .where('c.meeting_id', '=', id)
    .orderBy('c.seq')
    .execute();
  return rows.map(({ person_id: personId, recorded_at: recordedAt, kind, ...row }) => ({
    ...row,
    personId,
    recordedAt,
    kind: z.enum(ATTENDANCE_CHANGES).parse(kind),
  }));
}

/** Enters a change after those there are; the meeting's version has to be moved on in the same transaction. */
export async function insertAttendanceChange(
  tx: Tx,
  { agencyId, id }: Key,
  change: NewChange & { readonly seq: number; readonly recordedBy: string; readonly recordedAt: Date },
): Promise<void> {
  await tx
    .insertInto('meeting_attendance_change')
    .values({
      agency_id: agencyId,
      meeting_id: id,
      seq: change.seq,
      person_id: change.personId,
      kind: change.kind,
      present: change.present,
      leave: change.leave,
      reason: change.reason,
      at: change.at,
      recorded_by: change.recordedBy,
      recorded_at: change.recordedAt,
    })
    .execute();
}

/** Who is there now, and who is not. */
export async function presentAt(db: Reading, key: Key): Promise<readonly (Attendee & Presence)[]> {
  const [first, changes] = await Promise.all([attendeesOf(db, key), attendanceChangesOf(db, key)]);
  return attendanceAfter(first, changes);
}

/** An item on the table with everything its decision rests on. */
export async function deliberationOf(
  db: Reading,
  agencyId: string,
  { item, rules }: { readonly item: Item; readonly rules: MeetingRules },
): Promise<Deliberation> {
  const [members, recusals, opinions] = await Promise.all([
    presentAt(db, { agencyId, id: item.meetingId }),
    recusalsOn(db, agencyId, [item.id]),
    opinionsOn(db, agencyId, [item.id]),
  ]);
  return {
    quorum: rules.quorum,
    decides: rules.decides,
    ballot: item.ballot,
    members,
    recused: recusalsInForce(recusals).map(({ personId }) => personId),
    opinions,
  };
}

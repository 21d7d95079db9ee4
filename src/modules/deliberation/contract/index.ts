import { z } from 'zod';
import { LegalDay, Uuid } from '#kernel';
import { ITEM_STATES, MEETING_STATES, ROUTE_KINDS, SUBJECT_TYPES } from '../domain/kinds.ts';
import { ATTENDANCE_CHANGES } from '../domain/attendance.ts';
import { BALLOTS, DECIDERS, quorumOf, QUORUMS, STANCES, TAINTS, whyUndecidable } from '../domain/rules.ts';

import { PersonView } from './person.ts';

export * from './minutes.ts';
export { PersonView };
export { ATTENDANCE_CHANGES, BALLOTS, DECIDERS, QUORUMS, ROUTE_KINDS, STANCES };
export { quorumOf, whyUndecidable };

const text = z.string();
const instant = z.iso.datetime({ offset: true });

export const BodyFields = z.strictObject({
  name: z.string().trim().min(2).max(100),
  series: z.string().trim().min(1).max(20),
  quorum: z.enum(QUORUMS),
  decides: z.enum(DECIDERS),
  chairId: Uuid,
  memberIds: z.array(Uuid).min(1).max(60),
});
export const MeetingFields = z.strictObject({
  bodyId: Uuid,
  heldOn: LegalDay,
  place: z.string().trim().min(1).max(200),
});
export const OpenRequest = z.strictObject({
  attendance: z
    .array(
      z.strictObject({
        personId: Uuid,
        present: z.boolean(),
        /** Away with leave 请假. */
        leave: z.boolean().default(false),
        reason: z.string().trim().max(200).default(''),
      }),
    )
    .min(1)
    .max(60),
  /** Opens it although nothing can be decided: no quorum, or the head who decides is away. */
  evenIfUndecidable: z.boolean().default(false),
});
export const MatterRequest = z.strictObject({
  title: z.string().trim().min(2).max(200),
  ballot: z.enum(BALLOTS),
});
export const OpinionRequest = z.strictObject({
  personId: Uuid,
  stance: z.enum(STANCES).nullable(),
  text: z.string().trim().min(1).max(4_000),
});
export const RecusalRequest = z.strictObject({
  personId: Uuid,
  reason: z.string().trim().min(2).max(500),
});
const votes = z.int().min(0).max(60);
export const DecideRequest = z.strictObject({
  counts: z.strictObject({ for: votes, against: votes, abstain: votes }).nullable().default(null),
  headAdopts: z.boolean().default(false),
  headReason: z.string().trim().max(2_000).default(''),
  text: z.string().trim().min(2).max(4_000),
});
const reason = z.string().trim().min(2).max(500);
export const TakeBackRequest = z.strictObject({ reason });
const moved = z.strictObject({ personId: Uuid, at: instant, reason });
export const AttendanceChangeRequest = z.discriminatedUnion('kind', [
  moved.extend({ kind: z.literal('arrived') }),
  moved.extend({ kind: z.literal('left') }),
  z.strictObject({
    kind: z.literal('corrected'),
    personId: Uuid,
    present: z.boolean(),
    /** Away with leave 请假. */
    leave: z.boolean().default(false),
    reason,
  }),
]);
export const MoveRequest = MeetingFields.omit({ bodyId: true }).extend({ reason });
export const CancelRequest = z.strictObject({ reason });
export const RouteRequest = z.strictObject({ bodyId: Uuid.nullable(), reason });

export const BodyView = BodyFields.omit({ memberIds: true }).extend({
  id: z.uuid(),
  rowVersion: z.int(),
  members: z.array(PersonView),
  chairId: z.uuid(),
});
export type BodyView = z.infer<typeof BodyView>;
export const Bodies = z.object({
  items: z.array(BodyView),
  /** Body whose resolution each kind of thing needs before it is published; null when it needs none. */
  routes: z.array(
    z.object({ kind: z.enum(ROUTE_KINDS), body: z.object({ bodyId: z.uuid(), bodyName: text }).nullable() }),
  ),
  /** What was set when and by whom, newest first, the last twenty; `by` is null for the system. */
  routeChanges: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(ROUTE_KINDS),
      body: text.nullable(),
      by: text.nullable(),
      at: instant,
      /** Empty for what was set before anybody was asked. */
      reason: text,
    }),
  ),
  mayKeep: z.boolean(),
  maySetRoute: z.boolean(),
});
export type Bodies = z.infer<typeof Bodies>;

export const MeetingRow = z.object({
  id: z.uuid(),
  bodyId: z.uuid(),
  bodyName: text,
  heldOn: z.iso.date(),
  place: text,
  state: z.enum(MEETING_STATES),
  items: z.int(),
});
export type MeetingRow = z.infer<typeof MeetingRow>;
export const MeetingPage = z.object({ items: z.array(MeetingRow), next: text.nullable() });

export const ItemView = z.object({
  id: z.uuid(),
  subjectType: z.enum(SUBJECT_TYPES),
  subjectId: text,
  title: text,
  ballot: z.enum(BALLOTS),
  state: z.enum(ITEM_STATES),
  counts: z.object({ for: z.int(), against: z.int(), abstain: z.int() }).nullable(),
  headReason: text.nullable(),
  number: text.nullable(),
  text: text.nullable(),
  decidedAt: instant.nullable(),
  /** Who withdrew; the reason is empty for readers who may not know it. */
  recused: z.array(PersonView.extend({ reason: text })),
  /** Withdrawals that were taken back, in order; the reason is empty for readers who may not know it. */
  takenBack: z.array(PersonView.extend({ reason: text, at: instant })),
  /** The item can only be deferred; `taint` says why. */
  tainted: z.boolean(),
  /**
   * `withdrew`: somebody withdrew only after speaking; `absent`: somebody is on record as having spoken who was not there; `unheard`: the
   * chair spoke before somebody who was.
   */
  taint: z.enum(TAINTS).nullable(),
  /**
   * What was said, in order; null for readers who may not know. After a secret ballot only those who were in the room have names and
   * times; for everybody else the order says nothing of who spoke.
   */
  opinions: z
    .array(
      z.object({
        by: PersonView.extend({ at: instant }).nullable(),
        stance: z.enum(STANCES).nullable(),
        text,
      }),
    )
    .nullable(),
  /** Who may speak next: the others before the chair. */
  next: z.array(PersonView),
  quorum: z.boolean(),
});
export type ItemView = z.infer<typeof ItemView>;
export const MeetingChangeView = z.object({
  kind: z.enum(['moved', 'cancelled']),
  heldOn: LegalDay,
  place: text,
  reason: text,
  /** Null for the system. */
  by: text.nullable(),
  at: instant,
});
/** A change of attendance: arrived 迟到, left 早退, or corrected 更正. */
export const AttendanceChangeView = PersonView.extend({
  kind: z.enum(ATTENDANCE_CHANGES),
  present: z.boolean(),
  leave: z.boolean(),
  /** Empty for readers who may not know it. */
  reason: text,
  at: instant,
  /** Who entered it; null for the system. */
  by: text.nullable(),
});
export type AttendanceChangeView = z.infer<typeof AttendanceChangeView>;
export type MeetingChangeView = z.infer<typeof MeetingChangeView>;
/** Meetings that come, of the bodies one belongs to. */
export const MyMeetings = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      bodyName: text,
      heldOn: LegalDay,
      place: text,
      state: z.enum(MEETING_STATES),
      /** The day it was called for before it was last moved, or when it was called off; null when neither happened. */
      movedFrom: LegalDay.nullable(),
      reason: text.nullable(),
    }),
  ),
});
export type MyMeeting = z.infer<typeof MyMeetings>['items'][number];
export const MeetingDetail = z.object({
  id: z.uuid(),
  rowVersion: z.int(),
  body: BodyView,
  heldOn: z.iso.date(),
  place: text,
  state: z.enum(MEETING_STATES),
  openedAt: instant.nullable(),
  /** Everybody of the body on that day; once it is open, who is there. */
  attendance: z.array(
    PersonView.extend({
      chair: z.boolean(),
      present: z.boolean().nullable(),
      leave: z.boolean(),
      reason: text,
      /** Came after the opening. */
      late: z.boolean(),
      /** Left before the end. */
      left: z.boolean(),
    }),
  ),
  /** Who arrived or left, and what was corrected, in order. */
  attendanceChanges: z.array(AttendanceChangeView),
  items: z.array(ItemView),
  /** When and why it was moved or called off, in order; day and place are those it was called for until then. */
  changes: z.array(MeetingChangeView),
  /** Whether this reader finds minutes of it: of a closed meeting, for who may know what was said. */
  minutes: z.boolean(),
  mayKeep: z.boolean(),
});
export type MeetingDetail = z.infer<typeof MeetingDetail>;

export const Made = z.object({ id: z.uuid() });
export const Saved = z.object({ id: z.uuid(), rowVersion: z.int() });
export const Resolved = z.object({ outcome: z.enum(['adopted', 'rejected']), number: text });

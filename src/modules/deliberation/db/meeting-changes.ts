import { z } from 'zod';
import { LegalDay } from '#kernel';
import type { Reading, Tx } from '#platform/database';
import { MEETING_STATES } from '../domain/kinds.ts';
import type { Key } from './reader.ts';

const KINDS = ['moved', 'cancelled'] as const;

/** What became of a called meeting; day and place are those it was called for until then. */
export type MeetingChange = {
  readonly kind: (typeof KINDS)[number];
  readonly heldOn: LegalDay;
  readonly place: string;
  readonly reason: string;
  /** Null for the system. */
  readonly by: string | null;
  readonly at: Date;
};

export async function insertChange(
  tx: Tx,
  { agencyId, id }: Key,
  change: Omit<MeetingChange, 'by'> & { readonly meetingId: string; readonly by: string },
): Promise<void> {
  await tx
    .insertInto('meeting_change')
    .values({
      agency_id: agencyId,
      id,
      meeting_id: change.meetingId,
      kind: change.kind,
      held_on: change.heldOn,
      place: change.place,
      reason: change.reason,
      changed_by: change.by,
      at: change.at,
    })
    .execute();
}

/** What became of a called meeting, in order. */
export async function changesOf(db: Reading, { agencyId, id }: Key): Promise<readonly MeetingChange[]> {
  const rows = await db
    .selectFrom('meeting_change as c')
    .leftJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 'c.agency_id').onRef('p.id', '=', 'c.changed_by'),
    )
    .select(['c.kind', 'c.held_on', 'c.place', 'c.reason', 'p.name', 'c.at'])
    .where('c.agency_id', '=', agencyId)
    .where('c.meeting_id', '=', id)
    .orderBy('c.at')
    .orderBy('c.id')
    .execute();
  return rows.map((row) => ({
    kind: z.enum(KINDS).parse(row.kind),
    heldOn: LegalDay.parse(row.held_on),
    place: row.place,
    reason: row.reason,
    by: row.name,
    at: row.at,
  }));
}

const Ahead = z
  .object({
    id: z.uuid(),
    body_name: z.string(),
    held_on: LegalDay,
    place: z.string(),
    state: z.enum(MEETING_STATES),
    moved_from: LegalDay.nullable(),
    reason: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    bodyName: row.body_name,
    heldOn: row.held_on,
    place: row.place,
    state: row.state,
    movedFrom: row.moved_from,
    reason: row.reason,
  }));
/** A meeting that comes, is held or was called off; with what was last said of it when it was moved or called off. */
export type MeetingAhead = z.output<typeof Ahead>;

/** Meetings from a day on of the bodies somebody belongs to on their day, earliest first; closed ones are left out. */
export async function listMeetingsOf(
  db: Reading,
  of: {
    readonly agencyId: string;
    readonly personId: string;
    readonly from: LegalDay;
    readonly limit: number;
  },
): Promise<readonly MeetingAhead[]> {
  const rows = await db
    .selectFrom('meeting as m')
    .innerJoin('deliberative_body as b', (j) =>
      j.onRef('b.agency_id', '=', 'm.agency_id').onRef('b.id', '=', 'm.body_id'),
    )
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom('meeting_change as c')
          .select(['c.held_on as moved_from', 'c.reason'])
          .whereRef('c.agency_id', '=', 'm.agency_id')
          .whereRef('c.meeting_id', '=', 'm.id')
          .orderBy('c.at', 'desc')
          .orderBy('c.id', 'desc')
          .limit(1)
          .as('last'),
      (j) => j.onTrue(),
    )
    .select(['m.id', 'b.name as body_name', 'm.held_on', 'm.place', 'm.state'])
    .select(['last.moved_from', 'last.reason'])
    .where('m.agency_id', '=', of.agencyId)
    .where('m.held_on', '>=', of.from)
    .where('m.state', '<>', 'closed')
    .where((e) =>
      e.exists(
        e
          .selectFrom('body_member as bm')
          .select('bm.id')
          .whereRef('bm.agency_id', '=', 'm.agency_id')
          .whereRef('bm.body_id', '=', 'm.body_id')
          .where('bm.person_id', '=', of.personId)
          .whereRef('bm.valid_from', '<=', 'm.held_on')
          .where((or) =>
            or.or([or('bm.valid_to', 'is', null), or('bm.valid_to', '>=', or.ref('m.held_on'))]),
          ),
      ),
    )
    .orderBy('m.held_on')
    .orderBy('m.id')
    .limit(of.limit)
    .execute();
  return z.array(Ahead).parse(rows);
}

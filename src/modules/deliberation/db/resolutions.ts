import { z } from 'zod';
import { legalDayOf, type LegalDay } from '#kernel';
import type { Reading } from '#platform/database';
import { ROUTE_KINDS, type RouteKind } from '../domain/kinds.ts';

const Kind = z.enum(ROUTE_KINDS);
const CHANGES_SHOWN = 20;

export type Resolution = {
  readonly number: string;
  readonly on: LegalDay;
  readonly at: Date;
  readonly bodyName: string;
  readonly chairId: string;
  /** Whether its meeting is closed: until then its record can still be corrected, and nothing is published on it. */
  readonly closed: boolean;
};

/** The body whose resolution a kind of thing needs beside signatures and review; absent where none is needed. */
export async function findRoute(
  db: Reading,
  agencyId: string,
  kind: RouteKind,
): Promise<{ readonly bodyId: string; readonly bodyName: string } | undefined> {
  const row = await db
    .selectFrom('approval_route as r')
    .innerJoin('deliberative_body as b', (j) =>
      j.onRef('b.agency_id', '=', 'r.agency_id').onRef('b.id', '=', 'r.body_id'),
    )
    .select(['b.id', 'b.name'])
    .where('r.agency_id', '=', agencyId)
    .where('r.kind', '=', kind)
    .executeTakeFirst();
  return row === undefined ? undefined : { bodyId: row.id, bodyName: row.name };
}

/** What was set for any kind of thing, newest first. */
export async function routeChanges(db: Reading, agencyId: string) {
  const rows = await db
    .selectFrom('approval_route_change as c')
    .leftJoin('deliberative_body as b', (j) =>
      j.onRef('b.agency_id', '=', 'c.agency_id').onRef('b.id', '=', 'c.body_id'),
    )
    .leftJoin('person as p', (j) => j.onRef('p.agency_id', '=', 'c.agency_id').onRef('p.id', '=', 'c.set_by'))
    .select(['c.id', 'c.kind', 'c.set_at', 'c.reason', 'b.name as body', 'p.name as by'])
    .where('c.agency_id', '=', agencyId)
    .orderBy('c.set_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(CHANGES_SHOWN)
    .execute();
  return rows.map((row) => ({ ...row, kind: Kind.parse(row.kind) }));
}

/**
 * The resolution of a body by which exactly this stands adopted: the digest has to be that of what was tabled, and what the
 * body decided on it last counts.
 */
export async function findResolution(
  db: Reading,
  agencyId: string,
  of: {
    readonly bodyId: string;
    readonly type: RouteKind;
    readonly id: string;
    readonly digest: Buffer;
  },
): Promise<Resolution | undefined> {
  const row = await db
    .selectFrom('agenda_item as i')
    .innerJoin('meeting as m', (j) =>
      j.onRef('m.agency_id', '=', 'i.agency_id').onRef('m.id', '=', 'i.meeting_id'),
    )
    .select([
      'm.state as meeting',
      'i.state',
      'i.resolution_number',
      'i.decided_at',
      'm.body_name',
      'm.chair_id',
    ])
    .where('i.agency_id', '=', agencyId)
    .where('i.subject_type', '=', of.type)
    .where('i.subject_id', '=', of.id)
    .where('i.subject_digest', '=', of.digest)
    .where('i.state', 'in', ['adopted', 'rejected'])
    .where('m.body_id', '=', of.bodyId)
    .orderBy('i.decided_at', 'desc')
    .executeTakeFirst();
  if (row?.state !== 'adopted') return undefined;
  const { resolution_number: number, decided_at: at, body_name: bodyName, chair_id: chairId } = row;
  if (number === null || at === null || bodyName === null || chairId === null)
    throw new Error('an adopted item has its number, its day, and the rules of its meeting');
  return { number, on: legalDayOf(at), at, bodyName, chairId, closed: row.meeting === 'closed' };
}

/** Where something stands with its body: on the agenda of which meeting, and what came of it. */
export async function findTabled(
  db: Reading,
  agencyId: string,
  of: { readonly type: RouteKind; readonly id: string },
): Promise<{ readonly meetingId: string; readonly state: string } | undefined> {
  const row = await db
    .selectFrom('agenda_item')
    .select(['meeting_id', 'state'])
    .where('agency_id', '=', agencyId)
    .where('subject_type', '=', of.type)
    .where('subject_id', '=', of.id)
    .orderBy('tabled_at', 'desc')
    .executeTakeFirst();
  return row === undefined ? undefined : { meetingId: row.meeting_id, state: row.state };
}

import type { LegalDay } from '#kernel';
import { legalDayOf } from '#kernel';
import type { Reading, Tx } from '#platform/database';

export type RouteKind = 'power.version';
export type Resolution = {
  readonly number: string;
  readonly on: LegalDay;
  readonly at: Date;
  readonly bodyName: string;
  readonly chairId: string;
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

/** The adopted resolution of a body on exactly this: the digest has to be that of what was tabled. */
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
    .innerJoin('deliberative_body as b', (j) =>
      j.onRef('b.agency_id', '=', 'm.agency_id').onRef('b.id', '=', 'm.body_id'),
    )
    .select(['i.resolution_number', 'i.decided_at', 'b.name', 'b.chair_id'])
    .where('i.agency_id', '=', agencyId)
    .where('i.subject_type', '=', of.type)
    .where('i.subject_id', '=', of.id)
    .where('i.subject_digest', '=', of.digest)
    .where('i.state', '=', 'adopted')
    .where('m.body_id', '=', of.bodyId)
    .orderBy('i.decided_at', 'desc')
    .executeTakeFirst();
  if (row === undefined || row.resolution_number === null || row.decided_at === null) return undefined;
  return {
    number: row.resolution_number,
    on: legalDayOf(row.decided_at),
    at: row.decided_at,
    bodyName: row.name,
    chairId: row.chair_id,
  };
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

/** Call when a thing changes: it leaves the agenda, since what was tabled is no longer what it is. */
export async function voidTabled(
  tx: Tx,
  agencyId: string,
  of: { readonly type: RouteKind; readonly id: string },
): Promise<void> {
  await tx
    .updateTable('agenda_item')
    .set((e) => ({ state: 'void', row_version: e('row_version', '+', 1) }))
    .where('agency_id', '=', agencyId)
    .where('subject_type', '=', of.type)
    .where('subject_id', '=', of.id)
    .where('state', '=', 'tabled')
    .execute();
}

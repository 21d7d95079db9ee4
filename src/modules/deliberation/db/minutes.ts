import { z } from 'zod';
import { LegalDay, Uuid } from '#kernel';
import type { Reading, Tx } from '#platform/database';
import type { Key } from './reader.ts';

const Draft = z
  .object({
    items: z.array(z.strictObject({ itemId: Uuid, text: z.string() })),
    closing: z.string(),
    addendum: z.string(),
    row_version: z.int(),
  })
  .transform(({ row_version: rowVersion, ...draft }) => ({ ...draft, rowVersion }));
export type MinutesDraft = z.output<typeof Draft>;

/** The words of the minutes of a closed meeting; there from the moment it is closed. */
export async function findMinutesDraft(
  db: Reading,
  { agencyId, id }: Key,
): Promise<MinutesDraft | undefined> {
  const row = await db
    .selectFrom('minutes_draft')
    .select(['items', 'closing', 'addendum', 'row_version'])
    .where('agency_id', '=', agencyId)
    .where('meeting_id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : Draft.parse(row);
}

/** Begins the minutes of a meeting that closes. */
export async function beginMinutes(
  tx: Tx,
  { agencyId, id }: Key,
  by: { readonly personId: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('minutes_draft')
    .values({ agency_id: agencyId, meeting_id: id, saved_by: by.personId, saved_at: by.at })
    .execute();
}

/** Changes a draft, or only moves its version on; of two acts that rest on the same state one is done. */
export async function touchMinutes(
  tx: Tx,
  { agencyId, id, rowVersion }: Key & { readonly rowVersion: number },
  change: {
    readonly items?: string;
    readonly closing?: string;
    readonly addendum?: string;
    readonly saved_by?: string;
    readonly saved_at?: Date;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('minutes_draft')
    .set({ ...change, row_version: rowVersion + 1 })
    .where('agency_id', '=', agencyId)
    .where('meeting_id', '=', id)
    .where('row_version', '=', rowVersion)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type SignedMinutes = {
  /** 0 for the minutes, 1 and on for addenda. */
  readonly seq: number;
  readonly year: number | null;
  readonly number: number | null;
  readonly content: string;
  /** SHA-256 of the content, 64 hex digits. */
  readonly digest: string;
  readonly signer: string;
  readonly post: string;
  readonly at: Date;
};

/** What was signed for a meeting: its minutes first, then the addenda; empty before. */
export async function signedMinutesOf(db: Reading, { agencyId, id }: Key): Promise<readonly SignedMinutes[]> {
  const rows = await db
    .selectFrom('signed_minutes as s')
    .innerJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 's.agency_id').onRef('p.id', '=', 's.signed_by'),
    )
    .select(['s.seq', 's.year', 's.number', 's.content', 's.digest', 'p.name', 's.post_name', 's.signed_at'])
    .where('s.agency_id', '=', agencyId)
    .where('s.meeting_id', '=', id)
    .orderBy('s.seq')
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    year: row.year,
    number: row.number,
    content: row.content,
    digest: row.digest.toString('hex'),
    signer: row.name,
    post: row.post_name,
    at: row.signed_at,
  }));
}

/** The next number of a body's minutes in a year, without gaps; the body waits for whoever is numbering. */
export async function nextMinutesNumber(tx: Tx, { agencyId, id }: Key, year: number): Promise<number> {
  await tx
    .selectFrom('deliberative_body')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { last } = await tx
    .selectFrom('signed_minutes')
    .select((e) => e.fn.max('number').as('last'))
    .where('agency_id', '=', agencyId)
    .where('body_id', '=', id)
    .where('year', '=', year)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/**
 * Who signs for a meeting: its chair, or when that person has left, whoever chairs the body now. With the name.
 */
export async function signerOf(
  db: Reading,
  { agencyId, id }: Key,
): Promise<{ readonly personId: string; readonly name: string } | undefined> {
  const row = await meetingsWithSigner(db, agencyId)
    .select(['s.id as person_id', 's.name'])
    .where('m.id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : { personId: row.person_id, name: row.name };
}

export type OpenMinutes = {
  readonly meetingId: string;
  readonly bodyName: string;
  readonly heldOn: LegalDay;
  readonly closedAt: Date;
  readonly signerId: string;
  /** Signed, with an addendum that waits. */
  readonly addendum: boolean;
};

/** Closed meetings whose minutes, or an addendum to them, wait for a signature; oldest first. */
export async function listOpenMinutes(db: Reading, agencyId: string): Promise<readonly OpenMinutes[]> {
  const rows = await meetingsWithSigner(db, agencyId)
    .innerJoin('minutes_draft as d', (j) =>
      j.onRef('d.agency_id', '=', 'm.agency_id').onRef('d.meeting_id', '=', 'm.id'),
    )
    .leftJoin('signed_minutes as done', (j) =>
      j
        .onRef('done.agency_id', '=', 'm.agency_id')
        .onRef('done.meeting_id', '=', 'm.id')
        .on('done.seq', '=', 0),
    )
    .select(['m.id', 'm.body_name', 'm.held_on', 'm.closed_at', 's.id as signer_id', 'done.seq'])
    .where((e) => e.or([e('done.seq', 'is', null), e('d.addendum', '<>', '')]))
    .orderBy('m.closed_at')
    .execute();
  return rows.map((row) => ({
    meetingId: row.id,
    bodyName: z.string().parse(row.body_name),
    heldOn: LegalDay.parse(row.held_on),
    closedAt: z.date().parse(row.closed_at),
    signerId: row.signer_id,
    addendum: row.seq !== null,
  }));
}

function meetingsWithSigner(db: Reading, agencyId: string) {
  return db
    .selectFrom('meeting as m')
    .innerJoin('deliberative_body as b', (j) =>
      j.onRef('b.agency_id', '=', 'm.agency_id').onRef('b.id', '=', 'm.body_id'),
    )
    .innerJoin('person as c', (j) =>
      j.onRef('c.agency_id', '=', 'm.agency_id').onRef('c.id', '=', 'm.chair_id'),
    )
    .innerJoin('person as s', (j) =>
      j
        .onRef('s.agency_id', '=', 'm.agency_id')
        .on((e) =>
          e(
            's.id',
            '=',
            e.case().when('c.active', '=', true).then(e.ref('c.id')).else(e.ref('b.chair_id')).end(),
          ),
        ),
    )
    .where('m.agency_id', '=', agencyId)
    .where('m.state', '=', 'closed');
}

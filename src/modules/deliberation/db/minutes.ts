import { z } from 'zod';
import { LegalDay, Uuid } from '#kernel';
import type { Reading, Tx } from '#platform/database';
import { recusalsInForce } from '../domain/recusals.ts';
import { whoSigns } from '../domain/signer.ts';
import type { Key } from './reader.ts';

const Draft = z
  .object({
    items: z.array(z.strictObject({ itemId: Uuid, text: z.string() })),
    closing: z.string(),
    addendum: z.string(),
    signer_id: Uuid.nullable(),
    row_version: z.int(),
  })
  .transform(({ row_version: rowVersion, signer_id: signerId, ...draft }) => ({
    ...draft,
    signerId,
    rowVersion,
  }));
export type MinutesDraft = z.output<typeof Draft>;

/** The words of the minutes of a closed meeting; there from the moment it is closed. */
export async function findMinutesDraft(
  db: Reading,
  { agencyId, id }: Key,
): Promise<MinutesDraft | undefined> {
  const row = await db
    .selectFrom('minutes_draft')
    .select(['items', 'closing', 'addendum', 'signer_id', 'row_version'])
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
    readonly signer_id?: string;
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

/** What is signed, by whom and over what. */
export async function insertSigned(
  tx: Tx,
  { agencyId, id }: Key,
  signed: {
    readonly seq: number;
    readonly bodyId: string;
    readonly year: number | null;
    readonly number: number | null;
    readonly text: string;
    /** SHA-256 of the text, 64 hex digits. */
    readonly digest: string;
    readonly signedBy: string;
    readonly post: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('signed_minutes')
    .values({
      agency_id: agencyId,
      meeting_id: id,
      seq: signed.seq,
      body_id: signed.bodyId,
      year: signed.year,
      number: signed.number,
      content: signed.text,
      digest: Buffer.from(signed.digest, 'hex'),
      signed_by: signed.signedBy,
      post_name: signed.post,
      signed_at: signed.at,
    })
    .execute();
}

/** Name of an agency, as its minutes carry it. */
export async function agencyNameOf(db: Reading, agencyId: string): Promise<string> {
  const { name } = await db
    .selectFrom('agency')
    .select('name')
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow();
  return name;
}

export type Signer = { readonly personId: string; readonly name: string };

/** Who signs for a closed meeting, by `whoSigns`; undefined while nobody is named. */
export async function signerOf(db: Reading, { agencyId, id }: Key): Promise<Signer | undefined> {
  const row = await meetingsWithSigners(db, agencyId).where('m.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : signerOfRow(row, await withdrawalsFrom(db, agencyId, [id]));
}

export type OpenMinutes = {
  readonly meetingId: string;
  readonly bodyName: string;
  readonly heldOn: LegalDay;
  readonly closedAt: Date;
  /** Undefined while nobody is named in the place of a chair who withdrew. */
  readonly signerId: string | undefined;
  /** Signed, with an addendum that waits. */
  readonly addendum: boolean;
};

/**
 * Closed meetings whose minutes, or an addendum to them, wait for a signature; oldest first, and no more than `limit`. With
 * `of`, only those that this person may come to sign.
 */
export async function listOpenMinutes(
  db: Reading,
  { agencyId, of, limit }: { readonly agencyId: string; readonly of?: string; readonly limit: number },
): Promise<readonly OpenMinutes[]> {
  const rows = await meetingsWithSigners(db, agencyId)
    .leftJoin('signed_minutes as done', (j) =>
      j
        .onRef('done.agency_id', '=', 'm.agency_id')
        .onRef('done.meeting_id', '=', 'm.id')
        .on('done.seq', '=', 0),
    )
    .select(['m.body_name', 'm.held_on', 'm.closed_at', 'done.seq'])
    .where((e) => e.or([e('done.seq', 'is', null), e('d.addendum', '<>', '')]))
    .$if(of !== undefined, (q) =>
      q.where((e) => e.or([e('c.id', '=', of ?? ''), e('s.id', '=', of ?? ''), e('n.id', '=', of ?? '')])),
    )
    .orderBy('m.closed_at')
    .orderBy('m.id')
    .limit(limit)
    .execute();
  const withdrew = await withdrawalsFrom(
    db,
    agencyId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    meetingId: row.id,
    bodyName: z.string().parse(row.body_name),
    heldOn: LegalDay.parse(row.held_on),
    closedAt: z.date().parse(row.closed_at),
    signerId: signerOfRow(row, withdrew)?.personId,
    addendum: row.seq !== null,
  }));
}

function meetingsWithSigners(db: Reading, agencyId: string) {
  return db
    .selectFrom('meeting as m')
    .innerJoin('minutes_draft as d', (j) =>
      j.onRef('d.agency_id', '=', 'm.agency_id').onRef('d.meeting_id', '=', 'm.id'),
    )
    .innerJoin('deliberative_body as b', (j) =>
      j.onRef('b.agency_id', '=', 'm.agency_id').onRef('b.id', '=', 'm.body_id'),
    )
    .innerJoin('person as c', (j) =>
      j.onRef('c.agency_id', '=', 'm.agency_id').onRef('c.id', '=', 'm.chair_id'),
    )
    .innerJoin('person as s', (j) =>
      j.onRef('s.agency_id', '=', 'm.agency_id').onRef('s.id', '=', 'b.chair_id'),
    )
    .leftJoin('person as n', (j) =>
      j.onRef('n.agency_id', '=', 'm.agency_id').onRef('n.id', '=', 'd.signer_id'),
    )
    .select(['m.id', 'c.id as chair', 'c.name as chair_name', 'c.active as chair_active'])
    .select(['s.id as successor', 's.name as successor_name', 's.active as successor_active'])
    .select(['n.id as named', 'n.name as named_name', 'n.active as named_active'])
    .where('m.agency_id', '=', agencyId)
    .where('m.state', '=', 'closed');
}

function signerOfRow(
  row: Awaited<ReturnType<ReturnType<typeof meetingsWithSigners>['executeTakeFirstOrThrow']>>,
  withdrawals: readonly { readonly meetingId: string; readonly personId: string }[],
): Signer | undefined {
  const chair = { personId: row.chair, name: row.chair_name, active: row.chair_active };
  const successor = { personId: row.successor, name: row.successor_name, active: row.successor_active };
  const named =
    row.named === null
      ? undefined
      : { personId: row.named, name: row.named_name ?? '', active: row.named_active === true };
  const withdrew = withdrawals.flatMap(({ meetingId, personId }) => (meetingId === row.id ? [personId] : []));
  const personId = whoSigns({ chair, successor, named, withdrew });
  const signer = [chair, successor, named].find((one) => one?.personId === personId);
  return signer === undefined ? undefined : { personId: signer.personId, name: signer.name };
}

async function withdrawalsFrom(
  db: Reading,
  agencyId: string,
  meetings: readonly string[],
): Promise<readonly { readonly meetingId: string; readonly personId: string }[]> {
  if (meetings.length === 0) return [];
  const rows = await db
    .selectFrom('agenda_recusal as r')
    .innerJoin('agenda_item as i', (j) =>
      j.onRef('i.agency_id', '=', 'r.agency_id').onRef('i.id', '=', 'r.item_id'),
    )
    .select(['i.meeting_id', 'r.item_id', 'r.person_id', 'r.seq', 'r.taken_back'])
    .where('r.agency_id', '=', agencyId)
    .where('i.meeting_id', 'in', meetings)
    .execute();
  return recusalsInForce(
    rows.map((row) => ({
      meetingId: row.meeting_id,
      itemId: row.item_id,
      personId: row.person_id,
      seq: row.seq,
      takenBack: row.taken_back,
    })),
  );
}

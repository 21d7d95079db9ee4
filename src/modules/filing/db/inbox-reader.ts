import { sql } from 'kysely';
import { z } from 'zod';
import type { Reading, Tx } from '#platform/database';
import { NOTHING, type Listings } from '../domain/listing.ts';
import { FiledFlow, FiledItem, FiledLimit, REMARK_KINDS, type Part } from '../domain/package.ts';
import type { ReferenceEntry } from '../domain/reconcile.ts';
import { REMARK_PARTS, StoredListings } from './filing-reader.ts';

export type Sender = {
  readonly id: string;
  readonly agencyId: string;
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly filingKey: string;
  readonly logKey: string;
  readonly lastNumber: number;
  readonly lastId: string | null;
  readonly lastDigest: string | null;
  readonly lastPeriod: string | null;
  readonly rowVersion: number;
};

const senders = (db: Reading) => db.selectFrom('filing_sender').selectAll();
type SenderRow = Awaited<ReturnType<ReturnType<typeof senders>['executeTakeFirstOrThrow']>>;
const toSender = (row: SenderRow): Sender => ({
  id: row.id,
  agencyId: row.agency_id,
  code: row.code,
  name: row.name,
  level: row.level,
  filingKey: row.filing_key,
  logKey: row.log_key,
  lastNumber: row.last_number,
  lastId: row.last_id,
  lastDigest: row.last_digest,
  lastPeriod: row.last_period,
  rowVersion: row.row_version,
});

export async function listSenders(db: Reading, agencyId: string): Promise<readonly Sender[]> {
  const rows = await senders(db).where('agency_id', '=', agencyId).orderBy('level').orderBy('name').execute();
  return rows.map(toSender);
}

/** Senders of which something was taken, locked, so that nothing is taken of them meanwhile. */
export async function lockSenders(tx: Tx, agencyId: string): Promise<readonly { readonly id: string }[]> {
  return tx
    .selectFrom('filing_sender')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('last_number', '>', 0)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function findSender(
  db: Reading,
  agencyId: string,
  by: { readonly code: string } | { readonly id: string },
): Promise<Sender | undefined> {
  const query = senders(db).where('agency_id', '=', agencyId);
  const row = await (
    'code' in by ? query.where('code', '=', by.code) : query.where('id', '=', by.id)
  ).executeTakeFirst();
  return row && toSender(row);
}

/** Verifier keys of the logs of everybody who files to this instance: whom its witness watches. */
export async function watchedLogs(db: Reading): Promise<readonly string[]> {
  const rows = await db.selectFrom('filing_sender').select('log_key').distinct().execute();
  return rows.map((row) => row.log_key);
}

export type Received = {
  readonly id: string;
  readonly agencyId: string;
  readonly senderId: string;
  readonly number: number;
  readonly kind: 'full' | 'changes';
  readonly period: string;
  readonly digest: string;
  readonly receipt: string;
  readonly receivedAt: Date;
};

const received = (db: Reading) =>
  db
    .selectFrom('filing_received')
    .select(['id', 'agency_id', 'sender_id', 'number', 'kind', 'period', 'digest', 'receipt', 'received_at']);
type ReceivedRow = Awaited<ReturnType<ReturnType<typeof received>['executeTakeFirstOrThrow']>>;
const toReceived = (row: ReceivedRow): Received => ({
  id: row.id,
  agencyId: row.agency_id,
  senderId: row.sender_id,
  number: row.number,
  kind: row.kind === 'full' ? 'full' : 'changes',
  period: row.period,
  digest: row.digest,
  receipt: row.receipt,
  receivedAt: row.received_at,
});

export async function listReceived(db: Reading, agencyId: string): Promise<readonly Received[]> {
  const rows = await received(db)
    .where('agency_id', '=', agencyId)
    .orderBy('received_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(toReceived);
}

export async function findReceived(db: Reading, agencyId: string, id: string): Promise<Received | undefined> {
  const row = await received(db).where('agency_id', '=', agencyId).where('id', '=', id).executeTakeFirst();
  return row && toReceived(row);
}

export async function getReceivedBody(db: Reading, agencyId: string, id: string): Promise<Buffer> {
  const { body } = await db
    .selectFrom('filing_received')
    .select('body')
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return body;
}

/** What a sender had on file before a package and with it; nothing of what came before it was kept. */
export async function listingsAround(
  db: Reading,
  one: Received,
): Promise<{ readonly before: Listings; readonly after: Listings } | undefined> {
  const rows = await db
    .selectFrom('filing_received')
    .select(['number', 'listing'])
    .where('agency_id', '=', one.agencyId)
    .where('sender_id', '=', one.senderId)
    .where('number', '<=', one.number)
    .orderBy('number', 'desc')
    .limit(2)
    .execute();
  const [now, before] = rows.map(({ listing }) =>
    listing === null ? undefined : StoredListings.parse(listing),
  );
  const earlier = rows.length === 1 ? NOTHING : before;
  return now === undefined || earlier === undefined ? undefined : { before: earlier, after: now };
}

/** The seal that a package came with. */
export async function sealOf(db: Reading, agencyId: string, id: string): Promise<string> {
  const { seal } = await db
    .selectFrom('filing_received')
    .select('seal')
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return seal;
}

/**
 * Under which names a sender last filed some entries of a part before a package, by code: a package names what it takes off by its
 * code alone.
 */
export async function namesFiledBefore(
  db: Reading,
  of: { readonly agencyId: string; readonly senderId: string; readonly number: number },
  part: Part,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<{ code: string; name: string }>`
    SELECT DISTINCT ON (e.entry ->> 'code') e.entry ->> 'code' AS code, e.entry ->> 'name' AS name
      FROM filing_received r
      CROSS JOIN LATERAL jsonb_array_elements(
        coalesce(convert_from(r.body, 'UTF8')::jsonb -> ${part}::text -> 'entries', '[]')) AS e(entry)
     WHERE r.agency_id = ${of.agencyId} AND r.sender_id = ${of.senderId} AND r.number < ${of.number}
       AND e.entry ->> 'code' = ANY(${[...codes]})
     ORDER BY e.entry ->> 'code', r.number DESC`.execute(db);
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** What a sender has on file, as names and digests. */
export async function heldListings(db: Reading, agencyId: string, senderId: string): Promise<Listings> {
  const rows = await held(db, agencyId, senderId).execute();
  const of = (part: Part) =>
    Object.fromEntries(
      rows
        .filter((row) => row.part === part)
        .map((row) => [row.code, { name: row.name ?? '', digest: row.digest }]),
    );
  return { catalogue: of('catalogue'), flows: of('flows'), register: of('register') };
}

const held = (db: Reading, agencyId: string, senderId: string) =>
  db
    .selectFrom('filing_held')
    .select(['part', 'code', 'digest'])
    .select(sql<string | null>`entry ->> 'name'`.as('name'))
    .where('agency_id', '=', agencyId)
    .where('sender_id', '=', senderId);

const HeldItem = z.object({
  code: z.string(),
  basicCode: z.string().nullable(),
  name: z.string(),
  typeCode: z.string(),
  statutoryLimit: FiledLimit.nullable(),
  committedLimit: FiledLimit.nullable(),
});

/** The powers a sender has on file. */
export async function heldItems(db: Reading, agencyId: string, senderId: string) {
  const rows = await db
    .selectFrom('filing_held')
    .select('entry')
    .where('agency_id', '=', agencyId)
    .where('sender_id', '=', senderId)
    .where('part', '=', 'catalogue')
    .orderBy('code')
    .execute();
  return rows.map(({ entry }) => HeldItem.parse(entry));
}

/** A power on file that has a given basic code, with the flow it was filed with. */
export type FiledAlike = {
  readonly sender: string;
  readonly item: Pick<FiledItem, 'code' | 'name' | 'content'>;
  readonly flow: Pick<FiledFlow, 'sha256' | 'bpmn'> | null;
};

/** The powers that senders have on file under a basic code, by sender. */
export async function heldAlike(
  db: Reading,
  of: { readonly agencyId: string; readonly basicCode: string; readonly limit: number },
): Promise<FiledAlike[]> {
  const rows = await db
    .selectFrom('filing_held as h')
    .innerJoin('filing_sender as s', (j) =>
      j.onRef('s.agency_id', '=', 'h.agency_id').onRef('s.id', '=', 'h.sender_id'),
    )
    .leftJoin('filing_held as f', (j) =>
      j
        .onRef('f.agency_id', '=', 'h.agency_id')
        .onRef('f.sender_id', '=', 'h.sender_id')
        .on('f.part', '=', 'flows')
        .on(sql<boolean>`f.code = h.entry ->> 'flow'`),
    )
    .select(['s.name', 'h.entry', 'f.entry as flow'])
    .where('h.agency_id', '=', of.agencyId)
    .where('h.part', '=', 'catalogue')
    .where(sql<boolean>`h.entry ->> 'basicCode' = ${of.basicCode}`)
    .orderBy('s.name')
    .orderBy('h.code')
    .limit(of.limit)
    .execute();
  return rows.map(({ name, entry, flow }) => ({
    sender: name,
    item: FiledItem.parse(entry),
    flow: flow === null ? null : FiledFlow.parse(flow),
  }));
}

/** The entry of the reference list that stands for a power, by either of its codes. */
export async function findReference(
  db: Reading,
  agencyId: string,
  codes: readonly string[],
): Promise<ReferenceEntry | undefined> {
  if (codes.length === 0) return undefined;
  const row = await references(db)
    .where('agency_id', '=', agencyId)
    .where('code', 'in', codes)
    .orderBy(sql`array_position(${codes}::text[], code)`)
    .limit(1)
    .executeTakeFirst();
  return row && toReference(row);
}

/** How many powers each sender has on file, and how many comments and how many words of no objection each package has, by id. */
export async function inboxCounts(
  db: Reading,
  agencyId: string,
): Promise<{
  readonly items: ReadonlyMap<string, number>;
  readonly comments: ReadonlyMap<string, number>;
  readonly unopposed: ReadonlyMap<string, number>;
}> {
  const said = db
    .selectFrom('filing_comment')
    .select(['received_id as id', (e) => e.fn.countAll<string>().as('n')])
    .where('agency_id', '=', agencyId)
    .groupBy('received_id');
  const [items, comments, unopposed] = await Promise.all([
    db
      .selectFrom('filing_held')
      .select(['sender_id as id', (e) => e.fn.countAll<string>().as('n')])
      .where('agency_id', '=', agencyId)
      .where('part', '=', 'catalogue')
      .groupBy('sender_id')
      .execute(),
    said.where('kind', '<>', 'no-objection').execute(),
    said.where('kind', '=', 'no-objection').execute(),
  ]);
  const counted = (rows: readonly { readonly id: string; readonly n: string }[]) =>
    new Map(rows.map(({ id, n }) => [id, Number(n)]));
  return { items: counted(items), comments: counted(comments), unopposed: counted(unopposed) };
}

export async function listIntakes(db: Reading, agencyId: string) {
  return db
    .selectFrom('filing_intake as i')
    .leftJoin('filing_sender as s', (j) =>
      j.onRef('s.agency_id', '=', 'i.agency_id').onRef('s.id', '=', 'i.sender_id'),
    )
    .select(['i.id', 'i.at', 'i.channel', 'i.refusal', 'i.digest', 'i.bytes', 's.name as sender'])
    .where('i.agency_id', '=', agencyId)
    .where('i.refusal', 'is not', null)
    .orderBy('i.at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(100)
    .execute();
}

export async function commentsOn(db: Reading, agencyId: string, receivedId: string) {
  const rows = await db
    .selectFrom('filing_comment')
    .select(['id', 'part', 'code', 'kind', 'text', 'post_name', 'at'])
    .where('agency_id', '=', agencyId)
    .where('received_id', '=', receivedId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    part: REMARK_PARTS.find((part) => part === row.part) ?? 'package',
    code: row.code,
    kind: REMARK_KINDS.find((kind) => kind === row.kind) ?? 'suggest',
    text: row.text,
    post: row.post_name,
    at: row.at,
  }));
}

const references = (db: Reading) =>
  db
    .selectFrom('filing_reference')
    .select(['code', 'name', 'type_code', 'statutory_limit', 'committed_limit']);

function toReference(
  row: Awaited<ReturnType<ReturnType<typeof references>['executeTakeFirstOrThrow']>>,
): ReferenceEntry {
  return {
    code: row.code,
    name: row.name,
    typeCode: row.type_code,
    statutoryLimit: FiledLimit.nullable().parse(row.statutory_limit),
    committedLimit: FiledLimit.nullable().parse(row.committed_limit),
  };
}

export async function listReference(db: Reading, agencyId: string): Promise<readonly ReferenceEntry[]> {
  const rows = await references(db).where('agency_id', '=', agencyId).orderBy('code').execute();
  return rows.map(toReference);
}

import { z } from 'zod';
import type { Reading } from '#platform/database';
import { NOTHING, type Listings } from '../domain/listing.ts';
import { PARTS, REMARK_KINDS } from '../domain/package.ts';

export type Recipient = {
  readonly id: string;
  readonly agencyId: string;
  readonly kind: 'government-office' | 'line-department';
  readonly code: string;
  readonly name: string;
  readonly url: string | null;
  readonly receiptKey: string;
  readonly rowVersion: number;
};

const recipients = (db: Reading) =>
  db
    .selectFrom('filing_recipient')
    .select(['id', 'agency_id', 'kind', 'code', 'name', 'url', 'receipt_key', 'row_version']);
type RecipientRow = Awaited<ReturnType<ReturnType<typeof recipients>['executeTakeFirstOrThrow']>>;
const toRecipient = (row: RecipientRow): Recipient => ({
  id: row.id,
  agencyId: row.agency_id,
  kind: row.kind === 'government-office' ? 'government-office' : 'line-department',
  code: row.code,
  name: row.name,
  url: row.url,
  receiptKey: row.receipt_key,
  rowVersion: row.row_version,
});

export async function listRecipients(db: Reading, agencyId: string): Promise<readonly Recipient[]> {
  const rows = await recipients(db)
    .where('agency_id', '=', agencyId)
    .orderBy('kind')
    .orderBy('name')
    .execute();
  return rows.map(toRecipient);
}

/** Recipients of every agency that packages go to over HTTP. */
export async function reachableRecipients(db: Reading) {
  return db
    .selectFrom('filing_recipient')
    .select(['agency_id as agencyId', 'id'])
    .where('url', 'is not', null)
    .execute();
}

export async function findRecipient(
  db: Reading,
  agencyId: string,
  id: string,
): Promise<Recipient | undefined> {
  const row = await recipients(db).where('agency_id', '=', agencyId).where('id', '=', id).executeTakeFirst();
  return row && toRecipient(row);
}

const PACKAGE_STATES = ['prepared', 'signed', 'received', 'refused', 'withdrawn'] as const;
export type PackageState = (typeof PACKAGE_STATES)[number];

const Listing = z.record(z.string(), z.object({ name: z.string(), digest: z.string() }));
export const StoredListings = z.object({ catalogue: Listing, flows: Listing, register: Listing });

export type StoredPackage = {
  readonly id: string;
  readonly agencyId: string;
  readonly recipientId: string;
  readonly number: number;
  readonly kind: 'full' | 'changes';
  readonly period: string;
  readonly digest: string;
  readonly listings: Listings;
  readonly state: PackageState;
  readonly preparedBy: string;
  readonly preparedAt: Date;
  readonly signedPost: string | null;
  readonly signedAt: Date | null;
  readonly seal: string | null;
  readonly receipt: string | null;
  readonly receivedAt: Date | null;
  readonly refusal: string | null;
  readonly attempts: number;
  readonly takenOut: boolean;
  readonly nextAt: Date | null;
  readonly rowVersion: number;
};

/** Everything of a package but its bytes. */
const packages = (db: Reading) =>
  db
    .selectFrom('filing_package')
    .select([
      'id',
      'agency_id',
      'recipient_id',
      'number',
      'kind',
      'period',
      'digest',
      'listing',
      'state',
      'prepared_by',
      'prepared_at',
    ])
    .select([
      'signed_post',
      'signed_at',
      'seal',
      'receipt',
      'received_at',
      'refusal',
      'attempts',
      'next_at',
      'row_version',
    ])
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('filing_attempt as a')
            .select('a.id')
            .whereRef('a.agency_id', '=', 'filing_package.agency_id')
            .whereRef('a.package_id', '=', 'filing_package.id')
            .where('a.outcome', '=', 'sent-out'),
        )
        .as('taken_out'),
    );
type PackageRow = Awaited<ReturnType<ReturnType<typeof packages>['executeTakeFirstOrThrow']>>;
const toPackage = (row: PackageRow): StoredPackage => ({
  id: row.id,
  agencyId: row.agency_id,
  recipientId: row.recipient_id,
  number: row.number,
  kind: row.kind === 'full' ? 'full' : 'changes',
  period: row.period,
  digest: row.digest,
  listings: StoredListings.parse(row.listing),
  state: PACKAGE_STATES.find((state) => state === row.state) ?? 'withdrawn',
  preparedBy: row.prepared_by,
  preparedAt: row.prepared_at,
  signedPost: row.signed_post,
  signedAt: row.signed_at,
  seal: row.seal,
  receipt: row.receipt,
  receivedAt: row.received_at,
  refusal: row.refusal,
  attempts: row.attempts,
  takenOut: row.taken_out === true,
  nextAt: row.next_at,
  rowVersion: row.row_version,
});

/** The newest packages of an agency, of one recipient or of all. */
export async function listPackages(
  db: Reading,
  agencyId: string,
  recipientId?: string,
): Promise<readonly StoredPackage[]> {
  let query = packages(db)
    .where('agency_id', '=', agencyId)
    .orderBy('prepared_at', 'desc')
    .orderBy('number', 'desc')
    .limit(60);
  if (recipientId !== undefined) query = query.where('recipient_id', '=', recipientId);
  return (await query.execute()).map(toPackage);
}

/** Packages that wait for a signature. */
export async function unsignedPackages(db: Reading, agencyId: string): Promise<readonly StoredPackage[]> {
  const rows = await packages(db)
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'prepared')
    .orderBy('prepared_at')
    .execute();
  return rows.map(toPackage);
}

export async function findPackage(
  db: Reading,
  agencyId: string,
  id: string,
): Promise<StoredPackage | undefined> {
  const row = await packages(db).where('agency_id', '=', agencyId).where('id', '=', id).executeTakeFirst();
  return row && toPackage(row);
}

/** The exact bytes that a package's seal covers. */
export async function getBody(db: Reading, agencyId: string, id: string): Promise<Buffer> {
  const { body } = await db
    .selectFrom('filing_package')
    .select('body')
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return body;
}

/** The number of the newest package to a recipient, whatever became of it; 0 before the first. */
export async function lastNumber(db: Reading, agencyId: string, recipientId: string): Promise<number> {
  const { number } = await db
    .selectFrom('filing_package')
    .select((e) => e.fn.coalesce(e.fn.max('number'), e.lit(0)).as('number'))
    .where('agency_id', '=', agencyId)
    .where('recipient_id', '=', recipientId)
    .executeTakeFirstOrThrow();
  return number;
}

/** The newest package of a recipient that it took, from which the next one counts. */
export async function lastReceived(
  db: Reading,
  agencyId: string,
  recipientId: string,
): Promise<StoredPackage | undefined> {
  const row = await packages(db)
    .where('agency_id', '=', agencyId)
    .where('recipient_id', '=', recipientId)
    .where('state', '=', 'received')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toPackage(row);
}

/** What the recipient holds before a package of this number: the listing of the last one it took before. */
export async function listingsBefore(db: Reading, one: StoredPackage): Promise<Listings> {
  const row = await packages(db)
    .where('agency_id', '=', one.agencyId)
    .where('recipient_id', '=', one.recipientId)
    .where('state', '=', 'received')
    .where('number', '<', one.number)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toPackage(row).listings : NOTHING;
}

/** Packages whose time to be sent has come, of every agency. */
export async function packagesDue(db: Reading, now: Date): Promise<readonly StoredPackage[]> {
  const rows = await packages(db)
    .where('next_at', '<=', now)
    .where('state', '=', 'signed')
    .orderBy('next_at')
    .limit(20)
    .execute();
  return rows.map(toPackage);
}

export type Attempt = {
  readonly at: Date;
  readonly channel: 'http' | 'file';
  readonly outcome: 'sent-out' | 'received' | 'refused' | 'failed';
  readonly code: string | null;
};
const OUTCOMES = ['sent-out', 'received', 'refused', 'failed'] as const;

export async function attemptsOf(
  db: Reading,
  agencyId: string,
  packageId: string,
): Promise<readonly Attempt[]> {
  const rows = await db
    .selectFrom('filing_attempt')
    .select(['at', 'channel', 'outcome', 'code'])
    .where('agency_id', '=', agencyId)
    .where('package_id', '=', packageId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    at: row.at,
    channel: row.channel === 'http' ? 'http' : 'file',
    outcome: OUTCOMES.find((one) => one === row.outcome) ?? 'failed',
    code: row.code,
  }));
}

export type Remark = {
  readonly id: string;
  readonly packageId: string;
  readonly part: 'package' | (typeof PARTS)[number];
  readonly code: string;
  readonly kind: (typeof REMARK_KINDS)[number];
  readonly text: string;
  readonly postName: string;
  readonly at: Date;
  readonly takenAt: Date;
};
export const REMARK_PARTS = ['package', ...PARTS] as const;

/** Comments that a recipient returned, oldest first. */
export async function remarksOf(
  db: Reading,
  agencyId: string,
  recipientId: string,
): Promise<readonly Remark[]> {
  const rows = await db
    .selectFrom('filing_remark')
    .select(['id', 'package_id', 'part', 'code', 'kind', 'text', 'post_name', 'at', 'taken_at'])
    .where('agency_id', '=', agencyId)
    .where('recipient_id', '=', recipientId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    packageId: row.package_id,
    part: REMARK_PARTS.find((part) => part === row.part) ?? 'package',
    code: row.code,
    kind: REMARK_KINDS.find((kind) => kind === row.kind) ?? 'suggest',
    text: row.text,
    postName: row.post_name,
    at: row.at,
    takenAt: row.taken_at,
  }));
}

import type { Updateable } from 'kysely';
import type { DB, Db, Tx } from '#platform/database';
import type { Listings } from '../domain/listing.ts';
import type { FilingBody, RemarksDocument } from '../domain/package.ts';
import type { Attempt, Recipient, StoredPackage } from './filing-reader.ts';

export type EnrolledRecipient = {
  readonly agencyId: string;
  readonly id: string;
  readonly code: string;
  readonly kind: Recipient['kind'];
  readonly name: string;
  readonly url: string | null;
  readonly receiptKey: string;
  readonly enrolledBy: string;
  readonly at: Date;
};

/** Writes a recipient down, or brings the one with this code up to date; answers with its id. */
export async function saveRecipient(tx: Tx, recipient: EnrolledRecipient): Promise<string> {
  const values = {
    kind: recipient.kind,
    name: recipient.name,
    url: recipient.url,
    receipt_key: recipient.receiptKey,
    enrolled_by: recipient.enrolledBy,
    enrolled_at: recipient.at,
  };
  const { id } = await tx
    .insertInto('filing_recipient')
    .values({ agency_id: recipient.agencyId, id: recipient.id, code: recipient.code, ...values })
    .onConflict((c) =>
      c.constraint('filing_recipient_code').doUpdateSet((e) => ({
        ...values,
        row_version: e('filing_recipient.row_version', '+', 1),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertPackage(
  tx: Tx,
  one: {
    readonly agencyId: string;
    readonly recipientId: string;
    readonly body: FilingBody;
    readonly bytes: Uint8Array;
    readonly digest: string;
    readonly listings: Listings;
    readonly preparedBy: string;
    readonly at: Date;
  },
): Promise<void> {
  const { id, number, kind, period } = one.body;
  await tx
    .insertInto('filing_package')
    .values({
      agency_id: one.agencyId,
      id,
      recipient_id: one.recipientId,
      number,
      kind,
      period,
      body: Buffer.from(one.bytes),
      digest: one.digest,
      listing: JSON.stringify(one.listings),
      prepared_by: one.preparedBy,
      prepared_at: one.at,
    })
    .execute();
}

/** Changes a package that is still as it was read; false, with nothing done, when it has moved on. */
export async function movePackage(
  tx: Tx,
  one: StoredPackage,
  change: Updateable<DB['filing_package']>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('filing_package')
    .set({ ...change, row_version: one.rowVersion + 1 })
    .where('agency_id', '=', one.agencyId)
    .where('id', '=', one.id)
    .where('row_version', '=', one.rowVersion)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Keeps a package that is to be sent from every other worker until then; `undefined` when it has moved on. */
export async function claimPackage(
  db: Db,
  one: StoredPackage,
  until: Date,
): Promise<StoredPackage | undefined> {
  const { numUpdatedRows } = await db
    .updateTable('filing_package')
    .set({ next_at: until, row_version: one.rowVersion + 1 })
    .where('agency_id', '=', one.agencyId)
    .where('id', '=', one.id)
    .where('state', '=', 'signed')
    .where('row_version', '=', one.rowVersion)
    .executeTakeFirst();
  return numUpdatedRows === 0n ? undefined : { ...one, rowVersion: one.rowVersion + 1 };
}

export async function insertAttempt(tx: Tx, one: StoredPackage, id: string, attempt: Attempt): Promise<void> {
  await tx
    .insertInto('filing_attempt')
    .values({ agency_id: one.agencyId, id, package_id: one.id, ...attempt })
    .execute();
}

const ROWS_AT_ONCE = 500;

/** Keeps comments that are not here yet; answers with how many were new. */
export async function insertRemarks(
  tx: Tx,
  of: { readonly agencyId: string; readonly recipientId: string; readonly packageId: string },
  remarks: RemarksDocument['body']['remarks'],
  takenAt: Date,
): Promise<number> {
  let taken = 0n;
  for (let at = 0; at < remarks.length; at += ROWS_AT_ONCE) {
    const { numInsertedOrUpdatedRows = 0n } = await tx
      .insertInto('filing_remark')
      .values(
        remarks.slice(at, at + ROWS_AT_ONCE).map((remark) => ({
          agency_id: of.agencyId,
          recipient_id: of.recipientId,
          id: remark.id,
          package_id: of.packageId,
          part: remark.part,
          code: remark.code,
          kind: remark.kind,
          text: remark.text,
          post_name: remark.post,
          at: remark.at,
          taken_at: takenAt,
        })),
      )
      .onConflict((c) => c.constraint('filing_remark_pk').doNothing())
      .executeTakeFirst();
    taken += numInsertedOrUpdatedRows;
  }
  return Number(taken);
}

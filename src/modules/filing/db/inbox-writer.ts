import { sql } from 'kysely';
import type { Tx } from '#platform/database';
import type { Listings } from '../domain/listing.ts';
import { PARTS, type FilingBody, type Part } from '../domain/package.ts';
import type { ReferenceEntry } from '../domain/reconcile.ts';
import type { Sender } from './inbox-reader.ts';

export type EnrolledSender = {
  readonly agencyId: string;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly filingKey: string;
  readonly logKey: string;
  readonly enrolledBy: string;
  readonly at: Date;
};

/** Writes a sender down, or brings the one with this code up to date; answers with its id. */
export async function saveSender(tx: Tx, sender: EnrolledSender): Promise<string> {
  const values = {
    name: sender.name,
    level: sender.level,
    filing_key: sender.filingKey,
    log_key: sender.logKey,
    enrolled_by: sender.enrolledBy,
    enrolled_at: sender.at,
  };
  const { id } = await tx
    .insertInto('filing_sender')
    .values({ agency_id: sender.agencyId, id: sender.id, code: sender.code, ...values })
    .onConflict((c) =>
      c.constraint('filing_sender_code').doUpdateSet((e) => ({
        ...values,
        row_version: e('filing_sender.row_version', '+', 1),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export type TakenPackage = {
  readonly body: FilingBody;
  readonly bytes: Uint8Array;
  readonly digest: string;
  readonly seal: string;
  readonly receipt: string;
  readonly at: Date;
  /** What the sender has on file with it. */
  readonly after: Listings;
};

/** Takes a package of a sender that is still as it was read; false, with nothing done, when another was taken meanwhile. */
export async function insertReceived(
  tx: Tx,
  agencyId: string,
  sender: Sender,
  taken: TakenPackage,
): Promise<boolean> {
  const { body, digest } = taken;
  const { numUpdatedRows } = await tx
    .updateTable('filing_sender')
    .set({
      last_number: body.number,
      last_id: body.id,
      last_digest: digest,
      last_period: body.period,
      row_version: sender.rowVersion + 1,
    })
    .where('agency_id', '=', agencyId)
    .where('id', '=', sender.id)
    .where('row_version', '=', sender.rowVersion)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await tx
    .insertInto('filing_received')
    .values({
      agency_id: agencyId,
      id: body.id,
      sender_id: sender.id,
      number: body.number,
      kind: body.kind,
      period: body.period,
      body: Buffer.from(taken.bytes),
      digest,
      seal: taken.seal,
      receipt: taken.receipt,
      received_at: taken.at,
      listing: JSON.stringify(taken.after),
    })
    .execute();
  await writeHeld(tx, agencyId, sender.id, taken);
  return true;
}

const ROWS_AT_ONCE = 500;

async function writeHeld(
  tx: Tx,
  agencyId: string,
  senderId: string,
  { body, after }: TakenPackage,
): Promise<void> {
  for (const part of PARTS) {
    const { entries = [], removed = [] } = body[part] ?? {};
    let gone = tx
      .deleteFrom('filing_held')
      .where('agency_id', '=', agencyId)
      .where('sender_id', '=', senderId)
      .where('part', '=', part);
    if (body.kind === 'changes') {
      const codes = [...removed, ...entries.map(({ code }) => code)];
      gone = gone.where('code', '=', sql<string>`ANY(${codes}::text[])`);
    }
    await gone.execute();
    const rows = entries.map((entry) => ({
      agency_id: agencyId,
      sender_id: senderId,
      part,
      code: entry.code,
      digest: after[part][entry.code]?.digest ?? '',
      entry: JSON.stringify(entry),
      received_id: body.id,
    }));
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
      await tx
        .insertInto('filing_held')
        .values(rows.slice(at, at + ROWS_AT_ONCE))
        .execute();
  }
}

/** Something came, taken or refused. */
export async function insertIntake(
  tx: Tx,
  intake: {
    readonly agencyId: string;
    readonly id: string;
    readonly at: Date;
    readonly channel: 'http' | 'file';
    readonly senderId: string | null;
    readonly refusal: string | null;
    readonly digest: string;
    readonly bytes: number;
  },
): Promise<void> {
  await tx
    .insertInto('filing_intake')
    .values({
      agency_id: intake.agencyId,
      id: intake.id,
      at: intake.at,
      channel: intake.channel,
      sender_id: intake.senderId,
      refusal: intake.refusal,
      digest: intake.digest,
      bytes: intake.bytes,
    })
    .execute();
}

export async function insertComment(
  tx: Tx,
  comment: {
    readonly agencyId: string;
    readonly id: string;
    readonly receivedId: string;
    readonly part: Part | 'package';
    readonly code: string;
    readonly kind: 'object' | 'suggest' | 'no-objection';
    readonly text: string;
    readonly personId: string;
    readonly postName: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('filing_comment')
    .values({
      agency_id: comment.agencyId,
      id: comment.id,
      received_id: comment.receivedId,
      part: comment.part,
      code: comment.code,
      kind: comment.kind,
      text: comment.text,
      person_id: comment.personId,
      post_name: comment.postName,
      at: comment.at,
    })
    .execute();
}

/** How many differences a sender has from the reference list. */
export async function setDifferences(
  tx: Tx,
  of: { readonly agencyId: string; readonly senderId: string },
  differences: number,
): Promise<void> {
  await tx
    .updateTable('filing_sender')
    .set({ differences })
    .where('agency_id', '=', of.agencyId)
    .where('id', '=', of.senderId)
    .execute();
}

export async function replaceReference(
  tx: Tx,
  agencyId: string,
  entries: readonly ReferenceEntry[],
  at: Date,
): Promise<void> {
  await tx.deleteFrom('filing_reference').where('agency_id', '=', agencyId).execute();
  const rows = entries.map(({ code, name, typeCode, statutoryLimit, committedLimit }) => ({
    agency_id: agencyId,
    code,
    name,
    type_code: typeCode,
    statutory_limit: statutoryLimit === null ? null : JSON.stringify(statutoryLimit),
    committed_limit: committedLimit === null ? null : JSON.stringify(committedLimit),
    changed_at: at,
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await tx
      .insertInto('filing_reference')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
}

import { hash } from 'node:crypto';
import { parseVerifierKey, type VerifierKey } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { err, legalDayOf, ok, toOffsetString, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { signReceipt } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { findReceived, findSender, heldListings, listReference, type Sender } from '../db/inbox-reader.ts';
import { insertIntake, insertReceived } from '../db/inbox-writer.ts';
import type { FilingAgency } from '../db/published-reader.ts';
import type { FilingRefusal, IntakeRefusal } from '../domain/errors.ts';
import { decideIntake, readPackage, type KnownSender, type ReadPackage } from '../domain/intake.ts';
import { NOTHING, type Listings } from '../domain/listing.ts';
import { RECEIPT_FORMAT } from '../domain/receipt.ts';
import { sealLines } from '../domain/seal.ts';
import { can } from '../policy.ts';
import { countDifferences } from './count-differences.ts';
import { record, SYSTEM, type FilingKeys } from './shared.ts';

export type Taken = { readonly id: string; readonly receipt: string };
type Arrival = {
  readonly agency: FilingAgency;
  readonly bytes: Uint8Array;
  readonly channel: 'http' | 'file';
};

/**
 * Takes in a package that came for an agency: over HTTP, where the seal is what lets it in, or as a file by staff. What is
 * refused is on record by code, with the digest of what came; a package that was taken before is refused with its receipt.
 */
export async function receivePackage(
  ctx: UseCase,
  keys: Pick<FilingKeys, 'receipt'>,
  actor: Actor,
  arrival: Arrival,
): Promise<Result<Taken, FilingRefusal>> {
  const { agency } = arrival;
  if (!can(actor, 'filing/receive', { agencyId: agency.id })) return err({ code: 'filing/forbidden' });
  const read = readPackage(nodeCrypto, arrival.bytes);
  if (!read.ok) return refuse(ctx, actor, arrival, undefined, read.error);
  const sender = await findSender(ctx.db, agency.id, { code: read.value.body.sender.code });
  const [held, before] = await Promise.all([
    sender ? heldListings(ctx.db, agency.id, sender.id) : NOTHING,
    sender ? findReceived(ctx.db, agency.id, read.value.body.id) : undefined,
  ]);
  const decided = decideIntake(nodeCrypto, {
    read: read.value,
    sender: sender && knownSender(sender),
    recipient: agency.code,
    today: legalDayOf(ctx.clock.now()),
    held,
    receipt: before?.senderId === sender?.id ? before?.receipt : undefined,
  });
  if (!decided.ok || sender === undefined)
    return refuse(
      ctx,
      actor,
      arrival,
      sender,
      decided.ok ? { code: 'filing/unknown-sender' } : decided.error,
    );
  return take(ctx, keys, actor, { ...arrival, sender, read: read.value, after: decided.value });
}

/** SYSTEM takes what comes over HTTP: the seal of the package decides, not a session. */
export const ARRIVING: Actor = SYSTEM;

async function take(
  ctx: UseCase,
  keys: Pick<FilingKeys, 'receipt'>,
  actor: Actor,
  given: Arrival & { readonly sender: Sender; readonly read: ReadPackage; readonly after: Listings },
): Promise<Result<Taken, FilingRefusal>> {
  const { agency, sender, read, after } = given;
  const { body, digest } = read;
  const now = ctx.clock.now();
  const receipt = signReceipt(
    keys.receipt,
    sealLines(RECEIPT_FORMAT, body.id, digest, [
      ['number', String(body.number)],
      ['period', body.period],
      ['received-at', toOffsetString(now)],
      ['recipient', agency.code],
      ['sender', sender.code],
    ]),
  );
  return ctx.transact<Taken, FilingRefusal>(async (tx) => {
    const taken = await insertReceived(tx, agency.id, sender, { ...read, receipt, at: now, after });
    if (!taken) return err({ code: 'conflict' });
    await countDifferences(
      tx,
      { agencyId: agency.id, senderId: sender.id },
      await listReference(tx, agency.id),
    );
    await noteIntake(tx, ctx, given, sender.id, null);
    await record(tx, ctx, actor, {
      action: 'receive',
      agencyId: agency.id,
      type: 'filing-received',
      id: body.id,
      after: { sender: sender.code, number: body.number, digest },
    });
    return ok({ id: body.id, receipt });
  });
}

async function refuse(
  ctx: UseCase,
  actor: Actor,
  arrival: Arrival,
  sender: Sender | undefined,
  refusal: IntakeRefusal,
): Promise<Result<never, FilingRefusal>> {
  const noted = await ctx.transact(async (tx) => {
    const id = await noteIntake(tx, ctx, arrival, sender?.id ?? null, refusal.code);
    await record(tx, ctx, actor, {
      action: 'refuse',
      agencyId: arrival.agency.id,
      type: 'filing-received',
      id,
      note: refusal.code,
    });
    return ok();
  });
  return noted.ok ? err(refusal) : noted;
}

async function noteIntake(
  tx: Tx,
  ctx: UseCase,
  { agency, bytes, channel }: Arrival,
  senderId: string | null,
  refusal: string | null,
): Promise<string> {
  const now = ctx.clock.now();
  const id = ctx.ids.uuid(now);
  const { byteLength } = bytes;
  const digest = hash('sha256', bytes, 'hex');
  await insertIntake(tx, {
    agencyId: agency.id,
    id,
    at: now,
    channel,
    senderId,
    refusal,
    digest,
    bytes: byteLength,
  });
  return id;
}

function knownSender(sender: Sender): KnownSender {
  return {
    level: sender.level,
    filingKey: storedKey(sender.filingKey),
    logKey: storedKey(sender.logKey),
    last: {
      number: sender.lastNumber,
      id: sender.lastId,
      digest: sender.lastDigest,
      period: sender.lastPeriod,
    },
  };
}

function storedKey(text: string): VerifierKey {
  const key = parseVerifierKey(nodeCrypto, text);
  if (key === undefined) throw new Error('a stored key is damaged');
  return key;
}

import { parseVerifierKey } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { err, ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import {
  findPackage,
  findRecipient,
  getBody,
  type Attempt,
  type Recipient,
  type StoredPackage,
} from '../db/filing-reader.ts';
import { insertAttempt, movePackage } from '../db/filing-writer.ts';
import type { FilingRefusal } from '../domain/errors.ts';
import { FORMAT } from '../domain/package.ts';
import { RECEIPT_FORMAT } from '../domain/receipt.ts';
import { openSeal } from '../domain/seal.ts';
import { can } from '../policy.ts';
import { record, SYSTEM } from './shared.ts';

/** Whether this is the receipt that the recipient signed for exactly this package. */
export function isReceiptOf(one: StoredPackage, recipient: Recipient, receipt: string): boolean {
  const key = parseVerifierKey(nodeCrypto, recipient.receiptKey);
  const lines =
    key && openSeal(nodeCrypto, key, receipt, { format: RECEIPT_FORMAT, about: one.id, digest: one.digest });
  return lines?.get('recipient') === recipient.code;
}

/**
 * The file of a signed package, to be carried by hand; that it was taken out is on record. Refuses
 * `filing/not-in-this-state` before it is signed.
 */
export async function exportPackage(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly id: string },
): Promise<Result<{ readonly file: string; readonly number: number }, FilingRefusal>> {
  const { agencyId, id } = input;
  if (!can(actor, 'filing/send', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findPackage(ctx.db, agencyId, id);
  if (one === undefined) return err({ code: 'filing/not-found' });
  if (one.seal === null) return err({ code: 'filing/not-in-this-state', state: one.state });
  const file = packageFile(await getBody(ctx.db, agencyId, id), one.seal);
  const done = await ctx.transact(async (tx) => {
    await addAttempt(tx, ctx, one, { channel: 'file', outcome: 'sent-out', code: null });
    await record(tx, ctx, actor, { action: 'take-out', agencyId, type: 'filing', id });
    return ok();
  });
  return done.ok ? ok({ file, number: one.number }) : done;
}

/** A package as it travels; the body is written as it is signed. */
export function packageFile(body: Buffer, seal: string): string {
  return `{"body":${body.toString('utf8')},"format":"${FORMAT}","seal":${JSON.stringify(seal)}}`;
}

/** Takes in the receipt of a package, by file. Refuses `filing/receipt-not-valid`, `filing/not-in-this-state`. */
export async function takeReceipt(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly id: string; readonly receipt: string },
): Promise<Result<void, FilingRefusal>> {
  const { agencyId, id } = input;
  if (!can(actor, 'filing/send', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findPackage(ctx.db, agencyId, id);
  const recipient = one && (await findRecipient(ctx.db, agencyId, one.recipientId));
  if (one === undefined || recipient === undefined) return err({ code: 'filing/not-found' });
  // A package that was withdrawn or thought refused is on file above all the same when a receipt says so.
  if (one.seal === null || one.state === 'received')
    return err({ code: 'filing/not-in-this-state', state: one.state });
  if (!isReceiptOf(one, recipient, input.receipt)) return err({ code: 'filing/receipt-not-valid' });
  return ctx.transact<void, FilingRefusal>((tx) =>
    settle(tx, ctx, one, { channel: 'file', outcome: 'received', receipt: input.receipt }, actor),
  );
}

export type Settled =
  | { readonly outcome: 'received'; readonly receipt: string }
  | { readonly outcome: 'refused'; readonly code: string }
  | { readonly outcome: 'failed'; readonly code: string; readonly nextAt: Date | null };

/** Writes down what came back for a package; `conflict` when it has moved on meanwhile. */
export async function settle(
  tx: Tx,
  ctx: UseCase,
  one: StoredPackage,
  came: Settled & { readonly channel: Attempt['channel'] },
  actor: Actor = SYSTEM,
): Promise<Result<void, FilingRefusal>> {
  const now = ctx.clock.now();
  const { agencyId, id } = one;
  const change =
    came.outcome === 'received'
      ? { state: 'received', receipt: came.receipt, received_at: now, refusal: null, next_at: null }
      : came.outcome === 'refused'
        ? { state: 'refused', refusal: came.code, next_at: null }
        : { attempts: one.attempts + 1, next_at: came.nextAt };
  if (!(await movePackage(tx, one, change))) return err({ code: 'conflict' });
  const code = came.outcome === 'received' ? null : came.code;
  await addAttempt(tx, ctx, one, { channel: came.channel, outcome: came.outcome, code });
  if (came.outcome !== 'failed')
    await record(tx, ctx, actor, {
      action: came.outcome === 'received' ? 'take-receipt' : 'be-refused',
      agencyId,
      type: 'filing',
      id,
      ...(code === null ? {} : { note: code }),
    });
  return ok();
}

async function addAttempt(
  tx: Tx,
  ctx: UseCase,
  one: StoredPackage,
  attempt: Omit<Attempt, 'at'>,
): Promise<void> {
  const at = ctx.clock.now();
  await insertAttempt(tx, one, ctx.ids.uuid(at), { at, ...attempt });
}

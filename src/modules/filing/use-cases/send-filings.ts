import { err, ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { signReceipt } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import {
  findPackage,
  findRecipient,
  getBody,
  lastReceived,
  packagesDue,
  reachableRecipients,
  type Recipient,
  type StoredPackage,
} from '../db/filing-reader.ts';
import { claimPackage, movePackage } from '../db/filing-writer.ts';
import type { FilingRefusal } from '../domain/errors.ts';
import { QUERY_FORMAT } from '../domain/receipt.ts';
import { nextAttemptAt } from '../domain/retry.ts';
import { sealLines } from '../domain/seal.ts';
import { fetchRemarks, postPackage } from '../http/upper-instance.ts';
import { can } from '../policy.ts';
import { record, SYSTEM, type FilingKeys } from './shared.ts';
import { takeRemarks } from './take-remarks.ts';
import { isReceiptOf, packageFile, settle, type Settled } from './take-receipt.ts';

/** Longer than one attempt takes; another worker leaves the package alone for so long. */
const CLAIM_MS = 5 * 60_000;

/**
 * Sends every package whose time has come, each claimed first and sent outside any transaction. A refusal of the recipient
 * is final; what does not arrive is tried again after growing waits, at most as often as `nextAttemptAt` says. Answers with
 * how many were tried.
 */
export async function sendDuePackages(ctx: UseCase): Promise<number> {
  const due = await packagesDue(ctx.db, ctx.clock.now());
  for (const one of due) {
    const until = new Date(ctx.clock.now().getTime() + CLAIM_MS);
    const claimed = await claimPackage(ctx.db, one, until);
    const recipient = claimed && (await findRecipient(ctx.db, one.agencyId, one.recipientId));
    if (claimed === undefined || recipient === undefined) continue;
    const came = await attempt(ctx, claimed, recipient);
    const settled = await ctx.transact<void, FilingRefusal>((tx) =>
      settle(tx, ctx, claimed, { ...came, channel: 'http' }),
    );
    // Somebody withdrew it, or brought the receipt by hand, while it was on its way.
    if (!settled.ok)
      ctx.log.warn({ filing: one.id, code: settled.error.code }, 'a filing moved on meanwhile');
  }
  return due.length;
}

async function attempt(ctx: UseCase, one: StoredPackage, recipient: Recipient): Promise<Settled> {
  const again = (code: string): Settled => ({
    outcome: 'failed',
    code,
    nextAt: nextAttemptAt(one.attempts + 1, ctx.clock.now()),
  });
  if (recipient.url === null || one.seal === null) return again('no-address');
  const file = packageFile(await getBody(ctx.db, one.agencyId, one.id), one.seal);
  const answer = await postPackage({ url: recipient.url, code: recipient.code }, file);
  if ('failed' in answer) return again(answer.failed);
  if (answer.receipt !== undefined)
    return isReceiptOf(one, recipient, answer.receipt)
      ? { outcome: 'received', receipt: answer.receipt }
      : again('filing/receipt-not-valid');
  return { outcome: 'refused', code: answer.refusal };
}

/** Sends a package again whose attempts are used up. Refuses `filing/no-address`, `filing/not-in-this-state`. */
export async function sendAgain(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly id: string },
): Promise<Result<void, FilingRefusal>> {
  const { agencyId, id } = input;
  if (!can(actor, 'filing/send', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findPackage(ctx.db, agencyId, id);
  const recipient = one && (await findRecipient(ctx.db, agencyId, one.recipientId));
  if (one === undefined || recipient === undefined) return err({ code: 'filing/not-found' });
  if (recipient.url === null) return err({ code: 'filing/no-address' });
  if (one.state !== 'signed') return err({ code: 'filing/not-in-this-state', state: one.state });
  return ctx.transact<void, FilingRefusal>(async (tx) => {
    if (!(await movePackage(tx, one, { attempts: 0, next_at: ctx.clock.now() })))
      return err({ code: 'conflict' });
    await record(tx, ctx, actor, { action: 'send-again', agencyId, type: 'filing', id });
    return ok();
  });
}

/** Asks every recipient with an address for its comments on the newest package it took. Answers with how many were new. */
export async function fetchNewRemarks(ctx: UseCase, keys: Pick<FilingKeys, 'filing'>): Promise<number> {
  if (keys.filing === undefined) return 0;
  let taken = 0;
  for (const { agencyId, id } of await reachableRecipients(ctx.db)) {
    const [recipient, one] = await Promise.all([
      findRecipient(ctx.db, agencyId, id),
      lastReceived(ctx.db, agencyId, id),
    ]);
    if (one === undefined || recipient === undefined || recipient.url === null) continue;
    const done = await fetchOf(ctx, keys.filing, SYSTEM, one, { url: recipient.url, code: recipient.code });
    if (done.ok) taken += done.value.taken;
    else ctx.log.warn({ recipient: id, ...done.error }, 'comments were not taken');
  }
  return taken;
}

type Fetched = Result<{ readonly taken: number }, FilingRefusal>;

/**
 * Asks the recipient of one package for its comments at once. Refuses `filing/not-in-this-state` before it took the package,
 * `filing/no-address`, `filing/no-key`, and `filing/no-answer` when nothing could be fetched.
 */
export async function fetchRemarksNow(
  ctx: UseCase,
  keys: Pick<FilingKeys, 'filing'>,
  actor: Actor,
  { agencyId, id }: { readonly agencyId: string; readonly id: string },
): Promise<Fetched> {
  if (!can(actor, 'filing/send', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findPackage(ctx.db, agencyId, id);
  const recipient = one && (await findRecipient(ctx.db, agencyId, one.recipientId));
  if (one === undefined || recipient === undefined) return err({ code: 'filing/not-found' });
  if (one.state !== 'received') return err({ code: 'filing/not-in-this-state', state: one.state });
  if (recipient.url === null) return err({ code: 'filing/no-address' });
  if (keys.filing === undefined) return err({ code: 'filing/no-key' });
  return fetchOf(ctx, keys.filing, actor, one, { url: recipient.url, code: recipient.code });
}

async function fetchOf(
  ctx: UseCase,
  key: NonNullable<FilingKeys['filing']>,
  actor: Actor,
  one: StoredPackage,
  address: { readonly url: string; readonly code: string },
): Promise<Fetched> {
  const query = signReceipt(key, sealLines(QUERY_FORMAT, one.id, one.digest));
  const answer = await fetchRemarks(address, one.id, query);
  if ('failed' in answer) return err({ code: 'filing/no-answer', failed: answer.failed });
  return takeRemarks(ctx, actor, { agencyId: one.agencyId, id: one.id, document: answer.document });
}

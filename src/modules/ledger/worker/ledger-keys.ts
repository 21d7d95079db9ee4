import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assertOk, ok } from '#kernel';
import type { AppContext } from '#platform/context';
import { appendRevision } from '../db/append-revision.ts';
import { instanceRevision } from '../db/instance-record.ts';
import { settleLogKey, settleOrigin } from '../db/origin.ts';
import { loadNoteKey, type NoteKey } from '../signing/keys.ts';

export type LedgerKeys = { readonly origin: string; readonly log: NoteKey; readonly receipt: NoteKey };

/**
 * Origin and keys of this instance, made at first start outside production. Refuses another origin or another log key
 * than the log began with.
 */
export async function loadLedgerKeys(ctx: AppContext): Promise<LedgerKeys> {
  const origin = await settleOrigin(ctx);
  const dir = join(ctx.config.dataDir, 'secrets');
  const generate = ctx.config.env !== 'production';
  const log = await loadNoteKey(dir, 'ledger-key', origin, generate);
  await settleLogKey(ctx, log.text);
  return { origin, log, receipt: await loadNoteKey(dir, 'receipt-key', `${origin}/receipt`, generate) };
}

/** Puts the receipt key into the log, once for each key there ever was (DECISIONS §4). */
export async function publishReceiptKey(ctx: AppContext, keys: LedgerKeys): Promise<void> {
  const now = ctx.clock.now();
  const rid = ctx.ids.rid();
  const done = await ctx.transact(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('setting')
      .values({ name: `ledger.receipt-key ${keys.receipt.text}`, value: JSON.stringify(rid) })
      .onConflict((c) => c.column('name').doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return ok();
    await appendRevision(
      tx,
      instanceRevision({
        ids: ctx.ids,
        at: now,
        rid,
        type: 'key',
        act: 'publish',
        schema: 'key/1',
        fields: [
          { name: 'key', value: keys.receipt.text, state: 'open' },
          { name: 'use', value: 'receipt', state: 'open' },
        ],
      }),
    );
    return ok();
  });
  assertOk(done);
}

/** `/ledger/vkey` and `/ledger/policy`; the receipt key stands in the policy as a comment, where tools ignore it. */
export async function ledgerTexts(
  ctx: AppContext,
  keys: LedgerKeys,
): Promise<{ readonly verifierKey: string; readonly policy: string }> {
  const file = ctx.config.ledger.policyFile;
  const ours = file === undefined ? 'quorum none\n' : await readFile(file, 'utf8');
  const rest = ours
    .split('\n')
    .filter((line) => !line.startsWith('log '))
    .join('\n');
  return {
    verifierKey: keys.log.text,
    policy: `log ${keys.log.text} ${ctx.config.publicUrl}/ledger\n# receipt ${keys.receipt.text}\n${rest}`,
  };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Rid } from '#kernel';
import type { AppContext } from '#platform/context';
import { createPool } from '#platform/database';
import type { Loop } from '#platform/jobs';
import { appendRevision } from '../db/append-revision.ts';
import { settleOrigin } from '../db/origin.ts';
import { openGuard } from '../signing/guard.ts';
import { loadNoteKey, type NoteKey } from '../signing/keys.ts';
import { exposeCheckpoint, RollbackRefusal } from '../signing/signer.ts';
import { integrate } from '../tree/integrate.ts';
import { policyWitnesses, readPolicy } from '../witness/ask.ts';
import { ok } from '#kernel';

const MINUTE = 60_000;

export type LedgerKeys = { readonly origin: string; readonly log: NoteKey; readonly receipt: NoteKey };

/** Origin and keys of this instance; made at first start outside production. */
export async function loadLedgerKeys(ctx: AppContext): Promise<LedgerKeys> {
  const origin = await settleOrigin(ctx);
  const dir = join(ctx.config.dataDir, 'secrets');
  const generate = ctx.config.env !== 'production';
  return {
    origin,
    log: await loadNoteKey(dir, 'ledger-key', origin, generate),
    receipt: await loadNoteKey(dir, 'receipt-key', `${origin}/receipt`, generate),
  };
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

/**
 * The loops of the ledger: sequence the log and the journal, expose checkpoints, anchor the journal's root every ten
 * minutes whether it moved or not, so that the schedule tells nothing (DECISIONS §3).
 */
export async function ledgerLoops(
  ctx: AppContext,
): Promise<{ readonly loops: readonly Loop[]; close(): Promise<void> }> {
  const database = ctx.config.database;
  if (!database) throw new Error('no database address');
  const keys = await loadLedgerKeys(ctx);
  const onError = (error: Error): void => ctx.log.warn({ err: error }, 'database client lost');
  const sequencer = createPool({ url: database.sequencer, name: 'sequencer', max: 3, onError });
  const signer = createPool({ url: database.signer, name: 'signer', max: 3, onError });
  const policy =
    ctx.config.ledger.policyFile === undefined
      ? undefined
      : readPolicy(await readFile(ctx.config.ledger.policyFile, 'utf8'));
  const deps = {
    pool: signer,
    guard: openGuard(ctx.config.ledger.guardDir),
    key: keys.log,
    witnesses: policyWitnesses(policy, signer, ctx.log),
    clock: ctx.clock,
  };
  const drain = async (tree: 'ledger' | 'journal'): Promise<void> => {
    while ((await integrate(sequencer, tree)) > 0);
  };
  return {
    loops: [
      { name: 'ledger-sequence', everyMs: 1_000, channel: 'ledger_queue', run: () => drain('ledger') },
      { name: 'journal-sequence', everyMs: 5_000, run: () => drain('journal') },
      {
        name: 'ledger-expose',
        everyMs: 2_000,
        channel: 'ledger_integrated',
        async run() {
          try {
            await exposeCheckpoint(deps);
          } catch (error) {
            if (!(error instanceof RollbackRefusal)) throw error;
            ctx.log.fatal({ err: error }, 'the signer refuses: nothing is published until a person decides');
          }
        },
      },
      { name: 'journal-anchor', everyMs: MINUTE, run: () => anchorJournal(ctx, keys.origin) },
    ],
    async close() {
      await sequencer.end();
      await signer.end();
    },
  };
}

const ANCHOR_EVERY = 10 * MINUTE;
/** The journal belongs to the instance, not to an agency. */
const INSTANCE = '00000000-0000-7000-8000-000000000000';

/** Puts the journal's root into the public log when the last anchor is ten minutes old. */
export async function anchorJournal(ctx: AppContext, origin: string): Promise<void> {
  const now = ctx.clock.now();
  const last = await ctx.db
    .selectFrom('journal.anchor')
    .select(['at', 'rid'])
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last && now.getTime() - last.at.getTime() < ANCHOR_EVERY) return;
  const rid = last ? Rid.parse(last.rid) : ctx.ids.rid();
  await ctx.transact(async (tx) => {
    const state = await tx.selectFrom('journal.state').select(['size', 'root']).executeTakeFirstOrThrow();
    const { rev } = await appendRevision(tx, {
      ids: ctx.ids,
      at: now,
      rid,
      type: 'journal',
      act: 'anchor',
      agencyId: INSTANCE,
      org: 'JOURNAL',
      basis: 'journal-anchor',
      schema: 'journal/1',
      fields: [{ name: 'root', value: state.root.toString('hex'), state: 'open' }],
    });
    await tx
      .insertInto('journal.anchor')
      .values({ at: now, size: state.size, root: state.root, rid, rev })
      .execute();
    return ok();
  });
  ctx.log.debug({ origin }, 'journal anchored');
}

import { readFile } from 'node:fs/promises';
import type { AppContext } from '#platform/context';
import { createPool } from '#platform/database';
import type { Loop } from '#platform/jobs';
import { openGuard } from '../signing/guard.ts';
import { gatherLateCosignatures } from '../signing/late-cosignatures.ts';
import { isBehind } from '../signing/rollback.ts';
import { exposeCheckpoint } from '../signing/signer.ts';
import { noteStandstill, standstillReason } from '../signing/standstill.ts';
import { integrate } from '../tree/integrate.ts';
import { policyWitnesses, readPolicy } from '../witness/ask.ts';
import { anchorJournal } from './anchor-journal.ts';
import { loadLedgerKeys, publishReceiptKey } from './ledger-keys.ts';

/** The loops of the ledger: sequence the log and the journal, expose checkpoints, anchor the journal's root. */
export async function ledgerLoops(
  ctx: AppContext,
): Promise<{ readonly loops: readonly Loop[]; close(): Promise<void> }> {
  const { database, ledger } = ctx.config;
  if (!database) throw new Error('no database address');
  const keys = await loadLedgerKeys(ctx);
  const policy =
    ledger.policyFile === undefined ? undefined : readPolicy(await readFile(ledger.policyFile, 'utf8'));
  const onError = (error: Error): void => ctx.log.warn({ err: error }, 'database client lost');
  const sequencer = createPool({ url: database.sequencer, name: 'sequencer', max: 3, onError });
  const signer = createPool({ url: database.signer, name: 'signer', max: 3, onError });
  const guard = openGuard(ledger.guardDir);
  const witnesses = policyWitnesses({ policy, pool: signer, log: ctx.log, clock: ctx.clock });
  await publishReceiptKey(ctx, keys);

  const sequence = async (): Promise<void> => {
    // The signer's turn says so, once.
    if (await isBehind(guard, sequencer)) return;
    while ((await integrate(sequencer, 'ledger')) > 0);
  };
  const expose = async (): Promise<void> => {
    try {
      await exposeCheckpoint({ pool: signer, guard, key: keys.log, witnesses, clock: ctx.clock });
      await noteStandstill(signer, ctx.clock, undefined);
    } catch (error) {
      const reason = standstillReason(error);
      if (reason === undefined) throw error;
      if (await noteStandstill(signer, ctx.clock, reason))
        ctx.log.fatal({ err: error, reason }, 'nothing is published until a person decides');
    }
  };
  return {
    loops: [
      { name: 'ledger-sequence', everyMs: 1_000, channel: 'ledger_queue', run: sequence },
      {
        name: 'journal-sequence',
        everyMs: 5_000,
        async run() {
          while ((await integrate(sequencer, 'journal')) > 0);
        },
      },
      { name: 'ledger-expose', everyMs: 2_000, channel: 'ledger_integrated', run: expose },
      {
        name: 'ledger-cosign',
        everyMs: 30_000,
        async run() {
          await gatherLateCosignatures({ pool: signer, witnesses });
        },
      },
      { name: 'journal-anchor', everyMs: 30_000, run: () => anchorJournal(ctx) },
    ],
    async close() {
      await sequencer.end();
      await signer.end();
    },
  };
}

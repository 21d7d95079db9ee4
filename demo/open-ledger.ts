import { loadLedgerKeys, publishOnce } from '#modules/ledger';
import type { AppContext } from '#platform/context';
import { createPool } from '#platform/database';

export type OpenLedger = { publish(at: Date): Promise<void>; close(): Promise<void> };

/** The ledger as the demonstration drives it: sequenced and exposed on the day something was published. */
export async function openLedger(ctx: AppContext): Promise<OpenLedger> {
  const { database, ledger } = ctx.config;
  if (!database) throw new Error('no database address');
  const { log } = await loadLedgerKeys(ctx);
  const onError = (error: Error): void => ctx.log.warn({ err: error }, 'database client lost');
  const sequencer = createPool({ url: database.sequencer, name: 'demo-sequencer', max: 2, onError });
  const signer = createPool({ url: database.signer, name: 'demo-signer', max: 2, onError });
  return {
    async publish(at) {
      const clock = { now: () => at };
      await publishOnce({ sequencer, signer, clock, guardDir: ledger.guardDir, key: log });
    },
    async close() {
      await sequencer.end();
      await signer.end();
    },
  };
}

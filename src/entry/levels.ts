import { join } from 'node:path';
import { parseVerifierKey } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { loadFilingKey, watchedLogs, type FilingKeys } from '#modules/filing';
import { createWitness, type LedgerKeys, type Witness } from '#modules/ledger';
import type { AppContext } from '#platform/context';

/** What this instance is to those above and below: the keys it is known by, and the witness of whoever files to it. */
export type Levels = { readonly keys: FilingKeys; readonly witness: Witness };

/** The witness watches the logs of all enrolled senders; its key and what it has seen lie in `DATA_DIR/witness`. */
export async function joinLevels(ctx: AppContext, ledger: LedgerKeys): Promise<Levels> {
  const witness = await createWitness({
    name: `${ledger.origin}/witness`,
    logs: async () => (await watchedLogs(ctx.db)).flatMap((text) => parseVerifierKey(nodeCrypto, text) ?? []),
    stateDir: join(ctx.config.dataDir, 'witness'),
    clock: ctx.clock,
  });
  const filing = await loadFilingKey(ctx, ledger.origin);
  return { witness, keys: { filing, receipt: ledger.receipt, log: ledger.log, witness: witness.key } };
}

/** Size of a log, by its verifier key, when the witness last cosigned it. */
export function witnessedBy(witness: Witness): (logKey: string) => Promise<bigint | undefined> {
  return async (logKey) => {
    const key = parseVerifierKey(nodeCrypto, logKey);
    return key && witness.seenSize(key.name);
  };
}

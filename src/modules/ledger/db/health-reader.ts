import type { Reading } from '#platform/database';
import type { StandstillReason } from '../signing/standstill.ts';
import { newestCheckpoint, type Exposed } from './log-reader.ts';

export type LedgerHealth = {
  readonly newest: Exposed | undefined;
  /** When the oldest leaf that no exposed checkpoint covers yet says it was made; nothing when all are covered. */
  readonly waitingSince: Date | undefined;
  /** Set while the signer refuses to go on: publications queue, a person has to decide. */
  readonly standstill: { readonly reason: StandstillReason; readonly since: Date } | undefined;
};

/** How far publishing is: for the portal's notice, `/readyz` and alarms. Costs three index look-ups. */
export async function ledgerHealth(db: Reading): Promise<LedgerHealth> {
  const newest = await newestCheckpoint(db);
  const oldest = await db
    .selectFrom('ledger.revision')
    .select('at')
    .where('covered_size', 'is', null)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  const still = await db
    .selectFrom('ledger.standstill')
    .select(['reason', 'since'])
    .executeTakeFirstOrThrow();
  return {
    newest,
    waitingSince: oldest?.at,
    standstill:
      still.since && isReason(still.reason) ? { reason: still.reason, since: still.since } : undefined,
  };
}

const REASONS: Readonly<Record<StandstillReason, true>> = {
  'ledger/rolled-back': true,
  'ledger/other-tree': true,
  'ledger/other-origin': true,
  'ledger/guard-empty': true,
  'ledger/guard-not-writable': true,
};

function isReason(text: string | null): text is StandstillReason {
  return text !== null && Object.hasOwn(REASONS, text);
}

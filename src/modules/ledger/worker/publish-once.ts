import type pg from 'pg';
import type { Clock } from '#kernel';
import { openGuard } from '../signing/guard.ts';
import type { NoteKey } from '../signing/keys.ts';
import { isBehind } from '../signing/rollback.ts';
import { exposeCheckpoint, type Witnesses } from '../signing/signer.ts';
import { integrate } from '../tree/integrate.ts';

const NO_WITNESSES: Witnesses = { wanted: 0, ask: async () => [] };

/** Sequences and exposes everything that waits, once: for the command line, the demonstration and tests. */
export async function publishOnce(deps: {
  readonly sequencer: pg.Pool;
  readonly signer: pg.Pool;
  readonly clock: Clock;
  readonly guardDir: string;
  readonly key: NoteKey;
  readonly witnesses?: Witnesses;
}): Promise<void> {
  const guard = openGuard(deps.guardDir);
  if (!(await isBehind(guard, deps.sequencer))) while ((await integrate(deps.sequencer, 'ledger')) > 0);
  while ((await integrate(deps.sequencer, 'journal')) > 0);
  await exposeCheckpoint({
    pool: deps.signer,
    guard,
    key: deps.key,
    witnesses: deps.witnesses ?? NO_WITNESSES,
    clock: deps.clock,
  });
}

import { signerFromSeed } from '@chengming/ledger-verify/node';
import { ED25519, formatVerifierKey, verifierKey } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { createPool } from '#platform/database';
import { systemClock } from '#platform/system';
import { openGuard } from '../signing/guard.ts';
import { exposeCheckpoint } from '../signing/signer.ts';
import { integrate } from '../tree/integrate.ts';

// One sequencer or one signer as a process of its own, for tests that kill it: `ledger-child.ts ROLE URL GUARD_DIR`.
const [role = '', url = '', guardDir = ''] = process.argv.slice(2);
const pool = createPool({ url, name: `child-${role}`, max: 2, onError: () => undefined });
const name = 'log.test/ledger';
const signer = signerFromSeed(new Uint8Array(32).fill(7));
const verifier = verifierKey(nodeCrypto, name, ED25519, signer.publicKey);
const key = { name, signer, verifier, text: formatVerifierKey(verifier) };
const guard = openGuard(guardDir);
const witnesses = { wanted: 0, ask: async () => [] };

async function turn(): Promise<void> {
  if (role === 'signer') await exposeCheckpoint({ pool, guard, key, witnesses, clock: systemClock });
  else await integrate(pool, role === 'journal' ? 'journal' : 'ledger');
}

process.stdout.write('ready\n');
for (;;) {
  try {
    await turn();
  } catch (error) {
    // A database that is away, or another process that was faster: the next turn reads what is there.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  await new Promise((resolve) => setTimeout(resolve, 2));
}

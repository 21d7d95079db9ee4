import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatVerifierKey, verifierKey, ED25519 } from '@chengming/ledger-verify';
import { nodeCrypto, signerFromSeed } from '@chengming/ledger-verify/node';
import { afterAll } from 'vitest';
import type { Clock } from '#kernel';
import type { NoteKey } from '#modules/ledger';
import type { TestDatabase } from './database.ts';

export const TEST_ORIGIN = 'log.test/ledger';

export function testNoteKey(name = TEST_ORIGIN, seed = 7): NoteKey {
  const signer = signerFromSeed(new Uint8Array(32).fill(seed));
  const verifier = verifierKey(nodeCrypto, name, ED25519, signer.publicKey);
  return { name, signer, verifier, text: formatVerifierKey(verifier) };
}

export function tempDir(prefix = 'chengming-ledger-'): string {
  const dir = mkdtempSync(join(tmpdir(), prefix));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export type TestLog = { publish(): Promise<void> };

/** Runs the worker's ledger loops once: everything queued is sequenced and exposed. */
export function testLog(database: TestDatabase, clock: Clock, guardDir: string): TestLog {
  return {
    async publish() {
      const { publishOnce } = await import('#modules/ledger');
      await publishOnce({
        sequencer: database.poolAs('sequencer'),
        signer: database.poolAs('signer'),
        clock,
        guardDir,
        key: testNoteKey(),
      });
    },
  };
}

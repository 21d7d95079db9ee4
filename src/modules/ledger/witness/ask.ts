import {
  consistencyPath,
  equalBytes,
  openNote,
  parseNote,
  parsePolicy,
  toBase64,
  type Policy,
  type SignatureLine,
  type VerifierKey,
} from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type { Logger } from '#platform/log';
import type pg from 'pg';
import type { Witnesses } from '../signing/signer.ts';
import { tileReader } from '../tree/stored-tree.ts';

const PATIENCE = 5_000;

/** Raised for a policy file that cannot be used, with its line. */
export class PolicyRefusal extends Error {
  override readonly name = 'PolicyRefusal';
}

export function readPolicy(text: string): Policy {
  const parsed = parsePolicy(nodeCrypto, text);
  if ('error' in parsed)
    throw new PolicyRefusal(`LEDGER_POLICY line ${parsed.error.line}: ${parsed.error.reason}`);
  return parsed.policy;
}

/** Asks the policy's witnesses by C2SP tlog-witness; one that is down, slow or lying costs nothing but its cosignature. */
export function policyWitnesses(policy: Policy | undefined, pool: pg.Pool, log: Logger): Witnesses {
  const asked = [...(policy?.witnesses.entries() ?? [])].flatMap(([name, w]) =>
    w.url === undefined ? [] : [{ name, key: w.key, url: w.url }],
  );
  const lastSeen = new Map<string, bigint>();
  return {
    wanted: asked.length,
    async ask({ size, note, text }) {
      const deadline = AbortSignal.timeout(PATIENCE);
      const askOne = async (
        witness: { name: string; key: VerifierKey; url: string },
        old: bigint,
        retry: boolean,
      ): Promise<SignatureLine | undefined> => {
        const path = await consistencyPath(nodeCrypto, old, size, tileReader(pool, 'ledger'));
        const body = `old ${old}\n${path.map((h) => `${toBase64(h)}\n`).join('')}\n${note}`;
        const answer = await fetch(`${witness.url}/add-checkpoint`, {
          method: 'POST',
          body,
          signal: deadline,
        });
        const reply = await answer.text();
        if (answer.status === 409 && retry && /^\d{1,19}\n$/.test(reply)) {
          const seen = BigInt(reply.trim());
          return seen > size ? undefined : askOne(witness, seen, false);
        }
        if (answer.status !== 200) throw new Error(`witness answered ${answer.status}`);
        const line = cosignatureOf(witness.key, text, reply);
        if (!line) throw new Error('witness answered with a cosignature that does not verify');
        lastSeen.set(witness.name, size);
        return line;
      };
      const lines = await Promise.all(
        asked.map((witness) =>
          askOne(witness, lastSeen.get(witness.name) ?? 0n, true).catch((error: unknown) => {
            log.warn({ witness: witness.name, err: error }, 'witness did not cosign');
            return undefined;
          }),
        ),
      );
      return lines.filter((line) => line !== undefined);
    },
  };
}

/** The witness's line in its reply, if it verifies over our checkpoint; all other lines are ignored. */
function cosignatureOf(key: VerifierKey, text: string, reply: string): SignatureLine | undefined {
  const note = parseNote(`${text}\n${reply}`);
  const line = note?.signatures.find((s) => s.name === key.name && equalBytes(s.keyId, key.keyId));
  if (!line || !openNote(nodeCrypto, { text, signatures: [line] }, [key])) return undefined;
  return line;
}

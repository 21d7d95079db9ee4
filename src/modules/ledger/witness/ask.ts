import {
  consistencyPath,
  equalBytes,
  openNote,
  parseNote,
  parsePolicy,
  toBase64,
  meetsQuorum,
  type Policy,
  type SignatureLine,
  type VerifierKey,
} from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type { Logger } from '#platform/log';
import type pg from 'pg';
import type { Clock } from '#kernel';
import type { Witnesses } from '../signing/signer.ts';
import { tileReader } from '../tree/stored-tree.ts';

const PATIENCE = 5_000;
const ALARM_AFTER = 10 * 60_000;
/** Cosignature lines of one witness; more is not a reply we read. */
const MAX_REPLY = 16_384;

/** Raised for a policy file that cannot be used, with its line. */
class PolicyRefusal extends Error {
  override readonly name = 'PolicyRefusal';
}

export function readPolicy(text: string): Policy {
  const parsed = parsePolicy(nodeCrypto, text);
  if ('error' in parsed)
    throw new PolicyRefusal(`LEDGER_POLICY line ${parsed.error.line}: ${parsed.error.reason}`);
  return parsed.policy;
}

/**
 * Asks the policy's witnesses by C2SP tlog-witness, all at once; one that is down, slow or lying costs nothing but its
 * cosignature. An alarm is logged when the policy's own quorum was not met for ten minutes.
 */
export function policyWitnesses(deps: {
  readonly policy: Policy | undefined;
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly clock: Clock;
  readonly patienceMs?: number;
}): Witnesses {
  const { policy, pool, log } = deps;
  const asked = [...(policy?.witnesses.entries() ?? [])].flatMap(([name, w]) =>
    w.url === undefined ? [] : [{ name, key: w.key, url: w.url }],
  );
  const lastSeen = new Map<string, bigint>();
  let shortSince: Date | undefined;
  const watchQuorum = (cosigners: readonly VerifierKey[]): void => {
    if (!policy || meetsQuorum(policy, cosigners)) {
      shortSince = undefined;
      return;
    }
    const now = deps.clock.now();
    shortSince ??= now;
    if (now.getTime() - shortSince.getTime() >= ALARM_AFTER)
      log.error({ since: shortSince }, 'the quorum of witnesses has not been met for ten minutes');
  };
  return {
    wanted: asked.length,
    async ask({ size, note, text }, except = []) {
      const deadline = AbortSignal.timeout(deps.patienceMs ?? PATIENCE);
      const askOne = async (
        witness: { name: string; key: VerifierKey; url: string },
        old: bigint,
        retry: boolean,
      ): Promise<SignatureLine | undefined> => {
        const path = await consistencyPath(nodeCrypto, old, size, tileReader(pool, 'ledger'));
        const body = `old ${old}\n${path.map((h) => `${toBase64(h)}\n`).join('')}\n${note}`;
        const answer = await fetch(`${witness.url.replace(/\/$/, '')}/add-checkpoint`, {
          method: 'POST',
          body,
          redirect: 'error',
          signal: deadline,
        });
        const reply = await readAtMost(answer, MAX_REPLY);
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
      const answers = await Promise.all(
        asked
          .filter((witness) => !except.includes(witness.key.name))
          .map((witness) =>
            askOne(witness, lastSeen.get(witness.name) ?? 0n, true).then(
              (line) => (line ? [{ key: witness.key, line }] : []),
              (error: unknown) => {
                log.warn({ witness: witness.name, err: error }, 'witness did not cosign');
                return [];
              },
            ),
          ),
      );
      const cosigned = answers.flat();
      const before = asked.filter((witness) => except.includes(witness.key.name));
      watchQuorum([...before, ...cosigned].map((c) => c.key));
      return cosigned.map((c) => c.line);
    },
  };
}

async function readAtMost(response: Response, limit: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > limit) throw new Error(`witness answered with more than ${limit} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The witness's line in its reply, if it verifies over our checkpoint; all other lines are ignored. */
function cosignatureOf(key: VerifierKey, text: string, reply: string): SignatureLine | undefined {
  const note = parseNote(`${text}\n${reply}`);
  const line = note?.signatures.find((s) => s.name === key.name && equalBytes(s.keyId, key.keyId));
  if (!line || !openNote(nodeCrypto, { text, signatures: [line] }, [key])) return undefined;
  return line;
}

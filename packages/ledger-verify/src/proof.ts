import { fromBase64, parseDecimal, toBase64 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import { openNote, parseCheckpoint, parseNote, type Checkpoint, type Cosignature } from './note.ts';
import { meetsQuorum, policyKeys, type Policy } from './policy.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';
const MAX_PATH = 63;

/** A proof that stands alone: index, path, and the checkpoint verbatim (C2SP tlog-proof). */
export type Proof = {
  readonly index: bigint;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: string;
  readonly extra?: Uint8Array;
};

export function formatProof(proof: Proof): string {
  const extra = proof.extra ? `extra ${toBase64(proof.extra)}\n` : '';
  return `${HEADER}\n${extra}index ${proof.index}\n${proof.path.map((h) => `${toBase64(h)}\n`).join('')}\n${proof.checkpoint}`;
}

export function parseProof(text: string): Proof | undefined {
  const split = text.indexOf('\n\n');
  if (split < 0) return undefined;
  const lines = text.slice(0, split).split('\n');
  if (lines.shift() !== HEADER) return undefined;
  const extraText = lines[0]?.startsWith('extra ') ? lines.shift()?.slice(6) : undefined;
  const extra = extraText === undefined ? undefined : fromBase64(extraText);
  if (extraText !== undefined && !extra) return undefined;
  const indexLine = lines.shift() ?? '';
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice(6)) : undefined;
  if (index === undefined || lines.length > MAX_PATH) return undefined;
  const path: Uint8Array[] = [];
  for (const line of lines) {
    const hash = fromBase64(line);
    if (hash?.length !== 32) return undefined;
    path.push(hash);
  }
  return { index, path, checkpoint: text.slice(split + 2), ...(extra ? { extra } : {}) };
}

export type ProofFailure =
  | 'proof/malformed'
  | 'proof/checkpoint-malformed'
  | 'proof/not-signed-by-log'
  | 'proof/quorum-not-met'
  | 'proof/not-included';
export type ProofOutcome =
  | {
      readonly ok: true;
      readonly checkpoint: Checkpoint;
      readonly index: bigint;
      readonly cosignatures: readonly Cosignature[];
    }
  | { readonly ok: false; readonly failure: ProofFailure };

/** Checks a proof of an entry against a policy: log signature and origin, quorum, then the path to the root. */
export function verifyProof(c: Crypto, policy: Policy, entry: Uint8Array, text: string): ProofOutcome {
  const proof = parseProof(text);
  if (!proof) return { ok: false, failure: 'proof/malformed' };
  const opened = openCheckpoint(c, policy, proof.checkpoint);
  if (!opened.ok) return opened;
  const { checkpoint, cosignatures } = opened;
  const included = verifyInclusion(c, {
    index: proof.index,
    size: checkpoint.size,
    leafHash: leafHash(c, entry),
    path: proof.path,
    root: checkpoint.root,
  });
  return included
    ? { ok: true, checkpoint, index: proof.index, cosignatures }
    : { ok: false, failure: 'proof/not-included' };
}

export type CheckpointOutcome =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly cosignatures: readonly Cosignature[] }
  | { readonly ok: false; readonly failure: Exclude<ProofFailure, 'proof/malformed' | 'proof/not-included'> };

/** Checks a checkpoint against a policy: signed by a log of that origin, cosigned by the quorum. */
export function openCheckpoint(c: Crypto, policy: Policy, text: string): CheckpointOutcome {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!note || !checkpoint) return { ok: false, failure: 'proof/checkpoint-malformed' };
  const opened = openNote(c, note, policyKeys(policy));
  const byLog = opened?.verified.some(
    (key) => key.name === checkpoint.origin && policy.logs.some((log) => log.key === key),
  );
  if (!opened || !byLog) return { ok: false, failure: 'proof/not-signed-by-log' };
  const cosigners = opened.cosignatures.map((s) => s.key);
  if (!meetsQuorum(policy, cosigners)) return { ok: false, failure: 'proof/quorum-not-met' };
  return { ok: true, checkpoint, cosignatures: opened.cosignatures };
}

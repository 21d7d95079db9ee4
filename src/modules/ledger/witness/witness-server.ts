import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  COSIGNATURE_V1,
  cosign,
  formatSignature,
  formatVerifierKey,
  fromBase64,
  openNote,
  parseCheckpoint,
  parseDecimal,
  parseNote,
  verifierKey,
  verifyConsistency,
  type VerifierKey,
} from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Clock } from '#kernel';
import { writeDurably } from '../signing/guard.ts';
import { loadNoteKey } from '../signing/keys.ts';

const Seen = z.object({ size: z.string(), root: z.string(), note: z.string() });
const EMPTY_ROOT = nodeCrypto.sha256(new Uint8Array(0));
const MAX_PROOF = 63;
const MAX_BODY = 65_536;

export type WitnessOptions = {
  /** Key name of the witness, e.g. `witness.example/city`. */
  readonly name: string;
  /** Verifier keys of the logs it watches, asked for at each request. */
  readonly logs: () => Promise<readonly VerifierKey[]>;
  /** Folder of its key and of what it has seen. */
  readonly stateDir: string;
  readonly clock: Clock;
};

export type Witness = {
  readonly app: Hono;
  readonly key: string;
  /** Size of the last checkpoint of a log that it cosigned. */
  seenSize(origin: string): Promise<bigint | undefined>;
};

/**
 * A witness (C2SP tlog-witness): cosigns a checkpoint only if it extends the last one it cosigned, and has that on disk
 * before it answers. 200 with the cosignature, 409 with the size it knows, 404 unknown log, 403 no valid signature,
 * 400 malformed, 422 bad proof.
 */
export async function createWitness(options: WitnessOptions): Promise<Witness> {
  await mkdir(options.stateDir, { recursive: true, mode: 0o700 });
  const note = await loadNoteKey(options.stateDir, 'key', options.name, true);
  const key = formatVerifierKey(verifierKey(nodeCrypto, options.name, COSIGNATURE_V1, note.signer.publicKey));
  // Requests of one log run one after another: check and store are one step.
  let turn: Promise<unknown> = Promise.resolve();
  const app = new Hono();
  app.post('/add-checkpoint', bodyLimit({ maxSize: MAX_BODY }), async (c) => {
    const body = await c.req.text();
    const answer = turn.then(() => addCheckpoint(options, note.signer, body));
    turn = answer.catch(() => undefined);
    const { status, text, type } = await answer;
    return c.body(text, status, { 'content-type': type ?? 'text/plain; charset=utf-8' });
  });
  app.get('/:origin{[0-9a-f]{64}}/checkpoint', async (c) => {
    const seen = await readSeen(options.stateDir, c.req.param('origin'));
    return seen ? c.text(seen.note) : c.text('', 404);
  });
  return {
    app,
    key,
    seenSize: async (origin) => (await readSeen(options.stateDir, idOf(origin)))?.size,
  };
}

type Answer = {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly text: string;
  readonly type?: string;
};

async function addCheckpoint(
  options: WitnessOptions,
  signer: Parameters<typeof cosign>[2],
  body: string,
): Promise<Answer> {
  const split = body.indexOf('\n\n');
  const [oldLine = '', ...proofLines] = body.slice(0, Math.max(split, 0)).split('\n');
  const old = oldLine.startsWith('old ') ? parseDecimal(oldLine.slice(4)) : undefined;
  const noteText = body.slice(split + 2);
  const note = parseNote(noteText);
  const checkpoint = note && parseCheckpoint(note.text);
  const path = proofLines.map((line) => fromBase64(line));
  if (split < 0 || old === undefined || !note || !checkpoint || path.length > MAX_PROOF)
    return { status: 400, text: 'malformed\n' };
  const log = (await options.logs()).filter((key) => key.name === checkpoint.origin);
  if (log.length === 0) return { status: 404, text: 'unknown log\n' };
  if (!openNote(nodeCrypto, note, log)) return { status: 403, text: 'not signed by the log\n' };
  if (old > checkpoint.size) return { status: 400, text: 'old size is larger\n' };
  const id = idOf(checkpoint.origin);
  const seen = await readSeen(options.stateDir, id);
  if (old !== (seen?.size ?? 0n))
    return { status: 409, text: `${seen?.size ?? 0n}\n`, type: 'text/x.tlog.size' };
  const hashes = path.filter((hash) => hash?.length === 32).map((hash) => hash ?? new Uint8Array());
  const consistent =
    hashes.length === path.length &&
    verifyConsistency(nodeCrypto, {
      oldSize: old,
      newSize: checkpoint.size,
      oldRoot: seen?.root ?? EMPTY_ROOT,
      newRoot: checkpoint.root,
      path: hashes,
    });
  if (!consistent) return { status: 422, text: 'not consistent\n' };
  await writeDurably(
    join(options.stateDir, `${id}.json`),
    Buffer.from(
      JSON.stringify({
        size: checkpoint.size.toString(),
        root: Buffer.from(checkpoint.root).toString('base64'),
        note: noteText,
      }),
    ),
  );
  const time = BigInt(Math.floor(options.clock.now().getTime() / 1000));
  return { status: 200, text: formatSignature(cosign(nodeCrypto, options.name, signer, time, note.text)) };
}

const idOf = (origin: string): string => createHash('sha256').update(origin).digest('hex');

async function readSeen(
  dir: string,
  id: string,
): Promise<{ size: bigint; root: Uint8Array; note: string } | undefined> {
  const text = await readFile(join(dir, `${id}.json`), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const seen = Seen.parse(JSON.parse(text));
  const root = fromBase64(seen.root);
  if (!root) throw new Error(`witness state ${id} is damaged`);
  return { size: BigInt(seen.size), root, note: seen.note };
}

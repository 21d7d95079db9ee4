import { equalBytes, fromUtf8, toBase64 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { parseLeaf } from './leaf.ts';
import { CompactRange, leafHash, verifyConsistency } from './merkle.ts';
import type { Checkpoint, Cosignature } from './note.ts';
import type { Policy } from './policy.ts';
import { openCheckpoint, type CheckpointOutcome } from './proof.ts';
import {
  consistencyPath,
  decodeEntries,
  entriesPath,
  tilePath,
  tilesForSize,
  tileWidth,
  type TileReader,
} from './tiles.ts';

/** Where a log is read from: an address, a folder, anything that answers paths below the log. */
export type LogSource = (path: string) => Promise<Uint8Array | undefined>;

/** The last checkpoint a reader saw and accepted; kept by the reader, never by the log. */
export type Seen = { readonly origin: string; readonly size: bigint; readonly root: Uint8Array };

export type LogFinding =
  | { readonly code: 'log/no-checkpoint' }
  | { readonly code: Exclude<CheckpointOutcome, { ok: true }>['failure'] }
  | { readonly code: 'log/other-origin'; readonly seen: string }
  | { readonly code: 'log/rolled-back'; readonly from: bigint; readonly to: bigint }
  | { readonly code: 'log/history-rewritten'; readonly from: bigint; readonly to: bigint }
  | { readonly code: 'log/tile-missing' | 'log/tile-wrong'; readonly path: string }
  | { readonly code: 'log/entries-missing' | 'log/entries-wrong'; readonly path: string }
  | { readonly code: 'log/root-differs' }
  | { readonly code: 'log/entry-not-a-leaf'; readonly index: bigint };

export type LogReport = {
  readonly findings: readonly LogFinding[];
  readonly checkpoint?: Checkpoint;
  readonly cosignatures: readonly Cosignature[];
  /** Entries read in full; 0 when only the checkpoint and its consistency were checked. */
  readonly entries: bigint;
  /** When the last leaf claims to be from: a claim, to be held against the times of the cosignatures. */
  readonly newestLeafAt?: string;
};

/**
 * Checks a log as any reader can: the checkpoint against the policy, consistency with the last one seen, and with
 * `full` every entry, every tile and the root again from the entries.
 */
export async function verifyLog(
  c: Crypto,
  policy: Policy,
  source: LogSource,
  options: { readonly seen?: Seen | undefined; readonly full: boolean },
): Promise<LogReport> {
  const note = await source('checkpoint');
  const text = note && fromUtf8(note);
  if (text === undefined) return { findings: [{ code: 'log/no-checkpoint' }], cosignatures: [], entries: 0n };
  const opened = openCheckpoint(c, policy, text);
  if (!opened.ok) return { findings: [{ code: opened.failure }], cosignatures: [], entries: 0n };
  const { checkpoint, cosignatures } = opened;
  const read = tileReader(source);
  const findings: LogFinding[] = await checkSeen(c, checkpoint, options.seen, read);
  if (!options.full || findings.length > 0) return { findings, checkpoint, cosignatures, entries: 0n };
  const full = await checkEverything(c, checkpoint, source);
  return {
    findings: [...findings, ...full.findings],
    checkpoint,
    cosignatures,
    entries: full.entries,
    ...(full.newestLeafAt === undefined ? {} : { newestLeafAt: full.newestLeafAt }),
  };
}

class Missing extends Error {
  override readonly name = 'Missing';
  readonly path: string;
  constructor(path: string) {
    super(path);
    this.path = path;
  }
}

/** A partial tile that was replaced by the full one is read as its prefix, as the specification allows. */
function tileReader(source: LogSource): TileReader {
  return async (tile) => {
    const path = tilePath(tile);
    const bytes = (await source(path)) ?? (await source(tilePath({ ...tile, width: 256 })));
    if (!bytes || bytes.length < 32 * tile.width) throw new Missing(path);
    return bytes.slice(0, 32 * tile.width);
  };
}

async function checkSeen(
  c: Crypto,
  now: Checkpoint,
  seen: Seen | undefined,
  read: TileReader,
): Promise<LogFinding[]> {
  if (!seen) return [];
  if (seen.origin !== now.origin) return [{ code: 'log/other-origin', seen: seen.origin }];
  if (now.size < seen.size) return [{ code: 'log/rolled-back', from: seen.size, to: now.size }];
  try {
    const path = await consistencyPath(c, seen.size, now.size, read);
    const consistent = verifyConsistency(c, {
      oldSize: seen.size,
      newSize: now.size,
      oldRoot: seen.root,
      newRoot: now.root,
      path,
    });
    return consistent ? [] : [{ code: 'log/history-rewritten', from: seen.size, to: now.size }];
  } catch (error) {
    if (error instanceof Missing) return [{ code: 'log/tile-missing', path: error.path }];
    throw error;
  }
}

async function checkEverything(
  c: Crypto,
  checkpoint: Checkpoint,
  source: LogSource,
): Promise<{ findings: LogFinding[]; entries: bigint; newestLeafAt?: string }> {
  const findings: LogFinding[] = [];
  const range = new CompactRange(c);
  const levels: Uint8Array[][] = [];
  let newestLeafAt: string | undefined;
  for (let n = 0n; n * 256n < checkpoint.size; n += 1n) {
    const width = tileWidth(checkpoint.size, 0, n);
    const path = entriesPath(n, width);
    const bundle = (await source(path)) ?? (await source(entriesPath(n, 256)));
    const entries = bundle && decodeEntries(bundle)?.slice(0, width);
    if (!entries || entries.length < width)
      return {
        findings: [...findings, { code: bundle ? 'log/entries-wrong' : 'log/entries-missing', path }],
        entries: range.size,
      };
    for (const entry of entries) {
      const leaf = parseLeaf(entry);
      if (leaf) newestLeafAt = leaf.at;
      else findings.push({ code: 'log/entry-not-a-leaf', index: range.size });
      const hash = leafHash(c, entry);
      range.append(hash);
      push(c, levels, 0, hash);
    }
  }
  if (!equalBytes(range.root(), checkpoint.root)) findings.push({ code: 'log/root-differs' });
  for (const tile of tilesForSize(checkpoint.size)) {
    const path = tilePath(tile);
    const bytes = await source(path);
    if (!bytes) findings.push({ code: 'log/tile-missing', path });
    else if (!equalBytes(bytes, join(levels[tile.level] ?? [], Number(tile.n) * 256, tile.width)))
      findings.push({ code: 'log/tile-wrong', path });
  }
  return { findings, entries: range.size, ...(newestLeafAt === undefined ? {} : { newestLeafAt }) };
}

/** Hashes of each level as the tiles must hold them: level l+1 grows by the root of each full tile of level l. */
function push(c: Crypto, levels: Uint8Array[][], level: number, hash: Uint8Array): void {
  const hashes = (levels[level] ??= []);
  hashes.push(hash);
  if (hashes.length % 256 !== 0) return;
  const full = new CompactRange(c);
  for (const h of hashes.slice(-256)) full.append(h);
  push(c, levels, level + 1, full.root());
}

function join(hashes: readonly Uint8Array[], start: number, count: number): Uint8Array {
  const out = new Uint8Array(32 * count);
  hashes.slice(start, start + count).forEach((hash, i) => out.set(hash, 32 * i));
  return out;
}

/** The state a reader keeps between visits, as a small JSON text. */
export function formatSeen(seen: Seen): string {
  return `${JSON.stringify({ origin: seen.origin, size: seen.size.toString(), root: toBase64(seen.root) })}\n`;
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  consistencyPath,
  decodeEntries,
  entriesPath,
  leafHash,
  openNote,
  parseCheckpoint,
  parseNote,
  rootOfHashes,
  tilePath,
  tilesForSize,
  toHex,
  verifyConsistency,
  type Checkpoint,
} from '@chengming/ledger-verify';
import { nodeCrypto as c } from '@chengming/ledger-verify/node';
import type { Db } from '#platform/database';
import { newestCheckpoint, readBundle, readTile } from '../db/log-reader.ts';
import type { NoteKey } from '../signing/keys.ts';

/**
 * Everything an outsider checks of a log, from what it serves: the newest checkpoint is signed, every entry hashes to
 * its tile, the tiles hash to the root, the tree grew out of the last one seen. And the guard holds the same bytes.
 */
export async function fsck(
  db: Db,
  guardDir: string,
  key: NoteKey,
  last: Checkpoint | undefined,
): Promise<{ readonly checkpoint: Checkpoint; readonly entries: readonly string[] } | undefined> {
  const newest = await newestCheckpoint(db);
  if (!newest) return undefined;
  const note = parseNote(newest.note);
  const checkpoint = note && openNote(c, note, [key.verifier]) && parseCheckpoint(note.text);
  if (!checkpoint) throw new Error('the checkpoint is not signed by the log');
  const { size } = checkpoint;
  const read = async (tile: { level: number; n: bigint; width: number }): Promise<Uint8Array> => {
    const data = await readTile(db, size, tile.level, tile.n, tile.width);
    if (!data) throw new Error(`${tilePath(tile)} is missing`);
    return data;
  };
  const entries: Uint8Array[] = [];
  for (const tile of tilesForSize(size)) {
    const served = await read(tile);
    const kept = await readFile(join(guardDir, tilePath({ ...tile, width: 256 })));
    same(tilePath(tile), served, kept.subarray(0, served.length));
    if (tile.level !== 0) continue;
    const bundle = await readBundle(db, size, tile.n, tile.width);
    const decoded = bundle && decodeEntries(bundle);
    if (!decoded) throw new Error(`${entriesPath(tile.n, tile.width)} is missing`);
    const copy = await readFile(join(guardDir, entriesPath(tile.n, 256)));
    same(entriesPath(tile.n, tile.width), bundle, copy.subarray(0, bundle.length));
    same(`hashes of bundle ${tile.n}`, Buffer.concat(decoded.map((entry) => leafHash(c, entry))), served);
    entries.push(...decoded);
  }
  const root = rootOfHashes(
    c,
    entries.map((entry) => leafHash(c, entry)),
  );
  same(`root of ${size}`, root, checkpoint.root);
  if (last) {
    const path = await consistencyPath(c, last.size, size, read);
    const grew = verifyConsistency(c, {
      oldSize: last.size,
      newSize: size,
      oldRoot: last.root,
      newRoot: checkpoint.root,
      path,
    });
    if (!grew) throw new Error(`the tree of ${size} did not grow out of the one of ${last.size}`);
  }
  return { checkpoint, entries: entries.map((entry) => Buffer.from(entry).toString('utf8')) };
}

function same(what: string, a: Uint8Array, b: Uint8Array): void {
  if (!Buffer.from(a).equals(Buffer.from(b)))
    throw new Error(`${what} differs: ${toHex(a.slice(0, 8))} / ${toHex(b.slice(0, 8))}`);
}

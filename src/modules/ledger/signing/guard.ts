import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  decodeEntries,
  encodeEntries,
  entriesPath,
  fromBase64,
  tilePath,
  toBase64,
  type Tile,
} from '@chengming/ledger-verify';
import { z } from 'zod';

const Mark = z.object({
  origin: z.string(),
  size: z.string().regex(/^\d+$/),
  root: z.string(),
  note: z.string(),
});

/** The highest tree this log has ever signed: kept outside the database and never restored over. */
export type HighWater = {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly note: string;
};

/**
 * The guard against rollback (DECISIONS §4): the high-water mark and a copy of every tile and entry, in a folder that no
 * backup of the database touches. Everything is on disk before a checkpoint leaves the process.
 */
export type Guard = {
  mark(): Promise<HighWater | undefined>;
  /** Never lowers the mark: a signer that was paused while another went on fails here. */
  raise(mark: HighWater): Promise<void>;
  /** Stores bundle `n`; a longer one that begins with it is kept. */
  keepEntries(n: bigint, entries: readonly Uint8Array[]): Promise<void>;
  keepTile(tile: Tile, data: Uint8Array): Promise<void>;
  entries(n: bigint): Promise<readonly Uint8Array[]>;
};

export function openGuard(dir: string): Guard {
  const markFile = join(dir, 'high-water.json');
  const readMark = async (): Promise<HighWater | undefined> => {
    const text = await readOrNothing(markFile);
    if (text === undefined) return undefined;
    const stored = Mark.parse(JSON.parse(text.toString('utf8')));
    const root = fromBase64(stored.root);
    if (root?.length !== 32) throw new Error(`${markFile} is damaged`);
    return { origin: stored.origin, size: BigInt(stored.size), root, note: stored.note };
  };
  return {
    mark: readMark,
    async raise(mark) {
      const before = await readMark();
      if (before && before.size > mark.size)
        throw new Error(`the guard stands at ${before.size}, it is not lowered to ${mark.size}`);
      const text = JSON.stringify(
        { origin: mark.origin, size: mark.size.toString(), root: toBase64(mark.root), note: mark.note },
        null,
        2,
      );
      await writeDurably(markFile, Buffer.from(`${text}\n`));
    },
    keepEntries: (n, entries) => grow(join(dir, entriesPath(n, 256)), encodeEntries(entries)),
    keepTile: (tile, data) => grow(join(dir, tilePath({ ...tile, width: 256 })), data),
    async entries(n) {
      const bundle = await readOrNothing(join(dir, entriesPath(n, 256)));
      if (!bundle) return [];
      const entries = decodeEntries(new Uint8Array(bundle));
      if (!entries) throw new Error(`guard bundle ${n} is damaged`);
      return entries;
    },
  };
}

async function grow(path: string, data: Uint8Array): Promise<void> {
  const before = await readOrNothing(path);
  if (before && before.length >= data.length && before.subarray(0, data.length).equals(data)) return;
  await writeDurably(path, data);
}

async function readOrNothing(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Writes beside, syncs, renames, syncs the folders: after this returns the file is there after any crash. */
export async function writeDurably(path: string, data: Uint8Array): Promise<void> {
  const folder = dirname(path);
  const created = await mkdir(folder, { recursive: true });
  const partial = `${path}.part`;
  const handle = await open(partial, 'w', 0o600);
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, path);
  // A new folder is an entry of the one above, which needs its own sync.
  const top = created === undefined ? folder : dirname(created);
  for (let at = folder; ; at = dirname(at)) {
    await syncFolder(at);
    if (at === top || dirname(at) === at) return;
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

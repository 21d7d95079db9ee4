import {
  CompactRange,
  splitHashes,
  TILE_WIDTH,
  tileWidth,
  TileHashes,
  type TileReader,
} from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type pg from 'pg';

export type TreeName = 'ledger' | 'journal';

/** Reads tiles of a stored tree; a partial tile is a prefix of the stored row. */
export function tileReader(db: Pick<pg.ClientBase, 'query'>, tree: TreeName): TileReader {
  return async ({ level, n, width }) => {
    const { rows } = await db.query<{ data: Buffer }>(
      `SELECT data FROM ${tree}.tile WHERE level = $1 AND n = $2`,
      [level, n.toString()],
    );
    const data = rows[0]?.data;
    if (!data || data.length < 32 * width)
      throw new Error(`tile ${tree}/${level}/${n} is missing or too short`);
    return new Uint8Array(data.subarray(0, 32 * width));
  };
}

/** The right edge of a stored tree: all that appending to it needs. */
export async function loadRange(
  db: Pick<pg.ClientBase, 'query'>,
  tree: TreeName,
  size: bigint,
): Promise<CompactRange> {
  return new TileHashes(nodeCrypto, size, tileReader(db, tree)).peaks();
}

type ChangedTile = {
  readonly level: number;
  readonly n: bigint;
  readonly width: number;
  readonly data: Uint8Array;
};

/**
 * The tiles that appending `hashes` at `size` changes: level 0 grows by the hashes, each higher level by the roots of
 * the tiles below that became full. `existing` reads the partial tile a level ends with.
 */
export async function growTiles(
  existing: TileReader,
  size: bigint,
  hashes: readonly Uint8Array[],
): Promise<ChangedTile[]> {
  const changed: ChangedTile[] = [];
  let added = [...hashes];
  for (let level = 0, before = size; added.length > 0; level += 1, before /= 256n) {
    const full: Uint8Array[] = [];
    let n = before / 256n;
    let tile =
      before % 256n === 0n ? [] : splitHashes(await existing({ level, n, width: tileWidth(size, level, n) }));
    for (let at = 0; at < added.length;) {
      const room = TILE_WIDTH - tile.length;
      tile = [...tile, ...added.slice(at, at + room)];
      at += room;
      changed.push({ level, n, width: tile.length, data: Buffer.concat(tile) });
      if (tile.length < TILE_WIDTH) break;
      full.push(rootOf(tile));
      n += 1n;
      tile = [];
    }
    added = full;
  }
  return changed;
}

export async function storeTiles(
  db: Pick<pg.ClientBase, 'query'>,
  tree: TreeName,
  tiles: readonly ChangedTile[],
): Promise<void> {
  await db.query(
    `INSERT INTO ${tree}.tile (level, n, width, data)
     SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::smallint[], $4::bytea[])
     ON CONFLICT (level, n) DO UPDATE SET width = EXCLUDED.width, data = EXCLUDED.data`,
    [
      tiles.map((t) => t.level),
      tiles.map((t) => t.n.toString()),
      tiles.map((t) => t.width),
      tiles.map((t) => Buffer.from(t.data)),
    ],
  );
}

function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  const range = new CompactRange(nodeCrypto);
  for (const hash of hashes) range.append(hash);
  return range.root();
}

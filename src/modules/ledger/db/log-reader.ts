import { encodeEntries, inclusionPath, parseCheckpoint, tileWidth } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type { Reading } from '#platform/database';

export type Exposed = {
  readonly size: bigint;
  readonly note: string;
  readonly at: Date;
  readonly witnesses: number;
  readonly wanted: number;
};

/** The newest checkpoint the public sees. */
export async function newestCheckpoint(db: Reading): Promise<Exposed | undefined> {
  return db
    .selectFrom('ledger.checkpoint')
    .select(['size', 'note', 'at', 'witnesses', 'wanted'])
    .where('exposed', '=', true)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Hashes of a tile as the exposed tree has it; nothing beyond the exposed size leaves the server. */
export async function readTile(
  db: Reading,
  exposed: bigint,
  level: number,
  n: bigint,
  width: number,
): Promise<Uint8Array | undefined> {
  if (width > tileWidth(exposed, level, n)) return undefined;
  const row = await db
    .selectFrom('ledger.tile')
    .select('data')
    .where('level', '=', level)
    .where('n', '=', n)
    .executeTakeFirst();
  return row && row.data.length >= 32 * width ? new Uint8Array(row.data.subarray(0, 32 * width)) : undefined;
}

export async function readBundle(
  db: Reading,
  exposed: bigint,
  n: bigint,
  width: number,
): Promise<Uint8Array | undefined> {
  if (width > tileWidth(exposed, 0, n)) return undefined;
  const rows = await db
    .selectFrom('ledger.entry')
    .select('data')
    .where('idx', '>=', n * 256n)
    .where('idx', '<', n * 256n + BigInt(width))
    .orderBy('idx')
    .execute();
  return rows.length === width ? encodeEntries(rows.map((r) => new Uint8Array(r.data))) : undefined;
}

/** RFC 6962 path of an entry in the tree of a checkpoint, from one query: two tiles a level at most. */
export async function pathInCheckpoint(db: Reading, index: bigint, note: string): Promise<Uint8Array[]> {
  const size = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))?.size;
  if (size === undefined) throw new Error('stored checkpoint is malformed');
  const rows = await db
    .selectFrom('ledger.tile')
    .select(['level', 'n', 'data'])
    .where((eb) =>
      eb.or(tilesOfPath(index, size).map(({ level, n }) => eb('level', '=', level).and('n', '=', n))),
    )
    .execute();
  const tiles = new Map(rows.map((row) => [`${row.level}/${row.n}`, row.data]));
  return inclusionPath(nodeCrypto, index, size, async ({ level, n, width }) => {
    const data = tiles.get(`${level}/${n}`);
    if (!data || data.length < 32 * width) throw new Error(`tile ${level}/${n} is missing`);
    return new Uint8Array(data.subarray(0, 32 * width));
  });
}

/** The tile on the way from the entry to the root and the one at the right edge, level by level. */
function tilesOfPath(index: bigint, size: bigint): { readonly level: number; readonly n: bigint }[] {
  const tiles: { level: number; n: bigint }[] = [];
  for (let level = 0; size >> BigInt(8 * level) > 0n; level += 1) {
    const own = index >> BigInt(8 * (level + 1));
    const edge = ((size >> BigInt(8 * level)) - 1n) / 256n;
    tiles.push({ level, n: own }, ...(own === edge ? [] : [{ level, n: edge }]));
  }
  return tiles;
}

import {
  inclusionPath,
  leafHash,
  nodeHash,
  rootFromTiles,
  tilesForSize,
  toHex,
  utf8,
  verifyInclusion,
  type Tile,
} from '@chengming/ledger-verify';
import { nodeCrypto as c } from '@chengming/ledger-verify/node';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { growTiles } from './stored-tree.ts';

const LEAVES = Array.from({ length: 70_000 }, (_, i) => leafHash(c, utf8(`entry ${i}`)));

/** RFC 6962 §2.1, written down from the text. */
function naiveRoot(hashes: readonly Uint8Array[]): Uint8Array {
  const [first] = hashes;
  if (!first) return c.sha256(new Uint8Array());
  if (hashes.length === 1) return first;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(c, naiveRoot(hashes.slice(0, k)), naiveRoot(hashes.slice(k)));
}

/** C2SP tlog-tiles: the i-th hash of tile n at level l is MTH(D[(n·256+i)·256^l : (n·256+i+1)·256^l]). */
function naiveTile({ level, n, width }: Tile): Uint8Array {
  const span = 256 ** level;
  return Buffer.concat(
    Array.from({ length: width }, (_, i) => {
      const at = Number(n) * 256 + i;
      return naiveRoot(LEAVES.slice(at * span, (at + 1) * span));
    }),
  );
}

async function grow(batches: readonly number[]) {
  const stored = new Map<string, Uint8Array>();
  const read = async ({ level, n, width }: Tile): Promise<Uint8Array> =>
    (stored.get(`${level}/${n}`) ?? new Uint8Array()).slice(0, 32 * width);
  let size = 0;
  for (const batch of batches) {
    const added = LEAVES.slice(size, size + batch);
    for (const tile of await growTiles(read, BigInt(size), added)) {
      const key = `${tile.level}/${tile.n}`;
      const before = stored.get(key) ?? new Uint8Array();
      expect(tile.data.length).toBe(32 * tile.width);
      expect(Buffer.from(tile.data.slice(0, before.length)).equals(before)).toBe(true);
      stored.set(key, tile.data);
    }
    size += batch;
  }
  return { size: BigInt(size), read, stored };
}

async function check(batches: readonly number[]): Promise<void> {
  const { size, read, stored } = await grow(batches);
  const tiles = tilesForSize(size);
  expect(stored.size).toBe(tiles.length);
  for (const tile of tiles) expect(toHex(await read(tile))).toBe(toHex(naiveTile(tile)));
  expect(toHex(await rootFromTiles(c, size, read))).toBe(toHex(naiveRoot(LEAVES.slice(0, Number(size)))));
}

it('in whatever batches a tree grows, its tiles and root are those of the definition', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }), check),
    { numRuns: 60 },
  );
});

it.each([
  [[256]],
  [[255, 1]],
  [[255, 2]],
  [[1, 511]],
  [[513]],
  [[1_024, 1_024, 1]],
  [[65_535, 1, 1]],
  [[65_537, 4_463]],
])('grows over the bounds of its tiles: %j', async (batches) => {
  await check(batches);
});

it('every leaf of 1,000 is proven from the tiles, and no other leaf is', async () => {
  const { size, read } = await grow([1_000]);
  const root = naiveRoot(LEAVES.slice(0, 1_000));
  for (let i = 0; i < 1_000; i += 1) {
    const index = BigInt(i);
    const path = await inclusionPath(c, index, size, read);
    const claim = { index, size, path, root, leafHash: LEAVES[i]! };
    expect(verifyInclusion(c, claim)).toBe(true);
    expect(verifyInclusion(c, { ...claim, leafHash: LEAVES[i + 1]! })).toBe(false);
  }
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, equalBytes, utf8 } from './bytes.ts';
import {
  CompactRange,
  leafHash,
  nodeHash,
  rootOfHashes,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import { nodeCrypto as c } from './node/crypto.ts';
import {
  consistencyPath,
  decodeEntries,
  encodeEntries,
  entriesPath,
  inclusionPath,
  parseTilePath,
  rootFromTiles,
  tilePath,
  tilesForSize,
  type TileReader,
} from './tiles.ts';

/** RFC 6962 §2.1 word for word: the twin the tiles are held against. */
const naive = {
  root(hashes: readonly Uint8Array[]): Uint8Array {
    if (hashes.length === 0) return c.sha256(new Uint8Array());
    if (hashes.length === 1) return hashes[0]!;
    const k = naive.split(hashes.length);
    return nodeHash(c, naive.root(hashes.slice(0, k)), naive.root(hashes.slice(k)));
  },
  split(n: number): number {
    let k = 1;
    while (k * 2 < n) k *= 2;
    return k;
  },
  path(m: number, hashes: readonly Uint8Array[]): Uint8Array[] {
    if (hashes.length <= 1) return [];
    const k = naive.split(hashes.length);
    return m < k
      ? [...naive.path(m, hashes.slice(0, k)), naive.root(hashes.slice(k))]
      : [...naive.path(m - k, hashes.slice(k)), naive.root(hashes.slice(0, k))];
  },
  proof(m: number, hashes: readonly Uint8Array[], complete = true): Uint8Array[] {
    if (m === hashes.length) return complete ? [] : [naive.root(hashes)];
    const k = naive.split(hashes.length);
    return m <= k
      ? [...naive.proof(m, hashes.slice(0, k), complete), naive.root(hashes.slice(k))]
      : [...naive.proof(m - k, hashes.slice(k), false), naive.root(hashes.slice(0, k))];
  },
};

const hashes = Array.from({ length: 1_000 }, (_, i) => leafHash(c, utf8(`entry ${i}`)));

/** Tiles cut from the hashes: level 1 holds the roots of full level-0 tiles. */
const reader: TileReader = async ({ level, n, width }) => {
  const at = Number(n) * 256;
  if (level === 0) return concat(...hashes.slice(at, at + width));
  return concat(
    ...Array.from({ length: width }, (_, i) => naive.root(hashes.slice((at + i) * 256, (at + i + 1) * 256))),
  );
};

describe('tiles against the naive tree', () => {
  it.each([0, 1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, 999])('root at %i', async (n) => {
    expect(await rootFromTiles(c, BigInt(n), reader)).toEqual(naive.root(hashes.slice(0, n)));
    expect(rootOfHashes(c, hashes.slice(0, n))).toEqual(naive.root(hashes.slice(0, n)));
  });

  it('every inclusion path up to 130 leaves', async () => {
    for (let n = 1; n <= 130; n += 1) {
      const tree = hashes.slice(0, n);
      const root = naive.root(tree);
      for (let m = 0; m < n; m += n > 64 ? 7 : 1) {
        const path = await inclusionPath(c, BigInt(m), BigInt(n), reader);
        expect(path).toEqual(naive.path(m, tree));
        const claim = { index: BigInt(m), size: BigInt(n), leafHash: tree[m]!, path, root };
        expect(verifyInclusion(c, claim)).toBe(true);
        expect(verifyInclusion(c, { ...claim, leafHash: hashes[n]! })).toBe(false);
        expect(verifyInclusion(c, { ...claim, path: [...path, root] })).toBe(false);
        if (path.length > 0) expect(verifyInclusion(c, { ...claim, path: path.slice(1) })).toBe(false);
      }
    }
  });

  it('every consistency path up to 130 leaves', async () => {
    for (let n = 1; n <= 130; n += 1) {
      const newRoot = naive.root(hashes.slice(0, n));
      for (let m = 1; m <= n; m += n > 64 ? 5 : 1) {
        const path = await consistencyPath(c, BigInt(m), BigInt(n), reader);
        expect(path).toEqual(naive.proof(m, hashes.slice(0, n)));
        const claim = {
          oldSize: BigInt(m),
          newSize: BigInt(n),
          oldRoot: naive.root(hashes.slice(0, m)),
          newRoot,
          path,
        };
        expect(verifyConsistency(c, claim)).toBe(true);
        expect(
          verifyConsistency(c, { ...claim, oldRoot: hashes[0]!, path: m === 1 ? [...path, newRoot] : path }),
        ).toBe(false);
        expect(verifyConsistency(c, { ...claim, path: [...path, newRoot] })).toBe(false);
      }
    }
  });

  it('random pairs in a tree of several tiles', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), async (a, b) => {
        const [m, n] = a < b ? [a, b] : [b, a];
        const root = naive.root(hashes.slice(0, n));
        const path = await inclusionPath(c, BigInt(m - 1), BigInt(n), reader);
        expect(
          verifyInclusion(c, { index: BigInt(m - 1), size: BigInt(n), leafHash: hashes[m - 1]!, path, root }),
        ).toBe(true);
        const between = await consistencyPath(c, BigInt(m), BigInt(n), reader);
        expect(
          verifyConsistency(c, {
            oldSize: BigInt(m),
            newSize: BigInt(n),
            oldRoot: naive.root(hashes.slice(0, m)),
            newRoot: root,
            path: between,
          }),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('appends from the right edge as from the start', () => {
    const range = new CompactRange(c);
    for (const [i, hash] of hashes.slice(0, 300).entries()) {
      expect(range.size).toBe(BigInt(i));
      range.append(hash);
    }
    const copy = range.clone();
    copy.append(hashes[300]!);
    expect(equalBytes(copy.root(), naive.root(hashes.slice(0, 301)))).toBe(true);
    expect(range.size).toBe(300n);
    expect(() => new CompactRange(c, 3n, [])).toThrow('peaks');
  });

  it('refuses what lies outside', async () => {
    await expect(inclusionPath(c, 5n, 5n, reader)).rejects.toThrow('outside');
    await expect(consistencyPath(c, 6n, 5n, reader)).rejects.toThrow('sizes');
    await expect(rootFromTiles(c, 5n, async () => new Uint8Array(32))).rejects.toThrow('length');
    expect(
      verifyInclusion(c, { index: 1n, size: 1n, leafHash: hashes[0]!, path: [], root: hashes[0]! }),
    ).toBe(false);
    expect(
      verifyConsistency(c, { oldSize: 2n, newSize: 1n, oldRoot: hashes[0]!, newRoot: hashes[0]!, path: [] }),
    ).toBe(false);
    expect(
      verifyConsistency(c, {
        oldSize: 0n,
        newSize: 1n,
        oldRoot: naive.root([]),
        newRoot: hashes[0]!,
        path: [],
      }),
    ).toBe(true);
  });
});

describe('tile paths', () => {
  it.each([
    ['tile/0/000', { level: 0, n: 0n, width: 256 }],
    ['tile/0/x001/x234/067', { level: 0, n: 1_234_067n, width: 256 }],
    ['tile/2/000.p/1', { level: 2, n: 0n, width: 1 }],
    ['tile/0/999.p/255', { level: 0, n: 999n, width: 255 }],
    ['tile/0/x001/000', { level: 0, n: 1_000n, width: 256 }],
  ])('%s', (path, tile) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each([
    'tile/00/000',
    'tile/64/000',
    'tile/0/0',
    'tile/0/x000/001',
    'tile/0/001/067',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/-1/000',
    'tile/data/000',
    '/tile/0/000',
    'tile/0/000/',
  ])('refuses %s', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  it('entry bundles', () => {
    expect(entriesPath(0n, 112)).toBe('tile/entries/000.p/112');
    expect(parseTilePath('tile/entries/x001/000')).toEqual({ level: 'entries', n: 1_000n, width: 256 });
    const entries = [utf8('a'), new Uint8Array(0), new Uint8Array(65_535)];
    expect(decodeEntries(encodeEntries(entries))).toEqual(entries);
    expect(decodeEntries(Uint8Array.of(0))).toBeUndefined();
    expect(decodeEntries(Uint8Array.of(0, 2, 1))).toBeUndefined();
    expect(() => encodeEntries([new Uint8Array(65_536)])).toThrow('65,535');
  });

  it('the tiles of 70,000 and of 256 leaves', () => {
    const tiles = tilesForSize(70_000n);
    expect(tiles.filter((t) => t.level === 0 && t.width === 256)).toHaveLength(273);
    expect(tiles.filter((t) => t.width < 256 || t.level > 0)).toEqual([
      { level: 0, n: 273n, width: 112 },
      { level: 1, n: 0n, width: 256 },
      { level: 1, n: 1n, width: 17 },
      { level: 2, n: 0n, width: 1 },
    ]);
    expect(tilesForSize(256n)).toEqual([
      { level: 0, n: 0n, width: 256 },
      { level: 1, n: 0n, width: 1 },
    ]);
    expect(tilesForSize(0n)).toEqual([]);
  });
});

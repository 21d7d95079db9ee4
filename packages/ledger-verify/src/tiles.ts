import { concat, u16be } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { CompactRange, rootOfHashes } from './merkle.ts';

export const TILE_WIDTH = 256;
const WIDTH = 256n;
const HASH = 32;

export type Tile = { readonly level: number; readonly n: bigint; readonly width: number };

/** Hashes of a tile: exactly `32 * width` bytes. */
export type TileReader = (tile: Tile) => Promise<Uint8Array>;

/** Path below the log's address: `tile/<L>/<N>[.p/<W>]`, `N` in groups of three digits (C2SP tlog-tiles). */
export function tilePath(tile: Tile): string {
  return `tile/${tile.level}/${groups(tile.n)}${partial(tile.width)}`;
}

/** Path of an entry bundle: `tile/entries/<N>[.p/<W>]`. */
export function entriesPath(n: bigint, width: number): string {
  return `tile/entries/${groups(n)}${partial(width)}`;
}

function partial(width: number): string {
  return width === TILE_WIDTH ? '' : `.p/${width}`;
}

function groups(n: bigint): string {
  const digits = n.toString();
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const parts = padded.match(/\d{3}/g) ?? [];
  return parts.map((part, i) => (i === parts.length - 1 ? part : `x${part}`)).join('/');
}

/** The tile a path names; `undefined` for anything the specification does not write exactly so. */
export function parseTilePath(
  path: string,
): Tile | { readonly level: 'entries'; readonly n: bigint; readonly width: number } | undefined {
  const match = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path);
  if (!match) return undefined;
  const [, levelText = '', nText = '', widthText] = match;
  const width = widthText === undefined ? TILE_WIDTH : Number(widthText);
  if (widthText !== undefined && width >= TILE_WIDTH) return undefined;
  const n = BigInt(nText.replaceAll(/[x/]/g, ''));
  if (groups(n) !== nText) return undefined;
  if (levelText === 'entries') return { level: 'entries', n, width };
  const level = Number(levelText);
  return level > 63 ? undefined : { level, n, width };
}

/** All tiles of a tree of `size` leaves: full ones, and one partial a level where the size is not a multiple. */
export function tilesForSize(size: bigint): Tile[] {
  const tiles: Tile[] = [];
  let count = size;
  for (let level = 0; count > 0n; level += 1, count /= WIDTH) {
    for (let n = 0n; n < count / WIDTH; n += 1n) tiles.push({ level, n, width: TILE_WIDTH });
    if (count % WIDTH !== 0n) tiles.push({ level, n: count / WIDTH, width: Number(count % WIDTH) });
  }
  return tiles;
}

/** The width of tile `n` at `level` in a tree of `size` leaves; 0 when it does not exist. */
export function tileWidth(size: bigint, level: number, n: bigint): number {
  const count = size >> BigInt(8 * level);
  const rest = count - n * WIDTH;
  return rest <= 0n ? 0 : rest >= WIDTH ? TILE_WIDTH : Number(rest);
}

/** Entries of a bundle: `u16 length || bytes`, repeated (C2SP tlog-tiles). */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new RangeError('an entry has at most 65,535 bytes');
      return [u16be(entry.length), entry];
    }),
  );
}

export function decodeEntries(bundle: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length;) {
    const high = bundle[at];
    const low = bundle[at + 1];
    if (high === undefined || low === undefined) return undefined;
    const end = at + 2 + ((high << 8) | low);
    if (end > bundle.length) return undefined;
    entries.push(bundle.slice(at + 2, end));
    at = end;
  }
  return entries;
}

export function splitHashes(tile: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.floor(tile.length / HASH) }, (_, i) =>
    tile.slice(HASH * i, HASH * (i + 1)),
  );
}

/** Reads hashes of a tree of fixed size from its tiles, each tile once. */
export class TileHashes {
  readonly #c: Crypto;
  readonly #size: bigint;
  readonly #read: TileReader;
  readonly #tiles = new Map<string, Promise<Uint8Array>>();

  constructor(c: Crypto, size: bigint, read: TileReader) {
    this.#c = c;
    this.#size = size;
    this.#read = read;
  }

  /** Root of the leaves [start, start + 2^height): one stored hash, or a fold of up to 256 of them. */
  async subtree(start: bigint, height: number): Promise<Uint8Array> {
    const level = Math.floor(height / 8);
    const count = 1 << (height % 8);
    const first = start >> BigInt(8 * level);
    const n = first / WIDTH;
    const at = Number(first % WIDTH);
    const hashes = await this.#tile(level, n);
    const part = hashes.slice(HASH * at, HASH * (at + count));
    if (part.length !== HASH * count) throw new RangeError('tile is too short');
    return rootOfHashes(this.#c, splitHashes(part));
  }

  /** Root of the leaves [start, end), which must be a range RFC 6962 splits: `start` a multiple of its largest part. */
  async range(start: bigint, end: bigint): Promise<Uint8Array> {
    const peaks: Uint8Array[] = [];
    for (let at = start; at < end;) {
      const height = largestPower(end - at);
      peaks.push(await this.subtree(at, height));
      at += 1n << BigInt(height);
    }
    return new CompactRange(this.#c, end - start, peaks).root();
  }

  async peaks(): Promise<CompactRange> {
    const peaks: Uint8Array[] = [];
    for (let at = 0n; at < this.#size;) {
      const height = largestPower(this.#size - at);
      peaks.push(await this.subtree(at, height));
      at += 1n << BigInt(height);
    }
    return new CompactRange(this.#c, this.#size, peaks);
  }

  #tile(level: number, n: bigint): Promise<Uint8Array> {
    const key = `${level}/${n}`;
    const known = this.#tiles.get(key);
    if (known) return known;
    const width = tileWidth(this.#size, level, n);
    if (width === 0) throw new RangeError('no such tile');
    const read = this.#read({ level, n, width }).then((bytes) => {
      if (bytes.length !== HASH * width) throw new RangeError('tile has the wrong length');
      return bytes;
    });
    this.#tiles.set(key, read);
    return read;
  }
}

export async function rootFromTiles(c: Crypto, size: bigint, read: TileReader): Promise<Uint8Array> {
  return (await new TileHashes(c, size, read).peaks()).root();
}

/** RFC 6962 §2.1.1: the leaf's sibling first. */
export async function inclusionPath(
  c: Crypto,
  index: bigint,
  size: bigint,
  read: TileReader,
): Promise<Uint8Array[]> {
  if (index < 0n || index >= size) throw new RangeError('index outside the tree');
  const hashes = new TileHashes(c, size, read);
  const path: Promise<Uint8Array>[] = [];
  let start = 0n;
  let end = size;
  while (end - start > 1n) {
    const k = splitPoint(end - start);
    if (index < start + k) {
      path.push(hashes.range(start + k, end));
      end = start + k;
    } else {
      path.push(hashes.range(start, start + k));
      start += k;
    }
  }
  return (await Promise.all(path)).reverse();
}

/** RFC 6962 §2.1.2. */
export async function consistencyPath(
  c: Crypto,
  oldSize: bigint,
  newSize: bigint,
  read: TileReader,
): Promise<Uint8Array[]> {
  if (oldSize < 0n || oldSize > newSize) throw new RangeError('sizes');
  if (oldSize === 0n || oldSize === newSize) return [];
  const hashes = new TileHashes(c, newSize, read);
  const path: Promise<Uint8Array>[] = [];
  let start = 0n;
  let end = newSize;
  let complete = true;
  let m = oldSize;
  while (m !== end - start) {
    const k = splitPoint(end - start);
    if (m <= k) {
      path.push(hashes.range(start + k, end));
      end = start + k;
    } else {
      path.push(hashes.range(start, start + k));
      start += k;
      m -= k;
      complete = false;
    }
  }
  if (!complete) path.push(hashes.range(start, end));
  return (await Promise.all(path)).reverse();
}

/** Largest power of two smaller than `n`. */
function splitPoint(n: bigint): bigint {
  return 1n << BigInt(largestPower(n - 1n));
}

/** Exponent of the largest power of two not above `n`. */
function largestPower(n: bigint): number {
  return n.toString(2).length - 1;
}

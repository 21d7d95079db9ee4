import { concat, equalBytes } from './bytes.ts';
import type { Crypto } from './crypto.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** SHA-256(0x00 || entry), RFC 6962 §2.1. */
export function leafHash(c: Crypto, entry: Uint8Array): Uint8Array {
  return c.sha256(concat(LEAF, entry));
}

/** SHA-256(0x01 || left || right), RFC 6962 §2.1. */
export function nodeHash(c: Crypto, left: Uint8Array, right: Uint8Array): Uint8Array {
  return c.sha256(concat(NODE, left, right));
}

/** MTH of entries, RFC 6962 §2.1; the empty tree is SHA-256 of nothing. */
export function treeHash(c: Crypto, entries: readonly Uint8Array[]): Uint8Array {
  return rootOfHashes(
    c,
    entries.map((entry) => leafHash(c, entry)),
  );
}

/** MTH of leaf hashes. Folds perfect subtrees from the left, as an append-only tree grows. */
export function rootOfHashes(c: Crypto, hashes: readonly Uint8Array[]): Uint8Array {
  const range = new CompactRange(c);
  for (const hash of hashes) range.append(hash);
  return range.root();
}

/** Roots of the perfect subtrees a tree of `size` leaves consists of, largest first: all that appending needs. */
export class CompactRange {
  readonly #c: Crypto;
  #size: bigint;
  readonly #peaks: Uint8Array[];

  constructor(c: Crypto, size = 0n, peaks: readonly Uint8Array[] = []) {
    if (peaks.length !== popCount(size)) throw new RangeError('peaks do not fit the size');
    this.#c = c;
    this.#size = size;
    this.#peaks = [...peaks];
  }

  get size(): bigint {
    return this.#size;
  }

  append(hash: Uint8Array): void {
    let node = hash;
    for (let n = this.#size; (n & 1n) === 1n; n >>= 1n) {
      const left = this.#peaks.pop();
      if (!left) throw new RangeError('missing peak');
      node = nodeHash(this.#c, left, node);
    }
    this.#peaks.push(node);
    this.#size += 1n;
  }

  root(): Uint8Array {
    const last = this.#peaks.at(-1);
    if (!last) return this.#c.sha256(new Uint8Array(0));
    return this.#peaks.slice(0, -1).reduceRight((right, left) => nodeHash(this.#c, left, right), last);
  }

  clone(): CompactRange {
    return new CompactRange(this.#c, this.#size, this.#peaks);
  }
}

export type InclusionClaim = {
  readonly index: bigint;
  readonly size: bigint;
  readonly leafHash: Uint8Array;
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
};

/** Whether `path` leads from the leaf hash at `index` to the root of `size` leaves (RFC 9162 §2.1.3.2). */
export function verifyInclusion(c: Crypto, claim: InclusionClaim): boolean {
  if (claim.index < 0n || claim.index >= claim.size) return false;
  let fn = claim.index;
  let sn = claim.size - 1n;
  let hash = claim.leafHash;
  for (const sibling of claim.path) {
    if (sn === 0n || sibling.length !== 32) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      hash = nodeHash(c, sibling, hash);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      hash = nodeHash(c, hash, sibling);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && equalBytes(hash, claim.root);
}

export type ConsistencyClaim = {
  readonly oldSize: bigint;
  readonly newSize: bigint;
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
  readonly path: readonly Uint8Array[];
};

/** Whether the tree of `newSize` is the tree of `oldSize` with leaves appended (RFC 9162 §2.1.4.2). */
export function verifyConsistency(c: Crypto, claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot } = claim;
  if (oldSize < 0n || oldSize > newSize) return false;
  if (oldSize === newSize) return claim.path.length === 0 && equalBytes(oldRoot, newRoot);
  if (oldSize === 0n) return claim.path.length === 0 && equalBytes(oldRoot, c.sha256(new Uint8Array(0)));
  const path = (oldSize & (oldSize - 1n)) === 0n ? [oldRoot, ...claim.path] : [...claim.path];
  const first = path.shift();
  if (!first || path.some((h) => h.length !== 32) || first.length !== 32) return false;
  let fn = oldSize - 1n;
  let sn = newSize - 1n;
  while ((fn & 1n) === 1n) {
    fn >>= 1n;
    sn >>= 1n;
  }
  let fr = first;
  let sr = first;
  for (const hash of path) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      fr = nodeHash(c, hash, fr);
      sr = nodeHash(c, hash, sr);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      sr = nodeHash(c, sr, hash);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && equalBytes(fr, oldRoot) && equalBytes(sr, newRoot);
}

function popCount(n: bigint): number {
  let count = 0;
  for (let rest = n; rest > 0n; rest >>= 1n) if ((rest & 1n) === 1n) count += 1;
  return count;
}

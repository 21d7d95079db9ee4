import type { Ids } from './ids.ts';
import { ridFromBytes, uuidV7 } from './random-ids.ts';

/** Ids that repeat for the same seed: for tests and the demonstration, never for anything secret. */
export function seededIds(seed: string): Ids {
  let state = 0x811c9dc5;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const bytes = (n: number): Uint8Array => Uint8Array.from({ length: n }, () => next() >>> 24);
  return { bytes, rid: () => ridFromBytes(bytes(16)), uuid: (now) => uuidV7(now, bytes(10)) };
}

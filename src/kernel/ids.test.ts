import { describe, expect, it } from 'vitest';
import { Rid, ridFromBytes, seededIds, Uuid, uuidV7 } from './index.ts';

describe('ids', () => {
  it('a record id is 16 bytes in 22 characters', () => {
    expect(ridFromBytes(new Uint8Array(16).fill(0xff))).toBe('_____________________w');
    expect(() => ridFromBytes(new Uint8Array(15))).toThrow();
    for (const wrong of ['', '_____________________x', '____________________', '+____________________w']) {
      expect(Rid.safeParse(wrong).success).toBe(false);
    }
  });

  it('a UUIDv7 carries its time first (RFC 9562, appendix A.6)', () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV7(new Date(0x017f22e279b0), random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
    expect(() => uuidV7(new Date(0), new Uint8Array(9))).toThrow();
    expect(Uuid.safeParse('017f22e2-79b0-7cc3-98c4-dc0c0c07398').success).toBe(false);
  });

  it('later is greater', () => {
    const ids = seededIds('order');
    const made = Array.from({ length: 50 }, (_, i) => ids.uuid(new Date(1_790_000_000_000 + i)));
    expect(made.toSorted()).toEqual(made);
  });

  it('repeat for the same seed only', () => {
    const take = (seed: string): unknown[] => {
      const ids = seededIds(seed);
      return [ids.rid(), ids.uuid(new Date(0)), [...ids.bytes(32)], ids.rid()];
    };
    expect(take('a')).toEqual(take('a'));
    expect(take('a')).not.toEqual(take('b'));
    expect(new Set(take('a').map(String)).size).toBe(4);
  });
});

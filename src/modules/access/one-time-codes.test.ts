import { describe, expect, it } from 'vitest';
import { matchTotp, newRecoveryCodes, recoveryHash } from './db/second-factor.ts';

describe('one-time codes', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  /** RFC 6238 appendix B, last six digits. */
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('at %i', (seconds, code) => {
    const step = BigInt(Math.floor(seconds / 30));
    const at = (offset: number, last: bigint | null = null) =>
      matchTotp(secret, code, new Date((seconds + offset) * 1000), last);
    expect(at(0)).toBe(step);
    expect(at(90)).toBeUndefined();
    expect(at(0, step - 1n)).toBe(step);
    expect(at(0, step)).toBeUndefined();
  });

  it.each(['28708', '2870822', '28708a', '２８７０８２', ''])('are six digits, not %j', (code) => {
    expect(matchTotp(secret, code, new Date(59_000), null)).toBeUndefined();
  });
});

it('recovery codes differ, are read whatever the case and dashes, and are stored as digests', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
    expect(recoveryHash(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(recoveryHash(code));
    expect(recoveryHash(code)).toMatch(/^[0-9a-f]{64}$/);
  }
});

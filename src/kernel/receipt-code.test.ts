import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assertOk,
  parseReceiptCode,
  ReceiptCode,
  RECEIPT_CODE_BYTES,
  receiptCodeFromBytes,
} from './index.ts';

const code = fc
  .uint8Array({ minLength: RECEIPT_CODE_BYTES, maxLength: RECEIPT_CODE_BYTES })
  .map(receiptCodeFromBytes);
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('receipt code', () => {
  it('has four groups of five and keeps the same bytes the same', () => {
    const bytes = Uint8Array.from({ length: 12 }, (_, i) => i * 21);
    expect(receiptCodeFromBytes(bytes)).toBe('7QMVB-MEJYB-T8NZ8-5N00J');
    expect(() => receiptCodeFromBytes(new Uint8Array(11))).toThrow();
  });

  it('holds 95 of the 96 bits', () => {
    const codes = Array.from({ length: 96 }, (_, bit) => {
      const bytes = new Uint8Array(12);
      bytes[Math.floor(bit / 8)] = 1 << (bit % 8);
      return receiptCodeFromBytes(bytes);
    });
    const zero = receiptCodeFromBytes(new Uint8Array(12));
    expect(new Set(codes.filter((c) => c !== zero)).size).toBe(95);
  });

  it('is read however it is typed', () => {
    fc.assert(
      fc.property(code, fc.array(fc.nat(30)), (c, spaces) => {
        let typed: string = c
          .toLowerCase()
          .replaceAll('0', 'o')
          .replaceAll('1', 'l')
          .replaceAll('v', 'u')
          .replaceAll('-', '—');
        for (const at of spaces) typed = `${typed.slice(0, at)} ${typed.slice(at)}`;
        expect(parseReceiptCode(typed)).toEqual({ ok: true, value: c });
        expect(ReceiptCode.parse(c)).toBe(c);
      }),
    );
    expect(parseReceiptCode('７ＱＭＶＢ－ＭＥＪＹＢ－Ｔ８ＮＺ８－５Ｎ００Ｊ').ok).toBe(true);
  });

  it('finds every single wrong character and every exchange of two', () => {
    fc.assert(
      fc.property(code, fc.nat(19), fc.nat(19), fc.constantFrom(...ALPHABET.split('')), (c, i, j, other) => {
        const characters = c.replaceAll('-', '').split('');
        const at = characters[i];
        if (at !== other) {
          expect(parseReceiptCode(characters.with(i, other).join(''))).toEqual({
            ok: false,
            error: { code: 'receipt-code/check' },
          });
        }
        const swapped = characters.with(i, characters[j]!).with(j, at!);
        expect(parseReceiptCode(swapped.join('')).ok).toBe(at === characters[j]);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['', { code: 'receipt-code/length', length: 0 }],
    ['7QMVB', { code: 'receipt-code/length', length: 5 }],
    ['7QMVB-MEJYB-T8NZ8-5N00*', { code: 'receipt-code/character', character: '*' }],
    ['查', { code: 'receipt-code/character', character: '查' }],
  ])('refuses %s', (text, error) => {
    expect(parseReceiptCode(text)).toEqual({ ok: false, error });
  });

  it('the brand wants the canonical form', () => {
    const c = assertOk(parseReceiptCode('7QMVBMEJYBT8NZ85N00J'));
    for (const wrong of [c.toLowerCase(), c.replaceAll('-', ''), `${c}-`, c.replace('7', '8')]) {
      expect(ReceiptCode.safeParse(wrong).success).toBe(false);
    }
  });
});

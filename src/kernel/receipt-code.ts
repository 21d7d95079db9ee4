import { z } from 'zod';
import { err, ok, type Result } from './result.ts';

/**
 * 查询码: opens one's own case. 95 random bits and one check character, in four groups of five, without the letters
 * I, L, O and U, so that it can be read out and copied by hand: `7K2MX-9QHTB-4V0RW-PD3CE`.
 */
export const ReceiptCode = z
  .string()
  .regex(/^(?:[0-9A-HJKMNP-TV-Z]{5}(?:-(?=.)|$)){4}$/, 'receipt-code')
  .refine((text) => checksum(toDigits(text.replaceAll('-', ''))) === 0, 'receipt-code')
  .brand<'ReceiptCode'>();
export type ReceiptCode = z.infer<typeof ReceiptCode>;

export type ReceiptCodeRefusal =
  | { readonly code: 'receipt-code/length'; readonly length: number }
  | { readonly code: 'receipt-code/character'; readonly character: string }
  /** A character is wrong or two changed places; it is not said which, or the code could be searched. */
  | { readonly code: 'receipt-code/check' };

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DATA = 19;

/** Bytes of randomness a code needs. */
export const RECEIPT_CODE_BYTES = 12;

export function receiptCodeFromBytes(bytes: Uint8Array): ReceiptCode {
  if (bytes.length !== RECEIPT_CODE_BYTES) throw new Error('a receipt code has 12 bytes');
  let bits = bytes.reduce((acc, byte) => (acc << 8n) | BigInt(byte), 0n);
  const digits: number[] = [];
  for (let i = 0; i < DATA; i += 1) {
    digits.push(Number(bits & 31n));
    bits >>= 5n;
  }
  return grouped([...digits, times(checksum(digits))].map((digit) => ALPHABET.charAt(digit)).join(''));
}

/**
 * Reads what people type or say: any case, full width, spaces and hyphens anywhere; O is read as 0, I and L as 1,
 * U as V. Finds every single wrong character and every exchange of two.
 */
export function parseReceiptCode(text: string): Result<ReceiptCode, ReceiptCodeRefusal> {
  const typed = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐-―−_.·]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('U', 'V');
  const strange = /[^0-9A-HJKMNP-TV-Z]/u.exec(typed);
  if (strange) return err({ code: 'receipt-code/character', character: strange[0] });
  if (typed.length !== DATA + 1) return err({ code: 'receipt-code/length', length: typed.length });
  return checksum(toDigits(typed)) === 0 ? ok(grouped(typed)) : err({ code: 'receipt-code/check' });
}

function grouped(characters: string): ReceiptCode {
  return ReceiptCode.parse((characters.match(/.{5}/g) ?? []).join('-'));
}

function toDigits(characters: string): number[] {
  return Array.from(characters, (character) => ALPHABET.indexOf(character));
}

/** Σ dᵢ·αⁿ⁻¹⁻ⁱ in GF(32): α has order 31, so positions of up to 31 characters have different weights. */
function checksum(digits: readonly number[]): number {
  return digits.reduce((acc, digit) => times(acc) ^ digit, 0);
}

/** Multiplies by α modulo x⁵ + x² + 1. */
function times(value: number): number {
  return ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assertOk,
  isOrganisationCode,
  organisationCheckDigit,
  parseUscc,
  Uscc,
  usccCheckCharacter,
  usccParts,
} from './index.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('unified social credit code', () => {
  it.each(['11440100007482575H', '11511301008778183N', '91512081MA62K0260E', '11130200DEM0000149'])(
    'accepts %s',
    (code) => {
      expect(parseUscc(code)).toEqual({ ok: true, value: code });
    },
  );

  it.each([
    ['91350100M000100Y4Z', { code: 'uscc/character', at: 17, character: 'Z' }],
    ['91350100M000100Y40', { code: 'uscc/check-character', expected: '3' }],
    ['91350100M000100Y43', undefined],
    ['TE5116020105116050', { code: 'uscc/check-character', expected: '7' }],
    ['1144010000748257', { code: 'uscc/length', length: 16 }],
    ['1144010000748257I5', { code: 'uscc/character', at: 16, character: 'I' }],
    ['1144010A007482575H', { code: 'uscc/area' }],
  ])('%s → %o', (code, error) => {
    expect(parseUscc(code)).toEqual(error ? { ok: false, error } : { ok: true, value: code });
  });

  it('reads lower case and surrounding spaces; the brand wants the canonical form', () => {
    expect(parseUscc(' 11440100007482575h ')).toEqual({ ok: true, value: '11440100007482575H' });
    expect(Uscc.safeParse('11440100007482575h').success).toBe(false);
  });

  it('tells the parts, and leaves the area as it was when the code was given', () => {
    expect(usccParts(assertOk(parseUscc('11511301008778183N')))).toEqual({
      registrar: '1',
      kind: '1',
      area: '511301',
      subject: '008778183',
      subjectValid: true,
    });
    const madeUp = `11130200DEM000015${usccCheckCharacter('11130200DEM000015')}`;
    expect(usccParts(assertOk(parseUscc(madeUp))).subjectValid).toBe(false);
  });

  const body = fc
    .tuple(
      fc.constantFrom('11', '12', '51', '91', '92', 'N1'),
      fc.stringMatching(/^\d{6}$/),
      fc.array(fc.constantFrom(...ALPHABET.split('')), { minLength: 9, maxLength: 9 }),
    )
    .map(([a, b, c]) => a + b + c.join(''));

  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(body, fc.nat(17), fc.constantFrom(...ALPHABET.split('')), (first17, at, other) => {
        const code = first17 + usccCheckCharacter(first17);
        fc.pre(code.charAt(at) !== other);
        expect(parseUscc(code).ok).toBe(true);
        expect(parseUscc(code.slice(0, at) + other + code.slice(at + 1)).ok).toBe(false);
      }),
    );
  });
});

describe('organisation code', () => {
  it.each(['007482575', '00748257-5', '008778183', 'MA62K0260', '76726532X'])('accepts %s', (code) => {
    expect(isOrganisationCode(code)).toBe(true);
  });

  it.each(['007482574', '0074825755', '00748257', '', '0074825７5'])('refuses %s', (code) => {
    expect(isOrganisationCode(code)).toBe(false);
  });

  it('writes 10 as X and 11 as 0', () => {
    expect(organisationCheckDigit('76726532')).toBe('X');
    expect(organisationCheckDigit('MA62K026')).toBe('0');
  });
});

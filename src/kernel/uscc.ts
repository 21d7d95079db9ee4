import { z } from 'zod';
import { isOrganisationCode } from './organisation-code.ts';
import { err, ok, type Result } from './result.ts';

/** 统一社会信用代码, 18 characters with a valid check character (GB 32100-2015). */
export const Uscc = z
  .string()
  .refine((text) => usccRefusal(text) === null, 'uscc')
  .brand<'Uscc'>();
export type Uscc = z.infer<typeof Uscc>;

export type UsccRefusal =
  | { readonly code: 'uscc/length'; readonly length: number }
  | { readonly code: 'uscc/character'; readonly at: number; readonly character: string }
  | { readonly code: 'uscc/area' }
  | { readonly code: 'uscc/check-character'; readonly expected: string };

export type UsccParts = {
  /** 登记管理部门, e.g. 1 机构编制, 5 民政, 9 市场监管. */
  readonly registrar: string;
  readonly kind: string;
  /**
   * 登记管理机关行政区划 when the code was given. Divisions change and the code stays, so this is never compared with
   * where the body is today.
   */
  readonly area: string;
  /** 主体标识码 (组织机构代码, GB 11714), 9 characters. */
  readonly subject: string;
  /** Whether the subject carries a valid GB 11714 check digit; made-up codes often do not. */
  readonly subjectValid: boolean;
};

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Reads a credit code as people type it (any case, spaces around). The area part is not compared with any division. */
export function parseUscc(text: string): Result<Uscc, UsccRefusal> {
  const code = text.trim().toUpperCase();
  const refusal = usccRefusal(code);
  return refusal ? err(refusal) : ok(Uscc.parse(code));
}

function usccRefusal(code: string): UsccRefusal | null {
  if (code.length !== 18) return { code: 'uscc/length', length: code.length };
  const at = code.search(/[^0-9A-HJ-NPQRTUWXY]/);
  if (at >= 0) return { code: 'uscc/character', at, character: code.charAt(at) };
  if (!/^..\d{6}/.test(code)) return { code: 'uscc/area' };
  const expected = usccCheckCharacter(code.slice(0, 17));
  return code[17] === expected ? null : { code: 'uscc/check-character', expected };
}

/** Check character of the first 17 characters: (31 − Σ Cᵢ·3^(i−1)) mod 31 (GB 32100-2015 §4.5). */
export function usccCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((acc, weight, i) => acc + weight * ALPHABET.indexOf(first17.charAt(i)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

export function usccParts(uscc: Uscc): UsccParts {
  const subject = uscc.slice(8, 17);
  return {
    registrar: uscc.slice(0, 1),
    kind: uscc.slice(1, 2),
    area: uscc.slice(2, 8),
    subject,
    subjectValid: isOrganisationCode(subject),
  };
}

import { z } from 'zod';
import { parseUscc, Uscc } from './uscc.ts';

/** 基本编码, 12 characters `AA TT DD NNN SSS`: scope, type, guiding department, main item, sub-item (GB/T 39554.1-2020). */
export const BasicCode = z
  .string()
  .regex(/^\d{12}$/, 'basic-code')
  .brand<'BasicCode'>();
export type BasicCode = z.infer<typeof BasicCode>;

/** 行使层级: 1 国家, 2 省, 3 市, 4 县, 5 乡镇, 6 村社区. */
export const ExerciseLevel = z.enum(['1', '2', '3', '4', '5', '6']);
export type ExerciseLevel = z.infer<typeof ExerciseLevel>;

/** 实施编码, 31 characters: credit code of the body (18), level (1), basic code (12). */
export const ImplementationCode = z
  .string()
  .regex(/^[0-9A-Z]{18}[1-6]\d{12}$/, 'implementation-code')
  .refine((code) => parseUscc(code.slice(0, 18)).ok, 'uscc')
  .brand<'ImplementationCode'>();
export type ImplementationCode = z.infer<typeof ImplementationCode>;

export type BasicCodeParts = {
  /** 00 nationwide, else the province's two digits. */
  readonly scope: string;
  /** Two digits of the type of power; the types are data, see the powers module. */
  readonly type: string;
  readonly department: string;
  readonly mainItem: string;
  /** 000 when there is no sub-item. */
  readonly subItem: string;
};

export function basicCodeParts(code: BasicCode): BasicCodeParts {
  return {
    scope: code.slice(0, 2),
    type: code.slice(2, 4),
    department: code.slice(4, 6),
    mainItem: code.slice(6, 9),
    subItem: code.slice(9, 12),
  };
}

/** Main items 900–999 are provisional: assigned here until the level above assigns a code (DECISIONS §6). */
export function isProvisionalCode(code: BasicCode): boolean {
  return basicCodeParts(code).mainItem.startsWith('9');
}

export function implementationCode(uscc: Uscc, level: ExerciseLevel, basic: BasicCode): ImplementationCode {
  return ImplementationCode.parse(`${uscc}${level}${basic}`);
}

export function implementationCodeParts(code: ImplementationCode): {
  readonly uscc: Uscc;
  readonly level: ExerciseLevel;
  readonly basic: BasicCode;
} {
  return {
    uscc: Uscc.parse(code.slice(0, 18)),
    level: ExerciseLevel.parse(code.slice(18, 19)),
    basic: BasicCode.parse(code.slice(19)),
  };
}

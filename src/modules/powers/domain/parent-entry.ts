import { z } from 'zod';
import type { PowerContent } from './content.ts';
import { POWER_TYPES } from './types.ts';

const Line = z.string().trim().min(1).max(500);

/** An entry of a licence list or catalogue above (国办发〔2022〕2号, GB/T 39554.1): what its items inherit. */
export const ParentEntry = z.strictObject({
  /** 基本编码, twelve digits; its third and fourth are the type. */
  code: z.string().regex(/^\d{12}$/),
  name: Line,
  typeCode: z.string().refine((code) => POWER_TYPES.some((type) => type.code === code)),
  /** Levels at which it may be exercised. */
  levels: z.array(z.enum(['1', '2', '3', '4', '5', '6'])).min(1),
  bases: z
    .array(z.strictObject({ law: Line, article: Line }))
    .max(60)
    .default([]),
  issuer: Line,
  /** Edition of the list, or its date. */
  edition: Line,
  status: z.enum(['in-force', 'cancelled']).default('in-force'),
});
export type ParentEntry = z.infer<typeof ParentEntry>;

/**
 * The elements in which a content departs from the entry it names (B11: name, code, type, basis and level are inherited). A
 * sub-item keeps the name of its entry as the main item, or in front of its own; a level is one of the entry’s; laws may be
 * added, none left out.
 */
export function departuresFromParent(content: PowerContent, entry: ParentEntry): (keyof PowerContent)[] {
  const named = content.name.startsWith(entry.name) || content.parentName === entry.name;
  const checks: readonly (readonly [keyof PowerContent, boolean])[] = [
    ['name', named],
    ['typeCode', content.typeCode === entry.typeCode],
    ['basicCode', content.basicCode === entry.code],
    ['level', entry.levels.includes(content.level)],
    [
      'legalBasis',
      entry.bases.every((base) => content.legalBasis.some((own) => lawOf(own.law) === lawOf(base.law))),
    ],
  ];
  return checks.flatMap(([field, holds]) => (holds ? [] : [field]));
}

/** 《中华人民共和国行政许可法》 and 行政许可法 are one law. */
function lawOf(name: string): string {
  return name.replaceAll(/[《》\s]/g, '').replace(/^中华人民共和国/, '');
}

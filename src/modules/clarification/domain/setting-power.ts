/** Ranks of legal documents as they are written in items 设定依据. */
export type BasisLevel =
  | 'law'
  | 'regulation'
  | 'state-council-decision'
  | 'local-regulation'
  | 'provincial-rule'
  | 'rule'
  | 'normative';

const NAMES: readonly (readonly [RegExp, BasisLevel])[] = [
  [/国务院决定/u, 'state-council-decision'],
  [/行政法规/u, 'regulation'],
  [/地方性法规|自治条例|单行条例/u, 'local-regulation'],
  [/省级?(人民)?政府规章/u, 'provincial-rule'],
  [/规章/u, 'rule'],
  [/规范性文件|其他文件/u, 'normative'],
  [/^法律$/u, 'law'],
];

/** The rank a level is written as; undefined where it is none of these, such as 党内法规. */
export function basisLevelOf(text: string): BasisLevel | undefined {
  return NAMES.find(([pattern]) => pattern.test(text.trim()))?.[1];
}

const BY_LAW = ['law', 'regulation', 'local-regulation'] as const;
const BY_RULE = [...BY_LAW, 'state-council-decision', 'provincial-rule', 'rule'] as const;

/**
 * Which documents can found a power of a type, by national type code; types that are not here burden nobody by themselves.
 *
 * - 01 licence: law, administrative regulation, State Council decision, local regulation, provincial rule for a year
 *   (行政许可法 arts. 14, 15); everything else may not (art. 17).
 * - 02 penalty: also rules, within limits; other normative documents may not (行政处罚法 arts. 10–14, 16).
 * - 03 compulsion: measures by law, administrative or local regulation; other documents may not (行政强制法 arts. 10, 11).
 * - 04, 06: what lessens rights or adds duties needs at least a rule that a law or regulation founds (立法法 arts. 91, 93;
 *   依法行政实施纲要); other normative documents may not.
 */
const FOUNDS: Readonly<Record<string, readonly BasisLevel[]>> = {
  '01': [...BY_LAW, 'state-council-decision', 'provincial-rule'],
  '02': BY_RULE,
  '03': BY_LAW,
  '04': BY_RULE,
  '06': BY_RULE,
};

/**
 * Whether bases of these levels can found a power of the type: true also where a level is not known, since only what is
 * certain is worth asking about.
 */
export function canFound(typeCode: string, levels: readonly (BasisLevel | undefined)[]): boolean {
  const allowed = FOUNDS[typeCode];
  if (allowed === undefined || levels.length === 0) return true;
  return levels.some((level) => level === undefined || allowed.includes(level));
}

/** Whether one of the bases could found a licence (行政许可法 arts. 14, 15). */
export function canFoundLicence(levels: readonly (BasisLevel | undefined)[]): boolean {
  return canFound('01', levels);
}

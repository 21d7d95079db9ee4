type Bilingual = { readonly zh: string; readonly en: string };

/** A power type of a taxonomy, mapped to the national numeric code (law-and-standards §1.1). */
export type PowerType = {
  readonly code: string;
  readonly name: Bilingual;
  readonly letter?: string;
  readonly pinyin?: string;
};

/** What a party organ decides (县委权力公开透明运行): no national code, not on application, rested on 党章 and 党内法规. */
const PARTY_TYPE = '98';

/**
 * National numeric types with the letters of Sichuan and the pinyin codes of Jiangsu. Types are data: provinces add
 * their own names under these codes (河北省行政权力公开透明运行规定 art. 6 has twelve).
 */
export const POWER_TYPES: readonly PowerType[] = [
  { code: '01', name: { zh: '行政许可', en: 'Licence' }, letter: 'A', pinyin: 'XK' },
  { code: '02', name: { zh: '行政处罚', en: 'Penalty' }, letter: 'B', pinyin: 'CF' },
  { code: '03', name: { zh: '行政强制', en: 'Compulsion' }, letter: 'C', pinyin: 'QZ' },
  { code: '04', name: { zh: '行政征收', en: 'Levy' }, letter: 'D', pinyin: 'ZS' },
  { code: '05', name: { zh: '行政给付', en: 'Administrative benefit' }, letter: 'G', pinyin: 'JF' },
  { code: '06', name: { zh: '行政检查', en: 'Inspection' }, letter: 'I', pinyin: 'JC' },
  { code: '07', name: { zh: '行政确认', en: 'Confirmation' }, letter: 'F', pinyin: 'QR' },
  { code: '08', name: { zh: '行政奖励', en: 'Reward' }, letter: 'H', pinyin: 'JL' },
  { code: '09', name: { zh: '行政裁决', en: 'Adjudication' }, letter: 'E', pinyin: 'CJ' },
  { code: '10', name: { zh: '其他行政权力', en: 'Other power' }, letter: 'Z', pinyin: 'QT' },
  { code: '20', name: { zh: '公共服务', en: 'Public service' }, letter: '2' },
  { code: PARTY_TYPE, name: { zh: '党组织权力', en: 'Power of a party organ' } },
  { code: '99', name: { zh: '内部管理权', en: 'Internal power' } },
];

/** Abolished by 国发〔2015〕27号: a warning on import. */
export const ABOLISHED_TYPES: readonly string[] = ['非行政许可审批'];

export function powerTypeName(code: string): Bilingual {
  return POWER_TYPES.find((type) => type.code === code)?.name ?? { zh: code, en: code };
}

export type CommitmentClass = 'OPEN' | 'SEALED' | 'NONE';

/**
 * The commitment class a type starts with (DECISIONS §3): what runs on application and is owed to society is OPEN;
 * penalties, compulsion, inspection, adjudication, powers of party organs and internal powers are SEALED until they must be published; benefits
 * are NONE until secrecy review says otherwise.
 */
export function defaultCommitmentClass(typeCode: string): CommitmentClass {
  switch (typeCode) {
    case '01':
    case '07':
    case '08':
    case '10':
    case '20':
      return 'OPEN';
    case '05':
      return 'NONE';
    default:
      return 'SEALED';
  }
}

/** Whether a power of this type starts with somebody’s application. */
export function isOnApplication(typeCode: string): boolean {
  return ['01', '05', '07', '08', '09', '10', '20'].includes(typeCode);
}

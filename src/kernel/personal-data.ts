import { parseUscc } from './uscc.ts';

export type PersonalDataKind = 'id-card' | 'mobile' | 'bank-card';

/** A place in a text that looks like data of a person. A proposal only: a person confirms what is masked. */
export type PersonalDataHit = {
  readonly kind: PersonalDataKind;
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The masked form, of the same length. */
  readonly proposal: string;
  /** False when the check digit is wrong: probably mistyped, and then still the data of a person. */
  readonly checked: boolean;
};

/** How many characters stay readable at the start and at the end. */
export type MaskRule = { readonly keepStart: number; readonly keepEnd: number };
export type MaskRules = Readonly<Record<PersonalDataKind, MaskRule>>;

/** Common practice in published decisions; an agency may set its own. */
export const DEFAULT_MASKS: MaskRules = {
  'id-card': { keepStart: 4, keepEnd: 2 },
  mobile: { keepStart: 3, keepEnd: 4 },
  'bank-card': { keepStart: 0, keepEnd: 4 },
};

type Candidate = { readonly kind: PersonalDataKind; readonly checked: boolean };
type Detector = { readonly pattern: RegExp; readonly test: (digits: string) => Candidate | null };

/** Characters that people put between groups of digits. */
const SEPARATORS = /[ \-‐-―\u3000]/g;
const EDGE_BEFORE = '(?<![0-9A-Za-z])';
const EDGE_AFTER = '(?![0-9A-Za-z])';

/** In order of precedence: an earlier detector wins over a later one that overlaps it. */
const DETECTORS: readonly Detector[] = [
  {
    pattern: new RegExp(`${EDGE_BEFORE}\\d{6}[ -]?\\d{8}[ -]?\\d{3}[0-9Xx]${EDGE_AFTER}`, 'g'),
    test: idCard18,
  },
  { pattern: new RegExp(`${EDGE_BEFORE}\\d{15}${EDGE_AFTER}`, 'g'), test: idCard15 },
  { pattern: new RegExp(`${EDGE_BEFORE}\\d(?:[ -]?\\d){14,18}${EDGE_AFTER}`, 'g'), test: bankCard },
  {
    pattern: new RegExp(`${EDGE_BEFORE}1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}${EDGE_AFTER}`, 'g'),
    test: () => ({ kind: 'mobile', checked: true }),
  },
  {
    pattern: /(?<=(?<![0-9A-Za-z])(?:\+|00)?86[ -]?)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z])/g,
    test: () => ({ kind: 'mobile', checked: true }),
  },
];

/** Resident identity numbers (GB 11643), mobile numbers and bank cards (Luhn), also in full-width digits. In order of place. */
export function findPersonalData(text: string, masks: MaskRules = DEFAULT_MASKS): readonly PersonalDataHit[] {
  const plain = toHalfWidth(text);
  const hits: PersonalDataHit[] = [];
  for (const { pattern, test } of DETECTORS) {
    for (const match of plain.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (hits.some((hit) => start < hit.end && hit.start < end)) continue;
      const found = test(match[0].replaceAll(SEPARATORS, '').toUpperCase());
      if (found)
        hits.push({ ...found, start, end, proposal: maskDigits(text.slice(start, end), masks[found.kind]) });
    }
  }
  return hits.sort((a, b) => a.start - b.start);
}

/** The text with each hit replaced by its proposal. */
export function applyMasks(text: string, hits: readonly PersonalDataHit[]): string {
  let [masked, at] = ['', 0];
  for (const hit of [...hits].sort((a, b) => a.start - b.start)) {
    masked += text.slice(at, hit.start) + hit.proposal;
    at = hit.end;
  }
  return masked + text.slice(at);
}

/** `130205199001011237` → `1302************37`; separators stay where they are. */
export function maskDigits(text: string, rule: MaskRule): string {
  const places = [...text.matchAll(/[^ \-‐-―\u3000]/g)].map((match) => match.index);
  const hidden = new Set(
    places.slice(rule.keepStart, Math.max(rule.keepStart, places.length - rule.keepEnd)),
  );
  return text.replaceAll(/[\s\S]/g, (character, at: number) => (hidden.has(at) ? '*' : character));
}

/** Check character of the first 17 digits of a resident identity number (GB 11643-1999, ISO 7064 MOD 11-2). */
export function idCardCheckCharacter(first17: string): string {
  const sum = Array.from(first17).reduce((acc, digit, i) => acc + Number(digit) * (2 ** (17 - i) % 11), 0);
  return '10X98765432'.charAt(sum % 11);
}

/** A number that checks both ways is an identity number; one with a wrong check character may be a credit code. */
function idCard18(number: string): Candidate | null {
  if (!isProvince(number) || !isDate(number.slice(6, 14))) return null;
  const checked = idCardCheckCharacter(number.slice(0, 17)) === number[17];
  return checked || !parseUscc(number).ok ? { kind: 'id-card', checked } : null;
}

/** First generation (GB 11643-1989): two-digit year, no check character. */
function idCard15(number: string): Candidate | null {
  return isProvince(number) && isDate(`19${number.slice(6, 12)}`) ? { kind: 'id-card', checked: true } : null;
}

function bankCard(number: string): Candidate | null {
  const sum = Array.from(number)
    .reverse()
    .reduce((acc, digit, i) => {
      const doubled = Number(digit) * (i % 2 === 1 ? 2 : 1);
      return acc + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0 && !/^(\d)\1+$/.test(number) && !parseUscc(number).ok
    ? { kind: 'bank-card', checked: true }
    : null;
}

/** First digits of provinces; 8 are Hong Kong, Macao and Taiwan, 9 the permits of foreigners. */
function isProvince(number: string): boolean {
  return /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-9])/.test(number);
}

function isDate(yyyymmdd: string): boolean {
  const iso = `${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6)}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return /^(?:1[89]|20)/.test(iso) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
}

/** Full-width digits, letters and hyphens as their plain twins; every UTF-16 unit keeps its place. */
function toHalfWidth(text: string): string {
  return text.replaceAll(/[\uFF01-\uFF5E\u3000\u2010-\u2015]/g, (character) => {
    const unit = character.charCodeAt(0);
    if (unit === 0x3000) return ' ';
    return unit < 0xff00 ? '-' : String.fromCharCode(unit - 0xfee0);
  });
}

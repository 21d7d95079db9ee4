import type { PowerContent } from '../content.ts';
import { ABOLISHED_TYPES, POWER_TYPES, powerTypeName } from '../types.ts';
import { foldDigits, toLine, toParagraphs } from './cell-text.ts';

type Level = PowerContent['level'];

const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  '1': '国家级',
  '2': '省级',
  '3': '市级',
  '4': '县级',
  '5': '乡级',
  '6': '村级',
};
/** Longer names first: 县级市 and 市辖区 are of the county, 设区的市 is of the city. */
const LEVEL_WORDS: readonly (readonly [RegExp, Level])[] = [
  [/县级市|市辖区|县区|区县|县市区|县\(市、区\)|县（市、区）/g, '4'],
  [/国家级?|中央/g, '1'],
  [/省级?|自治区|直辖市/g, '2'],
  [/设区的?市|地市级?|地级市|市本级|自治州|州级?|盟/g, '3'],
  [/乡镇级?|乡级?|镇级?|街道/g, '5'],
  [/行政村|村级?|社区/g, '6'],
  [/市级?/g, '3'],
  [/县级?|区级?|旗/g, '4'],
];

/** `市级`, or `市级：…` with what the level may decide. */
export function writeLevel(level: Level, scope: string | undefined): string {
  return scope === undefined ? LEVEL_NAMES[level] : `${LEVEL_NAMES[level]}：${scope}`;
}

/** The levels a cell names before its first bracket or colon, lowest digit first, and what it says of their powers. */
export function readLevel(cell: string): { readonly levels: readonly Level[]; readonly scope?: string } {
  const text = toParagraphs(cell);
  const at = text.search(/[：:（(；;，,。\n]/);
  const head = foldDigits(at === -1 ? text : text.slice(0, at));
  const scope = at === -1 ? '' : unwrapped(text.slice(at));
  const found = new Set<Level>();
  let left = head;
  for (const [word, level] of LEVEL_WORDS) {
    const rest = left.replaceAll(word, ' ');
    if (rest !== left) found.add(level);
    left = rest;
  }
  const digit = (['1', '2', '3', '4', '5', '6'] as const).find((one) => one === head.trim());
  const levels = digit === undefined ? [...found].toSorted() : [digit];
  return { levels, ...(scope === '' ? {} : { scope }) };
}

function unwrapped(text: string): string {
  const bracketed = /^[（(]([^（()）]*)[）)]$/s.exec(text.trim());
  return (bracketed?.[1] ?? text.replace(/^[：:；;，,。\s]+/, '')).trim();
}

/** Names that lists use for what the national table has under another one; the name stays as the local type. */
const LOCAL_TYPES: readonly string[] = [
  '行政备案',
  '行政征用',
  '行政监督',
  '行政规划',
  '行政决策',
  '行政复议',
  '行政调解',
  '行政审批',
  '非行政许可审批',
  '审核转报',
  '初审转报',
  '年检',
];

/**
 * Types that a rule of law names beside those of the national table: 行政备案 and 行政征用 (河北省行政权力公开透明运行规定 art. 6; 行政备案
 * also 国发〔2022〕5号). What 国发〔2015〕27号 abolished is said of its own.
 */
const TYPES_BY_LAW: readonly string[] = ['行政备案', '行政征用', ...ABOLISHED_TYPES];

/** Whether a local name is no type of any list of types; the item may be of another one, as 行政审批 mostly means 行政许可. */
export function isForeignType(local: string): boolean {
  return !TYPES_BY_LAW.includes(local);
}

export function writeType(code: string): string {
  return powerTypeName(code).zh;
}

/** The national type a cell means: by name, by short name (许可), or by code (1, 01). */
export function readType(cell: string): { readonly code: string; readonly local?: string } | undefined {
  // 类 and 项 at the end say nothing; of 事项 the rest is let be below.
  const text = foldDigits(toLine(cell)).replace(/[类项]$/, '');
  const known = POWER_TYPES.find(
    ({ code, name }) =>
      name.zh === text ||
      name.zh === `行政${text}` ||
      (/^\d{1,2}$/.test(text) && code === text.padStart(2, '0')),
  );
  if (known) return { code: known.code };
  if (/^其[他它](?:行政)?(?:权力|职权|权责)?(?:事项?)?$/.test(text)) return { code: '10' };
  if (/^党(?:组织|组|委|务|内)?(?:权力|职权)(?:事项?)?$/.test(text)) return { code: '98' };
  const local = LOCAL_TYPES.find((name) => name === text || name === `行政${text}`);
  return local === undefined ? undefined : { code: '10', local };
}

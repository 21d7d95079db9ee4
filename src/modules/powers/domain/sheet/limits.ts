import type { Limit, PowerContent } from '../content.ts';
import { foldDigits, toLine } from './cell-text.ts';
import { NOT_GIVEN } from './citations.ts';

type Statutory = NonNullable<PowerContent['statutoryLimit']>;
/** What a limit cell says. `unclear`: it counts days without saying which; `rest` is what stood in brackets behind it. */
export type ReadLimit = { readonly limit: Limit; readonly unclear: boolean; readonly rest: string };

const UNIT_WORDS = { wd: '个工作日', cd: '个自然日', month: '个月', year: '年' } as const;
const VERIFIED = '〔已核对〕';
const DIGITS = '零一二三四五六七八九';
const NOTHING = /^(?:[-—–/／无]+|无期限|不设时限|未规定|法律未规定|无法定时限)?$/;
const AT_ONCE = /^(?:即办|即时|当场|立即|随到随办|即时办结|当场办结|当场办理|即办件)$/;
const LIMIT =
  /^(\d{1,4}|[零一二两三四五六七八九十百]+)\s*(个?工作日|个?自然日|个?日历日|个?月|日|天|年)(?:之?以?内)?(?:办结|作出决定)?/;

export function writeLimit({ n, unit }: Limit): string {
  return `${n}${UNIT_WORDS[unit]}`;
}

/** `5个工作日（行政许可法第三十二条）`. */
export function writeLimitWithArticle(limit: Limit & { readonly article: string }): string {
  return `${writeLimit(limit)}（${limit.article}）`;
}

/** `20个工作日（自受理之日起；行政许可法第四十二条；可延长10个工作日，本机关负责人批准）〔已核对〕`. */
export function writeStatutory(limit: Statutory): string {
  const { startRule, article, extension, verified } = limit;
  const parts = [
    startRule,
    article,
    ...(extension === undefined ? [] : [`可延长${writeLimit(extension)}，${extension.approver}批准`]),
  ];
  return `${writeLimit(limit)}（${parts.join('；')}）${verified ? VERIFIED : ''}`;
}

/** `undefined` where the cell says that there is none, `'unreadable'` where it says something else. */
export function readLimit(cell: string): ReadLimit | 'unreadable' | undefined {
  const text = foldDigits(toLine(cell)).replaceAll(/(?<=\d)\s+|^约/g, '');
  if (NOTHING.test(text)) return undefined;
  if (AT_ONCE.test(text)) return { limit: { n: 0, unit: 'wd' }, unclear: false, rest: '' };
  const found = LIMIT.exec(text);
  if (!found) return 'unreadable';
  const [all, number = '', word = ''] = found;
  const n = /^\d/.test(number) ? Number(number) : fromChinese(number);
  const rest = text.slice(all.length).trim();
  if (n === undefined || (rest !== '' && !/^[（(〔]/.test(rest))) return 'unreadable';
  return { limit: { n, unit: unitOf(word) }, unclear: word === '日' || word === '天', rest };
}

/** The article behind a limit, where it stands there. */
export function articleIn(rest: string): string | undefined {
  const inside = insideOf(rest);
  return inside === '' ? undefined : inside;
}

/** The statutory limit with what stands in brackets behind it; `complete` is false where article or start is not given. */
export function statutoryFrom({ limit, rest }: ReadLimit): {
  readonly value: Statutory;
  readonly complete: boolean;
} {
  const parts = insideOf(rest)
    .split(/[；;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const extensionPart = parts.find((part) => part.startsWith('可延长'));
  const others = parts.filter((part) => part !== extensionPart);
  const startsFirst = others.length > 1 || (others[0] ?? '').startsWith('自');
  const [startRule, article] = startsFirst
    ? [others[0], others.slice(1).join('；')]
    : [undefined, others[0] ?? ''];
  const extension = extensionPart === undefined ? undefined : extensionFrom(extensionPart);
  return {
    value: {
      ...limit,
      startRule: startRule ?? NOT_GIVEN,
      article: article === '' ? NOT_GIVEN : article,
      ...(extension === undefined ? {} : { extension }),
      verified: rest.endsWith(VERIFIED),
    },
    complete: startRule !== undefined && article !== '',
  };
}

function extensionFrom(part: string): Statutory['extension'] {
  const read = LIMIT.exec(part.slice('可延长'.length));
  if (!read) return undefined;
  const [all, number = '', word = ''] = read;
  const n = /^\d/.test(number) ? Number(number) : fromChinese(number);
  const approver = part
    .slice('可延长'.length + all.length)
    .replace(/^[，,、\s]+/, '')
    .replace(/批准$/, '');
  return n === undefined
    ? undefined
    : { n, unit: unitOf(word), approver: approver === '' ? NOT_GIVEN : approver };
}

function insideOf(rest: string): string {
  const text = rest.endsWith(VERIFIED) ? rest.slice(0, -VERIFIED.length) : rest;
  return /^[（(].*[）)]$/s.test(text) ? text.slice(1, -1).trim() : '';
}

function unitOf(word: string): Limit['unit'] {
  if (word.endsWith('工作日')) return 'wd';
  if (word.endsWith('月')) return 'month';
  return word === '年' ? 'year' : 'cd';
}

/** 二十, 一百二十, 九十: the numbers that limits are written with. */
function fromChinese(text: string): number | undefined {
  const found =
    /^(?:([一二两三四五六七八九])百零?)?(?:([一二三四五六七八九])?(十))?([一二两三四五六七八九])?$/.exec(
      text,
    );
  if (!found || text === '') return undefined;
  const digit = (char: string | undefined): number =>
    char === undefined ? 0 : char === '两' ? 2 : DIGITS.indexOf(char);
  const [, hundreds, tens, ten, ones] = found;
  return (
    digit(hundreds) * 100 + (ten === undefined ? 0 : tens === undefined ? 10 : digit(tens) * 10) + digit(ones)
  );
}

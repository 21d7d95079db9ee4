import { toNumeral } from '#kernel';

/** Digits as statutes write them; 两 stands for 二 in older texts. */
const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 };
const NUM = '[〇零一二两三四五六七八九十百千0-9]+';

/** 四十二, 一百零三, 二〇二五 or 42 as a number; undefined when it is none. */
export function parseNumeral(text: string): number | undefined {
  if (/^[0-9]{1,5}$/.test(text)) return Number(text);
  const signs = Array.from(text);
  if (signs.length === 0 || signs.some((sign) => DIGITS[sign] === undefined && UNITS[sign] === undefined))
    return undefined;
  if (signs.every((sign) => DIGITS[sign] !== undefined))
    return Number(signs.map((sign) => DIGITS[sign]).join(''));
  let sum = 0;
  let digit: number | undefined;
  for (const sign of signs) {
    const unit = UNITS[sign];
    if (unit === undefined) digit = DIGITS[sign];
    else {
      sum += (digit ?? 1) * unit;
      digit = undefined;
    }
  }
  return sum + (digit ?? 0);
}

const RANGE = /^[至到\-~—–]$/;
const BETWEEN = /^[、,;和及与以()至到\-~—–]*$/;
/** No law has more; a longer range is a slip of the pen, of which the ends are kept. */
const LONGEST_RANGE = 100;

/**
 * The articles a citation names, each as a key: `42`, `42-1` for 第四十二条之一, `附件183` for an item of an annex, else the
 * text itself. 第四十二条, 第42条, 42 and full-width digits are one key; paragraphs and items (款、项、目) are left out, for an
 * item of the list rests on the article as a whole when it changes. Lists and ranges are taken apart.
 */
export function parseArticles(text: string): readonly string[] {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  if (plain === '') return [];
  const tokens = tokensOf(plain);
  const keys: string[] = [];
  let before: { readonly article: number; readonly end: number } | undefined;
  for (const token of tokens) {
    const since = before === undefined ? '' : plain.slice(before.end, token.start);
    if (before !== undefined && RANGE.test(since) && token.article - before.article <= LONGEST_RANGE)
      for (let n = before.article + 1; n < token.article; n += 1) keys.push(`${n}`);
    keys.push(token.sub === undefined ? `${token.article}` : `${token.article}-${token.sub}`);
    before = token;
  }
  if (keys.length > 0) return [...new Set(keys)];
  const annex = new RegExp(`附[件表录].*?第?\\(?(${NUM})\\)?项`).exec(plain)?.[1];
  const item = annex === undefined ? undefined : parseNumeral(annex);
  return [item === undefined ? plain : `附件${item}`];
}

type Token = {
  readonly article: number;
  readonly sub: number | undefined;
  readonly start: number;
  readonly end: number;
};

const TOKEN = new RegExp(`第?\\(?(${NUM})\\)?(条|款|项|目)?(?:之(${NUM}))?`, 'g');

/** Articles in the order they stand; numbers in prose (2016年文本) are none. */
function tokensOf(plain: string): readonly Token[] {
  const found = [...plain.matchAll(TOKEN)];
  // Numbers alone count where the whole text is a list of them, or where the last of a row has the word: 第三十、三十一条.
  const listed = BETWEEN.test(plain.replaceAll(TOKEN, ''));
  return found.flatMap((match, at) => {
    const [whole, numeral = '', , sub] = match;
    const article = parseNumeral(numeral);
    if (article === undefined || article === 0) return [];
    const unit = unitOf(plain, found, at);
    if (unit === undefined ? !listed : unit !== '条') return [];
    const nested = sub === undefined ? undefined : parseNumeral(sub);
    return [{ article, sub: nested, start: match.index, end: match.index + whole.length }];
  });
}

/** What a number counts: its own unit, or that of the row it stands in (第1、2项 are two items). */
function unitOf(plain: string, found: readonly RegExpExecArray[], at: number): string | undefined {
  const here = found[at];
  const next = found[at + 1];
  if (here === undefined || here[2] !== undefined || next === undefined) return here?.[2];
  const between = plain.slice(here.index + here[0].length, next.index);
  return between !== '' && BETWEEN.test(between) ? unitOf(plain, found, at + 1) : undefined;
}

/**
 * A law's name as it is matched: full width made half, 《》 and blanks gone, without 中华人民共和国 before it and without the
 * bracket that tells its version ((2019修正), (国务院令第620号)); (试行) stays. `law_key` in SQL does the same.
 */
export function lawKey(title: string): string {
  const inner = /《([^》]+)》/.exec(title.normalize('NFKC'))?.[1] ?? title.normalize('NFKC');
  return inner
    .replaceAll(/[《》〈〉「」<>"“” \t\r\n]/g, '')
    .replace(/^中华人民共和国(?=.)/, '')
    .replace(/\((?=[^()]*(?:[0-9]{4}|修正|修订|[0-9]号))[^()]*\)$/, '');
}

/** A law and the articles cited of it. */
export type Citation = { readonly law: string; readonly articles: readonly string[] };

/** A citation from free text; what stands behind 》 in the name belongs to the articles: 《行政许可法》第四十二条. */
export function parseCitation(law: string, article: string): Citation {
  const behind = /》(.*)$/s.exec(law.normalize('NFKC'))?.[1] ?? '';
  const articles = parseArticles(article);
  const also = behind.trim() === '' ? [] : parseArticles(behind).filter((key) => /^[0-9附]/.test(key));
  return { law: lawKey(law), articles: [...new Set([...also, ...articles])] };
}

/** `42` as it is written for people: 第四十二条; what is no number stands as it is. */
export function articleLabel(key: string): string {
  const [, number, sub] = /^([0-9]+)(?:-([0-9]+))?$/.exec(key) ?? [];
  if (number === undefined) return key;
  return `第${toNumeral(Number(number))}条${sub === undefined ? '' : `之${toNumeral(Number(sub))}`}`;
}

/** Where an article stands on the page of its law. */
export const articleAnchor = (key: string): string => `a-${encodeURIComponent(key)}`;

/** The public page of a law, at the first article that a citation names. */
export function lawHref(id: string, article: string): string {
  const key = parseArticles(article).find((one) => /^(?:[0-9]|附件)/.test(one));
  return key === undefined ? `/laws/${id}` : `/laws/${id}#${articleAnchor(key)}`;
}

/** Order of article keys in a law: by number, annexes and other parts after them. */
export function compareArticles(a: string, b: string): number {
  const rank = (key: string): readonly [number, number, number] => {
    const [, number, sub] = /^([0-9]+)(?:-([0-9]+))?$/.exec(key) ?? [];
    const annex = /^附件([0-9]+)$/.exec(key)?.[1];
    if (number !== undefined) return [0, Number(number), Number(sub ?? 0)];
    return annex === undefined ? [2, 0, 0] : [1, Number(annex), 0];
  };
  const [x, y] = [rank(a), rank(b)];
  return x[0] - y[0] || x[1] - y[1] || x[2] - y[2] || (a < b ? -1 : a > b ? 1 : 0);
}

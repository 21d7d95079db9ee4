import { z } from 'zod';
import { err, ok, type Result } from './result.ts';

/** An amount of money in 分: a whole number, never a fraction of 元. */
export const Fen = z.int().brand<'Fen'>();
export type Fen = z.infer<typeof Fen>;

/** `1,200.00`, without the unit. */
export function formatAmount(fen: Fen): string {
  const [yuan, cents] = split(fen);
  return `${fen < 0 ? '-' : ''}${String(yuan).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')}.${String(cents).padStart(2, '0')}`;
}

/** `1,200.00 元`. */
export function formatYuan(fen: Fen): string {
  return `${formatAmount(fen)} 元`;
}

/** Reads what people type, `1200`, `1,200.5`, `１２００元`; more than two decimals are refused, not rounded. */
export function parseYuan(text: string): Result<Fen, { readonly code: 'money/not-an-amount' }> {
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.(\d{1,2}))?$/.exec(
    text.normalize('NFKC').replace(/元$/, '').trim(),
  );
  if (!match) return err({ code: 'money/not-an-amount' });
  const [, sign, yuan = '', cents = ''] = match;
  const fen = Number(yuan.replaceAll(',', '')) * 100 + Number(cents.padEnd(2, '0'));
  const parsed = Fen.safeParse(sign === '-' && fen !== 0 ? -fen : fen);
  return parsed.success ? ok(parsed.data) : err({ code: 'money/not-an-amount' });
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];

/** 大写 as bills are written: 壹仟贰佰元整, 壹元零伍分 (会计基础工作规范 art. 52). */
export function formatCapital(fen: Fen): string {
  const [yuan, cents] = split(fen);
  const [jiao, rest] = [Math.floor(cents / 10), cents % 10];
  const tail = `${jiao > 0 ? `${digit(jiao)}角` : ''}${rest > 0 ? `${digit(rest)}分` : ''}`;
  const gap = yuan > 0 && jiao === 0 && rest > 0 ? '零' : '';
  const head = yuan > 0 || cents === 0 ? `${capitalWhole(yuan)}元` : '';
  return `${fen < 0 ? '负' : ''}${head}${gap}${tail}${rest === 0 ? '整' : ''}`;
}

function capitalWhole(n: number): string {
  for (const [size, name] of [
    [1e8, '亿'],
    [1e4, '万'],
  ] as const) {
    if (n < size) continue;
    const low = n % size;
    const gap = low > 0 && low < size / 10 ? '零' : '';
    return `${capitalWhole(Math.floor(n / size))}${name}${gap}${low > 0 ? capitalWhole(low) : ''}`;
  }
  if (n === 0) return digit(0);
  const text = Array.from(String(n), (d, i) =>
    d === '0' ? '零' : `${digit(Number(d))}${PLACES[String(n).length - 1 - i] ?? ''}`,
  );
  return text.join('').replaceAll(/零+/g, '零').replace(/零$/, '');
}

function digit(n: number): string {
  return DIGITS.charAt(n);
}

function split(fen: Fen): readonly [yuan: number, cents: number] {
  const amount = Math.abs(fen);
  return [Math.floor(amount / 100), amount % 100];
}

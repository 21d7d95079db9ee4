const SIGNS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 9,999 in Chinese numerals, as statutes number their articles. */
export function toNumeral(n: number): string {
  const parts: string[] = [];
  let gap = false;
  for (const [unit, name] of [
    [1_000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / unit) % 10;
    if (digit === 0) gap = parts.length > 0;
    else {
      if (gap) parts.push('零');
      gap = false;
      parts.push(unit === 10 && digit === 1 && parts.length === 0 ? name : `${SIGNS[digit]}${name}`);
    }
  }
  return parts.join('');
}

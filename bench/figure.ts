/** One line of the table of `npm run bench` (DESIGN §7). */
export type Figure = {
  readonly what: string;
  /** Absent when the row could not run; `note` says why. */
  readonly value?: number;
  readonly unit?: string;
  /** What ran beside it, or the same at another size: the ratio is value ÷ peer. */
  readonly peer?: { readonly name: string; readonly value: number };
  readonly bar?: { readonly text: string; readonly met: boolean };
  readonly note?: string;
};

export const HEAD =
  '| measured | value | unit | beside it | ratio | bar | |\n| --- | ---: | --- | --- | ---: | --- | --- |';

export function line({ what, value, unit, peer, bar, note }: Figure): string {
  if (value === undefined) return `| ${what} | not run | | ${note ?? ''} | | | |`;
  const ratio = peer === undefined ? '' : number(value / peer.value);
  const beside = peer === undefined ? (note ?? '') : `${peer.name}: ${number(peer.value)}`;
  const met = bar === undefined ? '' : bar.met ? 'met' : '**missed**';
  return `| ${what} | ${number(value)} | ${unit ?? ''} | ${beside} | ${ratio} | ${bar?.text ?? ''} | ${met} |`;
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });
}

export function atMost(value: number, limit: number, unit: string): NonNullable<Figure['bar']> {
  return { text: `≤ ${limit.toLocaleString('en')} ${unit}`, met: value <= limit };
}

export function share(of: number, least: number): NonNullable<Figure['bar']> {
  return { text: `≥ ${least} of it`, met: of >= least };
}

/** The value below which that share of the values lies. */
export function percentiles(values: readonly number[]): (share: number) => number {
  const sorted = values.toSorted((a, b) => a - b);
  return (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

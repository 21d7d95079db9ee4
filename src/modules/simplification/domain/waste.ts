/** How often something was so in the closed cases of a version; `node` empty for the case as a whole. */
export interface Count {
  readonly node: string;
  readonly measure: string;
  readonly value: string;
  readonly n: number;
}

/** A step of the flow, as far as it is compared with what was done. */
export interface Step {
  readonly node: string;
  /** Nobody works here: it waits for the party or for a time. */
  readonly waits: boolean;
  /** Its limit in working days; absent where it has none or counts in another unit. */
  readonly limit: number | undefined;
  /** So many outcomes it may have. */
  readonly outcomes: number;
}

/** Below so many cases nothing is said of a version or step: a number of few tells of one. */
export const MIN_CASES = 10;
/** A count below this is told as few, since whoever is among them could be found out. */
export const FEW = 5;
/** That an outcome never differs is said from so many on. */
const MIN_SAME = 30;

export const HINTS = [
  'limit-too-long',
  'late-often',
  'waits-long',
  'never-differs',
  'comes-back',
  'asked-often',
] as const;
/** What a number suggests looking at; never a judgement. */
export type Hint = (typeof HINTS)[number];

/** A number of cases: null where there are some, but fewer than `FEW`. */
export type Told = number | null;

export interface StepWaste {
  readonly node: string;
  readonly cases: number;
  /** Working days, half and nine tenths of the times were within; the day it began does not count. */
  readonly median: number;
  readonly p90: number;
  readonly limit: number | undefined;
  readonly late: Told;
  /** Of the time the cases took, in per cent; steps beside each other add up to more than all. */
  readonly share: number;
  readonly waits: boolean;
  /** Times it was done once more in the same case. */
  readonly returns: Told;
  /** The one outcome it always had, in enough cases, where others were possible and nothing was made there. */
  readonly always: string | undefined;
  readonly hints: readonly Hint[];
}

export interface Waste {
  readonly cases: number;
  readonly median: number;
  readonly p90: number;
  /**
   * Of the time the cases took, in per cent, where nobody was to work: at least that much was waiting. When a handler took up what
   * lay before them is not on record, so what lay there untouched cannot be told from work and is not counted.
   */
  readonly waiting: number;
  readonly steps: readonly StepWaste[];
  readonly materials: readonly {
    readonly key: string;
    readonly asked: Told;
    readonly hints: readonly Hint[];
  }[];
}

/**
 * What real handling suggests to be waste (C8), from the counts of a version. Nothing below ten cases, of the version or of
 * a step; counts below five as few. Steps stand in the order given, those that too few cases passed are left out.
 */
export function wasteOf(counts: readonly Count[], steps: readonly Step[]): Waste | undefined {
  const look = lookup(counts);
  const cases = look.sum('', 'cases');
  if (cases < MIN_CASES) return undefined;
  const whole = look.days('');
  const elapsed = total(whole);
  const shareOf = (node: string): number =>
    elapsed === 0 ? 0 : Math.round((total(look.days(node)) / elapsed) * 100);
  const told = steps.flatMap((step) => {
    const found = stepWaste(look, step, shareOf(step.node));
    return found === undefined ? [] : [found];
  });
  const waits = steps.filter((step) => step.waits).map(({ node }) => total(look.days(node)));
  const waited = waits.reduce((sum, days) => sum + days, 0);
  return {
    cases,
    median: quantile(whole, 0.5),
    p90: quantile(whole, 0.9),
    waiting: elapsed === 0 ? 0 : Math.min(100, Math.round((waited / elapsed) * 100)),
    steps: told,
    materials: look
      .all('', 'asked')
      .toSorted((a, b) => b.n - a.n)
      .map(({ value: key, n }) => ({
        key,
        asked: toldOf(n),
        hints: n >= FEW && n >= cases * 0.3 ? ['asked-often'] : [],
      })),
  };
}

function stepWaste(look: ReturnType<typeof lookup>, step: Step, share: number): StepWaste | undefined {
  const { node, limit, waits } = step;
  const cases = look.sum(node, 'cases');
  if (cases < MIN_CASES) return undefined;
  const [passes, late] = [look.sum(node, 'passes'), look.sum(node, 'late')];
  const days = look.days(node);
  const [median, p90] = [quantile(days, 0.5), quantile(days, 0.9)];
  const outcomes = look.all(node, 'outcome');
  const [only] = outcomes;
  const same =
    outcomes.length === 1 && step.outcomes > 1 && passes >= MIN_SAME && look.sum(node, 'documents') === 0;
  const returns = passes - cases;
  const hints: readonly (readonly [Hint, boolean])[] = [
    ['limit-too-long', limit !== undefined && limit >= 2 && p90 * 2 <= limit],
    ['late-often', late >= FEW && late >= passes * 0.2],
    ['waits-long', waits && share >= 30],
    ['never-differs', same],
    ['comes-back', returns >= FEW && returns >= cases * 0.2],
  ];
  return {
    node,
    cases,
    median,
    p90,
    limit,
    late: toldOf(late),
    share,
    waits,
    returns: toldOf(returns),
    always: same ? only?.value : undefined,
    hints: hints.filter(([, holds]) => holds).map(([hint]) => hint),
  };
}

function toldOf(n: number): Told {
  return n > 0 && n < FEW ? null : n;
}

type Histogram = readonly { readonly days: number; readonly n: number }[];

function lookup(counts: readonly Count[]) {
  const all = (node: string, measure: string) =>
    counts.filter((one) => one.node === node && one.measure === measure);
  return {
    all,
    sum: (node: string, measure: string): number => all(node, measure).reduce((sum, { n }) => sum + n, 0),
    days: (node: string): Histogram =>
      all(node, 'days')
        .map(({ value, n }) => ({ days: Number(value), n }))
        .toSorted((a, b) => a.days - b.days),
  };
}

function total(histogram: Histogram): number {
  return histogram.reduce((sum, { days, n }) => sum + days * n, 0);
}

/** The smallest number of days that this part of the times was within. */
export function quantile(histogram: Histogram, part: number): number {
  const wanted = histogram.reduce((sum, { n }) => sum + n, 0) * part;
  let seen = 0;
  for (const { days, n } of histogram) {
    seen += n;
    if (seen >= wanted) return days;
  }
  return 0;
}

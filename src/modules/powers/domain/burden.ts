import type { Limit, PowerContent } from './content.ts';

/** What simplification 减环节、减材料、减时限、减跑动、减费用 is measured by (C8). */
export const MEASURES = ['steps', 'materials', 'days', 'visits', 'fees'] as const;
export type Measure = (typeof MEASURES)[number];

export type BurdenContent = Pick<
  PowerContent,
  'materials' | 'committedLimit' | 'statutoryLimit' | 'visits' | 'fees'
>;

/** What one version of an item asks of the party and of the agency. */
export interface Burden {
  /** Steps of the flow, and those of them an article demands; absent while there is no flow. */
  readonly steps: number | undefined;
  readonly statutorySteps: number | undefined;
  /** Materials the party must hand in; 免提交 ones are not asked. */
  readonly materials: number;
  readonly days: Limit | undefined;
  /** What the law allows at most, once somebody has checked it against the text. */
  readonly statutoryDays: Limit | undefined;
  readonly visits: number;
  /** Charges, not their amounts: those are texts. */
  readonly fees: number;
}

export function burdenOf(
  { materials, committedLimit, statutoryLimit, visits, fees }: BurdenContent,
  flow: { readonly steps: number; readonly statutory: number } | undefined,
): Burden {
  return {
    steps: flow?.steps,
    statutorySteps: flow?.statutory,
    materials: materials.filter(({ ease }) => ease !== 'not-asked').length,
    days: committedLimit,
    statutoryDays:
      statutoryLimit?.verified === true ? { n: statutoryLimit.n, unit: statutoryLimit.unit } : undefined,
    visits,
    fees: fees?.charged === true ? Math.max(1, fees.items.length) : 0,
  };
}

/** One measure of a version beside the version before and the law; absent values are not known or not set. */
export interface BurdenRow {
  readonly measure: Measure;
  readonly now: number | undefined;
  readonly before: number | undefined;
  /** More (+) or less (−) than before; absent where the two cannot be compared. */
  readonly change: number | undefined;
  /** For steps what the law demands at least, for days what it allows at most. */
  readonly legal: number | undefined;
  /** Of `now`, `before` and `legal` where they are periods. */
  readonly units?: {
    readonly now?: Limit['unit'];
    readonly before?: Limit['unit'];
    readonly legal?: Limit['unit'];
  };
}

export function compareBurden(now: Burden, before: Burden | undefined): readonly BurdenRow[] {
  return MEASURES.map((measure) => {
    if (measure === 'days') return daysRow(now, before);
    const [is, was] = [now[measure], before?.[measure]];
    return {
      measure,
      now: is,
      before: was,
      change: is === undefined || was === undefined ? undefined : is - was,
      legal: measure === 'steps' ? now.statutorySteps : undefined,
    };
  });
}

/** Periods of different units are shown and not subtracted: a month has no fixed number of working days. */
function daysRow(now: Burden, before: Burden | undefined): BurdenRow {
  const [is, was, legal] = [now.days, before?.days, now.statutoryDays];
  return {
    measure: 'days',
    now: is?.n,
    before: was?.n,
    change: is !== undefined && was !== undefined && is.unit === was.unit ? is.n - was.n : undefined,
    legal: legal?.n,
    units: {
      ...(is && { now: is.unit }),
      ...(was && { before: was.unit }),
      ...(legal && { legal: legal.unit }),
    },
  };
}

/** Less and more are kept apart: what was added must not hide behind what was cut. Days: working days only. */
export type Sums = Readonly<Record<Measure, { readonly less: number; readonly more: number }>>;

/** What the versions that took effect in a year ask less and more than those before them. */
export interface YearTotal {
  readonly year: number;
  readonly versions: number;
  readonly sums: Sums;
}

/** What one version adds to the totals of its year. */
export function sumsOf(rows: readonly BurdenRow[]): Sums {
  const changed = (measure: Measure): number => {
    const row = rows.find((one) => one.measure === measure);
    return row === undefined || (measure === 'days' && row.units?.now !== 'wd') ? 0 : (row.change ?? 0);
  };
  const both = (measure: Measure) => {
    const change = changed(measure);
    return { less: Math.max(0, -change), more: Math.max(0, change) };
  };
  return {
    steps: both('steps'),
    materials: both('materials'),
    days: both('days'),
    visits: both('visits'),
    fees: both('fees'),
  };
}

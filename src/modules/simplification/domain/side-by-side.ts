/** The measures of simplification 减环节、减材料、减时限、减跑动、减费用 (C8); absent: not known, or not shown to this reader. */
export interface Counts {
  readonly steps?: number | undefined;
  readonly materials?: number | undefined;
  readonly days?: Days | undefined;
  readonly visits?: number | undefined;
  readonly fees?: number | undefined;
}

interface Days {
  readonly n: number;
  readonly unit: 'wd' | 'cd' | 'month' | 'year';
}

export const MEASURES = ['steps', 'materials', 'days', 'visits', 'fees'] as const;
export type Measure = (typeof MEASURES)[number];

/** Where another has the same item: an agency of this instance, a body that files to it, or the list kept above. */
export type Where = 'here' | 'filed' | 'reference';

/** The same item as another has it. */
export interface Alike<C extends Counts = Counts> {
  readonly where: Where;
  readonly body: string;
  readonly name: string;
  /** Its public code here, where society can open it. */
  readonly code: string | null;
  readonly counts: C;
}

export interface SideBySide extends Alike {
  /** Measures in which this one asks less than the item it is compared with. */
  readonly less: readonly Measure[];
  readonly more: readonly Measure[];
}

/**
 * The same item elsewhere beside one’s own. Less elsewhere is a reason to look, not a finding: a flow, a level or a class of
 * cases may explain it.
 */
export function sideBySide(own: Counts, others: readonly Alike[]): readonly SideBySide[] {
  return others.map((other) => {
    const compared = MEASURES.map((measure) => ({ measure, sign: compare(measure, other.counts, own) }));
    const where = (wanted: number) =>
      compared.filter(({ sign }) => sign === wanted).map(({ measure }) => measure);
    return { ...other, less: where(-1), more: where(1) };
  });
}

/** Less (−1), more (1) or the same; nought as well where there is nothing to compare, as periods of different units. */
function compare(measure: Measure, there: Counts, here: Counts): number {
  if (measure === 'days') {
    const [a, b] = [there.days, here.days];
    return a === undefined || b === undefined || a.unit !== b.unit ? 0 : Math.sign(a.n - b.n);
  }
  const [a, b] = [there[measure], here[measure]];
  return a === undefined || b === undefined ? 0 : Math.sign(a - b);
}

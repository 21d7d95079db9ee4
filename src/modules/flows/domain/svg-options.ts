import type { Lang } from '../texts/words.ts';

export type StepState = 'done' | 'open' | 'late' | 'next';

/** A case on its chart, or counts over many cases: `days` is the usual time at the step, in working days. */
export interface Overlay {
  readonly states?: Readonly<Record<string, StepState>>;
  readonly nodes?: Readonly<Record<string, { readonly cases: number; readonly days?: number }>>;
  readonly edges?: Readonly<Record<string, number>>;
}

export interface SvgOptions {
  readonly lang: Lang;
  readonly overlay?: Overlay;
  /** False inside a page that already names the flow above the chart. */
  readonly titled?: boolean;
  /** Where a step leads when it is followed, `#step-` by default: its place in the text twin. */
  readonly stepHref?: string;
}

import type { Lang } from '../texts/words.ts';

export type StepState = 'done' | 'open' | 'late' | 'next';

/** A case on its chart, or counts over many cases: `days` is the usual time at the step, in working days. */
export interface Overlay {
  readonly states?: Readonly<Record<string, StepState>>;
  readonly nodes?: Readonly<Record<string, { readonly cases: number; readonly days?: number }>>;
  readonly edges?: Readonly<Record<string, number>>;
}

/** What is said of an element beside a case on it: how it differs from another version, or that no case gets past it. */
export type Mark = 'added' | 'changed' | 'removed' | 'stuck';

export interface SvgOptions {
  readonly lang: Lang;
  readonly overlay?: Overlay;
  /** By id of a step, gateway or way. */
  readonly marks?: Readonly<Record<string, Mark>>;
  /** False inside a page that already names the flow above the chart. */
  readonly titled?: boolean;
  /** What the id of a step's group begins with, `node-` by default; two charts on a page must differ in it. */
  readonly idPrefix?: string;
  /** Where a step leads when it is followed, `#step-` by default: its place in the text twin. */
  readonly stepHref?: string;
}

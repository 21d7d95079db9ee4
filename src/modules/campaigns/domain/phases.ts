import type { LegalDay } from '#kernel';

/** A part of a campaign 阶段; `trial` marks the one in which what was published runs on trial 试运行 before it is final. */
export type Phase = {
  readonly name: string;
  readonly from: LegalDay;
  readonly to: LegalDay;
  readonly trial?: true | undefined;
};

/** Whether the phases of a campaign can be: each ends no earlier than it begins, and at most one is for trials. */
export function arePhases(phases: readonly Phase[]): boolean {
  return phases.every(({ from, to }) => from <= to) && phases.filter(({ trial }) => trial).length <= 1;
}

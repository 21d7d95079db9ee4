import { err, ok, type LegalDay, type Result } from '#kernel';
import type { CampaignRefusal } from './errors.ts';

export const CHANGE_KINDS = ['reschedule', 'cancel'] as const;

/** A part of a campaign 阶段; `trial` marks the one in which what was published runs on trial 试运行 before it is final. */
type Phase = {
  readonly name: string;
  readonly from: LegalDay;
  readonly to: LegalDay;
  readonly trial?: true | undefined;
};

export type Schedule = {
  readonly phases: readonly Phase[];
  /** Day by which returns are due. */
  readonly deadline: LegalDay;
};

/**
 * Whether the dates of a campaign go together. Refuses `campaigns/phases` when a phase ends before it begins,
 * `campaigns/two-trials` when two are for trials, `campaigns/phase-order` when one begins before the one above it, and `campaigns/deadline-outside-phases` when there are
 * phases and returns are due on a day of none of them.
 */
export function checkSchedule({ phases, deadline }: Schedule): Result<void, CampaignRefusal> {
  if (phases.some(({ from, to }) => to < from)) return err({ code: 'campaigns/phases' });
  if (phases.filter(({ trial }) => trial).length > 1) return err({ code: 'campaigns/two-trials' });
  const early = phases.find(({ from }, at) => from < (phases[at - 1]?.from ?? from));
  if (early !== undefined) return err({ code: 'campaigns/phase-order', phase: early.name });
  if (phases.length > 0 && !phases.some(({ from, to }) => from <= deadline && deadline <= to))
    return err({ code: 'campaigns/deadline-outside-phases' });
  return ok();
}

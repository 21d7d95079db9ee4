import { z } from 'zod';
import { LegalDay } from '#kernel';
import { Reason } from '#modules/approval/contract';
import { TRIAL_OUTCOMES, TRIAL_STANDINGS } from '../domain/trial.ts';

/** 试运行 as it is asked for with a publication: the last day, inclusive, and why. */
export const TrialRequest = z.object({ until: LegalDay.optional(), reason: Reason });

/** A trial as anybody may read it. */
export const TrialFact = z.object({
  from: z.string(),
  until: z.string(),
  standing: z.enum(TRIAL_STANDINGS),
  /** Calendar days past the last one while nobody has decided; else 0. */
  daysOver: z.int(),
  reason: z.string(),
  /** Post that put it on trial. */
  post: z.string(),
  decision: z
    .object({
      outcome: z.enum(TRIAL_OUTCOMES),
      on: z.string(),
      reason: z.string(),
      /** Why its last day was not waited for; empty when it was. */
      earlyReason: z.string(),
      post: z.string(),
      /** Version that holds after it; null when it was confirmed. */
      successor: z.object({ n: z.int(), from: z.string() }).nullable(),
    })
    .nullable(),
});
export type TrialFact = z.infer<typeof TrialFact>;

export const TrialView = TrialFact.extend({
  versionId: z.string(),
  code: z.string(),
  name: z.string(),
  n: z.int(),
  officeName: z.string().nullable(),
  /** Working days to the last day; null once it has passed or the trial is decided. */
  workingDaysLeft: z.int().nullable(),
  /** Whether it is to be decided now: its last day is near, or has passed. */
  due: z.boolean(),
  /** What the cases accepted under it have shown so far. */
  run: z.object({
    cases: z.int(),
    open: z.int(),
    late: z.int(),
    departures: z.int(),
    corrections: z.int(),
  }),
  /** Number of the final version it would return to; null where there is none. */
  returnsTo: z.int().nullable(),
  /** Whether it is this reader’s to decide. */
  mayDecide: z.boolean(),
});
export type TrialView = z.infer<typeof TrialView>;
export const TrialList = z.object({ items: z.array(TrialView) });

export const TrialDecisionRequest = z.object({
  decision: z.enum(['confirm', 'return']),
  reason: Reason,
  /** Why the last day is not waited for: asked for before that day. */
  earlyReason: Reason.optional(),
  /** From when the version before is in force again; today when left out. */
  effectiveFrom: LegalDay.optional(),
});
/** Number of the version that holds from then on. */
export const TrialDecided = z.object({ n: z.int() });

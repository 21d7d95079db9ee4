import type { LegalDay } from '#kernel';
import type { TrialFact } from '../contract/index.ts';
import type { PowerTrial } from '../db/trial-reader.ts';
import { daysOver, standingOf } from '../domain/trial.ts';

/** A trial as API and portal tell it to anybody, as it stands on a day. */
export function trialFact(trial: PowerTrial, day: LegalDay): TrialFact {
  const standing = standingOf(trial, day);
  const { decision } = trial;
  return {
    from: trial.from,
    until: trial.until,
    standing,
    daysOver: standing === 'late' ? daysOver(trial.until, day) : 0,
    reason: trial.reason,
    post: trial.postName,
    decision:
      decision === undefined || decision.on > day
        ? null
        : {
            outcome: decision.outcome,
            on: decision.on,
            reason: decision.reason,
            earlyReason: decision.earlyReason,
            post: decision.postName,
            successor: decision.successor ?? null,
          },
  };
}

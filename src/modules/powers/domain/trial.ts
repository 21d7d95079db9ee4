import { addDays, daysBetween, type LegalDay } from '#kernel';
import {
  reasonMissing,
  trialEarlyReasonMissing,
  trialEndBeforeStart,
  trialEndMissing,
  trialEndsPower,
  trialTooLong,
  trialUsedUp,
  trialWithheld,
  type PowerRefusal,
} from './errors.ts';

/**
 * Longest time a power may run on trial without being confirmed, in calendar days, first and last day counted. No law sets one
 * for a flow; a year is what 行政许可法 art. 15(1) gives a power that is in force provisionally (临时性行政许可) before it must be
 * made lasting or end, and what passes at most between two reviews of the list (B6).
 */
export const LONGEST_TRIAL_DAYS = 365;

/** Working days before its last day from which a trial is reminded of: twenty, as many as a version has to become public. */
export const TRIAL_REMINDER_WORKING_DAYS = 20;

export const TRIAL_OUTCOMES = ['confirmed', 'returned', 'replaced'] as const;
/**
 * How a trial ended: confirmed as final 转正, returned to the version before by decision, or replaced by a new version that was
 * signed and passed as any other.
 */
export type TrialOutcome = (typeof TRIAL_OUTCOMES)[number];

export type TrialDays = {
  /** The day from which the longest time counts: `countedSince`. */
  readonly since: LegalDay;
  readonly from: LegalDay;
  /** Last day, by the end of which the trial is decided. */
  readonly until: LegalDay;
};

/** A trial before this one: its first day, and the day on which another version took its place, if one did. */
export type EarlierTrial = { readonly from: LegalDay; readonly replacedOn: LegalDay | undefined };

/**
 * The day from which the longest time of a trial counts: its first day, moved back by every day on which an earlier version of
 * the same line was in force on trial. A trial that was returned and begun again, or replaced by another, uses up what is left.
 */
export function countedSince(from: LegalDay, earlier: readonly EarlierTrial[]): LegalDay {
  const used = earlier.reduce((days, trial) => {
    const end = trial.replacedOn !== undefined && trial.replacedOn < from ? trial.replacedOn : from;
    return days + Math.max(0, daysBetween(trial.from, end));
  }, 0);
  return addDays(from, -used);
}

export type TrialTerms = {
  readonly from: LegalDay;
  readonly until: LegalDay | undefined;
  readonly reason: string;
  readonly since: LegalDay;
  readonly status: string;
  /** Whether the non-public register withholds the whole item. */
  readonly withheld: boolean;
};

/**
 * What stops a version from being published on trial: an item nobody may see cannot be tried in public, what ends a power
 * cannot be tried, and a trial has a last day, within the longest time. Refuses `powers/trial-withheld`,
 * `powers/trial-ends-power`, `powers/trial-used-up`, `powers/trial-end-missing`, `powers/trial-end-before-start`,
 * `powers/trial-too-long`, `powers/reason-missing`.
 */
export function trialFault({
  from,
  until,
  reason,
  since,
  status,
  withheld,
}: TrialTerms): PowerRefusal | undefined {
  if (withheld) return trialWithheld();
  if (status !== 'in-force') return trialEndsPower();
  const latest = addDays(since, LONGEST_TRIAL_DAYS - 1);
  if (latest < from) return trialUsedUp(daysBetween(since, from), LONGEST_TRIAL_DAYS);
  if (until === undefined) return trialEndMissing();
  if (until < from) return trialEndBeforeStart(from);
  if (until > latest) return trialTooLong(latest, LONGEST_TRIAL_DAYS);
  return reason.trim() === '' ? reasonMissing() : undefined;
}

/**
 * A decision before the last day says why it is not waited for; on the last day or later there is nothing to say. Refuses
 * `powers/trial-early-reason-missing`.
 */
export function earlyFault(until: LegalDay, day: LegalDay, reason: string): PowerRefusal | undefined {
  return day < until && reason.trim() === '' ? trialEarlyReasonMissing(until) : undefined;
}

/**
 * Latest day on which a version that ends a trial may take effect: the day after the last one, or today when that has passed.
 * Were it later, nobody would have decided what holds between.
 */
export function latestSuccession(until: LegalDay, today: LegalDay): LegalDay {
  const next = addDays(until, 1);
  return next > today ? next : today;
}

export const TRIAL_STANDINGS = ['ahead', 'running', 'late', ...TRIAL_OUTCOMES] as const;
/** Where a trial stands on a day: before its first day, within its days, past the last one undecided, or how it was decided. */
export type TrialStanding = (typeof TRIAL_STANDINGS)[number];

export function standingOf(
  trial: TrialDays & {
    readonly decision?: { readonly outcome: TrialOutcome; readonly on: LegalDay } | undefined;
  },
  day: LegalDay,
): TrialStanding {
  if (trial.decision !== undefined && trial.decision.on <= day) return trial.decision.outcome;
  if (day < trial.from) return 'ahead';
  return day > trial.until ? 'late' : 'running';
}

/** Calendar days past the last day; 0 until then. */
export function daysOver(until: LegalDay, day: LegalDay): number {
  return Math.max(0, daysBetween(until, day));
}

/** What a list says of a trial on a day: nothing once it was confirmed, or for what is final. */
export function onTrial(
  trial: Parameters<typeof standingOf>[0] | undefined,
  day: LegalDay,
): { readonly until: LegalDay; readonly late: boolean } | null {
  if (trial === undefined || standingOf(trial, day) === 'confirmed') return null;
  return { until: trial.until, late: day > trial.until };
}

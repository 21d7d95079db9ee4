import type { LegalDay } from '#kernel';

/** Public states in which no time runs: special procedure and suspension (行政许可法 art. 45). */
export const STANDING: readonly string[] = ['special-procedure', 'suspended'];

/** Public states in which a running case is not late: its clock stands, or its limit ended with the decision. */
export const NOT_LATE: readonly string[] = [...STANDING, 'decided'];

export type LatenessFacts = {
  readonly state: string;
  readonly closed: boolean;
  readonly dueOn: LegalDay | null;
};

/** Whether a running case is past its published day without a decision. */
export function isLate({ state, closed, dueOn }: LatenessFacts, today: LegalDay): boolean {
  return !closed && dueOn !== null && dueOn < today && !NOT_LATE.includes(state);
}

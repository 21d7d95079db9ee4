export {
  addWorkingDays,
  dayStatus,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
  type Calendar,
  type DayStatus,
} from './domain/calendar.ts';
export { computeDue } from './domain/compute-due.ts';
export { DueDerivation, toDueInput } from './domain/due-derivation.ts';
export { elapsed, type Elapsed } from './domain/elapsed.ts';
export { latestDayBefore } from './domain/latest-day-before.ts';
export { keepsWithin, mostCalendarDays } from './domain/limit-check.ts';
export { DueInput, Period, type GrantedExtension, type Pause, type PeriodUnit } from './domain/period.ts';
export { isAffected, recomputeDue, type CalendarChange, type Recomputation } from './domain/recompute-due.ts';
export { STATUTORY_PERIODS, type StatutoryPeriodId } from './domain/statutory-periods.ts';
export { LICENCE_SPECIAL_PROCEDURES } from './domain/statutory-periods/licence.ts';
export type { StatutoryPeriod } from './domain/statutory-periods/rule.ts';
export { builtInCalendar } from './domain/built-in-calendar.ts';
export { explainDue, type ExplainedLine } from './texts/explain-due.ts';
export { derivationLines } from './portal/derivation-lines.ts';
export { clockBar } from './portal/clock-bar.ts';
export { PAUSE_GROUNDS } from './texts/pause-grounds.ts';
export {
  getCalendar,
  getCalendarVersion,
  listCalendarVersions,
  type CalendarVersionSummary,
} from './db/calendar-reader.ts';
export { calendarJobs, type RecomputeDeadlines } from './jobs/recompute-deadlines.ts';
export { importCalendarYear } from './use-cases/import-calendar-year.ts';
export { installCalendar } from './use-cases/install-calendar.ts';
export type { CalendarRefusal } from './domain/errors.ts';
export { calendarPortal } from './portal/calendar-portal.tsx';

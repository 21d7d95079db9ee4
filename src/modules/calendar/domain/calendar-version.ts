import { z } from 'zod';
import { LegalDay } from '#kernel';

/** One day that the notice of a year speaks of: off, or a make-up working day 调休上班. */
export const DayFact = z.strictObject({ date: LegalDay, isOffDay: z.boolean(), name: z.string().min(1) });
export type DayFact = z.infer<typeof DayFact>;

/** 已公布: the State Council's notice is out. 暂定: computed from the law, to be replaced. */
export const YearStatus = z.enum(['announced', 'provisional']);
export type YearStatus = z.infer<typeof YearStatus>;

/** What is known of a year. Its days may lie in a neighbouring year: the notice for 2019 moved days of December 2018. */
export const YearFacts = z.strictObject({
  year: z.int().min(1949).max(2200),
  status: YearStatus,
  /** Addresses or document numbers of the notices, amendments last. */
  sources: z.array(z.string().min(1)),
  days: z.array(DayFact),
});
export type YearFacts = z.infer<typeof YearFacts>;

/** A state of the calendar that deadlines are bound to. Never changed: an announcement or amendment makes the next one. */
export const CalendarVersion = z.strictObject({ version: z.int().min(1), years: z.array(YearFacts) });
export type CalendarVersion = z.infer<typeof CalendarVersion>;

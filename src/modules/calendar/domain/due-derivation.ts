import { z } from 'zod';
import { LegalDay } from '#kernel';
import { DueInput } from './period.ts';

/** Consecutive days with one reason; `name` is the holiday, or the ground of the pause. */
export const Span = z.strictObject({
  from: LegalDay,
  to: LegalDay,
  reason: z.enum(['weekend', 'holiday', 'make-up', 'paused']),
  name: z.string().nullable(),
});
export type Span = z.infer<typeof Span>;

/**
 * 期限推算过程: how a due date came about, complete enough to be shown, checked and computed again (requirement X1).
 * Stored as JSON beside the due date.
 */
export const DueDerivation = z.strictObject({
  ...DueInput.shape,
  /** Days within the period that were not counted: days off (of working-day periods only) and pauses. */
  notCounted: z.array(Span),
  /** 调休上班: weekend days that counted as working days. */
  makeUpDays: z.array(Span),
  /** Days off that the end moved across (民法典 art. 203). */
  rolledOver: z.array(Span),
  /** Last day before it moved; null while a pause is open. */
  nominalDay: LegalDay.nullable(),
  /** Last day of the period, inclusive; null while a pause is open. */
  lastDay: LegalDay.nullable(),
  /** First instant after the period, 00:00 in Beijing of the day after `lastDay`, in Z. */
  dueAt: z.iso.datetime().nullable(),
  calendarVersion: z.int().min(1),
  /** Whether the computation looked at a day of a year that is not announced: 暂定. */
  provisional: z.boolean(),
});
export type DueDerivation = z.infer<typeof DueDerivation>;

/** The inputs of a derivation, to compute it again. */
export function toDueInput({ start, period, extensions, pauses }: DueDerivation): DueInput {
  return { start, period, extensions, pauses };
}

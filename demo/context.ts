import { addDays, type LegalDay } from '#kernel';
import type { UseCase } from '#platform/context';

/** The context of the loader; `at` is the same with the clock set. */
export type DemoContext = UseCase & { at(instant: Date): UseCase };

/** Working hours of a day some days before today. */
export function daysAgo(today: LegalDay, days: number, time = '09:30:00'): Date {
  return new Date(`${addDays(today, -days)}T${time}+08:00`);
}

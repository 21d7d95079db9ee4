import type { Overlay } from '#modules/flows';
import type { Case } from './case.ts';

/** The case on its chart: done, now, late. */
export function overlayOf(c: Case, now: Date): Overlay {
  const states: Record<string, 'done' | 'open' | 'late'> = {};
  for (const one of c.steps) {
    if (one.closedAt !== null) states[one.node] = 'done';
  }
  for (const one of c.steps) {
    if (one.closedAt === null) states[one.node] = one.dueAt !== null && one.dueAt <= now ? 'late' : 'open';
  }
  return { states };
}

import type { LegalDay } from '#kernel';
import { computeDue, recomputeDue, toDueInput, type DueDerivation, type Period } from '#modules/calendar';
import type { Case, CaseClock } from './case.ts';
import type { CaseEnv } from './env.ts';
import type { Happening } from './happening.ts';

type Limit = { readonly n: number; readonly unit: Period['unit'] };

/** A limit of a step or a timer of the flow as a period of law; its source is the article, or the published flow itself. */
export function periodOfLimit(
  limit: Limit,
  article: string | undefined,
  pausableBy: readonly string[],
): Period {
  return {
    n: limit.n,
    unit: limit.unit,
    startRule: { zh: '自该环节开始之日起', en: 'from the day the step began' },
    pausableBy: [...pausableBy],
    extension: null,
    roll: 'next-working-day',
    source: { law: article ?? '公布的流程', article: article ?? '环节时限' },
  };
}

type Start = { readonly kind: CaseClock['kind']; readonly node: string | null; readonly period: Period };

export function startClock(
  env: CaseEnv,
  { kind, node, period }: Start,
  event: { readonly zh: string; readonly en: string },
  day: LegalDay,
): CaseClock {
  const derivation = computeDue({ start: { event, day }, period, extensions: [], pauses: [] }, env.calendar);
  return { id: env.newId(), kind, node, derivation, stoppedOn: null, lateAt: null };
}

export function dueAtOf(derivation: DueDerivation): Date | null {
  return derivation.dueAt === null ? null : new Date(derivation.dueAt);
}

type Changed = { readonly clocks: readonly CaseClock[]; readonly happenings: readonly Happening[] };

function change(
  c: Pick<Case, 'clocks'>,
  cause: Extract<Happening, { kind: 'clock-changed' }>['cause'],
  recompute: (clock: CaseClock) => DueDerivation | null,
): Changed {
  const happenings: Happening[] = [];
  const clocks = c.clocks.map((clock) => {
    if (clock.stoppedOn !== null) return clock;
    const after = recompute(clock);
    if (after === null) return clock;
    happenings.push({ kind: 'clock-changed', clockId: clock.id, cause, before: clock.derivation, after });
    return { ...clock, derivation: after };
  });
  return { clocks, happenings };
}

/** Stops counting from today on, for clocks whose rule names the ground (行政许可法 art. 45). */
export function pauseClocks(env: CaseEnv, c: Case, ground: string): Changed {
  return change(c, 'pause', ({ kind, derivation }) => {
    const open = derivation.pauses.some((pause) => pause.to === null);
    if (kind === 'timer' || open || !derivation.period.pausableBy.includes(ground)) return null;
    const pauses = [...derivation.pauses, { from: env.today, to: null, ground }];
    return computeDue({ ...toDueInput(derivation), pauses }, env.calendar);
  });
}

/** Counts again from today on: a pause of no whole day leaves nothing behind. */
export function resumeClocks(env: CaseEnv, c: Case): Changed {
  return change(c, 'resume', ({ derivation }) => {
    if (!derivation.pauses.some((pause) => pause.to === null)) return null;
    const yesterday = previousDay(env.today);
    const pauses = derivation.pauses.flatMap((pause) => {
      if (pause.to !== null) return [pause];
      return yesterday < pause.from ? [] : [{ ...pause, to: yesterday }];
    });
    return computeDue({ ...toDueInput(derivation), pauses }, env.calendar);
  });
}

function previousDay(day: LegalDay): LegalDay {
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return before as LegalDay;
}

/** Adds an extension to the statutory and the committed clock. */
export function extendClocks(
  env: CaseEnv,
  c: Case,
  days: number,
  unit: Period['unit'],
  reason: string,
): Changed {
  return change(c, 'extension', ({ kind, derivation }) => {
    if (kind !== 'statutory' && kind !== 'committed') return null;
    const extensions = [...derivation.extensions, { n: days, unit, grantedOn: env.today, ground: reason }];
    return computeDue({ ...toDueInput(derivation), extensions }, env.calendar);
  });
}

/** Computes the running clocks again by a newer calendar version, before and after on record (X1). */
export function recomputeClocks(env: CaseEnv, c: Case): Changed {
  return change(c, 'calendar', ({ derivation }) =>
    derivation.calendarVersion === env.calendar.version ? null : recomputeDue(derivation, env.calendar).after,
  );
}

export function stopClocks(
  c: Pick<Case, 'clocks'>,
  day: LegalDay,
  which: (clock: CaseClock) => boolean,
): CaseClock[] {
  return c.clocks.map((clock) =>
    clock.stoppedOn === null && which(clock) ? { ...clock, stoppedOn: day } : clock,
  );
}

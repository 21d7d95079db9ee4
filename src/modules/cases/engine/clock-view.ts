import type { LegalDay } from '#kernel';
import { derivationLines, elapsed, type Calendar } from '#modules/calendar';
import type { ClockView } from '../contract/index.ts';
import type { CaseClock } from './case.ts';

/** A clock as whoever may see its date reads it: what is left, until when, and how that was computed (X1). */
export function clockView(
  { kind, node, derivation, stoppedOn }: CaseClock,
  today: LegalDay,
  calendar: Calendar,
): ClockView {
  const asked = stoppedOn ?? today;
  const { state, used, remaining, late } = elapsed(derivation, asked, calendar);
  const { period } = derivation;
  return {
    kind,
    node,
    period: { n: period.n, unit: period.unit, law: period.source.law, article: period.source.article },
    state: stoppedOn === null ? state : 'stopped',
    used,
    remaining,
    lateBy: late,
    lastDay: derivation.lastDay,
    provisional: derivation.provisional,
    stoppedOn,
    derivation: derivationLines(derivation).map((line) => ({
      day: line.day ?? null,
      to: line.to ?? null,
      kind: line.kind,
      text: { zh: line.text.zh, en: line.text.en },
      count: line.count ?? null,
    })),
  };
}

import { daysBetween, type LegalDay } from '#kernel';
import {
  clockBar,
  computeDue,
  derivationLines,
  elapsed,
  workingDaysBetween,
  type Calendar,
  type DueDerivation,
} from '#modules/calendar';
import type { PublishedPower } from '#modules/powers';
import type { ClockProps } from '#platform/portal';
import { STANDING } from '../domain/lateness.ts';

export type ClockFacts = {
  readonly state: string;
  readonly closed: boolean;
  readonly acceptedOn: LegalDay | undefined;
  /** As last published: the committed limit. */
  readonly dueOn: LegalDay;
  readonly decidedOn: LegalDay | undefined;
  /** Day of the last revision: by then a closed case was over. */
  readonly lastOn: LegalDay;
  readonly today: LegalDay;
};

/**
 * The clock of a case from what is published about it, day of acceptance, limits of the bound version and due day, so
 * that every reader can compute it again. Where pauses or an extension moved the due day, their days are not public and
 * no derivation is shown. Of a case that ended without a public decision it is said only that it ended in time, if so.
 */
export function publicClock(
  facts: ClockFacts,
  power: PublishedPower | undefined,
  calendar: Calendar,
): ClockProps | undefined {
  const { state, closed, dueOn, decidedOn, lastOn, today } = facts;
  if (!closed && state === 'decided') return undefined;
  if (!closed && STANDING.includes(state))
    return { state: 'standing', days: 0, unit: 'wd', bars: [], derivation: [] };
  const limits = power === undefined ? [] : limitsOf(facts, power, calendar);
  const committed = limits.find(({ kind }) => kind === 'committed')?.derivation;
  const known = committed?.lastDay === dueOn ? committed : undefined;
  const unit = (known ?? committed)?.period.unit === 'wd' ? 'wd' : 'cd';
  const between = (from: LegalDay, to: LegalDay): number =>
    unit === 'wd' ? workingDaysBetween(calendar, from, to) : daysBetween(from, to);
  const shown = {
    unit,
    due: dueOn,
    provisional: known?.provisional ?? false,
    derivation: known === undefined ? [] : derivationLines(known),
  } as const;
  if (closed) {
    const ended = decidedOn ?? lastOn;
    if (ended <= dueOn) return { ...shown, state: 'done', days: 0, bars: [] };
    return decidedOn === undefined
      ? undefined
      : { ...shown, state: 'done-late', days: between(dueOn, ended), bars: [] };
  }
  const bars = known === undefined ? [] : limits.map((l) => clockBar(l.kind, l.derivation, today, calendar));
  if (dueOn < today) return { ...shown, state: 'late', days: between(dueOn, today), bars };
  const days = known === undefined ? between(today, dueOn) : elapsed(known, today, calendar).remaining;
  return { ...shown, state: 'running', days, bars };
}

type PublicLimit = { readonly kind: 'committed' | 'statutory'; readonly derivation: DueDerivation };

/** The limits of the version, counted from acceptance without pauses. */
function limitsOf(
  { acceptedOn }: ClockFacts,
  { content }: PublishedPower,
  calendar: Calendar,
): readonly PublicLimit[] {
  if (acceptedOn === undefined) return [];
  const { committedLimit, statutoryLimit } = content;
  const derive = (n: number, unit: 'wd' | 'cd' | 'month' | 'year', article: string): DueDerivation =>
    computeDue(
      {
        start: { event: { zh: '受理', en: 'accepted' }, day: acceptedOn },
        period: {
          n,
          unit,
          startRule: { zh: '自受理之日起', en: 'from acceptance' },
          pausableBy: [],
          extension: null,
          roll: 'next-working-day',
          source: splitArticle(article),
        },
        extensions: [],
        pauses: [],
      },
      calendar,
    );
  const committed = committedLimit ?? statutoryLimit;
  return [
    ...(committed === undefined
      ? []
      : [
          {
            kind: 'committed' as const,
            derivation: derive(committed.n, committed.unit, '办理机关服务承诺'),
          },
        ]),
    ...(statutoryLimit === undefined
      ? []
      : [
          {
            kind: 'statutory' as const,
            derivation: derive(statutoryLimit.n, statutoryLimit.unit, statutoryLimit.article),
          },
        ]),
  ];
}

/** 行政许可法第四十二条 → 行政许可法, 第四十二条; what names no article stays whole. */
function splitArticle(text: string): { readonly law: string; readonly article: string } {
  const at = text.indexOf('第');
  return at > 0 ? { law: text.slice(0, at), article: text.slice(at) } : { law: text, article: '' };
}

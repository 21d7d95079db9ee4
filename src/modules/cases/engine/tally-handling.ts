import { legalDayOf } from '#kernel';
import { workingDaysBetween, type Calendar } from '#modules/calendar';
import type { Case, CaseStep } from './case.ts';

export const MEASURES = ['cases', 'passes', 'late', 'days', 'outcome', 'documents', 'asked'] as const;

/** One more of something in the handling of a version: `node` is empty for the case as a whole. */
export interface Tally {
  readonly node: string;
  readonly measure: (typeof MEASURES)[number];
  /** Days, the code of an outcome, the key of a material; else empty. */
  readonly value: string;
}

/** More working days are counted as so many: a step that long is waste whatever the number. */
const MOST_DAYS = 500;

/**
 * What a closed case adds to the counts of its version (C8). `documented` are the steps at which a document was made. Days
 * are working days after the day it began, so that what is done the same day took none. A case that was moved to another
 * flow did not run its version's and adds nothing, as do cases of class NONE, of which nothing is counted (DECISIONS §3).
 */
export function tallyHandling(c: Case, calendar: Calendar, documented: ReadonlySet<string>): Tally[] {
  if (c.closedAt === null || c.commitmentClass === 'NONE') return [];
  if (c.deviations.some(({ kind }) => kind === 'move')) return [];
  const days = (from: Date, to: Date): string =>
    String(Math.min(MOST_DAYS, workingDaysBetween(calendar, legalDayOf(from), legalDayOf(to))));
  const done = c.steps.flatMap((step) => (isDone(step) ? [step] : []));
  const nodes = [...new Set(done.map(({ node }) => node))];
  const known = new Set(c.terms.materials.map(({ key }) => key));
  const asked = new Set(c.notices.flatMap(({ items }) => items.map(({ key }) => key)));
  return [
    tally('', 'cases'),
    tally('', 'days', days(c.receivedAt, c.closedAt)),
    ...[...asked].filter((key) => known.has(key)).map((key) => tally('', 'asked', key)),
    ...nodes.flatMap((node) => [
      tally(node, 'cases'),
      ...(documented.has(node) ? [tally(node, 'documents')] : []),
    ]),
    ...done.flatMap(({ node, openedAt, closedAt, dueAt, outcome }) => [
      tally(node, 'passes'),
      tally(node, 'days', days(openedAt, closedAt)),
      ...(dueAt !== null && closedAt > dueAt ? [tally(node, 'late')] : []),
      ...(outcome === null ? [] : [tally(node, 'outcome', outcome)]),
    ]),
  ];
}

function tally(node: string, measure: Tally['measure'], value = ''): Tally {
  return { node, measure, value };
}

/** A step that came to its own end, not to that of the case or of a departure from the flow. */
function isDone(step: CaseStep): step is CaseStep & { readonly closedAt: Date } {
  return step.closedAt !== null && step.ended !== 'case-ended' && step.ended !== 'deviated';
}

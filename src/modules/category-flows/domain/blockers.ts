/** One thing that still stops publication; `field` is the element of the form. */
export type Blocker = { readonly code: BlockerCode; readonly field: string };
export type BlockerCode =
  | 'category-flows/drawing-missing'
  | 'category-flows/drawing-unlawful'
  | 'category-flows/reason-missing'
  | 'category-flows/still-called'
  | 'category-flows/effective-in-the-past'
  | 'category-flows/resolution-missing'
  | 'category-flows/meeting-open';

export type BlockerInput = {
  /** Whether a drawing was submitted, and how many findings of the law stand against it today. */
  readonly drawn: boolean;
  readonly findings: number;
  /** Whether it ends the flow: then it has no drawing, and no flow in force calls it any more. */
  readonly ends: boolean;
  readonly callers: number;
  /** A version after the first says why. */
  readonly first: boolean;
  readonly reason: string;
  readonly plannedFrom: string | null;
  readonly today: string;
  readonly resolution: 'not-needed' | 'missing' | 'meeting-open' | 'adopted';
};

/** The checklist before publication: empty means that nothing stops it. */
export function publicationBlockers(input: BlockerInput): Blocker[] {
  const { drawn, findings, ends, callers, first, reason, plannedFrom, today, resolution } = input;
  const checks: readonly (readonly [boolean, BlockerCode, string])[] = [
    [!ends && !drawn, 'category-flows/drawing-missing', 'flowVersionId'],
    [findings > 0, 'category-flows/drawing-unlawful', 'flowVersionId'],
    [!first && reason.trim() === '', 'category-flows/reason-missing', 'reason'],
    // What a flow in force calls is there: each power changes its own flow first.
    [ends && callers > 0, 'category-flows/still-called', 'ends'],
    // Nothing binds before it could be read.
    [plannedFrom !== null && plannedFrom < today, 'category-flows/effective-in-the-past', 'plannedFrom'],
    [resolution === 'missing', 'category-flows/resolution-missing', 'resolution'],
    [resolution === 'meeting-open', 'category-flows/meeting-open', 'resolution'],
  ];
  return checks.flatMap(([stops, code, field]) => (stops ? [{ code, field }] : []));
}

import type { RuleContent } from './content.ts';

/** One thing that still stops publication; `field` is the element of the form. */
export type Blocker = { readonly code: BlockerCode; readonly field: string };
export type BlockerCode =
  | 'rules/articles-missing'
  | 'rules/number-missing'
  | 'rules/number-taken'
  | 'rules/reason-missing'
  | 'rules/effective-in-the-past'
  | 'rules/item-gone'
  | 'rules/step-gone'
  | 'rules/resolution-missing'
  | 'rules/meeting-open'
  | 'rules/withheld';

export type BlockerInput = {
  readonly content: RuleContent;
  readonly status: 'in-force' | 'repealed';
  /** A version after the first says why. */
  readonly first: boolean;
  readonly reason: string;
  readonly plannedFrom: string | null;
  readonly today: string;
  readonly numberTaken: boolean;
  /** Governed items that are not in force any more, and steps their flows do not have any more. */
  readonly gone: { readonly items: number; readonly steps: number };
  /** An exception in force keeps it from society. */
  readonly withheld: boolean;
  readonly resolution: 'not-needed' | 'missing' | 'meeting-open' | 'adopted';
};

/** Another rule of the agency goes by the document number. */
export const NUMBER_TAKEN: Blocker = { code: 'rules/number-taken', field: 'documentNumber' };

export const WITHHELD: Blocker = { code: 'rules/withheld', field: 'disclosure' };

/** The checklist before publication: empty means that nothing stops it. A repeal needs no more than its ground. */
export function publicationBlockers(input: BlockerInput): Blocker[] {
  const { content, status } = input;
  const lives = status === 'in-force';
  const checks: readonly (readonly [boolean, BlockerCode, string])[] = [
    [lives && content.articles.length === 0, 'rules/articles-missing', 'articles'],
    [lives && content.documentNumber === undefined, 'rules/number-missing', 'documentNumber'],
    [lives && input.numberTaken, NUMBER_TAKEN.code, NUMBER_TAKEN.field],
    [!input.first && input.reason.trim() === '', 'rules/reason-missing', 'reason'],
    // Nothing binds before it could be read.
    [
      input.plannedFrom !== null && input.plannedFrom < input.today,
      'rules/effective-in-the-past',
      'plannedFrom',
    ],
    [lives && input.gone.items > 0, 'rules/item-gone', 'governs'],
    [lives && input.gone.steps > 0, 'rules/step-gone', 'governs'],
    [input.withheld, WITHHELD.code, WITHHELD.field],
    [input.resolution === 'missing', 'rules/resolution-missing', 'resolution'],
    [input.resolution === 'meeting-open', 'rules/meeting-open', 'resolution'],
  ];
  return checks.flatMap(([stops, code, field]) => (stops ? [{ code, field }] : []));
}

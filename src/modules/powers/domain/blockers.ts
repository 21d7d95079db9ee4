import { formFaults } from './application-form.ts';
import type { Limit, PowerContent } from './content.ts';
import { isOnApplication } from './types.ts';

/** One thing that still stops publication; `field` is the path in the content. */
export type Blocker = { readonly code: BlockerCode; readonly field: string };
export type BlockerCode =
  | 'powers/basis-missing'
  | 'powers/licence-without-basis-in-law'
  | 'powers/licence-without-parent'
  | 'powers/departs-from-parent'
  | 'powers/code-missing'
  | 'powers/code-taken'
  | 'powers/limit-missing'
  | 'powers/committed-exceeds-statutory'
  | 'powers/office-missing'
  | 'powers/conditions-missing'
  | 'powers/duties-missing'
  | 'powers/accountability-missing'
  | 'powers/remedies-missing'
  | 'powers/review-limit-short'
  | 'powers/review-first-unverified'
  | 'powers/disclosure-missing'
  | 'powers/complaint-missing'
  | 'powers/flow-missing'
  | 'powers/flow-unlawful'
  | 'powers/fee-basis-missing'
  | 'powers/resolution-missing'
  | 'powers/meeting-open'
  | 'powers/excepted'
  | 'powers/form-faulty'
  | 'powers/type-abolished';

export type BlockerInput = {
  readonly content: PowerContent;
  readonly hasFlow: boolean;
  /** Whether the flow still fits the type and the limits as they are now (C7). */
  readonly flowFits?: boolean;
  readonly hasParent: boolean;
  /** Inherited elements that are not as in the entry above (B11). */
  readonly departs?: readonly string[];
  readonly withinLimit: boolean;
};

/** Types that end in a decision about somebody’s rights. */
const DECIDES = new Set(['01', '02', '03', '04', '05', '07', '09']);

/** 行政复议法 art. 20: sixty days from knowing of the act, calendar days; only a law sets longer. */
function isReviewLimit({ n, unit }: Limit): boolean {
  return unit === 'cd' ? n >= 60 : unit === 'month' ? n > 2 : unit === 'year';
}

/** The checklist before publication: empty means that nothing stops it. */
export function publicationBlockers({
  content,
  hasFlow,
  flowFits = true,
  hasParent,
  departs = [],
  withinLimit,
}: BlockerInput): Blocker[] {
  const onApplication = isOnApplication(content.typeCode);
  const checks: readonly (readonly [boolean, BlockerCode, string])[] = [
    [content.legalBasis.length === 0, 'powers/basis-missing', 'legalBasis'],
    // 行政许可法 arts. 14–17: law, regulation, decision or local regulation; an internal rule sets no licence.
    [
      content.typeCode === '01' && !content.legalBasis.some((b) => b.verified),
      'powers/licence-without-basis-in-law',
      'legalBasis',
    ],
    // 国办发〔2022〕2号: a licence traces to the licence list.
    [content.typeCode === '01' && !hasParent, 'powers/licence-without-parent', 'basicCode'],
    [departs.length > 0, 'powers/departs-from-parent', departs[0] ?? 'basicCode'],
    [
      content.implementationCode === undefined && content.rawCode === undefined,
      'powers/code-missing',
      'implementationCode',
    ],
    // The law sets no period for some acts; the agency’s own commitment is asked for always.
    [onApplication && content.committedLimit === undefined, 'powers/limit-missing', 'committedLimit'],
    [!withinLimit, 'powers/committed-exceeds-statutory', 'committedLimit'],
    [content.officeKey === undefined, 'powers/office-missing', 'officeKey'],
    [onApplication && content.conditions.length === 0, 'powers/conditions-missing', 'conditions'],
    [formFaults(content.applicationForm).length > 0, 'powers/form-faulty', 'applicationForm'],
    [content.duties.length === 0, 'powers/duties-missing', 'duties'],
    [content.accountability.length === 0, 'powers/accountability-missing', 'accountability'],
    // 行政许可法 art. 38, 行政处罚法 art. 59, 行政强制法 art. 18: a decision names its remedies. A filing or reward decides nothing against anybody.
    [
      (DECIDES.has(content.typeCode) && (content.review === undefined || content.litigation === undefined)) ||
        (content.reviewFirst !== undefined && content.review === undefined),
      'powers/remedies-missing',
      'review',
    ],
    // 行政复议法 art. 23: it takes the direct way to a court from the party, on every decision; nobody’s guess may do that.
    [
      content.review !== undefined && !isReviewLimit(content.review.limit),
      'powers/review-limit-short',
      'review',
    ],
    [content.reviewFirst?.verified === false, 'powers/review-first-unverified', 'reviewFirst'],
    [content.disclosure.length === 0, 'powers/disclosure-missing', 'disclosure'],
    [content.complaintChannels.length === 0, 'powers/complaint-missing', 'complaintChannels'],
    [!hasFlow, 'powers/flow-missing', 'flow'],
    [hasFlow && !flowFits, 'powers/flow-unlawful', 'flow'],
    [
      content.fees?.charged === true && content.fees.items.some((fee) => fee.basis === ''),
      'powers/fee-basis-missing',
      'fees',
    ],
  ];
  return checks.flatMap(([stops, code, field]) => (stops ? [{ code, field }] : []));
}

/** What is missing of a resolution, where the agency asks for one (A4). */
export function resolutionBlockers(
  resolved: 'not-needed' | 'missing' | 'meeting-open' | 'adopted',
): readonly Blocker[] {
  const code =
    resolved === 'missing'
      ? 'powers/resolution-missing'
      : resolved === 'meeting-open'
        ? 'powers/meeting-open'
        : undefined;
  return code === undefined ? [] : [{ code, field: 'resolution' }];
}

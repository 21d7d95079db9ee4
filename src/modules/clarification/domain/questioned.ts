import type { Content } from './compare.ts';
import type { Decision, Rule } from './finding.ts';

/** The elements of an item that a rule questions; none where it asks about the item as a whole. */
const QUESTIONED: Record<Rule, readonly (keyof Content)[]> = {
  'basis-too-low': ['typeCode', 'legalBasis'],
  'level-not-allowed': ['level'],
  'basis-ended': ['legalBasis'],
  'same-name': ['name'],
  'same-article': ['name', 'legalBasis'],
  'article-missing': ['legalBasis'],
  'basis-amended': ['legalBasis'],
  'catch-all': ['conditions', 'materials'],
  'duty-without-post': ['duties'],
  'no-cases': [],
  'disguised-approval': ['name', 'typeCode', 'legalBasis'],
  'review-due': [],
};

/**
 * What a finding questioned and an adjustment that was to mend it (加强、减环节) leaves as it was: all of it where none of the
 * questioned elements changed, else the conditions and materials that still stand as they were named. Empty for every other decision: a
 * power that is merged, moved or ended is mended by that.
 */
export function leftAsItWas(
  finding: { readonly rule: Rule; readonly evidence: readonly string[]; readonly decision: Decision | null },
  before: Content,
  after: Content,
): readonly string[] {
  const { rule, evidence, decision } = finding;
  if (decision !== 'strengthen' && decision !== 'cut-links') return [];
  if (rule === 'catch-all') {
    const asked = [...after.conditions, ...after.materials.map(({ name }) => name)];
    return evidence.filter((text) => asked.includes(text));
  }
  const elements = QUESTIONED[rule];
  const same = (element: keyof Content): boolean =>
    JSON.stringify(before[element]) === JSON.stringify(after[element]);
  return elements.length > 0 && elements.every(same) ? evidence : [];
}

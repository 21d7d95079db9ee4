import { describe, expect, it } from 'vitest';
import type { Content } from './compare.ts';
import { DECISIONS, RULE_NAMES, type Rule } from './finding.ts';
import { leftAsItWas } from './questioned.ts';

const BEFORE: Content = {
  name: '拍卖业务登记',
  typeCode: '10',
  level: '3',
  legalBasis: [{ law: '行政许可法', article: '第十二条' }],
  conditions: ['有固定场所', '其他相关条件'],
  materials: [{ name: '申请书' }, { name: '其他有关材料' }],
  duties: [{ stage: '受理' }],
};
const EVIDENCE = ['其他相关条件', '其他有关材料'];
const left = (rule: Rule, change: Partial<Content>, decision: (typeof DECISIONS)[number] = 'strengthen') =>
  leftAsItWas({ rule, evidence: EVIDENCE, decision }, BEFORE, { ...BEFORE, ...change });

describe('what an adjustment leaves as it was questioned', () => {
  it.each<readonly [Rule, Partial<Content>]>([
    ['basis-too-low', { legalBasis: [{ law: '拍卖法', article: '第十一条' }] }],
    ['basis-too-low', { typeCode: '07' }],
    ['level-not-allowed', { level: '4' }],
    ['basis-ended', { legalBasis: [] }],
    ['same-name', { name: '拍卖企业登记' }],
    ['same-article', { legalBasis: [] }],
    ['article-missing', { legalBasis: [{ law: '行政许可法', article: '第十三条' }] }],
    ['basis-amended', { legalBasis: [{ law: '行政许可法', article: '第十二条第一款' }] }],
    ['catch-all', { conditions: ['有固定场所'], materials: [{ name: '申请书' }] }],
    ['duty-without-post', { duties: [{ stage: '受理', post: '窗口' }] }],
    ['disguised-approval', { name: '拍卖业务备案' }],
  ])('%s: nothing once it was changed, all of it when something else was', (rule, change) => {
    expect(left(rule, change)).toEqual([]);
    const other = 'level' in change ? { name: '别的名称' } : { level: '4' };
    expect(left(rule, other)).toEqual(EVIDENCE);
    expect(left(rule, other, 'cut-links')).toEqual(EVIDENCE);
  });

  it('names what of several still stands', () => {
    expect(left('catch-all', { conditions: ['有固定场所'] })).toEqual(['其他有关材料']);
  });

  it('is nothing where the item as a whole was asked about, and of a power that is merged, moved, ended or kept', () => {
    for (const rule of ['no-cases', 'review-due'] as const) expect(left(rule, {})).toEqual([]);
    for (const decision of DECISIONS.filter((one) => one !== 'strengthen' && one !== 'cut-links'))
      for (const rule of RULE_NAMES) expect(left(rule, {}, decision)).toEqual([]);
  });
});

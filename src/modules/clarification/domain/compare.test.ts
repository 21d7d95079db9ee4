import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { compareItems, type Compared, type Content } from './compare.ts';
import { RULES, type Rule } from './finding.ts';
import { overlaps } from './overlaps.ts';
import { canFound } from './setting-power.ts';

const today = LegalDay.parse('2026-11-26');
const law = { law: '行政许可法', article: '第十二条', level: '法律' };
const sound: Content = {
  name: '成品油零售经营许可',
  typeCode: '01',
  level: '3',
  legalBasis: [law],
  conditions: ['有固定场所'],
  materials: [{ name: '申请书' }],
  duties: [{ stage: '受理', post: 'post-1' }],
};
const item = (content: Partial<Content> = {}, over: Partial<Compared> = {}): Compared => ({
  powerId: 'p1',
  agencyId: 'a',
  agencyKind: 'commerce',
  content: { ...sound, ...content },
  onApplication: true,
  parentLevels: null,
  changedOn: LegalDay.parse('2026-06-01'),
  reviewedOn: null,
  cases: 3,
  ...over,
});
/** Words of two characters, each shared with its neighbour: enough like a dictionary for these tests. */
const wordsOf = (text: string): readonly string[] =>
  Array.from(text).flatMap((_, i, all) => (i === 0 ? [] : [`${all[i - 1]}${all[i]}`]));
const compare = (items: readonly Compared[], others: readonly Compared[] = []) =>
  compareItems({ items, others, changedBases: [], today, wordsOf });
const rulesOf = (items: readonly Compared[], others?: readonly Compared[]) =>
  compare(items, others).map(({ rule }) => rule);

describe('a comparison', () => {
  it('has nothing to say about a sound item', () => {
    expect(compare([item()])).toEqual([]);
  });

  it.each<[Rule, Partial<Content>, Partial<Compared>?]>([
    ['basis-too-low', { legalBasis: [{ ...law, level: '规范性文件' }] }],
    ['level-not-allowed', {}, { parentLevels: ['1', '2'] }],
    ['article-missing', { legalBasis: [{ ...law, article: '有关规定' }] }],
    ['catch-all', { conditions: ['其他需要的条件'] }],
    ['catch-all', { materials: [{ name: '申请书等相关材料' }] }],
    ['duty-without-post', { duties: [{ stage: '受理' }] }],
    ['no-cases', {}, { cases: 0, changedOn: LegalDay.parse('2025-11-01'), reviewedOn: today }],
    ['review-due', {}, { changedOn: LegalDay.parse('2025-11-25') }],
    ['review-due', {}, { changedOn: LegalDay.parse('2024-01-01'), reviewedOn: LegalDay.parse('2025-11-25') }],
    [
      'disguised-approval',
      { typeCode: '20', name: '场地使用审批', legalBasis: [{ ...law, level: '规范性文件' }] },
    ],
  ])('finds %s', (rule, content, over) => {
    expect(rulesOf([item(content, over)])).toEqual([rule]);
  });

  it.each<[string, Partial<Content>, Partial<Compared>?]>([
    ['a year is not over', {}, { changedOn: LegalDay.parse('2025-11-26') }],
    ['a basis of unknown rank may do', { legalBasis: [{ law: '某规定', article: '第三条' }] }],
    ['one of several bases is enough', { legalBasis: [{ ...law, level: '规范性文件' }, law] }],
    ['the level is one of those allowed', {}, { parentLevels: ['2', '3'] }],
    ['nobody applies for a power that is exercised by itself', {}, { cases: 0, onApplication: false }],
    ['an annex has no articles', { legalBasis: [{ ...law, article: '附件2第3项' }] }],
  ])('does not ask when %s', (_, content, over) => {
    expect(rulesOf([item(content, over)])).toEqual([]);
  });

  it('asks about a basis that changed since, each once', () => {
    const basis = '《拍卖法》第十一条';
    const changedBases = [
      { powerId: 'p1', basis, ended: true },
      { powerId: 'p1', basis: '《典当管理办法》第三条', ended: false },
    ];
    const found = compareItems({ items: [item()], others: [], changedBases, today, wordsOf });
    expect(found).toMatchObject([
      { rule: 'basis-ended', evidence: [basis] },
      { rule: 'basis-amended', key: 'basis-amended:p1:《典当管理办法》第三条' },
    ]);
  });

  it('every rule belongs to a kind of the requirements', () => {
    expect(new Set(Object.values(RULES)).size).toBe(6);
  });
});

describe('which documents can found a power', () => {
  it.each([
    ['01', 'law', true],
    ['01', 'regulation', true],
    ['01', 'state-council-decision', true],
    ['01', 'local-regulation', true],
    ['01', 'provincial-rule', true],
    ['01', 'rule', false],
    ['01', 'normative', false],
    ['02', 'rule', true],
    ['02', 'normative', false],
    ['03', 'local-regulation', true],
    ['03', 'provincial-rule', false],
    ['03', 'rule', false],
    ['04', 'normative', false],
    ['06', 'rule', true],
    ['20', 'normative', true],
  ] as const)('type %s on a %s: %s', (type, level, expected) => {
    expect(canFound(type, [level])).toBe(expected);
  });
});

describe('overlaps', () => {
  const other = (over: Partial<Compared>, content: Partial<Content> = {}) =>
    item(content, { powerId: 'p2', ...over });

  it('asks about a pair of one body once, by name or by article and matter', () => {
    expect(rulesOf([item(), other({})])).toEqual(['same-name']);
    const near = other({}, { name: '成品油零售网点规划确认' });
    expect(rulesOf([item({ name: '成品油零售网点设置许可' }), near])).toEqual(['same-article']);
    expect(
      rulesOf([
        item({ name: '成品油零售网点设置许可' }),
        { ...near, content: { ...near.content, legalBasis: [{ ...law, article: '第九条' }] } },
      ]),
    ).toEqual([]);
  });

  it('leaves out sub-items, other types, and the same kind of body at another level', () => {
    expect(rulesOf([item({ parentName: '经营许可' }), other({}, { parentName: '经营许可' })])).toEqual([]);
    expect(rulesOf([item(), other({}, { parentName: sound.name })])).toEqual([]);
    expect(rulesOf([item(), other({ onApplication: false }, { typeCode: '08' })])).toEqual([]);
    expect(rulesOf([item()], [other({ agencyId: 'b' }, { level: '4' })])).toEqual([]);
    expect(rulesOf([item()], [other({ agencyId: 'b', agencyKind: 'market' })])).toEqual(['same-name']);
  });

  it('finds the same pairs as a comparison of all with all', () => {
    const names = fc.array(fc.constantFrom('成品油', '零售', '网点', '拍卖', '典当', '批发', '设立'), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(names, { maxLength: 25 }), (lists) => {
        const items = lists.map((words, i) => item({ name: words.join('') }, { powerId: `p${10 + i}` }));
        const cut = (text: string): readonly string[] =>
          text.match(/成品油|零售|网点|拍卖|典当|批发|设立/gu) ?? [];
        const found = new Set(
          overlaps(items, [], cut).map(({ powerId, otherId }) => `${powerId} ${otherId}`),
        );
        const naive = new Set(
          items.flatMap((a) =>
            items.flatMap((b) => {
              if (a.powerId >= b.powerId) return [];
              const [x, y] = [new Set(cut(a.content.name)), new Set(cut(b.content.name))];
              const shared = [...x].filter((word) => y.has(word)).length;
              return (2 * shared) / (x.size + y.size) >= 0.5 ? [`${a.powerId} ${b.powerId}`] : [];
            }),
          ),
        );
        expect(found).toEqual(naive);
      }),
    );
  });
});

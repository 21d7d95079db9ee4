import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicationBlockers, type BlockerInput } from './blockers.ts';
import { articleNumber, RuleContent } from './content.ts';
import { citationsIn, namesCited } from './citing.ts';
import { diffArticles, diffWords } from './diff.ts';
import { refuseDiscard } from './discard.ts';
import { signedText } from './digest.ts';

const articles = (...texts: string[]) => texts.map((text) => ({ text }));
const CONTENT: RuleContent = {
  title: '窗口收件管理制度',
  kind: 'management',
  documentNumber: '唐商〔2026〕1号',
  basis: [],
  articles: articles('收件当日登记。'),
  governs: [],
};

const EMPTY: RuleContent = { ...CONTENT, articles: [] };

describe('what stops publication', () => {
  const input: BlockerInput = {
    content: CONTENT,
    status: 'in-force',
    first: true,
    reason: '',
    plannedFrom: null,
    today: '2026-11-26',
    numberTaken: false,
    withheld: false,
    gone: { items: 0, steps: 0 },
    resolution: 'not-needed',
  };
  it.each([
    ['rules/articles-missing', { content: EMPTY }],
    ['rules/number-missing', { content: { ...CONTENT, documentNumber: undefined } }],
    ['rules/number-taken', { numberTaken: true }],
    ['rules/withheld', { withheld: true }],
    ['rules/reason-missing', { first: false, reason: ' ' }],
    ['rules/effective-in-the-past', { plannedFrom: '2026-11-25' }],
    ['rules/item-gone', { gone: { items: 1, steps: 0 } }],
    ['rules/step-gone', { gone: { items: 0, steps: 1 } }],
    ['rules/resolution-missing', { resolution: 'missing' }],
    ['rules/meeting-open', { resolution: 'meeting-open' }],
  ] as const)('%s', (code, over) => {
    expect(publicationBlockers(input)).toEqual([]);
    expect(publicationBlockers({ ...input, ...over }).map((b) => b.code)).toEqual([code]);
  });

  it('nothing of the text, once the rule is repealed; its ground and the resolution still do', () => {
    const repeal = {
      ...input,
      status: 'repealed',
      first: false,
      reason: '上级已有规定',
      content: { ...EMPTY, documentNumber: undefined },
      gone: { items: 2, steps: 3 },
    } as const;
    expect(publicationBlockers({ ...repeal, plannedFrom: '2026-11-26' })).toEqual([]);
    expect(
      publicationBlockers({ ...repeal, reason: '', resolution: 'missing' }).map(({ code }) => code),
    ).toEqual(['rules/reason-missing', 'rules/resolution-missing']);
  });
});

describe('the difference of two versions', () => {
  const changes = (before: string[], after: string[]) =>
    diffArticles(articles(...before), articles(...after)).map(({ change, before: b, after: a }) => [
      change,
      b,
      a,
    ]);

  it('matches an article that moved down by one put in before it', () => {
    expect(changes(['甲条内容', '乙条内容'], ['新的一条在前面', '甲条内容', '乙条内容'])).toEqual([
      ['added', null, 0],
      ['same', 0, 1],
      ['same', 1, 2],
    ]);
  });

  it('marks the words of an article that was rewritten, and another as gone and come', () => {
    const [first, second, third] = diffArticles(
      articles('窗口收件后三个工作日内转交承办处室。', '档案保存十年。'),
      articles('窗口收件后一个工作日内转交承办处室。', '每季度通报一次办理情况。'),
    );
    expect(first).toMatchObject({
      change: 'changed',
      pieces: [
        { kind: 'same', text: '窗口收件后' },
        { kind: 'removed', text: '三' },
        { kind: 'added', text: '一' },
        { kind: 'same', text: '个工作日内转交承办处室。' },
      ],
    });
    expect([second?.change, third?.change]).toEqual(['removed', 'added']);
  });

  it('sees a new chapter heading as a change of its article', () => {
    const long = '窗口收件后三个工作日内转交承办处室。';
    expect(diffArticles(articles(long), [{ chapter: '第一章 总则', text: long }])).toMatchObject([
      { change: 'changed' },
    ]);
  });

  const texts = fc.array(fc.stringMatching(/^[甲乙丙丁戊己]{1,12}$/), { maxLength: 8 });
  it('gives back both versions, whatever changed', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const differences = diffArticles(articles(...before), articles(...after));
        const side = (at: 'before' | 'after', without: string): string[] =>
          differences
            .filter((one) => one[at] !== null)
            .map(({ pieces }) =>
              pieces
                .filter(({ kind }) => kind !== without)
                .map(({ text }) => text)
                .join(''),
            );
        expect(side('before', 'added')).toEqual(before);
        expect(side('after', 'removed')).toEqual(after);
      }),
    );
  });

  it('says of equal texts that nothing changed', () => {
    fc.assert(
      fc.property(texts, (all) => {
        expect(
          diffArticles(articles(...all), articles(...all)).every(({ change }) => change === 'same'),
        ).toBe(true);
      }),
    );
    expect(diffWords('', '新')).toEqual([{ kind: 'added', text: '新' }]);
  });

  it('compares two versions of the greatest length in which every article was rewritten', () => {
    const version = (seed: number) =>
      articles(
        ...Array.from({ length: 200 }, (_, at) =>
          String.fromCodePoint(
            ...Array.from({ length: 4_000 }, (__, sign) => 0x4e_00 + ((sign * (at + seed) * 31) % 3_000)),
          ),
        ),
      );
    const begun = performance.now();
    expect(diffArticles(version(1), version(301))).not.toEqual([]);
    expect(performance.now() - begun).toBeLessThan(8_000);
  });

  it('compares two long texts that share nothing without end', () => {
    const pieces = diffWords('甲'.repeat(4_000), '乙'.repeat(4_000));
    expect(pieces.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

it.each([
  [0, '第一条'],
  [9, '第十条'],
  [11, '第十二条'],
  [100, '第一百零一条'],
])('the article at place %i is %s', (at, number) => {
  expect(articleNumber(at)).toBe(number);
});

describe('content', () => {
  it.each([
    ['a title of one sign', { title: '制' }],
    ['an empty article', { articles: [{ text: ' ' }] }],
    ['text that cannot be stored', { articles: [{ text: '一\0二' }] }],
    [
      'one power twice',
      {
        governs: [1, 2].map(() => ({ powerId: '00000000-0000-4000-8000-000000000001', steps: [] })),
      },
    ],
  ])('refuses %s', (_, over) => {
    expect(RuleContent.safeParse(CONTENT).success).toBe(true);
    expect(RuleContent.safeParse({ ...CONTENT, ...over }).success).toBe(false);
  });
});

describe('who may give a draft up', () => {
  const draft = { state: 'returned', drafters: ['me'], owed: false };
  it.each([
    ['by who drafted it', {}, 'me', undefined],
    ['by the system', {}, undefined, undefined],
    ['by nobody else', {}, 'you', 'rules/not-drafter'],
    ['not while it waits', { state: 'countersigned' }, 'me', 'rules/waiting'],
    ['not once it has passed', { state: 'passed' }, 'me', 'rules/waiting'],
    ['never once it is published', { state: 'published' }, undefined, 'rules/not-in-this-state'],
    ['not where it is late', { owed: true }, 'me', 'rules/owed'],
  ])('%s', (_, over, person, code) => {
    expect(refuseDiscard({ ...draft, ...over }, person)?.code).toBe(code);
  });
});

describe('what a rule cites', () => {
  it('is found by its name, with the article that follows', () => {
    expect(citationsIn('依照《行政许可法》第三十二条第一款、《收件管理制度》办理“拍卖业务许可”的，')).toEqual(
      [
        { text: '依照' },
        { text: '《行政许可法》第三十二条第一款', name: '行政许可法', article: '第三十二条第一款' },
        { text: '、' },
        { text: '《收件管理制度》', name: '收件管理制度' },
        { text: '办理' },
        { text: '“拍卖业务许可”', name: '拍卖业务许可' },
        { text: '的，' },
      ],
    );
    expect(
      namesCited({
        basis: [{ law: '《行政许可法》' }, { law: '价格法' }],
        articles: articles('按《价格法》。', '无。'),
      }),
    ).toEqual(['行政许可法', '价格法']);
  });

  it('never changes the text', () => {
    const runs = fc.constantFrom('《', '》', '“', '”', '第', '三', '条', '法', '\n', '甲');
    fc.assert(
      fc.property(fc.array(runs, { maxLength: 40 }), (signs) => {
        const text = signs.join('');
        expect(
          citationsIn(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

it('a signature covers text, fate, reason, office and day', () => {
  const version = { content: CONTENT, status: 'in-force', reason: '', officeId: 'o', plannedFrom: null };
  const texts = [
    version,
    { ...version, content: { ...CONTENT, articles: articles('收件次日登记。') } },
    { ...version, status: 'repealed' },
    { ...version, reason: '改' },
    { ...version, officeId: 'p' },
    { ...version, plannedFrom: '2026-12-01' },
  ].map(signedText);
  expect(new Set(texts).size).toBe(texts.length);
});

import fc from 'fast-check';
import { toNumeral } from '#kernel';
import { describe, expect, it } from 'vitest';
import {
  articleLabel,
  lawHref,
  compareArticles,
  lawKey,
  parseArticles,
  parseCitation,
  parseNumeral,
} from './citation.ts';

describe('article numbers', () => {
  it.each([
    ['第四十二条', ['42']],
    ['第42条', ['42']],
    ['42', ['42']],
    ['４２条', ['42']],
    [' 第 四十二 条 ', ['42']],
    ['第十条', ['10']],
    ['第一百零三条', ['103']],
    ['第一百一十条', ['110']],
    ['第四十二条之一', ['42-1']],
    ['第四十二条第一款', ['42']],
    ['第四十二条第一款第（三）项', ['42']],
    ['第二十条第十四项', ['20']],
    ['第六条第1、2项', ['6']],
    ['第三十二条、第三十四条、第三十八条', ['32', '34', '38']],
    ['第八条第三项、第十条第二款', ['8', '10']],
    ['第三十、三十一条', ['30', '31']],
    ['三十,三十一条第一款', ['30', '31']],
    ['第五条和第七条', ['5', '7']],
    ['第四十二条至第四十五条', ['42', '43', '44', '45']],
    ['第42-45条', ['42', '43', '44', '45']],
    ['42、43', ['42', '43']],
    ['第五条、第五条', ['5']],
    ['第九条(2016年文本，已被删去)', ['9']],
    ['附件第183项', ['附件183']],
    ['附件第一百八十三项', ['附件183']],
    ['附件(下放事项)', ['附件(下放事项)']],
    ['总则(省级商务主管部门负责资质认定)', ['总则(省级商务主管部门负责资质认定)']],
    ['关于公布检查事项和年度频次上限的要求', ['关于公布检查事项和年度频次上限的要求']],
    ['2016年文本', ['2016年文本']],
    ['第三章', ['第三章']],
    ['第1条至第9999条', ['1', '9999']],
    ['', []],
  ] as const)('%s', (text, keys) => {
    expect(parseArticles(text)).toEqual(keys);
  });

  it('reads back every number it writes, in numerals and in digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), (n) => {
        expect(parseNumeral(toNumeral(n))).toBe(n);
        expect(parseArticles(`第${toNumeral(n)}条`)).toEqual([`${n}`]);
        expect(parseArticles(`第${n}条`)).toEqual([`${n}`]);
        expect(parseArticles(`${n}`)).toEqual([`${n}`]);
      }),
    );
  });

  it('takes any list of articles apart, whatever the separator', () => {
    const article = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(
        fc.uniqueArray(article, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('、', '，', '和', '及'),
        fc.boolean(),
        (numbers, between, digits) => {
          const text = numbers.map((n) => `第${digits ? n : toNumeral(n)}条`).join(between);
          expect(parseArticles(text)).toEqual(numbers.map(String));
        },
      ),
    );
  });

  it.each([
    ['二〇二五', 2025],
    ['一百零五', 105],
    ['两百', 200],
    ['十二', 12],
    ['第', undefined],
    ['', undefined],
  ] as const)('reads the numeral %s', (text, n) => {
    expect(parseNumeral(text)).toBe(n);
  });

  it('writes keys for people and puts them in order', () => {
    expect(['42', '42-1', '附件183', '总则'].map(articleLabel)).toEqual([
      '第四十二条',
      '第四十二条之一',
      '附件183',
      '总则',
    ]);
    expect(['总则', '附件2', '10', '9', '9-1', '附件10'].toSorted(compareArticles)).toEqual([
      '9',
      '9-1',
      '10',
      '附件2',
      '附件10',
      '总则',
    ]);
  });
});

describe('names of laws', () => {
  it.each([
    ['中华人民共和国行政许可法', '行政许可法'],
    ['《中华人民共和国行政许可法》', '行政许可法'],
    ['《行政许可法》', '行政许可法'],
    ['行政许可法（2019修正）', '行政许可法'],
    ['行政许可法(2019年4月23日修正)', '行政许可法'],
    ['对外劳务合作管理条例(国务院令第620号)', '对外劳务合作管理条例'],
    ['单用途商业预付卡管理办法（试行）', '单用途商业预付卡管理办法(试行)'],
    ['  成品油 流通管理办法', '成品油流通管理办法'],
    ['《行政许可法》第四十二条', '行政许可法'],
    ['中华人民共和国', '中华人民共和国'],
  ] as const)('%s', (title, key) => {
    expect(lawKey(title)).toBe(key);
  });

  it('is the same however often it is taken', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('《》（）()中华人民共和国法2019修正 试行号第')) }),
        (title) => {
          const once = lawKey(title);
          // A name of nothing but brackets and the name of the State is no law.
          fc.pre(!/《|^中华人民共和国|\)$/.test(once));
          expect(lawKey(once)).toBe(once);
        },
      ),
    );
  });

  it('takes the article from the name where somebody wrote it there', () => {
    expect(parseCitation('《行政许可法》第四十二条', '第四十三条')).toEqual({
      law: '行政许可法',
      articles: ['42', '43'],
    });
    expect(parseCitation('《行政许可法》', '第42条第一款')).toEqual({ law: '行政许可法', articles: ['42'] });
  });
});

it.each([
  ['第三十二条第一款', '/laws/x#a-32'],
  ['第四十二条之一、第五十条', '/laws/x#a-42-1'],
  ['第九章', '/laws/x'],
  ['', '/laws/x'],
])('a citation of “%s” opens at %s', (article, href) => {
  expect(lawHref('x', article)).toBe(href);
});

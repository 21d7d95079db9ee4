import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { dayOfText, faultsOf, inOrder, LawEntry, merged, stateOfCitation } from './law.ts';

const day = (text: string): LegalDay => LegalDay.parse(text);
const entry = (over: Readonly<Record<string, unknown>> = {}): LawEntry =>
  LawEntry.parse({
    title: '中华人民共和国对外贸易法',
    level: 'law',
    source: '公报',
    promulgatedOn: '1994-05-12',
    inForceFrom: '1994-07-01',
    articles: [
      { number: '第八条', textKind: 'summary', text: '界定对外贸易经营者' },
      { number: '第九条', textKind: 'summary', text: '备案登记', endedFrom: '2022-12-30' },
    ],
    amendments: [
      { decidedOn: '2022-12-30', note: '修正', changed: ['9'] },
      { decidedOn: '2025-12-27', inForceFrom: '2026-03-01', note: '修订' },
    ],
    ...over,
  });

describe('a citation in time', () => {
  it.each([
    ['before the revision is in force', ['8'], '2023-01-01', '2026-02-28', { code: 'current' }],
    ['on its day', ['8'], '2023-01-01', '2026-03-01', { code: 'amended', on: '2026-03-01' }],
    ['cited as revised', ['8'], '2026-03-01', '2026-11-26', { code: 'current' }],
    ['an amendment of another article', ['8'], '2020-01-01', '2024-01-01', { code: 'current' }],
    ['an article that ended', ['9'], '2020-01-01', '2024-01-01', { code: 'article-ended', on: '2022-12-30' }],
    [
      'one of several that ended',
      ['8', '9'],
      '2020-01-01',
      '2024-01-01',
      { code: 'article-ended', on: '2022-12-30' },
    ],
    [
      'an article the library lacks',
      ['77'],
      '2026-04-01',
      '2026-11-26',
      { code: 'article-not-in-library', articles: ['77'] },
    ],
    ['a change before a gap', ['77'], '2020-01-01', '2026-11-26', { code: 'amended', on: '2026-03-01' }],
  ] as const)('%s', (_, articles, since, today, state) => {
    expect(stateOfCitation(entry(), articles, { since: day(since), today: day(today) })).toEqual(state);
  });

  it('knows what is not there, repealed, or not yet law', () => {
    const at = { since: day('2020-01-01'), today: day('2026-11-26') };
    expect(stateOfCitation(undefined, ['1'], at)).toEqual({ code: 'not-in-library' });
    expect(stateOfCitation(entry({ repealedFrom: '2026-11-26' }), ['8'], at)).toEqual({
      code: 'repealed',
      on: '2026-11-26',
    });
    expect(stateOfCitation(entry({ repealedFrom: '2026-11-27' }), ['8'], at).code).toBe('amended');
    expect(stateOfCitation(entry({ inForceFrom: '2027-01-01' }), ['8'], at)).toEqual({
      code: 'not-yet',
      on: '2027-01-01',
    });
  });

  it('never tells of a change that lies before the cited text or after today', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, days, (a, b) => {
        const [since, today] = [a, b].map((d) => day(d.toISOString().slice(0, 10))).toSorted();
        if (since === undefined || today === undefined) return;
        const state = stateOfCitation(entry(), ['8'], { since, today });
        if (state.code === 'amended') {
          expect(state.on > since).toBe(true);
          expect(state.on <= today).toBe(true);
        }
      }),
    );
  });

  it.each([
    ['2019-04-23修正', '2019-04-23'],
    ['商务部令2025年第4号(2025-09-01施行)', '2025-09-01'],
    ['2022-12-30修正(2025-12-27又经修订，2026-03-01施行)', '2022-12-30'],
    ['商务部令2012年第9号(2016年修订)', '2016-12-31'],
    ['国务院令第443号(快照标注2017-03-01修订)', '2017-03-01'],
    ['2018年12月29日修订', '2018-12-29'],
    ['2019年修订', '2019-12-31'],
    ['商务部令2006年第20号', undefined],
    ['2019-02-30修正', undefined],
    ['', undefined],
    [undefined, undefined],
  ] as const)('reads the day of the text in %s', (version, expected) => {
    expect(dayOfText(version)).toBe(expected);
  });
});

describe('an entry', () => {
  it.each([
    ['a repeal before it is in force', { repealedFrom: '1994-07-01' }, 'repealedFrom'],
    [
      'an amendment before it was promulgated',
      { amendments: [{ decidedOn: '1990-01-01', note: '修正' }] },
      'amendments/0/decidedOn',
    ],
    [
      'force before it was made',
      { promulgatedOn: '2026-06-01', inForceFrom: '2026-05-01', amendments: [] },
      'inForceFrom',
    ],
    [
      'an amendment in force before it was made',
      { amendments: [{ decidedOn: '2026-06-02', inForceFrom: '2026-06-01', note: '修正' }] },
      'amendments/0/inForceFrom',
    ],
    [
      'two articles in one row',
      { articles: [{ number: '第一条、第二条', textKind: 'text', text: '' }] },
      'articles/0/number',
    ],
    [
      'an article twice at a time',
      {
        articles: [
          { number: '第一条', textKind: 'text', text: 'a', endedFrom: '2020-01-02' },
          { number: '1', textKind: 'text', text: 'b', validFrom: '2020-01-01' },
        ],
      },
      'articles/1/number',
    ],
    [
      'an article that ends before it begins',
      {
        articles: [
          { number: '1', textKind: 'text', text: '', validFrom: '2020-01-02', endedFrom: '2020-01-02' },
        ],
      },
      'articles/0/endedFrom',
    ],
  ] as const)('is refused with %s', (_, over, field) => {
    expect(faultsOf(entry(over)).map((fault) => fault.field)).toEqual([field]);
  });

  it('may have one article after another, and is kept in order', () => {
    const whole = entry({
      articles: [
        { number: '第十条', textKind: 'text', text: 'c' },
        { number: '第二条', textKind: 'text', text: 'b', validFrom: '2020-01-01' },
        { number: '第二条', textKind: 'text', text: 'a', endedFrom: '2020-01-01' },
      ],
    });
    expect(faultsOf(whole)).toEqual([]);
    expect(inOrder(whole).articles.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  });

  it('takes over what an import adds and keeps the rest', () => {
    const more = entry({
      title: '对外贸易法',
      issuer: '全国人大常委会',
      amendments: [{ decidedOn: '2022-12-30', note: '第三次修正', changed: ['9'] }],
      articles: [{ number: '8', textKind: 'text', text: '原文' }],
    });
    const result = merged(entry(), more);
    expect(result.title).toBe('中华人民共和国对外贸易法');
    expect(result.issuer).toBe('全国人大常委会');
    expect(result.amendments.map(({ note }) => note)).toEqual(['第三次修正', '修订']);
    expect(result.articles.map(({ text }) => text)).toEqual(['原文', '备案登记']);
    expect(merged(result, more)).toEqual(result);
  });
});

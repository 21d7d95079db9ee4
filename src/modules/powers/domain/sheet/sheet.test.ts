import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PowerContent } from '../content.ts';
import { cellName, foldDigits, parseCellName, toCode, toLine, toParagraphs } from './cell-text.ts';
import { readBasis, readCitations, writeBasis, writeCitations } from './citations.ts';
import { columnNamed, COLUMNS, textUnder, type ColumnId } from './columns.ts';
import { readEntries, writeEntries } from './entries.ts';
import { readLevel, readType, writeLevel, writeType } from './level-and-type.ts';
import { readLimit, statutoryFrom, writeLimit, writeStatutory } from './limits.ts';
import { readItem } from './read-item.ts';
import { TOO_LONG, writeItem } from './write-item.ts';

const items = z
  .object({ items: z.array(z.object({ content: PowerContent })) })
  .parse(JSON.parse(readFileSync('demo/data/powers.json', 'utf8')))
  .items.map(({ content }) => content);
const offices = new Map([
  ['office-sp', '行政审批处（窗口）'],
  ['office-zx', '综合执法处'],
]);
const body = { name: '某市商务局', level: '3' } as const;
const all = new Set(COLUMNS.map(({ id }) => id));

const rowOf = (texts: ReadonlyMap<ColumnId, string>) => ({
  row: 2,
  cells: new Map(
    [...texts]
      .map(([id, text]) => [id, textUnder(id, text)] as const)
      .filter(([, text]) => text !== '')
      .map(([id, text]) => [id, { text, kind: 'text' as const, at: 'A2' }]),
  ),
});
/** What of an item the list has columns for; posts of duties are kept beside it. */
const listed = (content: PowerContent) => ({
  name: content.name,
  parentName: content.parentName,
  typeCode: content.typeCode,
  localType: content.localType,
  legalBasis: content.legalBasis,
  exercisingBody: content.exercisingBody,
  exercisingBodyCode: content.exercisingBodyCode,
  level: content.level,
  scopeOfPower: content.scopeOfPower,
  powerSource: content.powerSource,
  basicCode: content.basicCode,
  implementationCode: content.implementationCode,
  rawCode: content.rawCode,
  duties: content.duties.map(({ stage, content: text, basis }) => ({ stage, text, basis })),
  accountability: content.accountability,
  statutoryLimit: content.statutoryLimit,
  committedLimit: content.committedLimit,
  acceptanceLimit: content.acceptanceLimit,
  deliveryLimit: content.deliveryLimit,
});

describe('an item as a row', () => {
  it.each(items.map((content) => [content.name, content] as const))(
    '%s comes back whole where nothing is known of it',
    (_, content) => {
      const { change, findings } = readItem(
        rowOf(writeItem(content, offices)),
        all,
        undefined,
        body,
        offices,
      );
      expect(findings.filter(({ code }) => code !== 'import/office-unknown')).toEqual([]);
      const read = PowerContent.parse({ legalBasis: [], ...change });
      expect(listed(read)).toEqual(listed(content));
    },
  );

  const arbitrary = fc.record({
    name: fc.oneof(
      fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
      fc.constantFrom('甲\n\n乙', ' 甲　', 'a\tb'),
    ),
    item: fc.constantFrom(...items),
    remarks: fc.string({ maxLength: 80, unit: 'grapheme' }),
    law: fc.string({ minLength: 1, maxLength: 30 }),
    summary: fc.constantFrom('', '1. 甲\n2. 乙', '《乙法》：第三条〔已核对〕', '：；、', '一\n\n二'),
    stage: fc.constantFrom('受理', '受理：', '1. 受理', '第一\n步'),
  });
  it('changes nothing of the item it was written from, whatever stands in it', () => {
    fc.assert(
      fc.property(arbitrary, ({ name, item, remarks, law, summary, stage }) => {
        const content: PowerContent = {
          ...item,
          name,
          remarks,
          legalBasis: [...item.legalBasis, { law, article: law, summary, verified: false }],
          duties: [
            ...item.duties,
            { stage, content: summary, basis: [{ law, article: law, verified: true }] },
          ],
        };
        const row = rowOf(writeItem(content, offices));
        expect(readItem(row, all, content, body, offices)).toEqual({ change: {}, findings: [] });
      }),
    );
  });

  it('changes only what a cell changes, and keeps what the list has no column for', () => {
    const [content] = items;
    const row = writeItem(content!, offices);
    const changed = new Map([...row, ['committed', '８ 个工作日']] as [ColumnId, string][]);
    const { change } = readItem(rowOf(changed), all, content, body, offices);
    expect(change).toEqual({ committedLimit: { n: 8, unit: 'wd' } });
    const duties = row.get('duties')!.replace('公示事项', '公开事项');
    const read = readItem(
      rowOf(new Map([...row, ['duties', duties]] as [ColumnId, string][])),
      all,
      content,
      body,
      offices,
    );
    expect(read.change.duties).toEqual(
      content!.duties.map((duty, i) =>
        i === 0 ? { ...duty, content: duty.content.replace('公示事项', '公开事项') } : duty,
      ),
    );
  });

  it('leaves an element alone whose column is not there, and takes one away whose cell was emptied', () => {
    const [content] = items;
    const row = new Map([...writeItem(content!, offices), ['committed', '']] as [ColumnId, string][]);
    const without = new Set([...all].filter((id) => id !== 'committed'));
    expect(readItem(rowOf(row), without, content, body, offices).change).toEqual({});
    expect(readItem(rowOf(row), all, content, body, offices).change).toEqual({ committedLimit: undefined });
  });

  it('says so in a cell that cannot hold it, and keeps the element then', () => {
    const long = {
      ...items[0]!,
      remarks: '长'.repeat(4_000),
      legalBasis: Array.from({ length: 60 }, (_, i) => ({
        law: `法${i}`,
        article: '第一条',
        summary: '文'.repeat(900),
        verified: false,
      })),
    };
    const row = writeItem(long, offices);
    expect(row.get('basis')).toBe(TOO_LONG);
    expect(readItem(rowOf(row), all, { ...long, legalBasis: [] }, body, offices).change).toEqual({});
  });
});

describe('cells', () => {
  it.each([
    ['　 前后有空格\u00a0　', '前后有空格'],
    ['成品油零售\r\n经营资格许可', '成品油零售经营资格许可'],
    ['Form A\nForm B', 'Form A Form B'],
    ['零宽\u200b字符\u0007', '零宽字符'],
  ])('%j as a line', (text, line) => expect(toLine(text)).toBe(line));
  it('keeps the lines of a paragraph and drops empty ends', () =>
    expect(toParagraphs('\n　　一、甲　\r\n\r\n　　二、乙\n ')).toBe('一、甲\n\n二、乙'));
  it.each([
    ['１３０１２１９０１００１', '130121901001'],
    ['Ａ１１ 30\n02', 'A113002'],
    ["'0123", '0123'],
  ])('%j as a code', (text, code) => expect(toCode(text)).toBe(code));
  it('folds digits only', () => expect(foldDigits('２０（日）')).toBe('20（日）'));
  it('names cells as spreadsheets do, both ways', () => {
    expect([cellName(0, 0), cellName(6, 25), cellName(6, 26), cellName(99, 701), cellName(0, 702)]).toEqual([
      'A1',
      'Z7',
      'AA7',
      'ZZ100',
      'AAA1',
    ]);
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(16_383), (row, column) => {
        expect(parseCellName(cellName(row, column))).toEqual({ row, column });
      }),
    );
    expect(parseCellName('1A')).toBeUndefined();
  });
});

describe('headers', () => {
  it.each<[string, ColumnId | undefined]>([
    ['事项名称', 'main'],
    ['权力 事项\n名称*', 'main'],
    ['职权类别', 'type'],
    ['实施依据（法律、法规、规章）', 'basis'],
    ['追责情形', 'situations'],
    ['法定时限（工作日）', 'statutory'],
    ['ｘｘ', undefined],
  ])('%j', (header, id) => expect(columnNamed(header)).toBe(id));
  it('no name means two columns', () => {
    const names = COLUMNS.flatMap(({ header, more }) => [header, ...more]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('entries', () => {
  it.each([
    ['1. 甲\n2. 乙\n丙', ['甲', '乙\n丙']],
    ['１、甲\n２、乙', ['甲', '乙']],
    ['（1）甲\n（2）乙', ['甲', '乙']],
    ['甲\n乙', ['甲', '乙']],
    [
      '1.受理责任：公示条件。2.审查责任：核对材料；3.决定责任：作出决定',
      ['受理责任：公示条件。', '审查责任：核对材料；', '决定责任：作出决定'],
    ],
    ['1. 5.2 版\n3. 不是第二条', ['5.2 版\n3. 不是第二条']],
    ['', []],
  ])('%j', (text, entries) => expect(readEntries(text)).toEqual(entries));
  it('what is written is read', () => {
    const entry = fc.constantFrom('甲', '乙：丙', '两\n行', '2019年', '3.5%');
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 12 }), (entries) => {
        expect(readEntries(writeEntries(entries))).toEqual(entries);
      }),
    );
  });
});

describe('legal bases', () => {
  const word = fc.stringMatching(/^[\u4e00-\u9fa5a-z0-9]{1,12}$/);
  const basis = fc.record(
    {
      law: word,
      version: word,
      level: word,
      article: fc.constantFrom('第三十二条', '第三十二条第一款第四项', '附件第183项', '第十条、第十一条'),
      summary: fc.oneof(fc.constant(''), word, fc.constant('第一款：要求《乙法》（2019）。\n第二款')),
      verified: fc.boolean(),
    },
    { requiredKeys: ['law', 'article', 'summary', 'verified'] },
  );
  it('what is written is read', () => {
    fc.assert(
      fc.property(fc.array(basis, { maxLength: 6 }), (list) => {
        expect(readBasis(writeBasis(list))).toEqual({ basis: list, unclear: [] });
      }),
    );
  });
  it.each([
    [
      '《中华人民共和国行政许可法》第三十二条 行政机关对申请人提出的申请，应当分别作出处理：（一）…',
      {
        law: '中华人民共和国行政许可法',
        article: '第三十二条',
        summary: '行政机关对申请人提出的申请，应当分别作出处理：（一）…',
      },
    ],
    ['《办法》', { law: '办法', article: '（未写明）', summary: '' }],
    [
      '【法律】《甲法》（2019年修正）第一条、第二条',
      { level: '法律', law: '甲法', version: '2019年修正', article: '第一条、第二条', summary: '' },
    ],
    [
      '《关于贯彻〈甲法〉的通知》（国发〔2020〕13号）附件',
      { law: '关于贯彻〈甲法〉的通知', version: '国发〔2020〕13号', article: '附件', summary: '' },
    ],
  ])('%s', (text, expected) =>
    expect(readBasis(text)).toEqual({ basis: [{ ...expected, verified: false }], unclear: [] }),
  );
  it('keeps two laws on one line apart and one without brackets whole', () => {
    expect(
      readBasis('《甲法》第一条；《乙法》第二条').basis.map(({ law, article }) => [law, article]),
    ).toEqual([
      ['甲法', '第一条'],
      ['乙法', '第二条'],
    ]);
    expect(readBasis('根据有关规定').unclear).toEqual(['根据有关规定']);
  });
  it('is never verified unless it says so', () =>
    expect(readBasis('《甲法》第一条').basis.every(({ verified }) => !verified)).toBe(true));
  it.each([
    [
      '《甲法》第一条〔已核对〕；《乙法》第二条',
      [
        ['甲法', '第一条', true],
        ['乙法', '第二条', false],
      ],
    ],
    [
      '《甲法》第一条、《乙法》第二条',
      [
        ['甲法', '第一条', false],
        ['乙法', '第二条', false],
      ],
    ],
    ['行政许可法第三十条', [['行政许可法', '第三十条', false]]],
  ])('citations: %s', (text, expected) => {
    const read = readCitations(text);
    expect(read.map(({ law, article, verified }) => [law, article, verified])).toEqual(expected);
    expect(readCitations(writeCitations(read))).toEqual(read);
  });
});

describe('limits', () => {
  it.each([
    ['20个工作日', 20, 'wd'],
    ['２０　工作日内', 20, 'wd'],
    ['二十个工作日', 20, 'wd'],
    ['一百二十个自然日', 120, 'cd'],
    ['十五工作日', 15, 'wd'],
    ['3个月', 3, 'month'],
    ['两年', 2, 'year'],
    ['当场办结', 0, 'wd'],
    ['60日', 60, 'cd'],
  ])('%s', (text, n, unit) => expect(readLimit(text)).toMatchObject({ limit: { n, unit } }));
  it.each(['', '-', '无', '／'])('%j is none', (text) => expect(readLimit(text)).toBeUndefined());
  it.each(['尽快', '20', '20个', '二十多个工作日', '工作日', '2025-09-01'])('%s cannot be read', (text) =>
    expect(readLimit(text)).toBe('unreadable'),
  );
  it('says where days are of no kind', () => {
    expect(readLimit('20日')).toMatchObject({ unclear: true });
    expect(readLimit('20个工作日')).toMatchObject({ unclear: false });
  });
  it('what is written is read', () => {
    const limit = fc.record({ n: fc.nat(3_660), unit: fc.constantFrom('wd', 'cd', 'month', 'year') });
    fc.assert(
      fc.property(limit, (one) => {
        expect(readLimit(writeLimit(one))).toMatchObject({ limit: { ...one } });
      }),
    );
    const statutory = {
      n: 20,
      unit: 'wd',
      startRule: '自受理之日起(含当日)',
      article: '甲法第一条',
      extension: { n: 10, unit: 'wd', approver: '本机关负责人' },
      verified: true,
    } as const;
    const read = readLimit(writeStatutory(statutory));
    if (read === undefined || read === 'unreadable') throw new Error('not read');
    expect(statutoryFrom(read)).toEqual({ value: statutory, complete: true });
  });
});

describe('levels and types', () => {
  it.each([
    ['县级', ['4'], undefined],
    ['省级、市级、县级', ['2', '3', '4'], undefined],
    ['市级：负责城区', ['3'], '负责城区'],
    ['县级（委托乡镇实施）', ['4'], '委托乡镇实施'],
    ['设区的市', ['3'], undefined],
    ['县级市', ['4'], undefined],
    ['4', ['4'], undefined],
    ['本级', [], undefined],
  ])('%s', (text, levels, scope) =>
    expect(readLevel(text)).toEqual({ levels, ...(scope === undefined ? {} : { scope }) }),
  );
  it('what is written is read', () => {
    for (const level of ['1', '2', '3', '4', '5', '6'] as const)
      expect(readLevel(writeLevel(level, '全部'))).toEqual({ levels: [level], scope: '全部' });
  });
  it.each([
    ['行政许可', { code: '01' }],
    ['许可', { code: '01' }],
    ['１', { code: '01' }],
    ['其他权力', { code: '10' }],
    ['其它行政权力', { code: '10' }],
    ['其他行政权力事项', { code: '10' }],
    ['行政备案', { code: '10', local: '行政备案' }],
    ['公共服务', { code: '20' }],
    ['审批', { code: '10', local: '行政审批' }],
    ['天气预报', undefined],
  ])('%s', (text, expected) => expect(readType(text)?.code).toBe(expected?.code));
  it.each(['党组织权力', '党委权力', '党务职权', '党内权力事项'])('%s is a power of a party organ', (text) =>
    expect(readType(text)).toEqual({ code: '98' }),
  );
  it('every type is read by its name', () => {
    for (const code of ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '20', '98', '99'])
      expect(readType(writeType(code))).toEqual({ code });
  });
});

import { writeXlsx, type CellValue } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { SOCIETY } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importItems } from '../index.ts';
import { must } from '../powers.test-support.ts';
import { book, errorsIn, importersOf, sheetsOf, versionUnder } from './import-sheet.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const made = {} as Awaited<ReturnType<typeof importersOf>>;

beforeAll(async () => {
  Object.assign(made, await importersOf(ctx));
});

const take = (sheets: Awaited<ReturnType<typeof sheetsOf>>, dryRun = false) =>
  importItems(ctx, made.register, { agencyId: made.agencyId, sheets, dryRun });
const errorsOf = async (rows: CellValue[][]) => errorsIn(await take(await book(rows)));
const drafts = async (): Promise<number> =>
  (await database.pool.query('SELECT count(*)::int AS n FROM power_version')).rows[0].n;
const contentOf = (key: string) => versionUnder(ctx, made.agencyId, key);

describe('a list as an office keeps it', () => {
  const header = [
    '序号',
    '权力类别',
    '权力事项名称',
    '子项',
    '责任科室',
    '法定期限',
    '职权编码',
    '责任事项',
    '备  注',
  ];

  it('comes in with titles, merged cells, full-width digits, line breaks and spaces', async () => {
    const sheets = await book(
      [
        ['某市商务局权责清单', null, null],
        ['填报日期：２０２６年', null, null],
        header,
        [
          1,
          '行政许可　',
          '拍卖企业\n设立许可',
          '设立',
          '行政审批处\n(窗口)',
          '２０个工作日',
          'Ｐ-００１',
          '1.受理责任：公示条件。2.审查责任：核对材料。',
          null,
        ],
        [null, null, null, '变更', null, '十个工作日', 'P-002', null, '　注意\n第二行 '],
        ['注：本表一式两份', null, null],
      ],
      {
        merges: [
          { startRow: 0, startCol: 0, endRow: 0, endCol: 8 },
          { startRow: 3, startCol: 1, endRow: 4, endCol: 1 },
          { startRow: 3, startCol: 2, endRow: 4, endCol: 2 },
        ],
      },
    );
    const report = must(await take(sheets));
    expect(report).toMatchObject({ read: 2, created: 2 });
    expect(report.findings.map(({ code, cell }) => [code, cell])).toContainEqual([
      'import/line-ignored',
      'A6',
    ]);
    const { content } = await contentOf('P-001');
    expect(content).toMatchObject({
      name: '设立',
      parentName: '拍卖企业设立许可',
      typeCode: '01',
      exercisingBody: '唐山市商务局',
      level: '3',
      statutoryLimit: { n: 20, unit: 'wd', verified: false },
      duties: [
        { stage: '受理责任', content: '公示条件。' },
        { stage: '审查责任', content: '核对材料。' },
      ],
    });
    const second = (await contentOf('P-002')).content;
    expect(second).toMatchObject({
      name: '变更',
      parentName: '拍卖企业设立许可',
      remarks: '注意\n第二行',
      statutoryLimit: { n: 10, unit: 'wd' },
    });
  });

  it('is read again without a change, and a code that comes later does not make it another item', async () => {
    const rows = (code: string | null): CellValue[][] => [
      ['事项名称', '权力类型', '职权编码'],
      ['典当行备案', '行政备案', code],
    ];
    expect(must(await take(await book(rows(null))))).toMatchObject({ created: 1 });
    expect(must(await take(await book(rows(null))))).toMatchObject({ created: 0, unchanged: 1 });
    expect(must(await take(await book(rows('P-900'))))).toMatchObject({ created: 0, updated: 1 });
  });

  it('takes rows of the same names for two items where their codes differ', async () => {
    const rows = (more: CellValue[][]): CellValue[][] => [
      ['事项名称', '权力类型', '职权编码'],
      ['同名异码', '行政许可', 'P-701'],
      ...more,
    ];
    expect(must(await take(await book(rows([]))))).toMatchObject({ created: 1 });
    const both = await book(rows([['同名异码', '行政许可', 'P-702']]));
    expect(must(await take(both))).toMatchObject({ created: 1, unchanged: 1 });
    expect(must(await take(both))).toMatchObject({ created: 0, unchanged: 2 });
  });

  it('gives the draft to the office that the list names, and moves it with the list', async () => {
    const { name, id } = await database.db
      .selectFrom('office')
      .select(['name', 'id'])
      .where('import_key', '=', 'office-zx')
      .executeTakeFirstOrThrow();
    must(
      await take(
        await book([
          ['事项名称', '权力类型', '承办机构', '职权编码'],
          ['甲项处罚', '行政处罚', name, 'P-OFFICE'],
        ]),
      ),
    );
    expect(await contentOf('P-OFFICE')).toMatchObject({ officeId: id, content: { officeKey: 'office-zx' } });
    const other = await database.db
      .selectFrom('office')
      .select(['name', 'id'])
      .where('import_key', '=', 'office-sp')
      .executeTakeFirstOrThrow();
    must(
      await take(
        await book([
          ['事项名称', '权力类型', '承办机构', '职权编码'],
          ['甲项处罚', '行政处罚', other.name, 'P-OFFICE'],
        ]),
      ),
    );
    expect(await contentOf('P-OFFICE')).toMatchObject({
      officeId: other.id,
      content: { officeKey: 'office-sp' },
    });
  });
});

describe('errors by cell', () => {
  const head = ['事项名称', '权力类型', '实施层级', '法定时限', '基本编码', '行使主体代码'];
  it('names the cell, its row and what stands there; nothing is written', async () => {
    const before = await drafts();
    const found = await errorsOf([
      ['标题', null],
      head,
      ['甲', '行政许可', '县级', '20个工作日', null, null],
      ['', '行政许可', '县级', null, null, null],
      ['丙', '天气预报', '县级', null, null, null],
      ['丁', '行政许可', '本级', '尽快', null, null],
      ['戊', '行政许可', '县级', null, 1_301_219_010_010_011_000, null],
      ['己', '行政许可', '县级', null, null, '91350100M000100Y4Z'],
      ['甲', '行政许可', '县级', null, null, null],
      ['庚', null, '县级', null, null, null],
    ]);
    expect(found.map(({ cell, code, found: text }) => [cell, code, text])).toEqual([
      ['A4', 'import/field-missing', undefined],
      ['B5', 'import/type-unknown', '天气预报'],
      ['C6', 'import/level-unreadable', '本级'],
      ['D6', 'import/limit-unreadable', '尽快'],
      ['E7', 'import/digits-lost', expect.any(String)],
      ['F8', 'import/field-refused', '91350100M000100Y4Z'],
      ['A9', 'import/duplicate-key', '3'],
      ['B10', 'import/field-missing', undefined],
    ]);
    expect(await drafts()).toBe(before);
  });

  it('takes no formula and no error cell for a value', async () => {
    const sheets = await book(
      [
        ['事项名称', '权力类型', '备注'],
        [null, '行政许可', '甲'],
      ],
      { cells: new Map([['1,0', { formula: '"甲"&"乙"', formulaResult: '甲乙' }]]) },
    );
    const done = await take(sheets);
    expect(done).toMatchObject({ ok: false, error: { code: 'import/errors' } });
    if (done.ok || done.error.code !== 'import/errors') return;
    expect(done.error.report.findings.map(({ cell, code }) => [cell, code])).toEqual([
      ['A2', 'import/formula'],
    ]);
  });

  it('refuses a workbook without a list and says which sheets it has', async () => {
    expect(await take(await book([['姓名', '电话']]))).toEqual({
      ok: false,
      error: { code: 'import/no-list', sheets: ['清单'] },
    });
  });

  it('refuses whoever may not import before anything else', async () => {
    const sheets = await book([head]);
    for (const actor of [SOCIETY, made.handler])
      expect(await importItems(ctx, actor, { agencyId: made.agencyId, sheets, dryRun: true })).toEqual({
        ok: false,
        error: { code: 'powers/forbidden' },
      });
  });
});

it('takes 5,000 rows of a workbook in, and again', { timeout: 120_000 }, async () => {
  const law =
    '【法律】《中华人民共和国行政许可法》（2019年修正）第三十二条：申请材料不齐全的，应当当场或者在五日内一次告知';
  const rows: CellValue[][] = [
    [
      '事项名称',
      '子项名称',
      '权力类型',
      '实施依据',
      '责任事项内容',
      '追责情形',
      '追责对象范围',
      '法定时限',
      '实施编码',
    ],
    ...Array.from({ length: 5_000 }, (_, i) => [
      `事项 ${Math.floor(i / 3)}`,
      `子项 ${i}`,
      '行政许可',
      `1. ${law}\n2. ${law}`,
      '1. 受理：公示条件\n2. 审查：核对材料\n3. 决定：书面决定',
      '1. 不受理\n2. 索贿',
      '1. 窗口\n2. 承办人',
      '20个工作日（自受理之日起；行政许可法第四十二条）',
      `X${String(i).padStart(5, '0')}`,
    ]),
  ];
  const bytes = await writeXlsx({ sheets: [{ name: '清单', rows }] });
  for (const expected of [
    { created: 5_000, unchanged: 0 },
    { created: 0, unchanged: 5_000 },
  ]) {
    expect(must(await take(await sheetsOf(bytes)))).toMatchObject(expected);
  }
});

import type { CellValue } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { exportCatalogue, importItems } from '../index.ts';
import { act, demoItems, draftWithFlow, must, publish } from '../powers.test-support.ts';
import { book, errorsIn, importersOf, sheetsOf } from './import-sheet.test-support.ts';

const ctx = testContext(testDatabase());
const made = {} as Awaited<ReturnType<typeof importersOf>>;

beforeAll(async () => {
  Object.assign(made, await importersOf(ctx));
});

const take = (sheets: Awaited<ReturnType<typeof sheetsOf>>) =>
  importItems(ctx, made.register, { agencyId: made.agencyId, sheets, dryRun: true });

describe('an emptied sub-item', () => {
  const head = ['事项名称', '子项名称', '权力类型', '备注'];
  const merged = (bottom: number) => ({
    merges: [{ startRow: 1, startCol: 0, endRow: bottom, endCol: 0 }],
  });
  const cellsOf = async (rows: CellValue[][], rest: object = {}) =>
    errorsIn(await take(await book(rows, rest))).map(({ row, cell, code, found }) => [
      row,
      cell,
      code,
      found,
    ]);

  it('is named in its own row, not where the name it falls back to stands for several', async () => {
    const rows = [
      head,
      ['成品油经营许可', '设立', '行政许可', '甲'],
      [null, null, '行政许可', '乙'],
      [null, null, '行政许可', '丙'],
    ];
    expect(await cellsOf(rows, merged(3))).toEqual([[4, 'B4', 'import/duplicate-key', '3']]);
  });

  it('is no fault by itself: what is wrong with the name it falls back to is said there', async () => {
    const long = '很长的事项名称'.repeat(80);
    expect(
      await cellsOf([
        head,
        [long, null, '行政许可', null],
        [null, null, '行政许可', '丁'],
        [long, '—', '行政许可', null],
      ]),
    ).toEqual([
      [2, 'A2', 'import/field-refused', `${long.slice(0, 80)}…`],
      [3, 'A3', 'import/field-missing', undefined],
      [4, 'A4', 'import/field-refused', `${long.slice(0, 80)}…`],
    ]);
    expect(await cellsOf([head, ['短', long, '行政许可', null]])).toEqual([
      [2, 'B2', 'import/field-refused', `${long.slice(0, 80)}…`],
    ]);
  });
});

describe('an office that is none of ours', () => {
  const OFFICE = '不存在的处室';
  /** The exported list with the office of every row replaced. */
  async function written(office: string) {
    const { bytes } = must(
      await exportCatalogue(ctx, made.register, { of: 'newest', format: 'xlsx', agencyId: made.agencyId }),
    );
    const [header = [], ...rows] = (await sheetsOf(bytes))[0]!.rows;
    const at = header.findIndex((cell) => cell?.text === '承办机构');
    const texts = [header, ...rows.map((row) => row.map((cell, i) => (i === at ? { text: office } : cell)))];
    return { column: at, sheets: await book(texts.map((row) => row.map((cell) => cell?.text ?? null))) };
  }

  it('is an error on the row of a published power, and not “no change”', { timeout: 60_000 }, async () => {
    const item = demoItems.find(({ key }) => key === 'it-01')!;
    const office = await ctx.db
      .selectFrom('office')
      .select(['id', 'name'])
      .where('import_key', '=', item.content.officeKey ?? '')
      .executeTakeFirstOrThrow();
    const body = { agencyId: made.agencyId, officeId: office.id };
    const { versionId } = await draftWithFlow(ctx, body as never, item.content, 'flow-it-01');
    await act(ctx, made.agencyId, versionId, 'sign', 'countersign', 'pass');
    must(await publish(ctx, made.agencyId, versionId, LegalDay.parse('2026-11-24')));
    const same = await written(office.name);
    expect(must(await take(same.sheets))).toMatchObject({ read: 1, unchanged: 1, findings: [] });
    const other = await ctx.db
      .selectFrom('office')
      .select('name')
      .where('agency_id', '=', made.agencyId)
      .where('import_key', 'is not', null)
      .where('id', '!=', office.id)
      .executeTakeFirstOrThrow();
    const moved = await written(other.name);
    expect(must(await take(moved.sheets))).toMatchObject({
      kept: 1,
      changes: [],
      findings: [
        {
          cell: `${String.fromCodePoint(65 + moved.column)}2`,
          code: 'import/kept-published',
          found: other.name,
          here: office.name,
        },
      ],
    });
    const wrong = await written(OFFICE);
    expect(errorsIn(await take(wrong.sheets))).toMatchObject([
      {
        row: 2,
        cell: `${String.fromCodePoint(65 + wrong.column)}2`,
        code: 'import/office-not-here',
        found: OFFICE,
      },
    ]);
  });

  it('leaves the item with the office it has where the list is from elsewhere', async () => {
    const rows = [
      ['事项名称', '权力类型', '承办机构', '实施编码'],
      ['拍卖', '行政许可', OFFICE, demoItems.find(({ key }) => key === 'it-01')!.content.implementationCode!],
    ];
    const { findings } = must(await take(await book(rows)));
    expect(findings).toContainEqual(
      expect.objectContaining({ cell: 'C2', code: 'import/office-unknown', severity: 'warning' }),
    );
  });
});

describe('what does not go together', () => {
  const rows = (...more: CellValue[][]): CellValue[][] => [
    ['事项名称', '权力类型', '基本编码', '法定时限', '承诺时限', '系统编号'],
    ...more,
  ];
  const warningsOf = async (list: CellValue[][]) =>
    must(await take(await book(list)))
      .findings.filter(({ code }) => code !== 'import/limit-without-basis')
      .map(({ cell, severity, code, found }) => [cell, severity, code, found]);

  it('is warned of: a type that is none, and what it is taken as; not one that a rule of law names', async () => {
    expect(
      await warningsOf(
        rows(
          ['类型甲', '行政审批', null, null, null, null],
          ['类型乙', '行政备案', null, null, null, null],
          ['类型丙', '非行政许可审批', null, null, null, null],
        ),
      ),
    ).toEqual([
      ['B2', 'warning', 'import/type-local', '行政审批'],
      ['B4', 'warning', 'import/type-abolished', '非行政许可审批'],
    ]);
  });

  it('is warned of: a basic code of another item, here or in the list', async () => {
    const items = [
      {
        key: 'holder',
        content: {
          name: '占用编码',
          typeCode: '10',
          exercisingBody: '某局',
          level: '3',
          basicCode: '130121999001',
        },
      },
    ];
    must(await importItems(ctx, made.register, { agencyId: made.agencyId, json: { items }, dryRun: false }));
    expect(
      await warningsOf(
        rows(
          ['编码甲', '行政许可', '130121999001', null, null, null],
          ['编码乙', '行政许可', '130121999002', null, null, null],
          ['编码丙', '行政许可', '130121999002', null, null, null],
          ['占用编码', '其他行政权力', '130121999001', null, null, null],
        ),
      ),
    ).toEqual([
      ['C2', 'warning', 'import/basic-code-taken', '130121999001（占用编码）'],
      ['C4', 'warning', 'import/basic-code-taken', '130121999002（编码乙）'],
    ]);
  });

  it('is warned of: a promise above the statutory limit, and a number that names no item here', async () => {
    expect(
      await warningsOf(
        rows(
          ['时限甲', '行政许可', null, '20个工作日', '30个工作日', null],
          ['时限乙', '行政许可', null, '20个工作日', '20个工作日', '坏了'],
          [
            '时限丙',
            '行政许可',
            null,
            null,
            '20个工作日',
            '00000000-0000-7000-8000-000000000000·abababababab',
          ],
        ),
      ),
    ).toEqual([
      ['F3', 'warning', 'import/number-unknown', '坏了'],
      ['F4', 'warning', 'import/number-unknown', '00000000-0000-7000-8000-000000000000·abababababab'],
      ['E2', 'warning', 'import/committed-exceeds-statutory', '30个工作日 > 20个工作日'],
    ]);
  });

  it('is told apart in the list that goes out: what is in force, and what is a draft', async () => {
    const { bytes } = must(
      await exportCatalogue(ctx, made.register, { of: 'newest', format: 'xlsx', agencyId: made.agencyId }),
    );
    const sheets = await sheetsOf(bytes);
    const [header = [], ...written] = sheets[0]!.rows;
    const at = header.findIndex((cell) => cell?.text === '状态');
    expect(written.map((row) => row[at]?.text ?? '').toSorted()).toEqual(['现行', '草稿']);
    expect(must(await take(sheets))).toMatchObject({ unchanged: 2, changes: [], findings: [] });
  });
});

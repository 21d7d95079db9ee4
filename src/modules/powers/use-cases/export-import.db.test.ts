import fc from 'fast-check';
import type { CellValue } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { Uuid } from '#kernel';
import { SOCIETY } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { draftPower, editPower, exportCatalogue, findVersion, importItems, PowerContent } from '../index.ts';
import { demoItems, must } from '../powers.test-support.ts';
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
const contentOf = (key: string) => versionUnder(ctx, made.agencyId, key);

describe('the catalogue out and in again', () => {
  it('changes nothing of the 34 demonstration items, in any format', async () => {
    const items = demoItems.map(({ key, content }) => ({ key, content }));
    must(await importItems(ctx, made.register, { agencyId: made.agencyId, json: { items }, dryRun: false }));
    for (const format of ['xlsx', 'csv'] as const) {
      const { items: n, bytes } = must(
        await exportCatalogue(ctx, made.register, { of: 'newest', format, agencyId: made.agencyId }),
      );
      expect(n).toBe(34);
      expect(must(await take(await sheetsOf(bytes)))).toMatchObject({
        read: 34,
        created: 0,
        updated: 0,
        unchanged: 34,
        kept: 0,
        findings: [],
      });
    }
    const { bytes } = must(
      await exportCatalogue(ctx, made.register, { of: 'newest', format: 'json', agencyId: made.agencyId }),
    );
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    expect(
      must(await importItems(ctx, made.register, { agencyId: made.agencyId, json, dryRun: false })),
    ).toMatchObject({ created: 0, updated: 0, unchanged: 34, kept: 0 });
  });

  it('shows drafts to nobody who may not read them, and society what is in force', async () => {
    const newest = { of: 'newest', format: 'csv', agencyId: made.agencyId } as const;
    for (const actor of [SOCIETY, made.handler])
      expect(await exportCatalogue(ctx, actor, newest)).toEqual({
        ok: false,
        error: { code: 'powers/forbidden' },
      });
    expect(must(await exportCatalogue(ctx, SOCIETY, { of: 'in-force', format: 'csv' })).items).toBe(0);
    // Whoever drafts for one office takes out what is that office's.
    const counts = await ctx.db
      .selectFrom('power_version')
      .select((e) => ['office_id', e.fn.countAll<string>().as('n')])
      .where('agency_id', '=', made.agencyId)
      .where('office_id', 'is not', null)
      .groupBy('office_id')
      .execute();
    expect(counts.length).toBeGreaterThan(1);
    for (const { office_id: officeId, n } of counts) {
      const roles = [{ role: 'registrar' as const, agencyId: made.agencyId, officeId: Uuid.parse(officeId) }];
      const own = await exportCatalogue(ctx, { ...made.register, roles }, newest);
      expect(must(own).items).toBe(Number(n));
    }
  });

  it('brings the changed cell of one item up to date and leaves every other element', async () => {
    const { bytes } = must(
      await exportCatalogue(ctx, made.register, { of: 'newest', format: 'xlsx', agencyId: made.agencyId }),
    );
    const sheets = await sheetsOf(bytes);
    const [header, ...rows] = sheets[0]!.rows;
    const limit = header!.findIndex((cell) => cell?.text === '承诺时限');
    const code = header!.findIndex((cell) => cell?.text === '实施编码');
    const target = demoItems[0]!.content.implementationCode!;
    const changed = rows.map((row) =>
      row[code]?.text === target
        ? row.map((cell, i) => (i === limit ? { kind: 'text' as const, text: '９个工作日' } : cell))
        : row,
    );
    const before = await contentOf('it-01');
    expect(must(await take([{ ...sheets[0]!, rows: [header!, ...changed] }]))).toMatchObject({
      updated: 1,
      unchanged: 33,
      kept: 0,
    });
    expect((await contentOf('it-01')).content).toEqual({
      ...before.content,
      committedLimit: { n: 9, unit: 'wd' },
    });
  });
});

describe('an item in a list that was written here', () => {
  const head = ['事项名称', '权力类型', '备注', '系统编号'] as const;
  const newest = (format: 'xlsx' | 'csv') =>
    exportCatalogue(ctx, made.register, { of: 'newest', format, agencyId: made.agencyId });
  /** The rows of these names as they were written, with the cells that somebody changed. */
  async function changedRows(names: readonly string[], change: Readonly<Record<string, string>>) {
    const [header = [], ...rows] = (await sheetsOf(must(await newest('xlsx')).bytes))[0]!.rows;
    const at = (name: string): number => header.findIndex((cell) => cell?.text === name);
    const kept = rows.filter((row) => names.includes(row[at('事项名称')]?.text ?? ''));
    return [[...head], ...kept.map((row) => head.map((name) => change[name] ?? row[at(name)]?.text ?? null))];
  }
  async function drafted(name: string, rest: object = {}): Promise<string> {
    const done = must(
      await draftPower(ctx, made.register, {
        agencyId: made.agencyId,
        officeId: null,
        content: PowerContent.parse({
          name,
          typeCode: '10',
          exercisingBody: '唐山市商务局',
          level: '3',
          ...rest,
        }),
      }),
    );
    return done.versionId;
  }
  const versionOf = async (id: string) => (await findVersion(database.db, made.agencyId, id))!;

  it('is the same item under another name', async () => {
    const id = await drafted('改名之前');
    const rows = await changedRows(['改名之前'], { 事项名称: '改名之后', 备注: '三定改了' });
    expect(must(await take(await book(rows)))).toMatchObject({ read: 1, created: 0, updated: 1 });
    expect((await versionOf(id)).content).toMatchObject({ name: '改名之后', remarks: '三定改了' });
    expect(must(await take(await book(rows)))).toMatchObject({ updated: 0, unchanged: 1, kept: 0 });
  });

  it('is kept where somebody has changed it since', async () => {
    const id = await drafted('两边都改');
    const rows = await changedRows(['两边都改'], { 备注: '表里写的' });
    const { content, rowVersion } = await versionOf(id);
    must(
      await editPower(ctx, made.register, {
        agencyId: made.agencyId,
        versionId: id,
        rowVersion,
        content: { ...content, remarks: '网页上写的' },
      }),
    );
    const report = must(await take(await book(rows)));
    expect(report).toMatchObject({ updated: 0, kept: 1 });
    expect(report).toMatchObject({
      changes: [],
      findings: [
        {
          code: 'import/kept-edited',
          cell: 'C2',
          field: 'column/remarks',
          name: '两边都改',
          found: '表里写的',
          here: '网页上写的',
        },
      ],
    });
    expect((await versionOf(id)).content.remarks).toBe('网页上写的');
  });

  it('says what of it would change before it does, and warns of each cell that empties something', async () => {
    const id = await drafted('清空之前', {
      remarks: '要留的备注',
      committedLimit: { n: 5, unit: 'wd' },
      legalBasis: [{ law: '某办法', article: '第二条', summary: '', verified: false }],
    });
    const [header = [], ...rows] = (await sheetsOf(must(await newest('xlsx')).bytes))[0]!.rows;
    const at = (name: string): number => header.findIndex((cell) => cell?.text === name);
    const cellsOf = (change: Readonly<Record<string, string | null>>): CellValue[][] => [
      header.map((cell) => cell?.text ?? null),
      ...rows
        .filter((row) => row[at('事项名称')]?.text === '清空之前')
        .map((row) =>
          header.map((cell, i) => {
            const name = cell?.text ?? '';
            return name in change ? change[name]! : (row[i]?.text ?? null);
          }),
        ),
    ];
    const column = (name: string): string => String.fromCodePoint(65 + at(name));
    const sheets = await book(cellsOf({ 实施依据: null, 承诺时限: null, 备注: '改了的备注' }));
    const report = must(await take(sheets, true));
    expect(report).toMatchObject({
      updated: 1,
      changes: [
        {
          row: 2,
          name: '清空之前',
          cells: [
            {
              field: 'column/basis',
              cell: `${column('实施依据')}2`,
              before: '1. 《某办法》第二条',
              after: '',
              emptied: true,
            },
            { field: 'column/remarks', before: '要留的备注', after: '改了的备注', emptied: false },
            { field: 'column/committed', before: '5个工作日', after: '', emptied: true },
          ],
        },
      ],
    });
    expect(report.findings.map(({ code, cell, severity, here }) => [code, cell, severity, here])).toEqual([
      ['import/emptied', `${column('实施依据')}2`, 'warning', '1. 《某办法》第二条'],
      ['import/emptied', `${column('承诺时限')}2`, 'warning', '5个工作日'],
    ]);
    expect((await versionOf(id)).content.legalBasis).toHaveLength(1);
    expect(must(await take(sheets)).changes).toEqual(report.changes);
    expect((await versionOf(id)).content.legalBasis).toEqual([]);
  });

  it('is told apart from another of the same names', async () => {
    const [one, two] = [await drafted('同名', { remarks: '甲' }), await drafted('同名', { remarks: '乙' })];
    const rows = await changedRows(['同名'], {});
    expect(must(await take(await book(rows)))).toMatchObject({ read: 2, unchanged: 2, kept: 0 });
    const mended = rows.map((row) => row.map((cell) => (cell === '乙' ? '丙' : cell)));
    expect(must(await take(await book(mended)))).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect([(await versionOf(one)).content.remarks, (await versionOf(two)).content.remarks]).toEqual([
      '甲',
      '丙',
    ]);
  });

  it('cannot stand in a list twice', async () => {
    await drafted('重复一行');
    const [header, row] = await changedRows(['重复一行'], {});
    const found = await errorsOf([header!, row!, row!]);
    expect(found).toMatchObject([{ code: 'import/duplicate-key', cell: 'A3', found: '2' }]);
  });

  const wild = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' });
  const cell = fc.oneof(
    wild,
    fc.constantFrom(
      '=1+1',
      "'00123",
      '+86',
      '-',
      '_x000D_',
      '1e5',
      '2025/9/1',
      '００１２',
      '甲\n\n乙',
      'a\tb',
    ),
  );
  const fields = fc.record({
    name: cell,
    remarks: fc.option(cell, { nil: undefined }),
    departmentDuties: fc.option(cell, { nil: undefined }),
    rawCode: fc.option(fc.stringMatching(/^[A-Z0-9]{8,24}$/), { nil: undefined }),
    law: cell,
    stage: cell,
  });
  it('comes back unchanged, whatever was typed into it', { timeout: 60_000 }, async () => {
    // One list of many items instead of many lists of one: each list is two files and three imports.
    const seed = Date.now() % 2 ** 31;
    const items = fc.sample(fields, { seed, numRuns: 120 }).flatMap(({ law, stage, rawCode, ...rest }, i) => {
      const content = PowerContent.safeParse({
        ...rest,
        ...(rawCode === undefined ? {} : { rawCode: `${rawCode}X${i}` }),
        typeCode: '10',
        exercisingBody: '唐山市商务局',
        level: '3',
        legalBasis: [{ law, article: law, summary: stage, verified: false }],
        duties: [{ stage, content: law, basis: [] }],
      });
      return content.success ? [{ key: `wild-${i}`, content: content.data }] : [];
    });
    expect(items.length).toBeGreaterThan(50);
    const json = { items: JSON.parse(JSON.stringify(items)) };
    must(await importItems(ctx, made.register, { agencyId: made.agencyId, json, dryRun: false }));
    for (const format of ['xlsx', 'csv'] as const) {
      const written = must(await newest(format));
      expect(must(await take(await sheetsOf(written.bytes))), `seed ${seed}, ${format}`).toMatchObject({
        read: written.items,
        created: 0,
        updated: 0,
        unchanged: written.items,
        kept: 0,
        findings: [],
      });
    }
  });
});

import { openXlsx, readXlsx, saveXlsx, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { zip } from '#tests/zip';
import { markSpreadsheet, readSpreadsheet, SPREADSHEET_LIMIT, writeSpreadsheet } from './index.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const codeOf = async (bytes: Uint8Array): Promise<string> => {
  const read = await readSpreadsheet(bytes);
  return read.ok ? 'read' : read.error.code;
};

const types = { name: '[Content_Types].xml', data: utf8('<Types/>') };
const compound = (stream: string): Uint8Array =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1_024),
    Buffer.from(stream, 'utf16le'),
  ]);

describe('what is refused before it is opened', () => {
  const zeros = new Uint8Array(60 * 1_048_576);
  it.each<[string, string, () => Uint8Array]>([
    ['a file over the limit', 'sheet/too-large', () => new Uint8Array(SPREADSHEET_LIMIT + 1)],
    ['a workbook of before 2007', 'sheet/legacy-format', () => compound('Workbook')],
    ['an encrypted workbook', 'sheet/encrypted', () => compound('EncryptedPackage')],
    ['a zip with a password', 'sheet/encrypted', () => zip([types], 1)],
    [
      'a binary workbook',
      'sheet/legacy-format',
      () => zip([types, { name: 'xl/workbook.bin', data: utf8('x') }]),
    ],
    ['macros', 'sheet/macros', () => zip([types, { name: 'xl/vbaProject.bin', data: utf8('x') }])],
    [
      'macro sheets',
      'sheet/macros',
      () => zip([types, { name: 'xl/macrosheets/sheet1.xml', data: utf8('x') }]),
    ],
    [
      'a zip that is no workbook',
      'sheet/not-a-workbook',
      () => zip([{ name: 'readme.txt', data: utf8('x') }]),
    ],
    ['a zip whose parts are no workbook', 'sheet/damaged', () => zip([types])],
    [
      'parts that unpack to more than a list holds',
      'sheet/expands-too-far',
      () =>
        zip([
          types,
          { name: 'xl/worksheets/sheet1.xml', data: zeros },
          { name: 'xl/worksheets/sheet2.xml', data: zeros },
        ]),
    ],
    [
      'a part that states a small size and is large',
      'sheet/expands-too-far',
      () => zip([types, { name: 'xl/sharedStrings.xml', data: new Uint8Array(120 * 1_048_576), claim: 100 }]),
    ],
    [
      'more parts than a workbook has',
      'sheet/expands-too-far',
      () => zip(Array.from({ length: 2_001 }, (_, i) => ({ name: `p${i}`, data: utf8('x') }))),
    ],
    ['a picture', 'sheet/not-text', () => Buffer.from('89504e470d0a1a0a0000000d49484452ff00', 'hex')],
  ])('%s', async (_, code, make) => {
    expect(await codeOf(make())).toBe(code);
  });

  it('refuses a workbook cut off anywhere, and nothing is thrown', async () => {
    const whole = await writeXlsx({ sheets: [{ name: 'a', rows: [['b', 1]] }] });
    for (const share of [0.2, 0.5, 0.9, 0.99])
      expect(await codeOf(whole.subarray(0, Math.floor(whole.length * share)))).toBe('sheet/damaged');
  });

  it('refuses two cells that span a sheet of billions', async () => {
    const cells = new Map([['20050,16383', { value: 'x' }]]);
    const wide = await writeXlsx({ sheets: [{ name: 'a', rows: [['b']], cells }] });
    expect(await codeOf(wide)).toBe('sheet/damaged');
  });

  it('refuses more rows than a list has', async () => {
    expect(await codeOf(utf8('事项\n'.repeat(20_101)))).toBe('sheet/too-many-rows');
  });
});

describe('reading', () => {
  it('gives what cells show, says what is no plain text, and keeps merges', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '清单',
          rows: [
            ['标题', null, null],
            [130_121_901_001, new Date('2025-09-01T00:00:00Z'), '两\n行'],
            [1.5, true, null],
          ],
          columns: [{}, { numFmt: 'yyyy-mm-dd' }, {}],
          cells: new Map([['2,2', { formula: '1+1', formulaResult: 2 }]]),
          merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 2 }],
        },
      ],
    });
    const read = await readSpreadsheet(bytes);
    expect(read.ok && read.value).toEqual({
      format: 'xlsx',
      sheets: [
        {
          name: '清单',
          merges: [{ top: 0, left: 0, bottom: 0, right: 2 }],
          rows: [
            [{ kind: 'text', text: '标题' }, undefined, undefined],
            [
              { kind: 'number', text: '130121901001' },
              { kind: 'date', text: '2025-09-01' },
              { kind: 'text', text: '两\n行' },
            ],
            [
              { kind: 'number', text: '1.5' },
              { kind: 'text', text: 'true' },
              { kind: 'formula', text: '2' },
            ],
          ],
        },
      ],
    });
  });

  it.each([
    ['UTF-8', utf8('事项名称,备注\n甲,"一，\n二"\n')],
    ['UTF-8 with a mark', utf8('\uFEFF事项名称,备注\n甲,"一，\n二"\n')],
    ['UTF-16 with tabs', Buffer.from('\uFEFF事项名称\t备注\n甲\t"一，\n二"\n', 'utf16le')],
    ['semicolons', utf8('事项名称;备注\n甲;"一，\n二"\n')],
    // “事项名称,备注⏎甲,"一，⏎二"” as a Chinese spreadsheet saves it.
    ['GB 18030', Buffer.from('cac2cfeec3fbb3c62cb1b8d7a20abcd72c22d2bba3ac0ab6fe220a', 'hex')],
  ])('reads text tables: %s', async (_, bytes) => {
    const read = await readSpreadsheet(bytes);
    expect(read.ok && read.value.sheets[0]?.rows.map((row) => row.map((cell) => cell?.text))).toEqual([
      ['事项名称', '备注'],
      ['甲', '一，\n二'],
    ]);
  });
});

describe('writing', () => {
  const table = {
    name: '权责清单',
    columns: [
      { header: '事项名称', width: 30 },
      { header: '备注', width: 40 },
    ],
    rows: [
      ['=HYPERLINK("x")', '两\n行'],
      ['-1', '_x000D_ 与 _x005F_'],
      ['"引号", 逗号; 分号', '〔已核对〕'],
    ],
  };
  it.each(['xlsx', 'csv'] as const)('what is written as %s is read as it was', async (format) => {
    const read = await readSpreadsheet(await writeSpreadsheet(table, format));
    if (!read.ok) throw new Error(read.error.code);
    expect(read.value.format).toBe(format);
    const [header, ...rows] = read.value.sheets[0]?.rows ?? [];
    expect(header?.map((cell) => cell?.text)).toEqual(['事项名称', '备注']);
    expect(rows.map((row) => row.map((cell) => cell?.text ?? ''))).toEqual(table.rows);
    expect(rows.flat().some((cell) => cell?.kind === 'formula')).toBe(false);
  });

  it('writes no cell of a CSV that a spreadsheet would run', async () => {
    const text = new TextDecoder().decode(await writeSpreadsheet(table, 'csv'));
    expect(text).not.toMatch(/(^|[,"\n])[=+@-]/m);
  });
});

describe('marking', () => {
  it('colours and comments cells of the same workbook and leaves the rest', async () => {
    const before = await writeXlsx({
      sheets: [
        { name: '说明', rows: [['怎么填']] },
        {
          name: '清单',
          rows: [
            ['事项名称', '权力类型'],
            ['甲', '许可'],
          ],
          columns: [{ width: 44 }, { width: 12 }],
          cells: new Map([
            ['0,0', { style: { font: { bold: true } } }],
            ['1,1', { comment: { author: '张', text: '问过了' } }],
            ['1,2', { formula: '1+1', formulaResult: 2 }],
          ]),
          merges: [{ startRow: 2, startCol: 0, endRow: 3, endCol: 0 }],
        },
      ],
    });
    const after = await markSpreadsheet(before, [
      { sheet: 1, row: 1, column: 1, severity: 'error', text: '没有这个类型' },
      { sheet: 1, row: 1, column: 0, severity: 'warning', text: '与上面重复' },
      { sheet: 1, row: 1, column: 5, severity: 'error', text: '空格' },
    ]);
    const { sheets } = await readXlsx(after, { readStyles: true });
    const [help, list] = sheets;
    expect(help?.rows).toEqual([['怎么填']]);
    const cell = (key: string) => list?.cells?.get(key);
    expect(cell('1,1')?.comment?.text).toBe('问过了\n没有这个类型');
    expect(cell('1,1')?.style?.fill).toMatchObject({ fgColor: { rgb: 'FFC7CE' } });
    expect(cell('1,0')?.style?.fill).toMatchObject({ fgColor: { rgb: 'FFEB9C' } });
    expect(cell('1,5')?.comment?.text).toBe('空格');
    expect(cell('0,0')?.style?.font?.bold).toBe(true);
    expect(cell('1,2')?.formula).toBe('1+1');
    expect(list?.merges).toEqual([{ startRow: 2, startCol: 0, endRow: 3, endCol: 0 }]);
    expect(list?.columns?.[0]?.width).toBe(44);
    expect(await saveXlsx(await openXlsx(after))).toBeInstanceOf(Uint8Array);
  });

  it('gives a text table back as a workbook, since text cannot be marked', async () => {
    const after = await markSpreadsheet(utf8('事项名称,权力类型\n甲,许可\n'), [
      { sheet: 0, row: 1, column: 1, severity: 'error', text: '没有这个类型' },
    ]);
    const { sheets } = await readXlsx(after, { readStyles: true });
    expect(sheets[0]?.rows).toEqual([
      ['事项名称', '权力类型'],
      ['甲', '许可'],
    ]);
    expect(sheets[0]?.cells?.get('1,1')?.comment?.text).toBe('没有这个类型');
  });
});

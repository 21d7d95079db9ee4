import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#modules/access';
import { SPREADSHEET_LIMIT } from '#platform/spreadsheet';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation, sessionFor, testApi } from '#tests/organisation';
import { ImportReportView } from '../contract/index.ts';
import { powersApi } from '../index.ts';

const database = testDatabase();
const ctx = testContext(database);
type Headers = Readonly<Record<string, string>>;
const people: Record<string, readonly [string, Role]> = {
  registrar: ['p11', 'registrar'],
  head: ['p10', 'office-head'],
  leader: ['p02', 'leader'],
  register: ['p25', 'review-office'],
  supervisor: ['p08', 'supervisor'],
  handler: ['p13', 'handler'],
};
const made = {
  sessions: {} as Record<string, Headers>,
  call: undefined as unknown as ReturnType<typeof testApi>,
  good: new Uint8Array(),
  bad: new Uint8Array(),
};
const header = ['事项名称', '权力类型', '法定时限', '备注'];
const gb18030 = Buffer.from(
  'cac2cfeec3fbb3c62cc8a8c1a6c0e0d0cd2cb1b8d7a20abcd72cd0d0d5fed0edbfc92c0a',
  'hex',
);

const workbook = async (options: Parameters<typeof writeXlsx>[0]) => new Uint8Array(await writeXlsx(options));

beforeAll(async () => {
  const { agencyId, persons } = await importTestOrganisation(ctx);
  made.call = testApi(ctx, powersApi(ctx));
  for (const [account, [person, role]] of Object.entries(people))
    made.sessions[account] = await sessionFor(ctx, {
      agencyId,
      personId: persons.get(person)!,
      account,
      roles: [role],
    });
  made.good = await workbook({
    sheets: [{ name: '清单', rows: [header, ['甲项许可', '行政许可', '20个工作日']] }],
  });
  made.bad = await workbook({
    sheets: [
      { name: '说明', rows: [['怎么填']] },
      { name: '清单', rows: [['标题'], header, ['乙项许可', '天气预报', '尽快']] },
    ],
  });
});

const send = (who: string, path: string, body: Uint8Array, language = 'zh') =>
  made.call(`/powers/import/sheet${path}`, {
    method: 'POST',
    headers: { ...made.sessions[who], 'accept-language': language },
    body,
  });
const get = (who: string, query: string) =>
  made.call(`/powers/export?${query}`, { headers: { ...made.sessions[who] } });

describe('who may', () => {
  it.each([
    ['nobody', 401],
    ['registrar', 200],
    ['head', 403],
    ['leader', 403],
    ['register', 200],
    ['supervisor', 403],
    ['handler', 403],
  ])('import a sheet, and have one marked: %s → %i', async (who, status) => {
    expect((await send(who, '?dryRun=true', made.good)).status).toBe(status);
    expect((await send(who, '/report', made.good)).status).toBe(status);
  });

  it.each([
    ['nobody', 401],
    ['registrar', 200],
    ['head', 200],
    ['leader', 200],
    ['register', 200],
    ['supervisor', 200],
    ['handler', 403],
  ])('export drafts: %s → %i', async (who, status) => {
    expect((await get(who, 'format=csv&of=newest')).status).toBe(status);
  });

  it('export what is in force: everybody', async () => {
    for (const format of ['xlsx', 'csv', 'json'])
      expect((await get('nobody', `format=${format}`)).status).toBe(200);
    expect((await get('nobody', 'format=pdf')).json).toMatchObject({ status: 422, code: 'http/invalid' });
  });
});

describe('a file that is refused', () => {
  it.each([
    [
      'an old workbook renamed',
      Buffer.from('d0cf11e0a1b11ae1000000', 'hex'),
      422,
      'sheet/legacy-format',
      '旧格式',
    ],
    [
      'a picture',
      Buffer.from('89504e470d0a1a0a0000000d49484452ff00', 'hex'),
      422,
      'sheet/not-text',
      '读不出',
    ],
    ['a broken workbook', Buffer.from('504b0304aa', 'hex'), 422, 'sheet/damaged', '损坏'],
    ['a large file', new Uint8Array(SPREADSHEET_LIMIT + 1), 413, 'sheet/too-large', '20 MB'],
    ['nothing', new Uint8Array(0), 422, 'sheet/empty', '空文件'],
    [
      'a list without its types',
      Buffer.from('序号,事项名称,实施依据\n1,甲,乙\n'),
      422,
      'import/no-list',
      '没有“权力类型”这一列',
    ],
    ['another table', Buffer.from('姓名,电话\n甲,1\n'), 422, 'import/no-list', '事项名称'],
  ])('%s', async (_, bytes, status, code, sentence) => {
    for (const path of ['?dryRun=false', '/report']) {
      const { json } = await send('register', path, bytes);
      expect(json).toMatchObject({ status, code, title: expect.stringContaining(sentence) });
    }
  });

  it('says so in English', async () => {
    const { json } = await send(
      'register',
      '?dryRun=true',
      Buffer.from('d0cf11e0a1b11ae1000000', 'hex'),
      'en',
    );
    expect(json.title).toContain('Save it as .xlsx');
  });
});

describe('a list', () => {
  it('with faults is answered by cell, and as the same workbook marked there', async () => {
    const { json } = await send('register', '?dryRun=true', made.bad);
    expect(json).toMatchObject({ status: 422, code: 'import/errors' });
    const { findings, sheet } = ImportReportView.parse(json.detail);
    expect(sheet).toBe(1);
    expect(findings.map(({ cell, label, found }) => [cell, label, found])).toEqual([
      ['B3', '权力类型', '天气预报'],
      ['C3', '法定时限', '尽快'],
    ]);
    const marked = await send('register', '/report', made.bad);
    expect(marked.headers.get('content-type')).toContain('spreadsheetml');
    const { sheets } = await readXlsx(marked.bytes, { readStyles: true });
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['说明', 1],
      ['清单', 3],
    ]);
    expect(sheets[1]?.cells?.get('2,1')?.comment?.text).toBe(findings[0]?.text);
    expect(sheets[1]?.cells?.get('2,2')?.style?.fill).toMatchObject({ fgColor: { rgb: 'FFC7CE' } });
  });

  it('is tried, taken in, and comes back from an export without a change, as CSV of GB 18030 too', async () => {
    const counts = async (bytes: Uint8Array, dryRun: boolean) => {
      const { created, unchanged } = ImportReportView.parse(
        (await send('register', `?dryRun=${dryRun}`, bytes)).json,
      );
      return { created, unchanged };
    };
    expect(await counts(made.good, true)).toEqual({ created: 1, unchanged: 0 });
    expect(await counts(made.good, false)).toEqual({ created: 1, unchanged: 0 });
    expect(await counts(gb18030, false)).toEqual({ created: 1, unchanged: 0 });
    for (const format of ['xlsx', 'csv']) {
      const file = await get('register', `format=${format}&of=newest`);
      expect(file.headers.get('content-disposition')).toContain(`powers.${format}`);
      expect(file.headers.get('cache-control')).toContain('no-store');
      expect(await counts(file.bytes, false)).toEqual({ created: 0, unchanged: 2 });
    }
  });
});

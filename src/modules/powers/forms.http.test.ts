import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, type Uuid } from '#kernel';
import type { Role } from '#modules/access';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { writeSpreadsheet } from '#platform/spreadsheet';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { importTestOrganisation, sessionFor, testApi } from '#tests/organisation';
import { zip } from '#tests/zip';
import { FormFile } from './contract/index.ts';
import {
  adjustPower,
  draftPower,
  editPower,
  findVersion,
  formsPortal,
  PowerContent,
  powersApi,
  powersPortal,
} from './index.ts';
import { act, demoItems, demoParents, draftWithFlow, must, publish } from './powers.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const SYSTEM = { kind: 'system', name: 'test' } as const;
const licence = PowerContent.parse(demoItems.find(({ key }) => key === 'it-01')?.content);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const pdf = (text: string): Uint8Array => utf8(`%PDF-1.7\n${text}`);
const people: Readonly<Record<string, readonly [string, Role]>> = {
  registrar: ['p11', 'registrar'],
  head: ['p10', 'office-head'],
  leader: ['p02', 'leader'],
  register: ['p25', 'review-office'],
  supervisor: ['p08', 'supervisor'],
  handler: ['p13', 'handler'],
};
const sessions: Record<string, Readonly<Record<string, string>>> = {};
const kit = createPortalKit(() => ({ owner: { zh: '测试市', en: 'Test' }, demo: true }));
const site = createHttpApp(ctx, kit.errorPage);
site.route('/', powersPortal(ctx, kit));
site.route('/', formsPortal(ctx, kit));
let call: ReturnType<typeof testApi>;
let body: { readonly agencyId: Uuid; readonly officeId: Uuid };
let draftId = '';

beforeAll(async () => {
  ctx.clock.set('2026-03-02T09:00:00+08:00');
  const { agencyId, offices, persons } = await importTestOrganisation(ctx);
  const officeId = offices.get('office-sp');
  if (officeId === undefined) throw new Error('no office');
  body = { agencyId, officeId };
  await demoParents(ctx, agencyId);
  call = testApi(ctx, powersApi(ctx));
  for (const [account, [person, role]] of Object.entries(people)) {
    const personId = persons.get(person);
    if (personId === undefined) throw new Error(`no ${person}`);
    sessions[account] = await sessionFor(ctx, { agencyId, personId, account, roles: [role] });
  }
  const content = { ...licence, implementationCode: undefined, rawCode: 'FORMS-0001' };
  draftId = must(await draftPower(ctx, SYSTEM, { ...body, content, importKey: 'forms' })).versionId;
});

const upload = async (who: string, bytes: Uint8Array, name = '申请书.pdf', versionId = draftId) => {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(bytes)], name));
  return call(`/power-versions/${versionId}/forms`, {
    method: 'POST',
    headers: sessions[who] ?? {},
    body: form,
  });
};
const attach = async (versionId: string, forms: Partial<PowerContent['materials'][number]>) => {
  const version = await findVersion(ctx.db, body.agencyId, versionId);
  if (!version) throw new Error('no version');
  const { content, rowVersion } = version;
  const materials = content.materials.map((one, at) => (at === 0 ? { ...one, ...forms } : one));
  must(
    await editPower(ctx, SYSTEM, {
      agencyId: body.agencyId,
      versionId,
      rowVersion,
      content: {
        ...content,
        materials,
        result: content.result && { ...content.result, sample: forms.sample },
      },
    }),
  );
};

describe('who may', () => {
  it.each([
    ['nobody', 401],
    ['registrar', 201],
    ['head', 201],
    ['leader', 403],
    ['register', 201],
    ['supervisor', 403],
    ['handler', 403],
  ])('upload a form: %s → %i', async (who, status) => {
    expect((await upload(who, pdf('who'))).status).toBe(status);
  });

  it.each([
    ['nobody', 401, 401],
    ['registrar', 200, 200],
    ['head', 200, 200],
    ['leader', 200, 404],
    ['register', 200, 200],
    ['supervisor', 200, 404],
    ['handler', 403, 403],
  ])(
    'download what the draft names, and what is not stored with it yet: %s → %i, %i',
    async (who, named, loose) => {
      const form = FormFile.parse((await upload('head', pdf('named'))).json);
      const other = FormFile.parse((await upload('head', pdf('loose'))).json);
      await attach(draftId, { blankForm: form });
      const get = (sha256: string) =>
        call(`/power-versions/${draftId}/forms/${sha256}`, { headers: sessions[who] ?? {} });
      expect((await get(form.sha256)).status).toBe(named);
      expect((await get(other.sha256)).status).toBe(loose);
    },
  );
});

describe('an upload', () => {
  const word = (main: string, ...more: readonly string[]): Uint8Array =>
    zip([
      {
        name: '[Content_Types].xml',
        data: utf8(`<Types><Override PartName="/word/document.xml" ContentType="${main}+xml"/></Types>`),
      },
      { name: '_rels/.rels', data: utf8('<Relationships/>') },
      { name: 'word/document.xml', data: utf8('<w:document/>') },
      ...more.map((name) => ({ name, data: utf8('x') })),
    ]);
  const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main';
  const DOCM = 'application/vnd.ms-word.document.macroEnabled.main';
  const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_048)]);

  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>]>([
    ['application/pdf', '申请书.pdf', () => pdf('ok')],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', '表.docx', () => word(DOCX)],
    [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      '名册.xlsx',
      () => writeSpreadsheet({ name: '名册', columns: [{ header: '姓名', width: 10 }], rows: [] }, 'xlsx'),
    ],
    ['image/png', '图.png', () => PNG],
  ])('of %s is taken by what its bytes say', async (type, name, make) => {
    const bytes = await make();
    const { status, json } = await upload('head', bytes, name);
    expect(status).toBe(201);
    expect(json).toMatchObject({ name, type, size: bytes.byteLength });
  });

  it.each<[string, string, () => Uint8Array]>([
    ['nothing', 'file/empty', () => new Uint8Array()],
    ['more than the limit', 'file/too-large', () => new Uint8Array(ctx.config.uploadLimitBytes + 1)],
    ['a page under the name of a form', 'file/type-not-allowed', () => utf8('<script>alert(1)</script>')],
    ['plain text', 'file/type-not-allowed', () => utf8('申请书')],
    ['a document of before 2007 or of WPS', 'file/type-not-allowed', () => compound],
    ['an archive', 'file/type-not-allowed', () => zip([{ name: 'a.exe', data: utf8('x') }])],
    ['a document with macros', 'file/macros', () => word(DOCM, 'word/vbaProject.bin')],
    ['macros under the type of a plain document', 'file/macros', () => word(DOCX, 'word/vbaProject.bin')],
    ['a document with macros enabled and none in it', 'file/type-not-allowed', () => word(DOCM)],
    ['a document with a password', 'file/encrypted', () => zip([{ name: 'a', data: utf8('x') }], 1)],
    ['half a document', 'file/damaged', () => word(DOCX).subarray(0, 200)],
  ])('of %s is refused: %s, and nothing stays', async (_, code, make) => {
    const count = async () =>
      (await database.pool.query('SELECT count(*)::int AS n FROM power_form_file')).rows[0].n;
    const before = await count();
    const { status, json } = await upload('head', make(), '申请书.pdf');
    expect([status, json.code]).toEqual([422, code]);
    expect(json.fields).toMatchObject([{ path: 'file', code }]);
    expect(await count()).toBe(before);
  });

  it('needs a file, a version that is there and one that takes edits', async () => {
    const path = `/power-versions/${draftId}/forms`;
    const empty = new FormData();
    empty.set('file', 'text');
    const headers = sessions['head'] ?? {};
    expect((await call(path, { method: 'POST', headers, body: empty })).json).toMatchObject({
      code: 'file/empty',
    });
    expect((await upload('head', pdf('x'), 'x.pdf', crypto.randomUUID())).status).toBe(404);
    expect((await call(`/power-versions/${draftId}/forms/abc`, { headers })).status).toBe(422);
  });

  it('loses folders and control characters of its name', async () => {
    const { json } = await upload('head', pdf('name'), 'C:\\表\\申请\u0007书.pdf');
    expect(json).toMatchObject({ name: '申请书.pdf' });
  });
});

describe('society', () => {
  const made = { rid: '', code: '', powerId: '', blank: '', sample: '' };
  const get = (path: string, headers: Record<string, string> = {}) => site.request(path, { headers });

  beforeAll(async () => {
    const { powerId, versionId } = await draftWithFlow(ctx, body, licence, 'flow-it-01');
    const form = async (name: string) =>
      FormFile.parse((await upload('head', pdf(name), name, versionId)).json);
    const [blankForm, sample] = [await form('成品油申请书.pdf'), await form('成品油申请书样表.pdf')];
    await attach(versionId, { blankForm, sample });
    await act(ctx, body.agencyId, versionId, 'sign', 'countersign', 'pass');
    const { rid } = must(await publish(ctx, body.agencyId, versionId, LegalDay.parse('2026-03-02')));
    Object.assign(made, { rid, powerId, code: licence.implementationCode });
    Object.assign(made, { blank: blankForm.sha256, sample: sample.sha256 });
  });

  it('gets nothing before the ledger covers the version', async () => {
    expect((await get(`/records/${made.rid}/files/${made.blank}`)).status).toBe(404);
    await log.publish();
    expect((await get(`/records/${made.rid}/files/${made.blank}`)).status).toBe(200);
  });

  it('finds forms, samples and the sample of the result on the page, in both languages', async () => {
    const zh = await (await get(`/powers/${made.code}`)).text();
    for (const part of [
      `href="/records/${made.rid}/files/${made.blank}"`,
      '空白表格（PDF，1 KB）',
      '样表（PDF，1 KB）',
      '结果样本（PDF，1 KB）',
    ])
      expect(zh).toContain(part);
    const en = await (await get(`/en/powers/${made.code}`)).text();
    expect(en).toContain(`href="/records/${made.rid}/files/${made.sample}"`);
    expect(en).toContain('Filled-in sample (PDF, 1 KB)');
  });

  it('gets the bytes as a download in a sandbox, asked for again each time and answered by digest', async () => {
    const path = `/records/${made.rid}/files/${made.blank}`;
    const answer = await get(path);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(pdf('成品油申请书.pdf'));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('成品油申请书.pdf')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'public, no-cache',
      etag: `"${made.blank}"`,
    });
    const head = await site.request(path, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(pdf('成品油申请书.pdf').byteLength),
      '',
    ]);
    expect((await get(path, { 'if-none-match': `"${made.blank}"` })).status).toBe(304);
  });

  it.each(['other record', 'other form', 'form of a draft', 'no digest'])(
    'gets nothing of: %s',
    async (what) => {
      const loose = FormFile.parse((await upload('head', pdf('never published'))).json).sha256;
      const paths: Readonly<Record<string, string>> = {
        'other record': `/records/${'A'.repeat(22)}/files/${made.blank}`,
        'other form': `/records/${made.rid}/files/${'0'.repeat(64)}`,
        'form of a draft': `/records/${made.rid}/files/${loose}`,
        'no digest': `/records/${made.rid}/files/form.pdf`,
      };
      expect((await get(paths[what] ?? '')).status).toBe(404);
    },
  );

  it('reads the form of a version that was replaced where that version is', async () => {
    const { agencyId } = body;
    const terms = { agencyId, powerId: made.powerId, reason: '换表', changeBasis: '会议' };
    const next = must(await adjustPower(ctx, SYSTEM, terms)).versionId;
    const newer = FormFile.parse((await upload('head', pdf('newer'), '新申请书.pdf', next)).json);
    await attach(next, { blankForm: newer });
    await act(ctx, agencyId, next, 'sign', 'countersign', 'pass');
    const { rid } = must(await publish(ctx, agencyId, next, LegalDay.parse('2026-03-03')));
    await log.publish();
    expect((await get(`/records/${made.rid}/files/${made.blank}`)).status).toBe(200);
    expect((await get(`/records/${rid}/files/${newer.sha256}`)).status).toBe(200);
    expect((await get(`/records/${rid}/files/${made.blank}`)).status).toBe(404);
    expect(await (await get(`/powers/${made.code}/diff/1/2`)).text()).toContain('新申请书.pdf');
  });
});

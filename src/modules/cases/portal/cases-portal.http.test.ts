import { openNote, parseNote, parseVerifierKey } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { describe, expect, it } from 'vitest';
import { loadLedgerKeys } from '#modules/ledger';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { CaseDetail, CaseList } from '../contract/index.ts';
import { APPLICATION, BLANK_FORM, CODE, casesServer } from '../http/http.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const { call, post, get, problemOf, applied, cookieFor } = casesServer(ctx);

describe('applying on the portal, without script', () => {
  const form = (values: Record<string, string>) => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(values).toString(),
  });
  const base = `/powers/${CODE}/apply`;
  const cookieOf = (answer: Response): string =>
    answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
  const PERSON_FORM = {
    name: '赵小明',
    idNumber: '11010519491231002X',
    phone: '13900001234',
  };

  async function begin(): Promise<string> {
    const page = await call(base);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    const started = await call(`${base}/start`, form({}));
    expect([started.status, started.headers.get('location')]).toEqual([303, `${base}/kind`]);
    expect(started.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/);
    return cookieOf(started);
  }

  it('asks the questions of the power, names one that is missing, and hands the answers to who handles the case', async () => {
    const cookie = await begin();
    await call(`${base}/kind`, { ...form({ kind: 'person' }), cookie });
    await call(`${base}/applicant`, { ...form(PERSON_FORM), cookie });
    const shown = await (await call(`${base}/request`, { cookie })).text();
    expect(shown).toContain('“网点类型”选“迁建加油站”的才需要填写。');
    const answers = { request: '申请迁建', question1: '迁建加油站', question4: '四台' };
    const refused = await call(`${base}/request`, { ...form(answers), cookie });
    const page = await refused.text();
    expect([
      refused.status,
      page.includes('原网点地址：请填写。'),
      page.includes('加油机数量：格式不对'),
    ]).toEqual([422, true, true]);
    expect(page).toContain('value="四台"');
    const body = new URLSearchParams({ ...answers, question2: '路北区旧址', question4: '１２' });
    body.append('question3', '汽油');
    body.append('question3', '柴油');
    const kept = await call(`${base}/request`, { method: 'POST', body, cookie });
    expect(kept.headers.get('location')).toBe(`${base}/materials`);
    await call(`${base}/materials`, { method: 'POST', body: new FormData(), cookie });
    expect(await (await call(`${base}/check`, { cookie })).text()).toContain('汽油、柴油');
    await call(`${base}/check`, { ...form({ declared: 'yes', noSecrets: 'yes' }), cookie });
    const newest = CaseList.parse(await (await get('/cases?limit=1', 'window')).json()).items[0]!;
    const detail = CaseDetail.parse(await (await get(`/cases/${newest.caseId}`, 'window')).json());
    expect(detail.documents.find(({ kind }) => kind === 'application')?.content).toEqual({
      request: '申请迁建',
      remark: '',
      answers: [
        ['网点类型', '迁建加油站'],
        ['原网点地址', '路北区旧址'],
        ['经营油品', ['汽油', '柴油']],
        ['加油机数量', 12],
      ],
    });
    const receipt = await (await call(`${base}/receipt`, { cookie })).text();
    const code = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(receipt)?.[0] ?? '';
    const own = cookieOf(await call('/my', form({ code })));
    const mine = await (await call('/my', { cookie: own })).text();
    for (const part of ['您提交的申请内容', '申请迁建', '原网点地址', '路北区旧址', '汽油、柴油'])
      expect(mine).toContain(part);
  });

  it('hands out the blank form before the application and where the material is uploaded, and at the desk as a preview', async () => {
    const { rid, id } = await ctx.db
      .selectFrom('power_version')
      .select(['rid', 'id'])
      .executeTakeFirstOrThrow();
    const link = `<a href="/records/${rid}/files/${BLANK_FORM.sha256}">空白表格（PDF，35 KB）</a>`;
    const cookie = await begin();
    for (const path of [base, `${base}/materials`])
      expect(await (await call(path, { cookie })).text()).toContain(link);
    expect(await (await call(`/en${base}/materials`, { cookie })).text()).toContain(
      'Blank form (PDF, 35 KB)',
    );
    const preview = await call(`/preview/power-versions/${id}`, { cookie: cookieFor('supervisor') });
    expect(await preview.text()).toContain(`href="/api/v1/power-versions/${id}/forms/${BLANK_FORM.sha256}"`);
  });

  it('shows the pages of a draft to those who may read it, and to nobody else', async () => {
    const { id } = await ctx.db.selectFrom('power_version').select('id').executeTakeFirstOrThrow();
    const seen = await Promise.all(
      ['supervisor', 'window', undefined].map((who) =>
        call(`/preview/power-versions/${id}`, { cookie: cookieFor(who) }),
      ),
    );
    expect(seen.map(({ status }) => status)).toEqual([200, 404, 404]);
    const page = await seen[0]!.text();
    expect([
      page.includes('网点类型'),
      page.includes('inert'),
      seen[0]!.headers.get('cache-control'),
    ]).toEqual([true, true, 'private, no-store']);
    expect((await call('/preview/power-versions/none', { cookie: cookieFor('supervisor') })).status).toBe(
      404,
    );
  });

  it('refuses answers to questions that nobody asked', async () => {
    const answer = await post('/applications', { ...APPLICATION, answers: { 收入: '1' } });
    const { code, fields } = await problemOf(answer);
    expect([answer.status, code, fields?.map(({ path }) => path)]).toEqual([
      422,
      'cases/application-fields',
      ['answers/收入'],
    ]);
  });

  it('one topic a page: what is wrong is said at the field and kept as typed; the receipt verifies offline', async () => {
    const cookie = await begin();
    const wrong = await call(`${base}/applicant`, { ...form({ ...PERSON_FORM, idNumber: '123' }), cookie });
    const text = await wrong.text();
    expect([
      wrong.status,
      text.includes('value="123"'),
      text.includes('身份证号码：身份证号码不对'),
      text.includes('role="alert"'),
    ]).toEqual([422, true, true, true]);
    const saved = await call(`${base}/request/save`, { ...form({ request: '先写一半' }), cookie });
    expect(saved.status).toBe(204);
    expect(await (await call(`${base}/request`, { cookie })).text()).toContain('先写一半');
    const steps = [
      ['kind', { kind: 'person' }, 'applicant'],
      ['applicant', PERSON_FORM, 'request'],
      ['request', { request: '申请成品油零售经营资格' }, 'materials'],
    ] as const;
    for (const [step, values, next] of steps) {
      const answer = await call(`${base}/${step}`, { ...form(values), cookie });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${base}/${next}`]);
    }
    const files = (bytes: string) => {
      const body = new FormData();
      body.set('material-m1', new File([bytes], '申请书.pdf'));
      return call(`${base}/materials`, { method: 'POST', body, cookie });
    };
    expect((await files('MZ\u0000program')).status).toBe(422);
    // what was good is kept beside what was refused, and may be dropped again
    const both = new FormData();
    both.set('material-m1', new File(['MZ\u0000program'], '坏.exe'));
    both.set('material-other', new File(['%PDF-1.7 more'], '附件.pdf'));
    const half = await call(`${base}/materials`, { method: 'POST', body: both, cookie });
    const halfText = await half.text();
    const held = /value="([^"]+)"[^>]* name="drop"/.exec(halfText)?.[1] ?? '';
    expect([half.status, halfText.includes('附件.pdf'), held]).toEqual([
      422,
      true,
      expect.stringMatching(/./),
    ]);
    const drop = new FormData();
    drop.set('drop', held);
    await call(`${base}/materials`, { method: 'POST', body: drop, cookie });
    expect(await (await call(`${base}/materials`, { cookie })).text()).not.toContain('附件.pdf');
    expect((await files('%PDF-1.7 application')).headers.get('location')).toBe(`${base}/check`);
    const check = await (await call(`${base}/check`, { cookie })).text();
    expect([check.includes('申请书.pdf'), check.includes('赵小明')]).toEqual([true, true]);
    expect((await call(`${base}/check`, { ...form({}), cookie })).status).toBe(422);

    const confirm = () => call(`${base}/check`, { ...form({ declared: 'yes', noSecrets: 'yes' }), cookie });
    const [sent, twice] = await Promise.all([confirm(), confirm()]);
    for (const answer of [sent, twice])
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${base}/receipt`]);
    const receipt = await (await call(`${base}/receipt`, { cookie })).text();
    const code = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(receipt)?.[0] ?? '';
    expect(receipt).toContain('<svg');
    expect(receipt).not.toContain('2027年1月31日');
    await database
      .poolAs('superuser')
      .query(`UPDATE case_file SET terms = terms || '{"trialUntil":"2027-01-31"}'`);
    expect(await (await call(`${base}/receipt`, { cookie })).text()).toContain('2027年1月31日');

    const opened = await call('/my', { ...form({ code }) });
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/my']);
    const mine = cookieOf(opened);
    const page = await (await call('/my', { cookie: mine })).text();
    expect([page.includes('收件与形式审查'), page.includes('怎么算的'), page.includes(code)]).toEqual([
      true,
      true,
      false,
    ]);
    const note = await (await call('/my/receipt.txt', { cookie: mine })).text();
    const { receipt: key } = await loadLedgerKeys(ctx);
    const opens = (text: string) =>
      openNote(nodeCrypto, parseNote(text)!, [parseVerifierKey(nodeCrypto, key.text)!]);
    expect(opens(note)).toBeDefined();
    expect(opens(note.replace('P-1', 'P-2'))).toBeUndefined();
    const pdf = await call('/my/receipt.pdf', { cookie: mine });
    expect([pdf.headers.get('content-type'), (await pdf.text()).startsWith('%PDF-')]).toEqual([
      'application/pdf',
      true,
    ]);
  });

  it('wrong code: 422 with what was typed, and no session', async () => {
    const wrong = await call('/my', form({ code: 'ABCDE' }));
    expect([
      wrong.status,
      (await wrong.text()).includes('value="ABCDE"'),
      wrong.headers.getSetCookie(),
    ]).toEqual([422, true, []]);
    expect((await call('/my/receipt.txt')).headers.get('location')).toBe('/my');
  });

  it('notice, supplement, defence and withdrawal on one’s own page; English too', async () => {
    const { code, caseId } = await applied();
    const cookie = cookieOf(await call('/my', form({ code })));
    const notice = [{ key: 'm1', what: '申请书缺签名', basis: '行政许可法第三十一条' }];
    await post(`/cases/${caseId}/steps/lic-receive`, { outcome: 'correct', notice }, 'window');
    const page = await (await call('/my', { cookie })).text();
    for (const part of ['申请书缺签名', '补正告知书', `/files/${BLANK_FORM.sha256}">空白表格`])
      expect(page).toContain(part);
    const empty = await call('/my/supplement', { ...form({ note: '' }), cookie });
    expect([empty.status, (await empty.text()).includes('还没有补正任何内容')]).toEqual([422, true]);
    const document = /\/my\/documents\/[0-9a-f-]{36}/.exec(page)?.[0] ?? '';
    expect(await (await call(document, { cookie })).text()).toContain('一次性告知需要补正的全部内容');
    expect((await (await call(`${document}/pdf`, { cookie })).text()).startsWith('%PDF-')).toBe(true);
    expect(
      (await call('/my/supplement', { ...form({ note: '已补签' }), cookie })).headers.get('location'),
    ).toBe('/my?done');
    expect((await call('/my/statement', { ...form({ text: ' ' }), cookie })).status).toBe(422);
    expect((await call('/my/statement', { ...form({ text: '请考虑已有的验收结论' }), cookie })).status).toBe(
      303,
    );
    const refused = await call('/en/my/withdraw', { ...form({ reason: 'no' }), cookie });
    expect([refused.status, (await refused.text()).includes('at least five characters')]).toEqual([
      422,
      true,
    ]);
    expect((await call('/my/withdraw', { ...form({ reason: '不再需要办理' }), cookie })).status).toBe(303);
    expect(await (await call('/en/my', { cookie })).text()).toContain('withdrawn');
    await call('/my/leave', { ...form({}), cookie });
    expect(await (await call('/my', { cookie })).text()).toContain('name="code"');
  });

  it('an address of a step without a draft begins at the beginning; an item that is not there is 404', async () => {
    expect((await call(`${base}/check`)).headers.get('location')).toBe(base);
    expect((await call('/powers/nothing/apply')).status).toBe(404);
  });
});

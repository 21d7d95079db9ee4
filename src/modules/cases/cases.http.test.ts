import { readFileSync } from 'node:fs';
import { OpenAPIHono } from '@hono/zod-openapi';
import { openNote, parseNote, parseVerifierKey } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createAccount, login, staffSession, type Role } from '#modules/access';
import { loadLedgerKeys } from '#modules/ledger';
import { personsOnPost } from '#modules/organisation';
import { PowerContent } from '#modules/powers';
import { LegalDay } from '#kernel';
import { createHttpApp, type HttpEnv } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { casesApi } from './api/cases-api.ts';
import { applicationsApi } from './api/applications-api.ts';
import { refuse, STATUS } from './api/refuse.ts';
import { ActedResponse, ApplicationResponse, CaseDetail, CaseList, Worklist } from './contract/index.ts';
import type { CaseRefusalCode } from './domain/errors.ts';
import { must } from './engine/cases.test-support.ts';
import { applyPortal } from './portal/apply-portal.tsx';
import { myPortal } from './portal/my-portal.tsx';
import { bureau, PERSON, type Bureau } from './use-cases/cases-db.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const kit = createPortalKit(() => ({ owner: { zh: '测试市', en: 'Test' }, demo: true }));
const app = createHttpApp(ctx, () => 'error');
const api = new OpenAPIHono<HttpEnv>();
api.use(staffSession(ctx));
api.route('/', casesApi(ctx));
api.route('/', applicationsApi(ctx));
app.route('/api/v1', api);
app.route('/', applyPortal(ctx, kit));
app.route('/', myPortal(ctx, kit));

const CODE = 'P-1';
const PASSWORD = 'a long enough password';
let b: Bureau;
const staff: Record<string, string> = {};

beforeAll(async () => {
  ctx.clock.set('2026-11-02T09:00:00+08:00');
  b = await bureau(ctx, 'flow-licence');
  await publishPower();
  for (const [name, post, role] of [
    ['window', 'post-sp-ck', 'handler'],
    ['examiner', 'post-sp-sc', 'handler'],
    ['other', 'post-cw-cg', 'handler'],
    ['supervisor', 'post-jw-jd', 'supervisor'],
  ] as const)
    staff[name] = await account(name, post, role);
});

/** The first item of the demonstration bureau in force, with the published flow. */
async function publishPower(): Promise<void> {
  const { items } = z
    .object({ items: z.array(z.object({ content: PowerContent })) })
    .parse(JSON.parse(readFileSync('demo/data/powers.json', 'utf8')));
  const { agencyId, powerId, powerVersionId, flowVersionId, terms } = b.binding;
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('power_item')
    .values({ agency_id: agencyId, id: powerId, code: CODE, created_at: now })
    .execute();
  const { name, typeCode } = items[0]!.content;
  await ctx.db
    .insertInto('power_version')
    .values({
      agency_id: agencyId,
      id: powerVersionId,
      power_id: powerId,
      rid: terms.powerRid,
      n: 1,
      state: 'published',
      name,
      type_code: typeCode,
      content: JSON.stringify(items[0]!.content),
      commitment_class: 'OPEN',
      flow_version_id: flowVersionId,
      effective_from: '2026-01-01',
      published_at: now,
      created_at: now,
      updated_at: now,
    })
    .execute();
}

async function account(name: string, postKey: string, role: Role): Promise<string> {
  const post = b.posts.get(postKey);
  if (post === undefined) throw new Error(`no post ${postKey}`);
  const [person] = await personsOnPost(ctx.db, b.agencyId, post.id, LegalDay.parse('2026-11-02'));
  must(
    await createAccount(
      ctx,
      { kind: 'system', name: 'test' },
      {
        agencyId: b.agencyId,
        personId: person!.personId,
        account: name,
        password: PASSWORD,
        roles: [{ role }],
      },
    ),
  );
  return `desk=${must(await login(ctx, { account: name, password: PASSWORD })).sessionId}`;
}

function call(
  path: string,
  init: RequestInit & { readonly cookie?: string | undefined } = {},
): Promise<Response> {
  const { cookie, headers, ...rest } = init;
  return Promise.resolve(
    app.request(path, {
      ...rest,
      headers: { ...(cookie === undefined ? {} : { cookie, 'sec-fetch-site': 'same-origin' }), ...headers },
    }),
  );
}

const post = (path: string, body: unknown, who?: string, headers: Record<string, string> = {}) =>
  call(`/api/v1${path}`, {
    method: 'POST',
    cookie: who === undefined ? undefined : staff[who],
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const get = (path: string, who?: string, headers: Record<string, string> = {}) =>
  call(`/api/v1${path}`, { cookie: who === undefined ? undefined : staff[who], headers });
const problemOf = async (answer: Response) =>
  z
    .object({ code: z.string(), fields: z.array(z.object({ path: z.string() })).optional() })
    .parse(await answer.json());

const APPLICATION = {
  powerCode: CODE,
  party: PERSON,
  request: '申请成品油零售经营资格',
  remark: '',
  declared: true,
  noSecrets: true,
};

async function applied(): Promise<{ readonly code: string; readonly caseId: string }> {
  const answer = await post('/applications', APPLICATION);
  expect(answer.status).toBe(201);
  const { code, rid } = ApplicationResponse.parse(await answer.json());
  const { id } = await ctx.db
    .selectFrom('case_file')
    .select('id')
    .where('rid', '=', rid)
    .executeTakeFirstOrThrow();
  return { code, caseId: id };
}

describe('the API of the desk', () => {
  it('lists my work, most urgent first, page by page, with names masked', async () => {
    const made = await Promise.all([applied(), applied(), applied()]);
    const seen: string[] = [];
    let after = '';
    do {
      const { items, next } = Worklist.parse(
        await (await get(`/cases/worklist?limit=2${after}`, 'window')).json(),
      );
      seen.push(...items.map(({ caseId }) => caseId));
      expect(items.every(({ party }) => party === '赵**')).toBe(true);
      after = next === null ? '' : `&after=${next}`;
    } while (after !== '');
    expect(seen).toEqual(expect.arrayContaining(made.map(({ caseId }) => caseId)));
    expect(new Set(seen).size).toBe(seen.length);
    expect(Worklist.parse(await (await get('/cases/worklist', 'examiner')).json()).items).toEqual([]);
    expect((await get('/cases/worklist?limit=0', 'window')).status).toBe(422);
  });

  it.each([
    ['nobody', undefined, 401, 401],
    ['window', 'window', 200, 200],
    ['an examiner whose step it is not', 'examiner', 404, 404],
    ['another office', 'other', 404, 404],
    ['a supervisor, who reads and does nothing', 'supervisor', 200, 403],
  ] as const)('%s', async (_, who, read, act) => {
    const { caseId } = await applied();
    expect((await get(`/cases/${caseId}`, who)).status).toBe(read);
    expect((await post(`/cases/${caseId}/steps/lic-receive`, { outcome: 'complete' }, who)).status).toBe(act);
  });

  it('gives a case with what this person may do now', async () => {
    const { caseId } = await applied();
    const answer = await get(`/cases/${caseId}`, 'window');
    expect([answer.headers.get('etag'), answer.headers.get('cache-control')]).toEqual([
      '"1"',
      'private, no-store',
    ]);
    const detail = CaseDetail.parse(await answer.json());
    expect([detail.state, detail.party.masked, detail.flowSvg.startsWith('<svg')]).toEqual([
      'received',
      false,
      true,
    ]);
    const open = detail.steps.find(({ closedAt }) => closedAt === null)!;
    expect(open.refusal).toBe(null);
    expect(Object.fromEntries(open.outcomes.map(({ code, needs }) => [code, needs]))).toEqual({
      complete: [],
      correct: ['notice'],
      refuse: [],
    });
    expect(CaseDetail.parse(await (await get(`/cases/${caseId}`, 'supervisor')).json()).party.name).toBe(
      '赵**',
    );
    expect(CaseList.parse(await (await get('/cases?limit=1', 'supervisor')).json()).items.length).toBe(1);
    expect(CaseList.parse(await (await get('/cases', 'other')).json()).items).toEqual([]);
  });

  it.each([
    ['an unknown outcome', { outcome: 'maybe' }, 422, 'cases/outcome-unknown'],
    ['a correction without its notice', { outcome: 'correct' }, 422, 'cases/notice-needed'],
    ['no outcome', {}, 422, 'http/invalid'],
    ['a field it does not know', { outcome: 'complete', surprise: 1 }, 422, 'http/invalid'],
    ['too long an opinion', { outcome: 'complete', opinion: 'x'.repeat(4001) }, 422, 'http/invalid'],
  ])('refuses %s and writes nothing', async (_, body, status, code) => {
    const { caseId } = await applied();
    const answer = await post(`/cases/${caseId}/steps/lic-receive`, body, 'window');
    expect([answer.status, (await problemOf(answer)).code]).toEqual([status, code]);
    expect(CaseDetail.parse(await (await get(`/cases/${caseId}`, 'window')).json()).version).toBe(1);
  });

  it('tells the second of two what happened, and refuses a stale version', async () => {
    const { caseId } = await applied();
    expect(
      (
        await post(`/cases/${caseId}/steps/lic-receive`, { outcome: 'complete' }, 'window', {
          'if-match': '"1"',
        })
      ).status,
    ).toBe(200);
    const again = await post(`/cases/${caseId}/steps/lic-receive`, { outcome: 'complete' }, 'window', {
      'if-match': '"1"',
    });
    expect([again.status, (await problemOf(again)).code]).toEqual([409, 'cases/step-taken']);
    const stale = await post(`/cases/${caseId}/return`, { reason: '重复提交申请' }, 'window', {
      'if-match': '"1"',
    });
    expect([stale.status, (await problemOf(stale)).code]).toEqual([412, 'cases/stale']);
  });

  it('answers every refusal with its status, a sentence in both languages, and a place on the form where there is one', async () => {
    const samples: Record<string, object> = {
      'cases/step-taken': { node: 'a', by: null, at: '2026-11-02T01:00:00Z' },
      'cases/application-fields': { fields: [{ path: 'party/phone', code: 'phone' }] },
    };
    for (const [code, status] of Object.entries(STATUS) as [CaseRefusalCode, number][]) {
      for (const path of ['/x', '/en/x']) {
        const one = createHttpApp(ctx, () => 'error');
        one.get(path, (c) => refuse(c, { code, ...samples[code] } as never));
        const answer = await one.request(path);
        expect([code, answer.status]).toEqual([code, status]);
        const { title } = z.object({ title: z.string() }).parse(await answer.json());
        expect(title).not.toBe(code);
      }
    }
  });
});

describe('the API of the citizen', () => {
  it('opens by the code in a header, and for nobody else', async () => {
    const { code, caseId } = await applied();
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const mine = CaseDetail.parse(
      await (await get('/applications/current', undefined, { 'receipt-code': typed })).json(),
    );
    expect([mine.caseId, mine.party.name, mine.actions]).toEqual([
      caseId,
      '赵小明',
      ['state-and-defend', 'upload', 'withdraw'],
    ]);
    for (const wrong of ['', 'nonsense', `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`])
      expect((await get('/applications/current', undefined, { 'receipt-code': wrong })).status).toBe(401);
  });

  it.each([
    [
      'a wrong identity number',
      { ...APPLICATION, party: { ...PERSON, idNumber: '110105194912310021' } },
      422,
      'cases/application-fields',
    ],
    ['no party', { ...APPLICATION, party: undefined }, 422, 'http/invalid'],
    ['no declaration', { ...APPLICATION, declared: false }, 422, 'http/invalid'],
    ['an item that is not there', { ...APPLICATION, powerCode: 'nothing' }, 404, 'cases/power-not-found'],
    ['no JSON', '{', 422, 'http/invalid'],
  ])('refuses %s', async (_, body, status, code) => {
    const answer = await post('/applications', body);
    expect([answer.status, (await problemOf(answer)).code]).toEqual([status, code]);
  });

  it('answers a notice with files, looked at by their bytes', async () => {
    const { code, caseId } = await applied();
    const notice = [{ key: 'm1', what: '申请书缺签名', basis: '行政许可法第三十一条' }];
    expect(
      (await post(`/cases/${caseId}/steps/lic-receive`, { outcome: 'correct', notice }, 'window')).status,
    ).toBe(200);
    const send = async (bytes: string) => {
      const form = new FormData();
      form.set('material-m1', new File([bytes], '申请书.pdf', { type: 'application/pdf' }));
      form.set('note', '已补签');
      return call('/api/v1/applications/current/supplement', {
        method: 'POST',
        headers: { 'receipt-code': code },
        body: form,
      });
    };
    const refused = await send('<html>');
    expect([refused.status, (await problemOf(refused)).fields?.[0]?.path]).toEqual([422, 'material-m1']);
    expect(ActedResponse.parse(await (await send('%PDF-1.7 signed')).json()).state).toBe('received');
    const { documents } = CaseDetail.parse(await (await get(`/cases/${caseId}`, 'window')).json());
    const file = documents.find(({ kind }) => kind === 'material')!;
    const download = await get(`/cases/${caseId}/documents/${file.id}`, 'window');
    expect([download.headers.get('content-type'), await download.text()]).toEqual([
      'application/pdf',
      '%PDF-1.7 signed',
    ]);
    expect((await get(`/cases/${caseId}/documents/${file.id}`, 'other')).status).toBe(404);
  });
});

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
    kind: 'person',
    name: '赵小明',
    idNumber: '11010519491231002X',
    phone: '13900001234',
  };

  async function begin(): Promise<string> {
    const page = await call(base);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    const started = await call(`${base}/start`, form({}));
    expect([started.status, started.headers.get('location')]).toEqual([303, `${base}/applicant`]);
    expect(started.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/);
    return cookieOf(started);
  }

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
    expect([page.includes('申请书缺签名'), page.includes('补正告知书')]).toEqual([true, true]);
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

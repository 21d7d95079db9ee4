import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHttpApp } from '#platform/http';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { ActedResponse, CaseDetail, CaseList, Worklist } from '../contract/index.ts';
import type { CaseRefusalCode } from '../domain/errors.ts';
import { APPLICATION, casesServer } from '../http/http.test-support.ts';
import { PERSON } from '../use-cases/cases-db.test-support.ts';
import { refuse, STATUS } from './refuse.ts';

const database = testDatabase();
const ctx = testContext(database);
const { call, post, get, problemOf, applied } = casesServer(ctx);

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
    ['the head of the office, whose step it is not', 'head', 200, 403],
    ['the leader in charge of the office', 'leader', 200, 403],
    ['the head of another office', 'head-elsewhere', 404, 404],
    ['a leader in charge of another office', 'leader-elsewhere', 404, 404],
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
    for (const who of ['other', 'head-elsewhere', 'leader-elsewhere'])
      expect(CaseList.parse(await (await get('/cases', who)).json()).items).toEqual([]);
  });

  it('is led by the head and the leader in charge of the office that keeps the power, and by no other', async () => {
    const { caseId } = await applied();
    const terminate = async (who: string) =>
      (await post(`/cases/${caseId}/terminate`, { ground: 'object-lost', reason: '申请人注销' }, who)).status;
    for (const who of ['head', 'leader']) {
      const { actions } = CaseDetail.parse(await (await get(`/cases/${caseId}`, who)).json());
      expect(actions).toContain('recuse');
      const { items } = CaseList.parse(await (await get('/cases', who)).json());
      expect(items.map((one) => one.caseId)).toContain(caseId);
    }
    expect([await terminate('leader-elsewhere'), await terminate('window')]).toEqual([404, 403]);
    expect(await terminate('head')).not.toBe(403);
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
        one.get(path, (c) => refuse(c, Object.assign({ code }, samples[code]) as never));
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

  it('the same application sent again with its key is one case with one receipt', async () => {
    const send = (body: object) =>
      post('/applications', body, undefined, { 'idempotency-key': 'client-0001' });
    const [first, second] = await Promise.all([send(APPLICATION), send(APPLICATION)]);
    const [one, two] = [await first.json(), await second.json()];
    expect([first.status, two]).toEqual([201, one]);
    const other = await send({ ...APPLICATION, request: '另一份申请' });
    expect([other.status, (await problemOf(other)).code]).toEqual([422, 'cases/idempotency-key-used']);
    const short = await post('/applications', APPLICATION, undefined, { 'idempotency-key': 'x' });
    expect(short.status).toBe(422);
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

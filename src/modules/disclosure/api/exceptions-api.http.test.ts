import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, legalDayOf } from '#kernel';
import { loadCatalogue } from '#tests/catalogue';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { sessionOf, testApi } from '#tests/organisation';
import {
  EXCEPTION_ACTS,
  EXCEPTION_STATES,
  ExceptionAsked,
  ExceptionDetail,
  ExceptionList,
  ExceptionSubjects,
  ExceptionTasks,
  Withholdable,
} from '../contract/index.ts';
import type { ExceptionRefusal } from '../domain/exceptions/errors.ts';
import { disclosureApi } from '../index.ts';

const database = testDatabase();
const ctx = testContext(database);
const api = testApi(ctx, disclosureApi(ctx));
const PEOPLE = [
  'window',
  'head',
  'leader',
  'chief',
  'publisher',
  'register',
  'supervisor',
  'operator',
] as const;
type Who = (typeof PEOPLE)[number];
const sessions = new Map<Who, Readonly<Record<string, string>>>();
const item = { powerId: '' };
/** The demonstration’s catalogue is loaded by its use cases. */
const LOADING_MS = 180_000;

const call = (who: Who | undefined, path: string, body?: unknown, match?: number) => {
  ctx.clock.set(new Date(ctx.clock.now().getTime() + 1000));
  return api(path, {
    headers: {
      ...(who === undefined ? {} : sessions.get(who)),
      ...(match === undefined ? {} : { 'if-match': `"${match}"` }),
    },
    ...(body === undefined ? {} : { method: 'POST', body }),
  });
};
const request = (over: Readonly<Record<string, unknown>> = {}) => ({
  subjectKind: 'power-field',
  powerId: item.powerId,
  element: 'riskPoints',
  grade: 'none',
  ground: 'public-security',
  reason: '公开后会被用来规避检查',
  scope: 'unit',
  kind: 'withheld',
  endsOn: addDays(legalDayOf(ctx.clock.now()), 20),
  form: 'entry',
  publicTitle: '检查的行使细则',
  ...over,
});
const detail = async (id: string, who: Who = 'register') =>
  ExceptionDetail.parse((await call(who, `/exceptions/${id}`)).json);
const tasks = async (who: Who) =>
  ExceptionTasks.parse((await call(who, '/exceptions/tasks')).json).items.map(({ id, todo }) => [id, todo]);

beforeAll(async () => {
  await loadCatalogue(ctx);
  for (const account of PEOPLE) sessions.set(account, await sessionOf(ctx, account));
  const { items } = ExceptionSubjects.parse((await call('window', '/exceptions/subjects?of=power&q=')).json);
  item.powerId = items[0]?.id ?? '';
}, LOADING_MS);

describe('who may ask for what', () => {
  it.each([
    [undefined, '/exceptions', 401],
    [undefined, '/exceptions/tasks', 401],
    ['window', '/exceptions', 200],
    ['supervisor', '/exceptions', 200],
    ['operator', '/exceptions', 200],
  ] as const)('%s reads %s: %i', async (who, path, status) => {
    expect((await call(who, path)).status).toBe(status);
  });

  it('offers the items of one’s own offices, and what of them could be withheld, to nobody else', async () => {
    const path = `/exceptions/subjects/power/${item.powerId}`;
    const parts = Withholdable.parse((await call('window', path)).json);
    expect(parts.elements).toContain('riskPoints');
    expect(parts.elements).not.toContain('legalBasis');
    expect((await call('supervisor', path)).status).toBe(404);
    expect(
      ExceptionSubjects.parse((await call('supervisor', '/exceptions/subjects?of=power')).json).items,
    ).toEqual([]);
    expect((await call('window', '/exceptions/subjects?of=case&q=00')).status).toBe(200);
  });

  it.each<[string, Readonly<Record<string, unknown>>, number, string]>([
    ['a declared grade', { grade: 'top-secret' }, 422, 'grade'],
    ['a mark of secrecy', { reason: '见（机密）文件' }, 422, 'reason'],
    ['an internal rule', { ground: 'internal-rule' }, 422, 'ground'],
    [
      'an internal rule that is cited',
      { ground: 'forbidden-by-law', cited: '《局管理制度》第三条' },
      422,
      'cited',
    ],
    ['a ground of another thing', { ground: 'minors' }, 422, 'ground'],
    ['what has to be public', { element: 'conditions' }, 422, 'element'],
    ['no public name', { publicTitle: null }, 422, 'publicTitle'],
    ['a person in the public name', { publicTitle: '联系人13803150000' }, 422, 'publicTitle'],
    ['a day too far', { endsOn: '2031-01-01' }, 422, 'endsOn'],
    ['ids of another kind', { caseId: '01900000-0000-7000-8000-000000000000' }, 422, 'caseId'],
    ['a ground nobody knows', { ground: 'because' }, 422, 'ground'],
  ])('refuses %s at its field', async (_, over, status, path) => {
    const answer = await call('window', '/exceptions', request(over));
    expect([answer.status, answer.json]).toMatchObject([status, { fields: [{ path }] }]);
    expect(JSON.stringify(answer.json)).not.toContain('13803150000');
  });

  it('answers a request for the item of another office as not allowed', async () => {
    expect((await call('supervisor', '/exceptions', request())).status).toBe(403);
    expect((await call(undefined, '/exceptions', request())).status).toBe(401);
  });
});

describe('one exception', () => {
  it('goes from desk to desk, each with what waits for it, and is read by those who may', async () => {
    const { id } = ExceptionAsked.parse((await call('window', '/exceptions', request())).json);
    expect((await call('window', '/exceptions', request())).status).toBe(409);
    expect((await call('operator', `/exceptions/${id}`)).status).toBe(404);
    expect((await detail(id, 'supervisor')).acts).toEqual([]);
    expect((await detail(id, 'window')).acts).toEqual(['withdraw']);
    const acts = `/exceptions/${id}/acts`;
    expect((await call('head', acts, { act: 'sign' })).status).toBe(428);
    expect((await call('head', acts, { act: 'sign' }, 9)).status).toBe(412);
    expect((await call('window', acts, { act: 'sign' }, 1)).status).toBe(403);
    expect((await call('operator', acts, { act: 'sign' }, 1)).status).toBe(404);
    expect((await call('register', acts, { act: 'approve' }, 1)).status).toBe(409);
    for (const who of ['leader', 'chief'] as const) {
      expect(await tasks(who)).toEqual([]);
      expect((await detail(id, who)).acts).toEqual([]);
      for (const act of [{ act: 'sign' }, { act: 'refuse', reason: '不同意' }])
        expect((await call(who, acts, act, 1)).status).toBe(403);
    }
    const { inVersion } = await detail(id, 'head');
    expect(inVersion?.value).toEqual(expect.anything());
    expect(inVersion?.versionId).toMatch(/^[0-9a-f-]{36}$/u);
    expect((await call('head', acts, { act: 'burn' }, 1)).status).toBe(422);
    for (const [who, act, rowVersion] of [
      ['head', 'sign', 1],
      ['publisher', 'review', 2],
      ['register', 'approve', 3],
    ] as const) {
      expect(await tasks(who)).toEqual([[id, act]]);
      expect((await call(who, acts, { act }, rowVersion)).status).toBe(200);
      expect(await tasks(who)).toEqual(act === 'approve' ? [[id, 'keep']] : []);
    }
    expect(await tasks('window')).toEqual([]);
    const inForce = await detail(id);
    expect(inForce).toMatchObject({ state: 'in-force', due: true, acts: ['file', 'keep', 'open'] });
    expect(inForce.history.map(({ act }) => act)).toEqual(['request', 'sign', 'review', 'approve']);

    const endsOn = addDays(legalDayOf(ctx.clock.now()), 200);
    const far = await call('register', acts, { act: 'keep', reason: '仍有必要', endsOn: '2031-01-01' }, 4);
    expect([far.status, far.json]).toMatchObject([422, { fields: [{ path: 'endsOn' }] }]);
    expect((await call('register', acts, { act: 'keep', reason: '', endsOn }, 4)).status).toBe(422);
    expect((await call('register', acts, { act: 'keep', reason: '仍有必要', endsOn }, 4)).status).toBe(200);
    expect(await tasks('register')).toEqual([]);
    expect((await call('register', acts, { act: 'open', reason: '不再需要' }, 5)).status).toBe(200);
    expect((await detail(id)).state).toBe('ended');
  });

  it('is refused by its head, which waits on the home page of who asked for thirty days', async () => {
    const { id } = ExceptionAsked.parse((await call('window', '/exceptions', request())).json);
    const refusal = { act: 'refuse', reason: '应当公开' };
    expect((await call('head', `/exceptions/${id}/acts`, refusal, 1)).status).toBe(200);
    expect(await tasks('window')).toEqual([[id, 'learn-refusal']]);
    expect(await tasks('head')).toEqual([]);
    ctx.clock.set(new Date(ctx.clock.now().getTime() + 31 * 24 * 3_600_000));
    for (const account of PEOPLE) sessions.set(account, await sessionOf(ctx, account));
    expect(await tasks('window')).toEqual([]);
  });

  it('is listed by state, page by page', async () => {
    const seen: string[] = [];
    for (const title of ['第一项', '第二项', '第三项']) {
      const { id } = ExceptionAsked.parse(
        (await call('window', '/exceptions', request({ publicTitle: title }))).json,
      );
      seen.unshift(id);
      expect((await call('window', `/exceptions/${id}/acts`, { act: 'withdraw' }, 1)).status).toBe(200);
    }
    const page = async (cursor: string) =>
      ExceptionList.parse((await call('register', `/exceptions?limit=2&state=withdrawn${cursor}`)).json);
    const first = await page('');
    const second = await page(`&cursor=${first.next ?? ''}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(seen);
    expect(second.next).toBe(null);
    expect((await call('register', '/exceptions?state=burnt')).status).toBe(422);
  });
});

describe('the words', () => {
  it('has one answer for each refusal, in both languages', async () => {
    const { EXCEPTION_ANSWERS } = await import('./exceptions-texts.ts');
    const codes = Object.keys(EXCEPTION_ANSWERS) as ExceptionRefusal['code'][];
    expect(codes.length).toBeGreaterThan(20);
    for (const code of codes) {
      const { title } = EXCEPTION_ANSWERS[code];
      expect(title.zh).toMatch(/[\u4e00-\u9fff]/u);
      expect(title.en).not.toMatch(/[\u4e00-\u9fff]/u);
    }
    expect(EXCEPTION_ACTS.length + EXCEPTION_STATES.length).toBe(15);
  });
});

import { readFileSync } from 'node:fs';
import { OpenAPIHono } from '@hono/zod-openapi';
import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, type Uuid } from '#kernel';
import { createAccount, login, staffSession, type Role } from '#modules/access';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { createHttpApp, type Ctx, type HttpEnv } from '#platform/http';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { campaignsApi } from './api/campaigns-api.ts';
import { ANSWERS, refuse } from './api/texts.ts';
import { CampaignDetail, CampaignList, CampaignReport, Opened, TaskDetail } from './contract/index.ts';
import type { CampaignRefusal, CampaignRefusalCode } from './domain/errors.ts';

const ctx = testContext(testDatabase());
const app = createHttpApp(ctx, () => 'error');
const api = new OpenAPIHono<HttpEnv>();
api.use(staffSession(ctx));
api.route('/', campaignsApi(ctx));
app.route('/api/v1', api);
const PASSWORD = 'a long enough password';
const cookies = new Map<string, string>();
let officeId: Uuid;

beforeAll(async () => {
  ctx.clock.set('2026-11-02T09:00:00+08:00');
  const system = { kind: 'system', name: 'test' } as const;
  const tree = OrganisationTree.parse(JSON.parse(readFileSync('demo/data/organisation.json', 'utf8')));
  const made = await importOrganisation(ctx, system, { tree, validFrom: LegalDay.parse('2026-01-01') });
  if (!made.ok) throw new Error(made.error.code);
  const { agencyId, offices, persons } = made.value;
  const office = tree.offices.find(({ key }) => key === 'office-sp');
  officeId = offices.get('office-sp')!;
  for (const [name, person, role, where] of [
    ['keeper', 'p23', 'review-office', undefined],
    ['head', office?.head ?? '', 'office-head', officeId],
    ['leader', office?.leader ?? '', 'leader', officeId],
    ['supervisor', 'p30', 'supervisor', undefined],
    ['outsider', 'p25', 'handler', undefined],
  ] as const satisfies readonly (readonly [string, string, Role, Uuid | undefined])[]) {
    const done = await createAccount(ctx, system, {
      agencyId,
      personId: persons.get(person)!,
      account: name,
      password: PASSWORD,
      roles: [{ role, ...(where === undefined ? {} : { officeId: where }) }],
    });
    if (!done.ok) throw new Error(`${name}: ${done.error.code}`);
    const entered = await login(ctx, { account: name, password: PASSWORD });
    if (!entered.ok) throw new Error(entered.error.code);
    cookies.set(name, `desk=${entered.value.sessionId}`);
  }
});

const call = (
  method: string,
  path: string,
  who?: string,
  body?: unknown,
  headers: Record<string, string> = {},
) =>
  Promise.resolve(
    app.request(`/api/v1${path}`, {
      method,
      headers: {
        ...(who === undefined ? {} : { cookie: cookies.get(who) ?? '', 'sec-fetch-site': 'same-origin' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
const OPEN = () => ({
  name: '2026年清权行动',
  typeCodes: ['01'],
  deadline: '2026-11-20',
  officeIds: [officeId],
});
async function opened(): Promise<{ readonly campaignId: string; readonly taskId: string }> {
  const { campaignId } = Opened.parse(await (await call('POST', '/campaigns', 'keeper', OPEN())).json());
  const detail = CampaignDetail.parse(await (await call('GET', `/campaigns/${campaignId}`, 'keeper')).json());
  return { campaignId, taskId: detail.tasks[0]!.id };
}
const task = async (taskId: string, who = 'keeper') =>
  TaskDetail.parse(await (await call('GET', `/campaign-tasks/${taskId}`, who)).json());

const mine = async (who: string) =>
  CampaignList.parse(await (await call('GET', '/campaigns', who)).json()).mine.map(({ id }) => id);

describe('campaigns over HTTP', () => {
  it.each([
    ['nobody', undefined, 401, 401, 401, 401, 401],
    ['the leading group office', 'keeper', 201, 200, 200, 403, 403],
    ['the head of the office', 'head', 403, 200, 200, 200, 204],
    ['the leader in charge', 'leader', 403, 200, 200, 403, 403],
    ['a supervisor', 'supervisor', 403, 200, 200, 403, 403],
    ['another office', 'outsider', 403, 403, 404, 403, 403],
  ] as const)('%s', async (_, who, open, list, read, fill, excuse) => {
    const { taskId } = await opened();
    expect((await call('POST', '/campaigns', who, OPEN())).status).toBe(open);
    expect((await call('GET', '/campaigns', who)).status).toBe(list);
    expect((await call('GET', `/campaign-tasks/${taskId}`, who)).status).toBe(read);
    const nil = { nil: true, entries: [] };
    expect(
      (await call('PUT', `/campaign-tasks/${taskId}/return`, who, nil, { 'if-match': '"1"' })).status,
    ).toBe(fill);
    const reason = { kind: 'late', reason: '承办人出差' };
    expect((await call('POST', `/campaign-tasks/${taskId}/excuses`, who, reason)).status).toBe(excuse);
  });

  it('takes a nil return through its three names', async () => {
    const { campaignId, taskId } = await opened();
    const nil = await call(
      'PUT',
      `/campaign-tasks/${taskId}/return`,
      'head',
      { nil: true, entries: [] },
      { 'if-match': '"1"' },
    );
    expect(nil.status).toBe(200);
    for (const [who, act, state] of [
      ['head', 'sign', 'signed'],
      ['leader', 'countersign', 'countersigned'],
      ['keeper', 'pass', 'passed'],
    ] as const) {
      const { digest, acts } = await task(taskId, who);
      expect(acts).toContain(act);
      for (const one of ['leader', 'keeper'] as const)
        expect((await mine(one)).includes(taskId), `${one} before ${act}`).toBe(one === who);
      expect((await call('POST', `/campaign-tasks/${taskId}/acts`, who, { act, digest })).status).toBe(200);
      expect((await task(taskId, who)).state).toBe(state);
    }
    expect((await task(taskId)).history.map(({ post }) => post)[0]).toBe('行政审批处处长岗');
    expect(await mine('head')).not.toContain(taskId);
    const detail = CampaignDetail.parse(await (await call('GET', `/campaigns/${campaignId}`, 'head')).json());
    const [finding] = detail.findings.filter(({ mayExplain }) => mayExplain);
    if (finding === undefined) throw new Error('the office has duties and lists no power');
    const explain = { findings: [finding.key], ground: 'not-held', text: '不由本处室行使' };
    expect((await call('POST', `/campaigns/${campaignId}/explanations`, 'head', explain)).status).toBe(204);
    expect((await call('POST', `/campaigns/${campaignId}/explanations`, 'outsider', explain)).status).toBe(
      403,
    );
    expect((await call('POST', `/campaigns/${campaignId}/closing`, 'head')).status).toBe(403);
  });

  it.each([
    ['nobody', undefined, 401],
    ['the leading group office', 'keeper', 200],
    ['the head of an office', 'head', 200],
    ['a supervisor', 'supervisor', 200],
    ['another office', 'outsider', 403],
  ] as const)('shows the report to %s: %s %i', async (_, who, status) => {
    const { campaignId } = await opened();
    expect((await call('GET', `/campaigns/${campaignId}/report`, who)).status).toBe(status);
    expect((await call('GET', `/campaigns/${campaignId}/report.csv`, who)).status).toBe(status);
  });

  it('gives each part of the report as a file, in the language of the reader', async () => {
    const { campaignId, taskId } = await opened();
    const nil = { nil: true, entries: [] };
    await call('PUT', `/campaign-tasks/${taskId}/return`, 'head', nil, { 'if-match': '"1"' });
    const { digest } = await task(taskId);
    await call('POST', `/campaign-tasks/${taskId}/acts`, 'head', { act: 'sign', digest });
    await call('POST', `/campaign-tasks/${taskId}/excuses`, 'head', { kind: 'late', reason: '=承办人出差' });
    const file = async (query: string, lang = 'zh-CN') => {
      const path = `/campaigns/${campaignId}/report.csv${query}`;
      const answer = await call('GET', path, 'keeper', undefined, { 'accept-language': lang });
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      const bytes = Buffer.from(await answer.arrayBuffer());
      return bytes.toString('utf8').split('\r\n');
    };
    const offices = await file('');
    expect(offices[0]).toMatch(/^\uFEFF处室,进度,/);
    expect(offices[1]).toContain('迟报说明：=承办人出差');
    expect(offices).toHaveLength(3);
    expect((await file('?part=items', 'en'))[0]).toMatch(/^\uFEFFOffice,Power,Type,/);
    expect((await file('?part=findings')).length).toBeGreaterThan(2);
    expect((await call('GET', `/campaigns/${campaignId}/report.csv?part=x`, 'keeper')).status).toBe(422);
    const report = CampaignReport.parse(
      await (await call('GET', `/campaigns/${campaignId}/report`, 'keeper')).json(),
    );
    expect(report.offices).toMatchObject([{ taskId, excuses: [{ reason: '=承办人出差' }] }]);
  });

  it('sends back with the day it is due again, and carries over to a successor', async () => {
    const { campaignId, taskId } = await opened();
    const { successors, digest } = await task(taskId);
    const successorOfficeId = successors[0]!.officeId;
    expect((await task(taskId, 'head')).successors).toEqual([]);
    const release = { act: 'release', digest, reason: '并入其他处室', successorOfficeId };
    expect((await call('POST', `/campaign-tasks/${taskId}/acts`, 'head', release)).status).toBe(403);
    expect((await call('POST', `/campaign-tasks/${taskId}/acts`, 'keeper', release)).status).toBe(200);
    const { tasks } = CampaignDetail.parse(
      await (await call('GET', `/campaigns/${campaignId}`, 'keeper')).json(),
    );
    expect(new Set(tasks.map(({ carriedTo }) => carriedTo))).toEqual(new Set([successors[0]!.name, null]));
    const again = await call('POST', `/campaign-tasks/${taskId}/acts`, 'keeper', {
      ...release,
      due: '2026-02-30',
    });
    expect(again.status).toBe(422);
  });

  it.each([
    ['a type that is none', { typeCodes: ['x'] }],
    ['no office', { officeIds: [] }],
    ['a day that is none', { deadline: '2026-02-30' }],
    ['a field it does not know', { surprise: 1 }],
  ])('refuses %s by field', async (_, over) => {
    expect((await call('POST', '/campaigns', 'keeper', { ...OPEN(), ...over })).status).toBe(422);
  });

  it('asks for the version a return rests on', async () => {
    const { taskId } = await opened();
    const put = (headers: Record<string, string>) =>
      call('PUT', `/campaign-tasks/${taskId}/return`, 'head', { nil: true, entries: [] }, headers);
    expect([(await put({})).status, (await put({ 'if-match': '"9"' })).status]).toEqual([428, 412]);
  });

  it('answers every refusal with its status and a sentence', async () => {
    const web = createHttpApp(ctx, () => 'error');
    const codes = Object.keys(ANSWERS) as CampaignRefusalCode[];
    web.get('/:at', (c: Ctx) => refuse(c, { code: codes[Number(c.req.param('at'))] } as CampaignRefusal));
    for (const [at, code] of codes.entries()) {
      const answer = await web.request(`/${at}`);
      expect([code, answer.status]).toEqual([code, ANSWERS[code].status]);
      expect(await answer.json()).toMatchObject({ code, title: expect.stringMatching(/[\u4e00-\u9fff]/) });
    }
  });
});

import { readFileSync } from 'node:fs';
import { OpenAPIHono } from '@hono/zod-openapi';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAccount, login, staffSession } from '#modules/access';
import { createHttpApp, type HttpEnv } from '#platform/http';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import {
  CheckFlowResponse,
  FlowDifferenceResponse,
  FlowVersionResponse,
  SubmitFlowResponse,
} from '../contract/index.ts';
import { demoTables, xmlOf } from '../domain/flows.test-support.ts';
import { importDemoAgency } from '../flows.test-agency.ts';
import { flowsApi } from './flows-api.ts';

const database = testDatabase();
const ctx = testContext(database);
const app = createHttpApp(ctx, () => 'error');
app.use('/api/v1/*', staffSession(ctx));
const api = new OpenAPIHono<HttpEnv>();
api.route('/', flowsApi(ctx));
app.route('/api/v1', api);

const { licence } = await demoTables(readFileSync('demo/data/flows.json', 'utf8'));
const bpmn = await xmlOf({ ...licence, id: 'flow-api' });
const changed = await xmlOf({
  ...licence,
  id: 'flow-api',
  nodes: licence.nodes.map((node) =>
    node.id === 'lic-review' ? { ...node, limit: { n: 2, unit: 'wd' as const } } : node,
  ),
});
const terms = {
  typeCode: '01',
  localType: '行政许可',
  committed: { n: 10, unit: 'wd' },
  statutory: { n: 20, unit: 'wd' },
};
const PASSWORD = 'a long enough password';
const cookies: Record<'registrar' | 'handler', string> = { registrar: '', handler: '' };

beforeAll(async () => {
  const agencyId = await importDemoAgency(ctx);
  for (const [role, key] of [
    ['registrar', 'p11'],
    ['handler', 'p13'],
  ] as const) {
    const { id } = await ctx.db
      .selectFrom('person')
      .select('id')
      .where('agency_id', '=', agencyId)
      .where('import_key', '=', key)
      .executeTakeFirstOrThrow();
    await createAccount(
      ctx,
      { kind: 'system', name: 'test' },
      { agencyId, personId: id, account: role, password: PASSWORD, roles: [{ role }] },
    );
    const session = await login(ctx, { account: role, password: PASSWORD });
    if (!session.ok) throw new Error(JSON.stringify(session.error));
    cookies[role] = `desk=${session.value.sessionId}`;
  }
});

type Who = keyof typeof cookies | 'nobody';

function ask(who: Who, path: string, body?: unknown) {
  const headers = {
    ...(who !== 'nobody' && { cookie: cookies[who] }),
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
  };
  return app.request(
    `/api/v1${path}`,
    body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) },
  );
}

const submit = async (file: string) =>
  SubmitFlowResponse.parse(
    await (await ask('registrar', '/flows/versions', { bpmn: file, power: { code: 'P-1', terms } })).json(),
  );

describe('roles', () => {
  test.each<[Who, number, number]>([
    ['nobody', 401, 401],
    ['handler', 200, 403],
    ['registrar', 200, 201],
  ])('%s: checking answers %i, submitting %i', async (who, check, submitted) => {
    expect((await ask(who, '/flows/check', { bpmn })).status).toBe(check);
    expect((await ask(who, '/flows/versions', { bpmn, power: { code: 'P-1', terms } })).status).toBe(
      submitted,
    );
  });
});

describe('answers', () => {
  test('a check gives the chart, or every issue in words', async () => {
    const good = CheckFlowResponse.parse(
      await (await ask('handler', '/flows/check', { bpmn, terms })).json(),
    );
    expect([good.issues, good.flow?.counts.workingDays, good.flow?.laidOut]).toEqual([[], 10, false]);
    expect(good.flow?.svg).toContain('材料审查');
    const short = { ...terms, committed: { n: 9, unit: 'wd' } };
    const bad = CheckFlowResponse.parse(
      await (await ask('handler', '/flows/check', { bpmn, terms: short })).json(),
    );
    expect([bad.flow, bad.issues[0]?.code, bad.issues[0]?.text.zh]).toEqual([
      null,
      'flows/path-over-committed',
      expect.stringContaining('最长路径合计 10'),
    ]);
  });

  test('a version is read back, and compared with another', async () => {
    const [before, after] = [await submit(bpmn), await submit(changed)];
    const version = FlowVersionResponse.parse(
      await (await ask('handler', `/flows/versions/${before.flowVersionId}`)).json(),
    );
    expect([version.bpmn, version.sha256, version.n, version.powerCode]).toEqual([
      bpmn,
      before.sha256,
      null,
      'P-1',
    ]);
    const answer = await ask(
      'handler',
      `/flows/versions/${after.flowVersionId}/difference?from=${before.flowVersionId}`,
    );
    expect(FlowDifferenceResponse.parse(await answer.json()).changed).toEqual([
      {
        id: 'lic-review',
        name: '材料审查',
        fields: [{ field: 'limit', before: { n: 3, unit: 'wd' }, after: { n: 2, unit: 'wd' } }],
      },
    ]);
  });

  test.each<[string, string, unknown, number, string]>([
    ['a file that is no flow', '/flows/versions', { bpmn: 'hello' }, 422, 'flows/not-publishable'],
    ['no file', '/flows/versions', {}, 422, 'http/invalid'],
    [
      'the flow of another power',
      '/flows/versions',
      { bpmn, power: { code: 'P-9', terms } },
      409,
      'flows/belongs-to-other-power',
    ],
    [
      'no such version',
      '/flows/versions/0193b0c0-0000-7000-8000-0000000000ff',
      undefined,
      404,
      'flows/version-not-found',
    ],
    ['a bad id', '/flows/versions/x', undefined, 422, 'http/invalid'],
  ])('%s', async (_what, path, body, status, code) => {
    await submit(bpmn);
    const answer = await ask('registrar', path, body);
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
  });
});

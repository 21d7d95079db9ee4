import { readFileSync } from 'node:fs';
import { OpenAPIHono } from '@hono/zod-openapi';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAccount, login, staffSession } from '#modules/access';
import { createHttpApp, type HttpEnv } from '#platform/http';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import {
  FlowComparison,
  FlowDraftView,
  RefusedFile,
  StaleDetail,
  SubmitFlowResponse,
} from '../contract/index.ts';
import { bytesOf, demoTables, xmlOf } from '../domain/flows.test-support.ts';
import { emptyOwner, importDemoAgency } from '../flows.test-agency.ts';
import { openFlowDraft } from '../use-cases/open-flow-draft.ts';
import { submitFlowVersion } from '../use-cases/submit-flow-version.ts';
import { flowsApi } from './flows-api.ts';

const database = testDatabase();
const ctx = testContext(database);
const app = createHttpApp(ctx, () => 'error');
app.use('/api/v1/*', staffSession(ctx));
const api = new OpenAPIHono<HttpEnv>();
api.route('/', flowsApi(ctx));
app.route('/api/v1', api);

const { licence } = await demoTables(readFileSync('demo/data/flows.json', 'utf8'));
const PASSWORD = 'a long enough password';
const NOWHERE = '0193b0c0-0000-7000-8000-00000000dead';
const cookies: Record<'registrar' | 'handler', string> = { registrar: '', handler: '' };
let draftId = '';
let agencyId = '';
let flowVersionId = '';

beforeAll(async () => {
  const system = { kind: 'system', name: 'test' } as const;
  agencyId = await importDemoAgency(ctx);
  const bytes = bytesOf(await xmlOf({ ...licence, id: 'flow-base' }));
  const submitted = await submitFlowVersion(ctx, system, { agencyId, bytes });
  if (!submitted.ok) throw new Error(JSON.stringify(submitted.error));
  ({ flowVersionId } = submitted.value);
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
    await createAccount(ctx, system, {
      agencyId,
      personId: id,
      account: role,
      password: PASSWORD,
      roles: [{ role }],
    });
    const session = await login(ctx, { account: role, password: PASSWORD });
    if (!session.ok) throw new Error(JSON.stringify(session.error));
    cookies[role] = `desk=${session.value.sessionId}`;
  }
  const opened = await openFlowDraft(ctx, system, {
    agencyId,
    officeId: null,
    owner: await emptyOwner(ctx, agencyId),
    powerCode: null,
    name: '拍卖业务许可',
    terms: { kind: 'licence' },
    flowVersionId: null,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  draftId = opened.value.draftId;
});

type Who = keyof typeof cookies | 'nobody';
type Asked = {
  readonly method?: string;
  readonly body?: unknown;
  readonly version?: number;
  readonly id?: string;
};

function ask(who: Who, { method = 'GET', body, version, id = draftId }: Asked = {}, of = '') {
  return app.request(`/api/v1/flows/drafts/${id}${of}`, {
    method,
    headers: {
      ...(who !== 'nobody' && { cookie: cookies[who] }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
const put = (body: unknown, version: number) => ask('registrar', { method: 'PUT', body, version });
const read = async () => FlowDraftView.parse(await (await ask('registrar')).json());
const detail = async (response: Response): Promise<unknown> => {
  const problem: unknown = await response.json();
  return typeof problem === 'object' && problem !== null && 'detail' in problem ? problem.detail : undefined;
};

test.each<[Who, number, number, number]>([
  ['nobody', 401, 401, 401],
  ['handler', 403, 403, 403],
  ['registrar', 200, 200, 201],
])('%s: reading answers %i, editing %i, submitting %i', async (who, reading, editing, submitting) => {
  const { rowVersion } = await read();
  const edited = await ask(who, { method: 'PUT', body: { layout: true }, version: rowVersion });
  const now = await read();
  const submitted = await ask(who, { method: 'POST', version: now.rowVersion }, '/submission');
  expect([(await ask(who)).status, edited.status, submitted.status]).toEqual([reading, editing, submitting]);
  if (submitted.status === 201) SubmitFlowResponse.parse(await submitted.json());
});

describe('answers', () => {
  test('a drawing is read with its table, its chart and what the checks find, in both languages', async () => {
    const view = await read();
    expect(view.table?.name).toBe('拍卖业务许可');
    expect(view.svg).toContain('<svg');
    const table = view.table;
    if (table === null) throw new Error('no table');
    const nodes = table.nodes.map((node) => (node.role === 'decide' ? { ...node, name: '' } : node));
    const answer = await put({ table: { ...table, nodes } }, view.rowVersion);
    const { findings } = FlowDraftView.parse(await answer.json());
    expect(findings[0]).toMatchObject({ code: 'flows/bad-value', element: 'lic-decide' });
    expect(findings[0]?.reason.zh).toContain('名称');
    expect(findings[0]?.reason.en).toContain('Name');
  });

  test('nothing stands beside a drawing that began from a template; who may not read it sees nothing', async () => {
    const answer = await ask('registrar', {}, '/comparison');
    expect([answer.status, FlowComparison.parse(await answer.json())]).toEqual([200, { charts: null }]);
    expect((await ask('handler', {}, '/comparison')).status).toBe(403);
    expect((await ask('nobody', {}, '/comparison')).status).toBe(401);
    expect((await ask('registrar', { id: NOWHERE }, '/comparison')).status).toBe(404);
  });

  test('a drawing that began from a version stands beside it, both marked', async () => {
    const opened = await openFlowDraft(
      ctx,
      { kind: 'system', name: 'test' },
      {
        agencyId,
        officeId: null,
        owner: await emptyOwner(ctx, agencyId),
        powerCode: null,
        name: '拍卖业务许可',
        terms: { kind: 'licence' },
        flowVersionId,
      },
    );
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const id = opened.value.draftId;
    const view = FlowDraftView.parse(await (await ask('registrar', { id })).json());
    expect(view.changes).toEqual([]);
    const nodes = view.table?.nodes.map((node) =>
      node.role === 'review' ? { ...node, limit: { n: 2, unit: 'wd' } } : node,
    );
    await ask('registrar', { method: 'PUT', id, body: { table: { ...view.table, nodes } }, version: 1 });
    const { charts } = FlowComparison.parse(await (await ask('registrar', { id }, '/comparison')).json());
    expect(charts?.n).toBeNull();
    for (const side of ['before', 'after'] as const) expect(charts?.[side]).toContain('data-mark="changed"');
  });

  test('412 says whose change is there; 422 names what a file holds that is not known', async () => {
    const view = await read();
    expect((await put({ template: true }, view.rowVersion)).status).toBe(200);
    const late = await put({ bpmn: view.bpmn }, view.rowVersion);
    expect(late.status).toBe(412);
    expect(StaleDetail.parse(await detail(late))).toMatchObject({ rowVersion: view.rowVersion + 1 });
    const foreign = view.bpmn.replace('<bpmn:userTask', '<bpmn:userTask foreign="1"');
    const refused = await put({ file: foreign }, view.rowVersion + 1);
    expect(refused.status).toBe(422);
    expect(RefusedFile.parse(await detail(refused)).issues.map(({ code }) => code)).toContain(
      'flows/attribute-not-allowed',
    );
  });

  test.each<[string, Asked, number]>([
    ['no such drawing', { id: NOWHERE }, 404],
    ['no such drawing to edit', { id: NOWHERE, method: 'PUT', body: { layout: true }, version: 1 }, 404],
    ['no version named', { method: 'PUT', body: { layout: true } }, 428],
    ['no such change', { method: 'PUT', body: { paint: true }, version: 1 }, 422],
  ])('%s', async (_, asked, status) => {
    expect((await ask('registrar', asked)).status).toBe(status);
  });
});

import { readFileSync } from 'node:fs';
import { OpenAPIHono } from '@hono/zod-openapi';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LegalDay, ok, type Uuid } from '#kernel';
import { createAccount, login, staffSession, type Role } from '#modules/access';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { PowerContent } from '#modules/powers';
import { createHttpApp, type Ctx, type HttpEnv } from '#platform/http';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { insertPublished } from '#tests/published-powers';
import { clarificationApi } from './api/clarification-api.ts';
import { ANSWERS, refuse } from './api/texts.ts';
import { Carried, FindingDetail, FindingPage } from './contract/index.ts';
import type { ClarificationRefusal, ClarificationRefusalCode } from './domain/errors.ts';
import { compareList } from './use-cases/compare-list.ts';

const ctx = testContext(testDatabase());
const app = createHttpApp(ctx, () => 'error');
const api = new OpenAPIHono<HttpEnv>();
api.use(staffSession(ctx));
api.route('/', clarificationApi(ctx));
app.route('/api/v1', api);
const PASSWORD = 'a long enough password';
const cookies = new Map<string, string>();
const NOBODY = '0190aaaa-0000-7000-8000-000000000000';
let agencyId: Uuid;

beforeAll(async () => {
  const system = { kind: 'system', name: 'test' } as const;
  const read = (name: string): unknown => JSON.parse(readFileSync(`demo/data/${name}.json`, 'utf8'));
  const tree = OrganisationTree.parse(read('organisation'));
  const made = await importOrganisation(ctx, system, { tree, validFrom: LegalDay.parse('2026-01-01') });
  if (!made.ok) throw new Error(made.error.code);
  ({ agencyId } = made.value);
  for (const [name, person, role] of [
    ['keeper', 'p23', 'review-office'],
    ['leader', 'p20', 'leader'],
    ['supervisor', 'p30', 'supervisor'],
    ['handler', 'p25', 'handler'],
  ] as const satisfies readonly (readonly [string, string, Role])[]) {
    const personId = made.value.persons.get(person)!;
    const done = await createAccount(ctx, system, {
      agencyId,
      personId,
      account: name,
      password: PASSWORD,
      roles: [{ role }],
    });
    if (!done.ok) throw new Error(`${name}: ${done.error.code}`);
    const entered = await login(ctx, { account: name, password: PASSWORD });
    if (!entered.ok) throw new Error(entered.error.code);
    cookies.set(name, `desk=${entered.value.sessionId}`);
  }
  const { items } = z.object({ items: z.array(z.object({ content: PowerContent })) }).parse(read('powers'));
  await ctx.transact(async (tx) =>
    ok(
      await insertPublished(
        tx,
        ctx.ids,
        agencyId,
        ['典当行设立审核', '典当行设立审核（市级）'].map((name, i) => ({
          content: PowerContent.parse({
            ...items[0]?.content,
            name,
            parentName: undefined,
            basicCode: undefined,
            implementationCode: undefined,
            rawCode: `X-${i}`,
          }),
          officeId: null,
          publishedAt: ctx.clock.now(),
          effectiveFrom: LegalDay.parse('2026-11-23'),
        })),
      ),
    ),
  );
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
const page = async (query = '') =>
  FindingPage.parse(await (await call('GET', `/clarification-findings${query}`, 'leader')).json());
const NOTE = { form: 'expert', heldOn: '2026-11-20', participants: '专家三名', text: '实为一项。' };

describe('clarification over HTTP', () => {
  it.each([
    ['nobody', undefined, 401, 401, 401],
    ['a handler', 'handler', 403, 403, 403],
    ['a supervisor', 'supervisor', 200, 403, 403],
    ['a leader', 'leader', 200, 403, 404],
    ['the leading group office', 'keeper', 200, 202, 404],
  ] as const)('%s', async (_, who, read, compare, note) => {
    expect((await call('GET', '/clarification-findings', who)).status).toBe(read);
    expect((await call('POST', '/clarification-runs', who)).status).toBe(compare);
    expect((await call('POST', `/clarification-findings/${NOBODY}/notes`, who, NOTE)).status).toBe(note);
    expect((await call('GET', `/clarification-findings/${NOBODY}`, who)).status).toBe(
      read === 200 ? 404 : read,
    );
  });

  it.each([
    ['nobody', undefined, [401, 401, 401, 401]],
    ['a handler', 'handler', [200, 403, 403, 403]],
    ['a supervisor', 'supervisor', [200, 404, 403, 403]],
    ['a leader', 'leader', [200, 404, 403, 404]],
    ['the leading group office', 'keeper', [200, 404, 404, 403]],
  ] as const)('%s about a power that another body is to take over', async (_, who, expected) => {
    const ask = { receiverId: NOBODY, text: '拟划转贵局' };
    const statuses = [
      await call('GET', '/clarification-handovers', who),
      await call('GET', `/clarification-handovers/${NOBODY}`, who),
      await call('POST', `/clarification-findings/${NOBODY}/handovers`, who, ask),
      await call('POST', `/clarification-handovers/${NOBODY}/answer`, who, { answer: 'agreed' }),
    ].map(({ status }) => status);
    expect(statuses).toEqual(expected);
  });

  it('goes from a comparison over the discussion to adjustments', async () => {
    expect((await call('POST', '/clarification-runs', 'keeper')).status).toBe(409);
    expect((await page()).run).toMatchObject({ doneAt: null });
    const { id: runId } = await ctx.db
      .selectFrom('clarification_run')
      .select('id')
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow();
    await compareList(ctx, { agencyId, runId });
    const { items, run } = await page('?kind=overlapping');
    expect(run).toMatchObject({ items: 2 });
    const [finding] = items;
    const at = `/clarification-findings/${finding?.id}`;
    const detail = FindingDetail.parse(await (await call('GET', at, 'leader')).json());
    expect(detail).toMatchObject({ ownPair: true, mayDiscuss: true, mayDecide: false });
    expect(detail.sides.map(({ name }) => name).toSorted()).toEqual([
      '典当行设立审核',
      '典当行设立审核（市级）',
    ]);
    const decision = {
      decision: 'merge',
      survivorId: detail.sides[0]?.powerId,
      reason: '同一事项',
      basis: '局长办公会决定',
    };
    const match = { 'if-match': `"${detail.rowVersion}"` };
    expect((await call('POST', `${at}/decision`, 'keeper', decision)).status).toBe(428);
    const early = await call('POST', `${at}/decision`, 'keeper', decision, match);
    expect(early.status).toBe(409);
    expect(await early.json()).toMatchObject({ code: 'clarification/not-discussed' });
    expect((await call('POST', `${at}/notes`, 'leader', NOTE)).status).toBe(201);
    expect((await call('POST', `${at}/decision`, 'leader', decision, match)).status).toBe(403);
    expect((await call('POST', `${at}/decision`, 'keeper', decision, { 'if-match': '"7"' })).status).toBe(
      412,
    );
    const done = await call('POST', `${at}/decision`, 'keeper', decision, match);
    expect(done.status).toBe(200);
    expect(Carried.parse(await done.json()).versionIds).toHaveLength(2);
    expect((await page('?state=decided')).items).toMatchObject([{ decided: { decision: 'merge' } }]);
  });

  it.each([
    ['an unknown form', 'notes', { ...NOTE, form: 'talk' }],
    ['no text', 'notes', { ...NOTE, text: '' }],
    ['no day', 'notes', { ...NOTE, heldOn: '2026-02-30' }],
    ['an unknown decision', 'decision', { decision: 'forget', reason: '理由' }],
    ['more than is asked', 'decision', { decision: 'keep', reason: '理由', state: 'gone' }],
    ['a reason too long', 'decision', { decision: 'keep', reason: '长'.repeat(4_001) }],
  ] as const)('refuses %s by field', async (_, part, body) => {
    const answer = await call('POST', `/clarification-findings/${NOBODY}/${part}`, 'keeper', body, {
      'if-match': '"1"',
    });
    expect(answer.status).toBe(422);
  });

  it('refuses pages that are none', async () => {
    for (const query of ['?limit=0', '?limit=101', '?after=x', '?state=lost', '?kind=other'])
      expect((await call('GET', `/clarification-findings${query}`, 'leader')).status).toBe(422);
  });

  it('answers every refusal with its status and a sentence', async () => {
    const web = createHttpApp(ctx, () => 'error');
    const codes = Object.keys(ANSWERS) as ClarificationRefusalCode[];
    web.get('/:at', (c: Ctx) =>
      refuse(c, { code: codes[Number(c.req.param('at'))] } as ClarificationRefusal),
    );
    for (const [at, code] of codes.entries()) {
      const answer = await web.request(`/${at}`);
      expect([code, answer.status]).toEqual([code, ANSWERS[code].status]);
      expect(await answer.json()).toMatchObject({ code, title: expect.stringMatching(/[\u4e00-\u9fff]/) });
    }
  });
});

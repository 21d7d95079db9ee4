import { readFileSync } from 'node:fs';
import { OpenAPIHono } from '@hono/zod-openapi';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LegalDay } from '#kernel';
import { createAccount, login, staffSession, type Role } from '#modules/access';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { createHttpApp, type Ctx, type HttpEnv } from '#platform/http';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { deliberationApi } from './api/deliberation-api.ts';
import { ANSWERS, refuse } from './api/texts.ts';
import { Bodies, Made, MeetingDetail, MeetingPage } from './contract/index.ts';
import type { DeliberationRefusal, DeliberationRefusalCode } from './domain/errors.ts';

const ctx = testContext(testDatabase());
const app = createHttpApp(ctx, () => 'error');
const api = new OpenAPIHono<HttpEnv>();
api.use(staffSession(ctx));
api.route('/', deliberationApi(ctx));
app.route('/api/v1', api);
const PASSWORD = 'a long enough password';
const cookies = new Map<string, string>();
let people: string[];

beforeAll(async () => {
  ctx.clock.set('2026-11-10T09:00:00+08:00');
  const system = { kind: 'system', name: 'test' } as const;
  const tree = OrganisationTree.parse(JSON.parse(readFileSync('demo/data/organisation.json', 'utf8')));
  const made = await importOrganisation(ctx, system, { tree, validFrom: LegalDay.parse('2026-01-01') });
  if (!made.ok) throw new Error(made.error.code);
  const { agencyId } = made.value;
  const rows = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('agency_id', '=', agencyId)
    .limit(12)
    .execute();
  people = rows.map(({ id }) => id);
  for (const [name, at, role] of [
    ['keeper', 8, 'review-office'],
    ['head', 0, 'first-responsible'],
    ['member', 1, 'leader'],
    ['outsider', 9, 'handler'],
  ] as const satisfies readonly (readonly [string, number, Role])[]) {
    const account = { agencyId, personId: people[at]!, account: name, password: PASSWORD, roles: [{ role }] };
    const done = await createAccount(ctx, system, account);
    if (!done.ok) throw new Error(done.error.code);
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
let n = 0;
const BODY = () => ({
  name: '局长办公会',
  series: `决${(n += 1)}`,
  quorum: 'more-than-half',
  decides: 'majority-of-members',
  chairId: people[0],
  memberIds: people.slice(0, 3),
});
async function meeting(): Promise<string> {
  const { id } = z
    .object({ id: z.string() })
    .parse(await (await call('POST', '/deliberative-bodies', 'keeper', BODY())).json());
  const made = await call('POST', '/meetings', 'keeper', { bodyId: id, heldOn: '2026-11-10', place: '三楼' });
  return Made.parse(await made.json()).id;
}
const NO_ROUTE = { bodyId: null, reason: '职责调整' };
const ATTENDANCE = () => ({
  attendance: people.slice(0, 3).map((personId) => ({ personId, present: true })),
});

describe('deliberation over HTTP', () => {
  it.each([
    ['nobody', undefined, 401, 401, 401, 401],
    ['the keeper of the record', 'keeper', 201, 403, 204, 200],
    ['the first responsible person', 'head', 403, 204, 403, 200],
    ['a member', 'member', 403, 403, 403, 200],
    ['an outsider of the agency', 'outsider', 403, 403, 403, 200],
  ] as const)('%s', async (_, who, register, route, open, read) => {
    const id = await meeting();
    expect((await call('POST', '/deliberative-bodies', who, BODY())).status).toBe(register);
    expect((await call('PUT', '/approval-routes/rule.version', who, NO_ROUTE)).status).toBe(route);
    const off = await meeting();
    const moved = { heldOn: '2026-11-11', place: '三楼', reason: '时间冲突' };
    const at = { 'if-match': '"1"' };
    expect((await call('PUT', `/meetings/${off}/call`, who, moved, at)).status).toBe(open);
    const next = { 'if-match': open === 204 ? '"2"' : '"1"' };
    const why = { reason: '不开了' };
    expect((await call('POST', `/meetings/${off}/cancellation`, who, why, next)).status).toBe(open);
    expect((await call('POST', `/meetings/${id}/opening`, who, ATTENDANCE())).status).toBe(open);
    expect((await call('GET', '/my-meetings', who)).status).toBe(read);
    expect((await call('GET', `/meetings/${id}`, who)).status).toBe(read);
    expect((await call('GET', '/meetings', who)).status).toBe(read);
  });

  it('keeps what each kind of thing needs apart, and knows no other kind', async () => {
    const { id } = Made.parse(await (await call('POST', '/deliberative-bodies', 'keeper', BODY())).json());
    const set = (kind: string) =>
      call('PUT', `/approval-routes/${kind}`, 'head', { bodyId: id, reason: '集体决策' });
    expect((await set('rule.version')).status).toBe(204);
    expect((await set('case')).status).toBe(422);
    expect(await (await call('GET', '/deliberative-bodies', 'keeper')).json()).toMatchObject({
      routes: [
        { kind: 'power.version', body: null },
        { kind: 'rule.version', body: { bodyId: id } },
        { kind: 'category-flow.version', body: null },
      ],
    });
  });

  it('goes from the call to the archive; members hear, outsiders do not', async () => {
    const id = await meeting();
    expect((await call('POST', `/meetings/${id}/opening`, 'keeper', ATTENDANCE())).status).toBe(204);
    const matter = { title: '审议方案', ballot: 'oral' };
    const item = Made.parse(
      await (await call('POST', `/meetings/${id}/matters`, 'keeper', matter)).json(),
    ).id;
    const say = (at: number, who: string) =>
      call('POST', `/agenda-items/${item}/opinions`, who, {
        personId: people[at],
        stance: 'for',
        text: '同意',
      });
    expect((await say(0, 'keeper')).status).toBe(409);
    expect((await say(1, 'member')).status).toBe(204);
    expect((await say(2, 'member')).status).toBe(403);
    for (const at of [2, 0]) expect((await say(at, 'keeper')).status).toBe(204);
    const decided = await call('POST', `/agenda-items/${item}/decision`, 'keeper', { text: '同意' });
    expect(await decided.json()).toMatchObject({ outcome: 'adopted' });
    expect((await call('POST', `/meetings/${id}/closing`, 'keeper')).status).toBe(204);
    const seen = async (who: string) =>
      MeetingDetail.parse(await (await call('GET', `/meetings/${id}`, who)).json()).items[0]!;
    expect((await seen('member')).opinions).toHaveLength(3);
    expect([(await seen('outsider')).opinions, (await seen('outsider')).counts]).toEqual([
      null,
      { for: 3, against: 0, abstain: 0 },
    ]);
  });

  it.each([
    ['nobody', undefined, 401, 401],
    ['the keeper of the record', 'keeper', 204, 204],
    ['the first responsible person', 'head', 403, 403],
    ['a member', 'member', 403, 403],
    ['an outsider of the agency', 'outsider', 403, 403],
  ] as const)('lets attendance and recusals be corrected by %s or not', async (_, who, attend, takeBack) => {
    const id = await meeting();
    await call('POST', `/meetings/${id}/opening`, 'keeper', ATTENDANCE());
    const matter = { title: '审议方案', ballot: 'oral' };
    const made = await call('POST', `/meetings/${id}/matters`, 'keeper', matter);
    const { id: item } = Made.parse(await made.json());
    const why = { personId: people[2], reason: '本人承办' };
    await call('POST', `/agenda-items/${item}/recusals`, 'keeper', why);
    const path = `/agenda-items/${item}/recusals/${people[2]}/taking-back`;
    expect((await call('POST', path, who, { reason: '登记有误' })).status).toBe(takeBack);
    const left = { kind: 'left', personId: people[1], at: '2026-11-10T09:00:00+08:00', reason: '另有会议' };
    const enter = (headers: Record<string, string>, body: object = left) =>
      call('POST', `/meetings/${id}/attendance-changes`, who, body, headers);
    expect((await enter({ 'if-match': '"3"' })).status).toBe(attend);
    if (attend !== 204) return;
    expect((await enter({})).status).toBe(428);
    expect((await enter({ 'if-match': '"3"' })).status).toBe(412);
    const now = { 'if-match': '"4"' };
    const late = await enter(now, { ...left, kind: 'arrived', at: '2026-11-10T08:59:00+08:00' });
    expect([late.status, await late.json()]).toMatchObject([
      422,
      { code: 'deliberation/time-of-change', fields: [{ path: 'at' }] },
    ]);
    for (const body of [
      { ...left, kind: 'corrected' },
      { ...left, kind: 'slept' },
      { ...left, reason: '' },
      { ...left, present: true },
      { ...left, at: 'nine' },
    ])
      expect((await enter(now, body)).status).toBe(422);
    const back = { kind: 'corrected', personId: people[1], present: true, reason: '没有离会' };
    expect((await enter(now, back)).status).toBe(204);
    const seen = MeetingDetail.parse(await (await call('GET', `/meetings/${id}`, 'outsider')).json());
    expect(seen.attendanceChanges.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['left', ''],
      ['corrected', ''],
    ]);
    expect(seen.items[0]?.takenBack).toMatchObject([{ personId: people[2], reason: '' }]);
  });

  it('marks the line of who is away without a reason, and opens without quorum on purpose only', async () => {
    const id = await meeting();
    const open = (away: readonly number[], reason: string) =>
      call('POST', `/meetings/${id}/opening`, 'keeper', {
        attendance: people.slice(0, 3).map((personId, at) => ({
          personId,
          present: !away.includes(at),
          reason,
        })),
      });
    const blank = await open([1], ' ');
    expect([blank.status, await blank.json()]).toMatchObject([
      422,
      { fields: [{ path: `attendance/${people[1]}/reason` }] },
    ]);
    const few = await open([1, 2], '出差');
    expect([few.status, await few.json()]).toMatchObject([409, { code: 'deliberation/undecidable' }]);
    const list = people.slice(0, 3).map((personId, at) => ({ personId, present: at === 0, reason: '出差' }));
    const sure = { attendance: list, evenIfUndecidable: true };
    expect((await call('POST', `/meetings/${id}/opening`, 'keeper', sure)).status).toBe(204);
  });

  it('pages meetings, newest first', async () => {
    for (let i = 0; i < 3; i += 1) await meeting();
    const ids: string[] = [];
    let after = '';
    do {
      const page = MeetingPage.parse(await (await call('GET', `/meetings?limit=2${after}`, 'keeper')).json());
      ids.push(...page.items.map(({ id }) => id));
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['a body without members', '/deliberative-bodies', () => ({ ...BODY(), memberIds: [] })],
    ['an unknown rule', '/deliberative-bodies', () => ({ ...BODY(), quorum: 'one' })],
    [
      'a meeting called off without a reason',
      `/meetings/${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}/cancellation`,
      () => ({ reason: '' }),
    ],
    ['a day that is none', '/meetings', () => ({ bodyId: people[0], heldOn: '2026-02-30', place: 'x' })],
  ])('refuses %s by field', async (_, path, body) => {
    expect((await call('POST', path, 'keeper', body())).status).toBe(422);
  });

  it('asks for the version an edit rests on, and refuses an older one', async () => {
    await meeting();
    const { items } = Bodies.parse(await (await call('GET', '/deliberative-bodies', 'keeper')).json());
    const { id, rowVersion } = items[0]!;
    const put = (headers: Record<string, string>) =>
      call('PUT', `/deliberative-bodies/${id}`, 'keeper', BODY(), headers);
    expect((await put({})).status).toBe(428);
    expect((await put({ 'if-match': `"${rowVersion + 5}"` })).status).toBe(412);
    expect((await put({ 'if-match': `"${rowVersion}"` })).status).toBe(200);
  });

  it('answers every refusal with its status and a sentence', async () => {
    const web = createHttpApp(ctx, () => 'error');
    const codes = Object.keys(ANSWERS) as DeliberationRefusalCode[];
    web.get('/:at', (c: Ctx) =>
      refuse(c, { code: codes[Number(c.req.param('at'))], people: [] } as unknown as DeliberationRefusal),
    );
    for (const [at, code] of codes.entries()) {
      const answer = await web.request(`/${at}`);
      expect([code, answer.status]).toEqual([code, ANSWERS[code].status]);
      expect(await answer.json()).toMatchObject({ code, title: expect.stringMatching(/[\u4e00-\u9fff]/) });
    }
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { Uuid } from '#kernel';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation, sessionFor, testApi } from '#tests/organisation';
import type { ImportedOrganisation } from './index.ts';
import { organisationApi } from './index.ts';
import { AgencyChart } from './contract/index.ts';

const database = testDatabase();
const ctx = testContext(database);
const NOBODY = '00000000-0000-7000-8000-000000000000';
type Headers = Readonly<Record<string, string>>;
const made: {
  call?: ReturnType<typeof testApi>;
  bureau?: ImportedOrganisation;
  sessions: Record<string, Headers>;
} = { sessions: {} };

beforeAll(async () => {
  const bureau = await importTestOrganisation(ctx);
  made.bureau = bureau;
  const { agencyId, persons } = bureau;
  for (const [key, account, roles] of [
    ['p44', 'org-admin', ['org-admin']],
    ['p11', 'handler', ['handler']],
    ['p08', 'supervisor', ['supervisor']],
    ['p48', 'operator', ['operator']],
    ['p01', 'chief', ['first-responsible']],
  ] as const)
    made.sessions[account] = await sessionFor(ctx, { agencyId, personId: persons.get(key)!, account, roles });
  made.call = testApi(ctx, organisationApi(ctx));
});

const call: ReturnType<typeof testApi> = (path, options) => made.call!(path, options);
const as = (who: string): Headers => made.sessions[who] ?? {};
const person = (key: string): Uuid => made.bureau!.persons.get(key)!;
const post = (key: string): Uuid => made.bureau!.posts.get(key)!;
const office = (key: string): Uuid => made.bureau!.offices.get(key)!;
const home = (): string => `/agencies/${made.bureau!.agencyId}`;
const chart = async () => AgencyChart.parse((await call(home(), { headers: as('org-admin') })).json);

describe('who may do what', () => {
  const routes: readonly [string, string, () => string, () => unknown, number][] = [
    ['reads the chart', 'GET', home, () => undefined, 200],
    ['reads the staff', 'GET', () => `${home()}/persons`, () => undefined, 200],
    ['adds an office', 'POST', () => `${home()}/offices`, () => ({ name: '试验处', kind: 'office' }), 201],
    [
      'adds a post',
      'POST',
      () => `${home()}/posts`,
      () => ({ officeId: office('office-bg'), name: '试验岗', kind: 'handler' }),
      201,
    ],
    [
      'adds a member of staff',
      'POST',
      () => `${home()}/persons`,
      () => ({ name: '演示·试验', staffNo: 'T001' }),
      201,
    ],
    [
      'assigns',
      'POST',
      () => `${home()}/assignments`,
      () => ({
        postId: post('post-sp-sc'),
        personId: person('p16'),
        kind: 'deputy',
        validFrom: '2026-11-23',
        validTo: null,
      }),
      201,
    ],
    [
      'registers a body below',
      'POST',
      () => '/agencies',
      () => ({
        slug: 'below',
        parentId: made.bureau!.agencyId,
        name: '演示下级机关',
        kind: 'administrative',
        level: '4',
        divisionCode: '130283',
        uscc: null,
        details: {},
      }),
      201,
    ],
  ];
  const reading = new Set(['reads the chart', 'reads the staff']);
  it.each(
    routes.flatMap((route) =>
      (['nobody', 'handler', 'supervisor', 'operator', 'chief', 'org-admin'] as const).map((who) => {
        const allowed = who === 'org-admin' || (reading.has(route[0]) && who !== 'nobody');
        return [who, route[0], allowed ? route[4] : who === 'nobody' ? 401 : 403, route] as const;
      }),
    ),
  )('%s %s: %i', async (who, _, status, [, method, path, body]) => {
    const answer = await call(path(), { method, headers: as(who), body: body() });
    expect({ status: answer.status, code: answer.json?.code }).toMatchObject({ status });
  });

  it('society reads the tree of bodies only', async () => {
    const list = await call('/agencies?limit=1');
    expect(list.status).toBe(200);
    expect(list.json.items).toHaveLength(1);
    const next = await call(`/agencies?limit=1&cursor=${list.json.next}`);
    expect(next.json.items[0].id).not.toBe(list.json.items[0].id);
    expect(next.json.next).toBeNull();
  });
});

describe('editing', () => {
  it('names the version it rests on, and the second of two is told', async () => {
    const before = (await chart()).offices.find((o) => o.id === office('office-bg'))!;
    const path = `${home()}/offices/${before.id}`;
    const edit = (version: string | undefined, functions: string) =>
      call(path, {
        method: 'PATCH',
        headers: { ...as('org-admin'), ...(version === undefined ? {} : { 'if-match': version }) },
        body: { functions },
      });
    expect((await edit(undefined, 'x')).json.code).toBe('http/if-match-missing');
    expect((await edit('"x"', 'x')).status).toBe(428);
    expect((await edit(`"${before.rowVersion}"`, '综合协调')).json).toEqual({
      rowVersion: before.rowVersion + 1,
    });
    const late = await edit(`"${before.rowVersion}"`, '被覆盖');
    expect(late.status).toBe(412);
    expect(late.json).toMatchObject({
      code: 'organisation/stale',
      detail: { rowVersion: before.rowVersion + 1 },
    });
    const after = (await chart()).offices.find((o) => o.id === office('office-bg'))!;
    expect(after).toEqual({ ...before, functions: '综合协调', rowVersion: before.rowVersion + 1 });
  });

  it('of two edits at once exactly one wins', async () => {
    const { id, rowVersion } = (await chart()).posts[0]!;
    const answers = await Promise.all(
      ['甲', '乙', '丙'].map((duties) =>
        call(`${home()}/posts/${id}`, {
          method: 'PATCH',
          headers: { ...as('org-admin'), 'if-match': `"${rowVersion}"` },
          body: { duties },
        }),
      ),
    );
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
  });

  it.each([
    ['an unknown leader', { leaderId: NOBODY }, 422, 'organisation/unknown', 'leaderId'],
    ['a name that is empty', { name: ' ' }, 422, 'http/invalid', 'name'],
    ['a kind that is none', { kind: 'club' }, 422, 'http/invalid', 'kind'],
    ['a name that is too long', { name: '长'.repeat(201) }, 422, 'http/invalid', 'name'],
    ['a number for a name', { name: 7 }, 422, 'http/invalid', 'name'],
  ])('of an office refuses %s and writes nothing', async (_, body, status, code, path) => {
    const before = (await chart()).offices[1]!;
    const answer = await call(`${home()}/offices/${before.id}`, {
      method: 'PATCH',
      headers: { ...as('org-admin'), 'if-match': `"${before.rowVersion}"` },
      body,
    });
    expect({ status: answer.status, code: answer.json.code, path: answer.json.fields[0].path }).toEqual({
      status,
      code,
      path,
    });
    expect((await chart()).offices[1]).toEqual(before);
  });

  it.each([
    ['a credit code with a wrong check character', { uscc: '11130200DEM0000140' }, 'http/invalid'],
    ['a division code that is none', { divisionCode: '13020' }, 'http/invalid'],
    ['details of another shape', { details: { channels: 7 } }, 'http/invalid'],
  ])('of the agency refuses %s', async (_, body, code) => {
    const answer = await call(home(), {
      method: 'PATCH',
      headers: { ...as('org-admin'), 'if-match': `"${(await chart()).rowVersion}"` },
      body,
    });
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status: 422, code });
  });

  it.each([
    ['an office that is not there', 'PATCH', () => `${home()}/offices/${NOBODY}`, { name: '无' }, 404],
    ['an agency that is not there', 'PATCH', () => `/agencies/${NOBODY}`, { name: '没有' }, 404],
    ['an id that is none', 'PATCH', () => `${home()}/offices/7`, { name: '无' }, 422],
    [
      'an office of a name that is given',
      'POST',
      () => `${home()}/offices`,
      { name: '人事处', kind: 'office' },
      422,
    ],
    [
      'a staff number that is given',
      'POST',
      () => `${home()}/persons`,
      { name: '演示·重', staffNo: 'D001' },
      422,
    ],
    [
      'a post in no office',
      'POST',
      () => `${home()}/posts`,
      { officeId: NOBODY, name: '岗', kind: 'x' },
      422,
    ],
    [
      'an address name that is taken',
      'POST',
      () => '/agencies',
      {
        slug: 'tangshan-commerce',
        name: '重名',
        kind: 'administrative',
        level: '3',
        divisionCode: '130200',
        uscc: null,
        details: {},
      },
      422,
    ],
  ])('%s is refused', async (_, method, path, body, status) => {
    const answer = await call(path(), {
      method,
      headers: { ...as('org-admin'), 'if-match': '"1"' },
      body: path() === '/agencies' ? { ...body, parentId: made.bureau!.agencyId } : body,
    });
    expect(answer.status).toBe(status);
  });

  it.each([
    ['of another content type', { 'content-type': 'text/plain' }, { name: '处', kind: 'office' }, 400],
    ['that is missing', {}, undefined, 422],
  ])('a body %s is refused, not taken for an empty one', async (_, type, body, status) => {
    const headers = { ...as('org-admin'), ...type };
    expect((await call(`${home()}/offices`, { method: 'POST', headers, body })).status).toBe(status);
  });
});

describe('assignments', () => {
  const assign = (over: object, who = 'org-admin', at = 'assignments') =>
    call(`${home()}/${at}`, {
      method: 'POST',
      headers: as(who),
      body: {
        postId: post('post-sp-ck'),
        personId: person('p30'),
        kind: 'deputy',
        validFrom: '2026-12-01',
        validTo: '2026-12-31',
        ...over,
      },
    });

  it.each([
    ['a span that ends before it begins', { validTo: '2026-11-30' }, 'organisation/span-reversed', 'validTo'],
    ['a holder who is there already', { personId: 'p11' }, 'organisation/already-assigned', 'personId'],
    [
      'a supervisor on a handling post',
      { personId: 'p08' },
      'organisation/handles-and-supervises',
      'personId',
    ],
    ['nobody', { personId: undefined }, 'organisation/unknown', 'personId'],
    ['no post', { postId: NOBODY }, 'organisation/unknown', 'postId'],
    ['a day that is none', { validFrom: '2026-02-30' }, 'http/invalid', 'validFrom'],
  ])('refuse %s', async (_, over, code, path) => {
    const key = 'personId' in over ? over.personId : 'p30';
    const answer = await assign({ ...over, personId: key === undefined ? NOBODY : person(key) });
    expect({ status: answer.status, code: answer.json.code, path: answer.json.fields[0].path }).toEqual({
      status: 422,
      code,
      path,
    });
  });

  it('of one person at one post at once: one is made', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => assign({ personId: person('p31') })));
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([201, 422, 422]);
  });

  it('the head of the body is exempt, and the chart says so', async () => {
    const both = await assign({
      personId: person('p01'),
      postId: post('post-jw-jd'),
      validFrom: '2026-11-01',
      validTo: null,
    });
    expect(both.status).toBe(201);
    expect((await chart()).separation).toEqual([{ personId: person('p01'), exempt: true }]);
  });

  it('a small body records its substitute arrangement, and may then let one person do both', async () => {
    const { details, rowVersion } = await chart();
    const changed = await call(home(), {
      method: 'PATCH',
      headers: { ...as('org-admin'), 'if-match': `"${rowVersion}"` },
      body: { details: { ...details, substituteArrangement: '由上级机关纪委每月抽查' } },
    });
    expect(changed.status).toBe(200);
    expect((await assign({ personId: person('p08') })).status).toBe(201);
  });

  it('a holder delegates their own post, between days, and ends it; nobody else does', async () => {
    const delegation = {
      holderId: person('p11'),
      personId: person('p32'),
      reason: '年休假',
      kind: undefined,
    };
    expect((await assign(delegation, 'supervisor', 'delegations')).status).toBe(403);
    expect((await assign({ ...delegation, holderId: person('p12') }, 'handler', 'delegations')).status).toBe(
      403,
    );
    expect((await assign({ ...delegation, validTo: null }, 'handler', 'delegations')).status).toBe(422);
    const stranger = await assign({ ...delegation, holderId: person('p40') }, 'org-admin', 'delegations');
    expect(stranger.json).toMatchObject({ code: 'organisation/unknown', fields: [{ path: 'holderId' }] });
    const answer = await assign(delegation, 'handler', 'delegations');
    expect(answer.status).toBe(201);
    const there = (await chart()).assignments.find((a) => a.id === answer.json.id);
    expect(there).toMatchObject({ kind: 'delegate', delegatedBy: person('p11'), validTo: '2026-12-31' });
    const end = (who: string, lastDay: string) =>
      call(`${home()}/assignments/${answer.json.id}/end`, {
        method: 'POST',
        headers: as(who),
        body: { lastDay },
      });
    expect((await end('supervisor', '2026-12-05')).status).toBe(403);
    expect((await end('handler', '2026-12-05')).status).toBe(204);
    expect((await end('handler', '2026-12-31')).status).toBe(404);
    const ended = (await chart()).assignments.find((a) => a.id === answer.json.id);
    expect(ended?.validTo).toBe('2026-12-05');
  });

  it('who leaves the agency loses every post with the day', async () => {
    const { json } = await call(`${home()}/persons?limit=100`, { headers: as('org-admin') });
    const leaver = json.items.find((p: { id: string }) => p.id === person('p30'));
    const held = async () => (await chart()).assignments.filter((a) => a.personId === leaver.id);
    expect((await held()).length).toBeGreaterThan(0);
    const left = await call(`${home()}/persons/${leaver.id}`, {
      method: 'PATCH',
      headers: { ...as('org-admin'), 'if-match': `"${leaver.rowVersion}"` },
      body: { active: false },
    });
    expect(left.status).toBe(200);
    expect(await held()).toEqual([]);
    expect((await assign({ personId: leaver.id })).json.code).toBe('organisation/unknown');
  });
});

it('every change has its journal row, without names', async () => {
  const rows = await database.db
    .selectFrom('journal.row')
    .select(['action', 'entry'])
    .where('action', 'like', 'organisation/%')
    .execute();
  expect(new Set(rows.map((r) => r.action))).toEqual(
    new Set([
      'organisation/import',
      'organisation/create-agency',
      'organisation/update-agency',
      'organisation/create-office',
      'organisation/update-office',
      'organisation/create-post',
      'organisation/update-post',
      'organisation/create-person',
      'organisation/person-leaves',
      'organisation/assign-post',
      'organisation/delegate-post',
      'organisation/end-assignment',
    ]),
  );
  for (const row of rows) expect(row.entry.toString('utf8')).not.toMatch(/演示|年休假/);
});

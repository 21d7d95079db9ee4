import { beforeAll, describe, expect, it } from 'vitest';
import { assertOk as must, LegalDay, type Uuid } from '#kernel';
import type { Role, StaffActor } from '#modules/access';
import {
  callMeeting,
  closeMeeting,
  decide,
  giveOpinion,
  openMeeting,
  saveBody,
  setRoute,
} from '#modules/deliberation';
import {
  type FlowTable,
  editFlowDraft,
  flowsApi,
  flowsPortal,
  readFlowDraft,
  submitFlowDraft,
} from '#modules/flows';
import { importDemoAgency } from '../flows/flows.test-agency.ts';
import { unknownCalls } from '../flows/use-cases/unknown-calls.ts';
import { FlowDraftView, replacePost, setNode, type FlowDraft } from '#modules/flows/contract';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { sessionFor, testApi } from '#tests/organisation';
import {
  CategoryBegun,
  CategoryDetail,
  CategoryDrawing,
  CategoryList,
  FlowComparison,
} from './contract/index.ts';
import { approveCategoryVersion, categoryFlowsApi, categoryVersions, editCategoryVersion } from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const SYSTEM = { kind: 'system', name: 'test' } as const;
const ACCOUNTS = {
  clerk: 'registrar',
  head: 'office-head',
  leader: 'leader',
  keeper: 'review-office',
  supervisor: 'supervisor',
  handler: 'handler',
} as const satisfies Readonly<Record<string, Role>>;
type Headers = Readonly<Record<string, string>>;
const sessions: Record<string, Headers> = {};
const persons: Record<string, Uuid> = {};
const kit = createPortalKit(() => ({ owner: { zh: '演示商务局', en: 'Demonstration bureau' }, demo: true }));
const portal = createHttpApp(ctx, kit.errorPage);
portal.route('/', flowsPortal(ctx, kit, { versions: categoryVersions(ctx) }));
let call: ReturnType<typeof testApi>;
let agencyId: Uuid;
let officeId: string;

beforeAll(async () => {
  ctx.clock.set('2026-11-23T09:00:00+08:00');
  agencyId = (await importDemoAgency(ctx)) as Uuid;
  const api = categoryFlowsApi(ctx);
  api.route('/', flowsApi(ctx));
  call = testApi(ctx, api);
  const office = await ctx.db
    .selectFrom('office')
    .select('id')
    .where('agency_id', '=', agencyId)
    .executeTakeFirstOrThrow();
  officeId = office.id;
  const people = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('agency_id', '=', agencyId)
    .limit(6)
    .execute();
  for (const [at, [account, role]] of Object.entries(ACCOUNTS).entries()) {
    const personId = people[at]?.id as Uuid;
    persons[account] = personId;
    sessions[account] = await sessionFor(ctx, { agencyId, personId, account, roles: [role] });
  }
}, 60_000);

const as = (who: string): Headers => sessions[who] ?? {};
const begin = (who: string, title = '行政给付通用流程') =>
  call('/category-flows', {
    method: 'POST',
    headers: as(who),
    body: { officeId, kind: 'benefit', title },
  });
const begun = async (): Promise<string> => CategoryBegun.parse((await begin('head')).json).versionId;
const detail = async (id: string, who = 'head'): Promise<CategoryDetail> =>
  CategoryDetail.parse((await call(`/category-flow-versions/${id}`, { headers: as(who) })).json);
const send = async (who: string, id: string, path: string, body: unknown = {}, rowVersion?: number) =>
  call(`/category-flow-versions/${id}/${path}`, {
    method: 'POST',
    headers: { ...as(who), 'if-match': `"${rowVersion ?? (await detail(id)).rowVersion}"` },
    body,
  });
const put = async (who: string, id: string, body: unknown, rowVersion?: number) =>
  call(`/category-flow-versions/${id}`, {
    method: 'PUT',
    headers: { ...as(who), 'if-match': `"${rowVersion ?? (await detail(id)).rowVersion}"` },
    body,
  });
const staff = (account: keyof typeof ACCOUNTS): StaffActor => ({
  kind: 'staff',
  personId: persons[account] as Uuid,
  name: '演示',
  agencyId,
  assignments: [],
  roles: [{ role: ACCOUNTS[account], agencyId }],
});

const POSTS = {
  leader: 'post-fj-lt',
  head: 'post-lt-cz',
  window: 'post-sp-ck',
  examiner: 'post-lt-jg',
  publisher: 'post-fg-gk',
  budget: 'post-cw-kj',
  party: 'ext-party',
};
/** The template with posts that somebody of the demonstration bureau holds. */
const manned = (draft: FlowDraft): FlowDraft =>
  Object.entries(POSTS).reduce((now, [id, key]) => {
    const lane = now.posts.find((post) => post.id === id);
    return lane === undefined ? now : replacePost(now, id, { ...lane, id: key });
  }, draft);
const payIn = (draft: FlowDraft, n: number): FlowDraft => {
  const pay = draft.nodes.find(({ id }) => id === 'pay');
  if (pay === undefined) throw new Error('no step');
  return setNode(draft, { ...pay, limit: { n, unit: 'wd' } });
};

/** Draws as a person does: opens, edits, submits; answers what is to be bound. */
async function draw(who: 'clerk' | 'head', id: string, edit?: (draft: FlowDraft) => FlowDraft) {
  const { draftId } = CategoryDrawing.parse((await send(who, id, 'flow-draft')).json);
  const key = { agencyId, draftId };
  const { stored, examined } = must(await readFlowDraft(ctx, SYSTEM, key));
  if (examined.draft === null) throw new Error('no table');
  if (edit === undefined)
    return {
      draftId,
      ...must(await submitFlowDraft(ctx, staff(who), { ...key, rowVersion: stored.edit.rowVersion })),
    };
  const edited = must(
    await editFlowDraft(ctx, staff(who), {
      ...key,
      rowVersion: stored.edit.rowVersion,
      change: { table: edit(examined.draft) },
    }),
  );
  const { rowVersion } = edited.stored.edit;
  return { draftId, ...must(await submitFlowDraft(ctx, staff(who), { ...key, rowVersion })) };
}
async function drawn(id: string, edit = manned): Promise<void> {
  const { flowVersionId } = await draw('head', id, edit);
  expect((await put('head', id, { flowVersionId })).status).toBe(200);
}
async function passed(id: string): Promise<void> {
  for (const [act, who] of [
    ['sign', 'head'],
    ['countersign', 'leader'],
    ['pass', 'keeper'],
  ] as const)
    expect((await send(who, id, 'acts', { act })).status).toBe(200);
}

describe('who may, over HTTP', () => {
  it.each([
    ['nobody', 401, 401, 401, 401, 401],
    ['clerk', 200, 201, 200, 200, 403],
    ['head', 200, 201, 200, 200, 422],
    ['leader', 200, 403, 200, 403, 403],
    ['keeper', 200, 201, 200, 200, 403],
    ['supervisor', 200, 403, 200, 403, 403],
    ['handler', 200, 403, 403, 403, 403],
  ])('%s: list %i, begin %i, read %i, draw %i, sign %i', async (who, list, made, read, opened, sign) => {
    const id = await begun();
    expect((await call('/category-flows', { headers: as(who) })).status).toBe(list);
    expect((await begin(who)).status).toBe(made);
    expect((await call(`/category-flow-versions/${id}`, { headers: as(who) })).status).toBe(read);
    expect((await send(who, id, 'flow-draft')).status).toBe(opened);
    // Without a drawing there is nothing to sign: 422 to who may.
    expect((await send(who, id, 'acts', { act: 'sign' })).status).toBe(sign);
  });
});

/** A flow with one step that calls the first version of another. */
const calling = (flow: string): FlowTable => ({
  schema: 1,
  id: 'caller',
  name: '调用',
  kind: 'benefit',
  clock: { from: 'c', to: 'c' },
  fields: [],
  posts: [],
  edges: [],
  nodes: [
    {
      id: 'c',
      name: '转入',
      kind: 'call',
      risk: 0,
      public: true,
      calls: { flow, version: 1, completes: 'on-end' },
    },
  ],
});

describe('a general flow', () => {
  it('is drawn from its template, signed, reviewed and published provably; the next version from it', async () => {
    const id = await begun();
    await drawn(id);
    const before = await detail(id);
    expect([before.drawing?.steps, before.base, before.findings]).toEqual([expect.any(Number), null, []]);
    await passed(id);
    expect((await send('head', id, 'publication')).status).toBe(403);
    expect((await send('keeper', id, 'publication', {}, 1)).status).toBe(412);
    const published = (await send('keeper', id, 'publication')).json as { readonly rid: string };
    expect(published).toMatchObject({ n: 1 });
    const fields = await ctx.db
      .selectFrom('ledger.field')
      .select(['name', 'value'])
      .where('rid', '=', published.rid)
      .execute();
    const said = new Map(fields.map(({ name, value }) => [name, value]));
    expect([said.get('title'), said.get('kind'), said.get('n')]).toEqual(['行政给付通用流程', 'benefit', 1]);
    expect(said.get('approvals')).toMatchObject([{ act: 'sign' }, { act: 'countersign' }, { act: 'pass' }]);
    const owed = await ctx.db
      .selectFrom('obligation')
      .select(['kind', 'rid'])
      .where('rid', '=', published.rid)
      .execute();
    expect(owed).toEqual([{ kind: 'flow-version', rid: published.rid }]);

    await log.publish();
    const { code } = await detail(id);
    const page = await (await portal.request(`/flows/${code}`)).text();
    expect(page).toContain('处室签字');
    expect(page).toContain('领导小组办公室审核');

    const path = `/category-flows/${code}/versions`;
    const revise = (body: object) => call(path, { method: 'POST', headers: as('head'), body });
    expect((await revise({ officeId, reason: ' ' })).json).toMatchObject({
      code: 'category-flows/reason-missing',
    });
    const next = CategoryBegun.parse((await revise({ officeId, reason: '压缩发放时限' })).json).versionId;
    expect((await revise({ officeId, reason: '再改' })).json).toMatchObject({
      code: 'category-flows/draft-exists',
    });
    // What is published already is no new version.
    const same = await draw('head', next);
    expect((await put('head', next, { flowVersionId: same.flowVersionId })).json).toMatchObject({
      code: 'category-flows/nothing-changed',
    });
    await drawn(next, (draft) => ({ ...payIn(draft, 5), name: '行政给付类通用流程' }));
    const changed = await detail(next);
    expect(changed.base).toMatchObject({ n: 1, changes: [{ kind: 'changed', element: 'pay' }] });
    expect(changed.title).toBe('行政给付类通用流程');
    const beside = await call(`/category-flow-versions/${next}/comparison`, { headers: as('leader') });
    expect(FlowComparison.parse(beside.json).charts?.after).toContain('data-mark="changed"');
    await passed(next);
    expect((await send('keeper', next, 'publication')).json).toMatchObject({ n: 2 });
    const { items } = CategoryList.parse((await call('/category-flows', { headers: as('handler') })).json);
    expect(items.find((row) => row.code === code)).toMatchObject({
      published: { n: 2, versionId: next },
      open: null,
      callers: 0,
      mayRevise: false,
    });
  });

  it('is signed as it was submitted: a later edit or drawing voids, and whoever drew does not review', async () => {
    const id = await begun();
    const { flowVersionId } = await draw('clerk', id, manned);
    expect((await put('head', id, { flowVersionId })).status).toBe(200);
    const { rowVersion } = await detail(id);
    expect((await send('head', id, 'acts', { act: 'sign' }, rowVersion - 1)).status).toBe(412);
    expect((await send('head', id, 'acts', { act: 'sign' }, rowVersion)).status).toBe(200);
    // The clerk drew and the head bound it; neither countersigns, whatever roles they hold besides.
    for (const account of ['clerk', 'head'] as const) {
      const actor = { ...staff(account), roles: [{ role: 'leader' as const, agencyId }] };
      const key = { agencyId, versionId: id, rowVersion: (await detail(id)).rowVersion };
      expect(await approveCategoryVersion(ctx, actor, { ...key, act: 'countersign' })).toEqual({
        ok: false,
        error: { code: 'category-flows/four-eyes' },
      });
    }
    // A signed drawing is read only until somebody begins to change it, which voids the signature at once.
    const { draftId } = CategoryDrawing.parse((await send('head', id, 'flow-draft')).json);
    const locked = FlowDraftView.parse(
      (await call(`/flows/drafts/${draftId}`, { headers: as('head') })).json,
    );
    expect(locked.owner).toEqual({ kind: 'category-flow.version', id, state: 'signed' });
    const edit = (path = '', method = 'PUT') =>
      call(`/flows/drafts/${draftId}${path}`, {
        method,
        headers: { ...as('head'), 'if-match': `"${locked.rowVersion}"` },
        body: path === '' ? { table: locked.table } : {},
      });
    for (const refused of [await edit(), await edit('/submission', 'POST')])
      expect([refused.status, refused.json]).toMatchObject([
        409,
        { code: 'flows/draft-bound', detail: { state: 'signed' } },
      ]);
    expect((await put('head', id, {})).status).toBe(200);
    expect((await detail(id)).approvals.map(({ voided }) => voided)).toEqual([true]);
    const again = await draw('head', id, (draft) => payIn(draft, 4));
    expect((await detail(id)).drawnSince).toBe(true);
    await put('head', id, { flowVersionId: again.flowVersionId });
    const after = await detail(id);
    expect([after.state, after.drawnSince, after.approvals.map(({ voided }) => voided)]).toEqual([
      'draft',
      false,
      [true],
    ]);
  });

  it('takes no program of another flow, and loses no race', async () => {
    const [id, other] = [await begun(), await begun()];
    const { flowVersionId } = await draw('head', other, manned);
    expect((await put('head', id, { flowVersionId })).json).toMatchObject({
      code: 'category-flows/other-flow',
    });
    const { rowVersion } = await detail(id);
    const key = { agencyId, versionId: id, rowVersion };
    const races = await Promise.all(
      ['甲', '乙', '丙'].map((reason) => editCategoryVersion(ctx, staff('head'), { ...key, reason })),
    );
    expect(races.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await put('head', id, { officeId: agencyId })).json).toMatchObject({
      code: 'category-flows/unknown-reference',
    });
  });

  it('is given up by who drafts, for good, and makes room for another', async () => {
    const id = await begun();
    await drawn(id);
    const { draftId } = CategoryDrawing.parse((await send('head', id, 'flow-draft')).json);
    expect((await send('head', id, 'acts', { act: 'sign' })).status).toBe(200);
    for (const [who, status] of [
      ['leader', 403],
      ['supervisor', 403],
      ['handler', 403],
    ] as const)
      expect((await send(who, id, 'discarding')).status).toBe(status);
    expect((await send('head', id, 'discarding', {}, 1)).status).toBe(412);
    expect((await send('head', id, 'discarding')).status).toBe(200);
    expect((await call(`/category-flow-versions/${id}`, { headers: as('head') })).status).toBe(404);
    const { items } = CategoryList.parse((await call('/category-flows', { headers: as('head') })).json);
    expect(items.filter(({ open }) => open?.versionId === id)).toEqual([]);
    const { rows } = await database.pool.query(
      `SELECT action, actor_id FROM journal."row" WHERE subject_rid = $1 AND action LIKE '%/discard'`,
      [id],
    );
    expect(rows).toEqual([{ action: 'category-flow/discard', actor_id: persons['head'] }]);
    const stored = FlowDraftView.parse(
      (await call(`/flows/drafts/${draftId}`, { headers: as('head') })).json,
    );
    const edit = await call(`/flows/drafts/${draftId}`, {
      method: 'PUT',
      headers: { ...as('head'), 'if-match': `"${stored.rowVersion}"` },
      body: { table: stored.table },
    });
    expect(edit.json).toMatchObject({ code: 'flows/draft-bound', detail: { state: 'discarded' } });
    await expect(
      database.pool.query(`UPDATE category_flow_version SET discarded_at = NULL WHERE id = $1`, [id]),
    ).rejects.toThrow(/never changed/);
  });

  it('is not given up once it has passed, nor while it is owed past its day', async () => {
    const id = await begun();
    await drawn(id);
    await passed(id);
    expect((await send('head', id, 'discarding')).json).toMatchObject({
      code: 'category-flows/not-in-this-state',
    });
    await database.pool.query(
      `UPDATE obligation SET state = 'late', late_at = now() WHERE rid =
         (SELECT v.rid FROM category_flow_version c JOIN flow_version v ON v.id = c.flow_version_id WHERE c.id = $1)`,
      [id],
    );
    expect((await send('keeper', id, 'acts', { act: 'return', reason: '再改' })).status).toBe(200);
    expect((await send('head', id, 'discarding')).json).toMatchObject({ code: 'category-flows/owed' });
  });

  it('is ended by a version that goes the whole way, in the ledger and in public, and is called no more', async () => {
    const id = await begun();
    await drawn(id);
    await passed(id);
    const { rid } = (await send('keeper', id, 'publication')).json as { readonly rid: string };
    const { code } = await detail(id);
    const path = `/category-flows/${code}/versions`;
    const end = (who: string, body: object) =>
      call(path, { method: 'POST', headers: as(who), body: { officeId, ends: true, ...body } });
    expect((await end('leader', { reason: '没有事项了' })).status).toBe(403);
    expect((await end('head', { reason: ' ' })).json).toMatchObject({
      code: 'category-flows/reason-missing',
    });
    const made = await end('head', { reason: '这一类已经没有事项', plannedFrom: '2026-12-01' });
    const ending = CategoryBegun.parse(made.json).versionId;
    expect((await send('head', ending, 'flow-draft')).json).toMatchObject({
      code: 'category-flows/no-drawing',
    });
    expect(await detail(ending)).toMatchObject({ ends: true, ended: null, blockers: [], drawing: null });
    await passed(ending);
    const { rows: owed } = await database.pool.query(
      `SELECT state FROM obligation WHERE rid = $1 AND kind = 'flow-ending'`,
      [rid],
    );
    expect(owed).toEqual([{ state: 'open' }]);
    expect((await send('keeper', ending, 'publication')).json).toMatchObject({ n: 1, rid });
    const fields = await ctx.db
      .selectFrom('ledger.field')
      .select(['name', 'value', 'rev'])
      .where('rid', '=', rid)
      .where('rev', '=', 2)
      .execute();
    expect(fields).toMatchObject([
      {
        name: 'ending',
        value: {
          on: '2026-12-01',
          reason: '这一类已经没有事项',
          approvals: [{ act: 'sign' }, { act: 'countersign' }, { act: 'pass' }],
        },
      },
    ]);
    const public_ = async (url: string) => (await portal.request(url)).text();
    // Society learns of it with the checkpoint that covers it.
    expect(await public_(`/flows/${code}`)).not.toContain('这一类已经没有事项');
    await log.publish();
    expect(await public_(`/flows/${code}`)).toContain('到2026年12月1日（周二）终止');
    expect(await public_(`/flows/${code}`)).toContain('处室签字');
    expect(await public_('/flows')).toContain('到2026年12月1日（周二）终止，理由：');
    expect(await public_('/en/flows')).toContain('Ends on');
    const again = { code: 'category-flows/ended' };
    expect((await end('head', { reason: '再终止' })).json).toMatchObject(again);
    expect(
      (await call(path, { method: 'POST', headers: as('head'), body: { officeId, reason: '改' } })).json,
    ).toMatchObject(again);
    expect(await detail(id)).toMatchObject({ mayRevise: false, ended: { on: '2026-12-01' } });
    const { items } = CategoryList.parse((await call('/category-flows', { headers: as('head') })).json);
    expect(items.find((row) => row.code === code)).toMatchObject({
      published: { n: 1, ended: { on: '2026-12-01', reason: '这一类已经没有事项' } },
      open: null,
      mayRevise: false,
    });
    const calls = await unknownCalls(ctx.db, agencyId, calling(code));
    expect(calls).toMatchObject([
      { code: 'flows/called-flow-ended', element: 'c', data: { on: '2026-12-01' } },
    ]);
    for (const change of [`UPDATE flow_ending SET reason = 'x'`, 'DELETE FROM flow_ending'])
      await expect(database.poolAs('superuser').query(change)).rejects.toThrow(/never changed or deleted/);
  });

  it('needs a resolution where the agency asks for one, and is owed no more once it is returned', async () => {
    const people = Object.values(persons).slice(0, 3);
    const [chairId = '', second = '', third = ''] = people;
    const { id: bodyId } = must(
      await saveBody(ctx, SYSTEM, {
        agencyId,
        name: '局长办公会',
        series: '唐商办决',
        quorum: 'more-than-half',
        decides: 'majority-of-members',
        chairId,
        memberIds: people,
      }),
    );
    must(
      await setRoute(ctx, SYSTEM, {
        agencyId,
        kind: 'category-flow.version',
        bodyId,
        reason: '重大事项集体决策',
      }),
    );
    const id = await begun();
    await drawn(id);
    await passed(id);
    expect((await send('keeper', id, 'acts', { act: 'return', reason: '发放时限再压缩' })).status).toBe(200);
    const owed = await ctx.db
      .selectFrom('obligation as o')
      .innerJoin('flow_version as v', 'v.rid', 'o.rid')
      .innerJoin('category_flow_version as c', 'c.flow_version_id', 'v.id')
      .select('o.state')
      .where('c.id', '=', id)
      .execute();
    expect(owed).toEqual([{ state: 'excepted' }]);
    await passed(id);
    expect((await send('keeper', id, 'publication')).json).toMatchObject({
      code: 'category-flows/blocked',
      fields: [{ code: 'category-flows/resolution-missing' }],
    });
    const { meetingId } = must(
      await callMeeting(ctx, SYSTEM, {
        agencyId,
        bodyId,
        heldOn: LegalDay.parse('2026-11-23'),
        place: '三楼',
      }),
    );
    const attendance = people.map((personId) => ({ personId, present: true, reason: '' }));
    must(await openMeeting(ctx, SYSTEM, { agencyId, meetingId, attendance }));
    const tabled = await send('keeper', id, 'tabling', { meetingId, ballot: 'hands' });
    expect(tabled.status).toBe(201);
    const { itemId } = tabled.json as { readonly itemId: string };
    for (const personId of [second, third, chairId])
      must(await giveOpinion(ctx, SYSTEM, { agencyId, itemId, personId, stance: 'for', text: '意见' }));
    must(
      await decide(ctx, SYSTEM, {
        agencyId,
        itemId,
        counts: null,
        headAdopts: false,
        headReason: '',
        text: '关于通用流程的决议',
      }),
    );
    expect((await send('keeper', id, 'publication')).json).toMatchObject({
      fields: [{ code: 'category-flows/meeting-open' }],
    });
    must(await closeMeeting(ctx, SYSTEM, { agencyId, meetingId }));
    expect((await send('keeper', id, 'publication')).status).toBe(200);
    const { approvals } = await detail(id);
    expect(approvals.map(({ act }) => act)).toContain('resolve');
  });
});

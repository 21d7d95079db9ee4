import { beforeAll, describe, expect, it } from 'vitest';
import { assertOk as must } from '#kernel';
import type { Role, StaffActor } from '#modules/access';
import { correctRecord, redactPublished, withdrawPublished } from '#modules/disclosure';
import { importLaws } from '#modules/library';
import { powersPortal } from '#modules/powers';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { bureauWithLicence, type Bureau } from '#tests/licence';
import { sessionFor, testApi } from '#tests/organisation';
import { RuleDetail, RuleDrafted, RuleList } from './contract/index.ts';
import { editRule, reviseRule, rulesApi, rulesPortal } from './index.ts';
import { pass, publishedRule, publishNow, ruleContent, SYSTEM } from './rules.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const kit = createPortalKit(() => ({ owner: { zh: '演示商务局', en: 'Demonstration bureau' }, demo: true }));
const portal = createHttpApp(ctx, kit.errorPage);
portal.route('/', rulesPortal(ctx, kit));
portal.route('/', powersPortal(ctx, kit));
const get = async (path: string, accept = 'text/html') => {
  const answer = await portal.request(path, { headers: { accept } });
  return { status: answer.status, text: await answer.text() };
};
type Headers = Readonly<Record<string, string>>;
const ACCOUNTS = {
  clerk: 'registrar',
  head: 'office-head',
  leader: 'leader',
  keeper: 'review-office',
  supervisor: 'supervisor',
  handler: 'handler',
} as const satisfies Readonly<Record<string, Role>>;
const NOBODY = '00000000-0000-4000-8000-000000000009';
const sessions: Record<string, Headers> = {};
let call: ReturnType<typeof testApi>;
let bureau: Bureau;

beforeAll(async () => {
  bureau = await bureauWithLicence(ctx);
  call = testApi(ctx, rulesApi(ctx));
  const people = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('agency_id', '=', bureau.agencyId)
    .limit(6)
    .execute();
  for (const [at, [account, role]] of Object.entries(ACCOUNTS).entries())
    sessions[account] = await sessionFor(ctx, {
      agencyId: bureau.agencyId,
      personId: people[at]?.id as Bureau['agencyId'],
      account,
      roles: [role],
    });
}, 60_000);

const as = (who: string): Headers => sessions[who] ?? {};
const draft = async (who: string) =>
  call('/rules', {
    method: 'POST',
    headers: as(who),
    body: { officeId: bureau.officeId, content: ruleContent() },
  });
const drafted = async (): Promise<string> => RuleDrafted.parse((await draft('clerk')).json).versionId;
const detail = async (id: string, who = 'head'): Promise<RuleDetail> =>
  RuleDetail.parse((await call(`/rule-versions/${id}`, { headers: as(who) })).json);
const send = async (who: string, id: string, path: string, body: unknown = {}, rowVersion?: number) =>
  call(`/rule-versions/${id}/${path}`, {
    method: 'POST',
    headers: { ...as(who), 'if-match': `"${rowVersion ?? (await detail(id)).rowVersion}"` },
    body,
  });

describe('who may, over HTTP', () => {
  it.each([
    ['nobody', 401, 401, 401, 401],
    ['clerk', 200, 201, 200, 403],
    ['head', 200, 201, 200, 200],
    ['leader', 200, 403, 200, 403],
    ['keeper', 200, 201, 200, 403],
    ['supervisor', 200, 403, 200, 403],
    ['handler', 200, 403, 403, 403],
  ])('%s: list %i, draft %i, read a draft %i, sign %i', async (who, list, begin, read, sign) => {
    const id = await drafted();
    expect((await call('/rules', { headers: as(who) })).status).toBe(list);
    expect((await draft(who)).status).toBe(begin);
    expect((await call(`/rule-versions/${id}`, { headers: as(who) })).status).toBe(read);
    expect((await send(who, id, 'acts', { act: 'sign' })).status).toBe(sign);
  });

  it.each(['drafts', 'review'])(
    '%s tell who may not read them nothing, not even by the cursor',
    async (view) => {
      const ids = [await drafted(), await drafted()];
      if (view === 'review') for (const id of ids) await send('head', id, 'acts', { act: 'sign' });
      const page = async (who: string) =>
        (await call(`/rules?view=${view}&limit=1`, { headers: as(who) })).json;
      expect(RuleList.parse(await page('clerk')).next).not.toBeNull();
      expect(await page('handler')).toEqual({ items: [], next: null, mayDraft: false });
    },
  );

  it.each([
    ['GET', '/rule-versions/{id}', undefined],
    ['PUT', '/rule-versions/{id}', { reason: '理由' }],
    ['DELETE', '/rule-versions/{id}', undefined],
    ['POST', '/rule-versions/{id}/acts', { act: 'sign' }],
    ['POST', '/rule-versions/{id}/publication', {}],
    ['POST', '/rule-versions/{id}/tabling', { meetingId: NOBODY, ballot: 'hands' }],
    ['POST', '/rules/{id}/versions', { reason: '理由', status: 'in-force' }],
    ['GET', '/rule-targets/{id}/steps', undefined],
  ])('%s %s says that there is no such thing', async (method, path, body) => {
    const headers = { ...as('keeper'), 'if-match': '"1"' };
    const answer = await call(path.replace('{id}', NOBODY), { method, headers, body });
    expect(answer.json).toMatchObject({ status: 404, code: 'rules/not-found' });
  });

  it('goes from draft to publication by four persons, each step only by its own', async () => {
    const id = await drafted();
    for (const [act, right, wrong] of [
      ['sign', 'head', 'clerk'],
      ['countersign', 'leader', 'head'],
      ['pass', 'keeper', 'leader'],
    ] as const) {
      expect((await send(wrong, id, 'acts', { act })).status).toBe(403);
      expect((await send(right, id, 'acts', { act })).status).toBe(200);
    }
    expect((await send('head', id, 'publication')).status).toBe(403);
    expect((await send('keeper', id, 'publication')).json).toMatchObject({ n: 1 });
    expect(await detail(id, 'handler')).toMatchObject({ state: 'published', acts: [], blockers: [] });
    const list = RuleList.parse((await call('/rules?view=in-force', { headers: as('handler') })).json);
    expect(list.items.map(({ versionId }) => versionId)).toContain(id);
    expect(list.mayDraft).toBe(false);
  });

  it('refuses what it should, with words at the place', async () => {
    const id = await drafted();
    expect((await send('head', id, 'acts', { act: 'sign' }, 9)).status).toBe(412);
    const unmatched = await call(`/rule-versions/${id}/acts`, {
      method: 'POST',
      headers: as('head'),
      body: { act: 'sign' },
    });
    expect(unmatched.status).toBe(428);
    expect((await send('keeper', id, 'publication')).json).toMatchObject({
      status: 409,
      code: 'rules/not-in-this-state',
    });
    expect((await send('head', id, 'acts', { act: 'sign' })).status).toBe(200);
    expect((await send('leader', id, 'acts', { act: 'return', reason: '' })).json).toMatchObject({
      status: 422,
      fields: [{ path: 'reason' }],
    });
    const empty = await call('/rules', {
      method: 'POST',
      headers: as('clerk'),
      body: { officeId: bureau.officeId, content: ruleContent({ articles: [{ text: '' }] }) },
    });
    expect(empty.json).toMatchObject({ status: 422, fields: [{ path: 'content/articles/0/text' }] });
    const nowhere = await call('/rules', {
      method: 'POST',
      headers: as('keeper'),
      body: { officeId: NOBODY, content: ruleContent() },
    });
    expect(nowhere.json).toMatchObject({ status: 422, fields: [{ path: 'officeId' }] });
  });

  it('gives up a draft for who drafted it, and nobody else’s, nor one that waits for somebody', async () => {
    const discard = async (who: string, id: string, rowVersion?: number) =>
      call(`/rule-versions/${id}`, {
        method: 'DELETE',
        headers: { ...as(who), 'if-match': `"${rowVersion ?? (await detail(id)).rowVersion}"` },
      });
    const id = await drafted();
    expect(
      await Promise.all(['clerk', 'head', 'leader'].map(async (who) => (await detail(id, who)).mayDiscard)),
    ).toEqual([true, false, false]);
    expect((await discard('leader', id)).json).toMatchObject({ status: 403, code: 'rules/forbidden' });
    expect((await discard('head', id)).json).toMatchObject({ status: 403, code: 'rules/not-drafter' });
    expect((await discard('clerk', id, 7)).json).toMatchObject({ status: 412, code: 'rules/stale' });
    expect((await call(`/rule-versions/${id}`, { method: 'DELETE', headers: as('clerk') })).status).toBe(428);
    await send('head', id, 'acts', { act: 'sign' });
    expect((await discard('clerk', id)).json).toMatchObject({ status: 409, code: 'rules/waiting' });
    await send('leader', id, 'acts', { act: 'return', reason: '不必另立制度' });
    expect((await discard('clerk', id)).status).toBe(204);
    expect((await call(`/rule-versions/${id}`, { headers: as('clerk') })).status).toBe(404);
    const { json } = await call('/rules?view=drafts&limit=100', { headers: as('clerk') });
    expect(RuleList.parse(json).items.map(({ versionId }) => versionId)).not.toContain(id);
  });

  it('offers powers in force and the steps of their flows to who drafts', async () => {
    for (const path of ['/rule-targets?q=', `/rule-targets/${bureau.powerId}/steps`])
      expect((await call(path, { headers: as('handler') })).status).toBe(403);
    const found = await call('/rule-targets?q=', { headers: as('clerk') });
    expect(found.json).toMatchObject({ items: [{ powerId: bureau.powerId, code: bureau.powerCode }] });
    const steps = await call(`/rule-targets/${bureau.powerId}/steps`, { headers: as('clerk') });
    expect(JSON.stringify(steps.json)).toContain('lic-receive');
  });
});

describe('what society sees', () => {
  const made = { ruleId: '', rid: '' };
  const content = ruleContent({
    title: '窗口收件管理办法',
    governs: [],
    articles: [
      { chapter: '第一章 总则', text: '窗口收件后三个工作日内转交承办处室。' },
      { text: '收件凭证写明查询办法。' },
    ],
  });

  beforeAll(async () => {
    const governs = [{ powerId: bureau.powerId, steps: [{ id: 'lic-receive', name: '收件与形式审查' }] }];
    Object.assign(made, await publishedRule(ctx, bureau, { ...content, governs }, '退回的岗位'));
  });

  it('is nothing until a checkpoint covers it', async () => {
    expect((await get(`/rules/${made.ruleId}`)).status).toBe(404);
    expect((await get('/rules')).text).not.toContain(content.title);
    await log.publish();
    expect((await get('/rules')).text).toContain(content.title);
  });

  it.each([
    ['zh', '', '管哪些事项和环节', '全部版本', '现行有效'],
    ['en', '/en', 'Powers and steps it governs', 'All versions', 'in force'],
  ])('is the text, what it governs, its versions and proof: %s', async (_, lang, ...parts) => {
    const { status, text } = await get(`${lang}/rules/${made.ruleId}`);
    expect(status).toBe(200);
    for (const part of [
      ...parts,
      '第一章 总则',
      '第二条',
      '收件与形式审查',
      content.documentNumber ?? '',
      `href="${lang}/powers/${bureau.powerCode}"`,
      `#complain"`,
      `href="/records/${made.rid}"`,
    ])
      expect(text).toContain(part);
  });

  it('says who approved it, and not who had sent it back before', async () => {
    const { text } = await get(`/rules/${made.ruleId}`);
    expect(text).toContain('分管领导审签');
    expect(text).not.toContain('退回的岗位');
  });

  it('stands on the page of the power it governs', async () => {
    const { text } = await get(`/powers/${bureau.powerCode}`);
    expect(text).toContain(`href="/rules/${made.ruleId}"`);
    expect(text).toContain('管“收件与形式审查”环节');
  });

  it('is found by a word of its text, by agency and state, and answers JSON', async () => {
    const titles = async (query: string): Promise<string> => (await get(`/rules?${query}`)).text;
    expect(await titles(`q=${encodeURIComponent('收件凭证')}`)).toContain(content.title);
    expect(await titles(`q=${encodeURIComponent('登高望远')}`)).not.toContain(content.title);
    expect(await titles('state=repealed')).not.toContain(content.title);
    expect(await titles('agency=nobody')).not.toContain(content.title);
    const { text } = await get(`/rules/${made.ruleId}`, 'application/json');
    expect(JSON.parse(text)).toMatchObject({
      id: made.ruleId,
      n: 1,
      rid: made.rid,
      status: 'in-force',
      governs: [{ power: bureau.powerCode }],
    });
  });

  it('shows a revision word by word, and a repeal with its ground', async () => {
    const next = must(
      await reviseRule(ctx, SYSTEM, {
        agencyId: bureau.agencyId,
        ruleId: made.ruleId,
        reason: '转交改为当日',
        status: 'in-force',
      }),
    );
    must(
      await editRule(ctx, SYSTEM, {
        agencyId: bureau.agencyId,
        versionId: next.versionId,
        rowVersion: 1,
        content: {
          ...content,
          articles: [
            { chapter: '第一章 总则', text: '窗口收件后当日转交承办处室。' },
            { text: '收件凭证写明查询办法。' },
          ],
        },
      }),
    );
    await pass(ctx, bureau.agencyId, next.versionId);
    must(await publishNow(ctx, bureau.agencyId, next.versionId));
    await log.publish();
    const { text } = await get(`/rules/${made.ruleId}/diff/1/2`);
    expect(text).toContain('<ins>当</ins>');
    expect(text).toContain('其余 1 条没有改动');
    expect((await get(`/rules/${made.ruleId}/versions/1`)).text).toContain('三个工作日');
    expect((await get(`/rules/${made.ruleId}/diff/1/9`)).status).toBe(404);

    const repeal = must(
      await reviseRule(ctx, SYSTEM, {
        agencyId: bureau.agencyId,
        ruleId: made.ruleId,
        reason: '上级已有统一规定',
        status: 'repealed',
      }),
    );
    await pass(ctx, bureau.agencyId, repeal.versionId);
    must(await publishNow(ctx, bureau.agencyId, repeal.versionId));
    await log.publish();
    const page = (await get(`/rules/${made.ruleId}`)).text;
    expect(page).toContain('上级已有统一规定');
    expect(page).toContain('已废止');
    expect(page).toMatch(/第 3 版<\/span><span>自 [^<]+起废止/);
    expect((await get('/rules')).text).not.toContain(content.title);
    expect((await get('/rules?state=repealed')).text).toContain(content.title);
    expect((await get(`/powers/${bureau.powerCode}`)).text).not.toContain(made.ruleId);
  });

  it('leads from what it cites to the law at its article, to the other rule and to the power; what is known to nobody stays text', async () => {
    const law = { title: '中华人民共和国行政许可法', level: 'law', source: '公报', articles: [] };
    const json = { laws: [law] };
    must(await importLaws(ctx, SYSTEM, { agencyId: bureau.agencyId, json, dryRun: false }));
    const { id: lawId } = await ctx.db.selectFrom('law').select('id').executeTakeFirstOrThrow();
    const { name: power } = await ctx.db
      .selectFrom('power_in_force')
      .select('name')
      .executeTakeFirstOrThrow();
    const other = await publishedRule(ctx, bureau, ruleContent({ title: '被引用的制度' }));
    const text = `依照《行政许可法》第三十二条、《被引用的制度》和《无名办法》，办理“${power}”。`;
    const citing = await publishedRule(
      ctx,
      bureau,
      ruleContent({ title: '引用的制度', articles: [{ text }] }),
    );
    await log.publish();
    const links = [
      `<a href="/laws/${lawId}#a-32">《行政许可法》第三十二条</a>`,
      `<a href="/rules/${other.ruleId}">《被引用的制度》</a>`,
      `<a href="/powers/${bureau.powerCode}">“${power}”</a>`,
      '和《无名办法》，',
    ];
    const page = (await get(`/rules/${citing.ruleId}`)).text;
    for (const link of links) expect(page).toContain(link);
    expect((await get(`/powers/${bureau.powerCode}`)).text).toContain(`/laws/${lawId}#a-`);
    expect((await detail(citing.versionId)).cited).toEqual(
      expect.arrayContaining([
        { kind: 'law', name: '行政许可法', id: lawId },
        { kind: 'rule', name: '被引用的制度', versionId: other.versionId },
        { kind: 'power', name: power, code: bureau.powerCode },
      ]),
    );
  });

  it('says what was corrected, and nothing more of what was taken down or erased', async () => {
    const publisher: StaffActor = {
      kind: 'staff',
      personId: bureau.agencyId,
      name: '演示',
      agencyId: bureau.agencyId,
      assignments: [],
      roles: [
        { role: 'disclosure-reviewer', agencyId: bureau.agencyId },
        { role: 'leader', agencyId: bureau.agencyId },
      ],
    };
    const text = (title: string) =>
      ruleContent({
        title,
        governs: [{ powerId: bureau.powerId, steps: [] }],
        articles: [{ text: `${title}的条文。` }],
      });
    const withdrawn = await publishedRule(ctx, bureau, text('写错文号的制度'));
    const erased = await publishedRule(ctx, bureau, text('写了姓名的制度'));
    await log.publish();
    const of = { agencyId: bureau.agencyId, rid: withdrawn.rid, ground: '政府信息公开条例第四十一条' };
    const fields = { documentNumber: '唐商〔2026〕900号' };
    must(await correctRecord(ctx, publisher, { ...of, fields }));
    await log.publish();
    const corrected = (await get(`/rules/${withdrawn.ruleId}`)).text;
    for (const part of ['写错文号的制度的条文。', fields.documentNumber, of.ground])
      expect(corrected).toContain(part);

    must(await withdrawPublished(ctx, publisher, { ...of, ground: '依法撤下' }));
    must(
      await redactPublished(ctx, publisher, {
        ...of,
        rid: erased.rid,
        erase: [{ rev: 1, name: 'articles' }],
      }),
    );
    await log.publish();
    for (const { ruleId, rid, title } of [
      { ...withdrawn, title: '写错文号的制度' },
      { ...erased, title: '写了姓名的制度' },
    ]) {
      const page = await get(`/rules/${ruleId}`);
      expect([page.status, page.text.includes('撤下'), page.text.includes(rid)]).toEqual([200, true, true]);
      const places = [
        page,
        await get(`/rules/${ruleId}/versions/1`),
        await get(`/rules/${ruleId}`, 'application/json'),
        await get('/rules'),
        await get(`/rules?q=${encodeURIComponent(title)}`, 'application/json'),
        await get(`/powers/${bureau.powerCode}`),
      ];
      for (const place of places) expect(place.text.replaceAll(/value="[^"]*"/g, '')).not.toContain(title);
      expect((await get(`/rules/${ruleId}/diff/1/1`)).status).toBe(404);
    }
    expect((await get(`/rules/${withdrawn.ruleId}`)).text).toContain('依法撤下');
  });

  it.each(['/rules/none', '/rules/00000000-0000-4000-8000-000000000001'])('%s is not found', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, Uuid } from '#kernel';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { powersApi, powersPortal } from '#modules/powers';
import { VersionDetail } from '#modules/powers/contract';
import { loadCatalogue } from '#tests/catalogue';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { sessionFor, testApi } from '#tests/organisation';
import { ANSWERS } from './api/texts.ts';
import { Added, ArticleChoices, LawDetail, LawImportReport, LawList } from './contract/index.ts';
import { lawKey } from './domain/citation.ts';
import { basesChanged, lawsApi, lawsPortal } from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const kit = createPortalKit(() => ({ owner: { zh: '演示商务局', en: 'Demonstration bureau' }, demo: true }));
const portal = createHttpApp(ctx, kit.errorPage);
portal.route('/', lawsPortal(ctx, kit));
portal.route('/', powersPortal(ctx, kit));
const page = async (path: string) => (await portal.request(path)).text();
const api = testApi(ctx, lawsApi(ctx), powersApi(ctx));
const TODAY = LegalDay.parse('2026-11-23');
const sessions = new Map<string, Readonly<Record<string, string>>>();
const made = { agencyId: '', versionId: '', code: '', law: '', article: '' };

beforeAll(async () => {
  await loadCatalogue(ctx);
  await log.publish();
  ctx.clock.set('2026-11-23T09:00:00+08:00');
  const power = await ctx.db
    .selectFrom('power_in_force as f')
    .innerJoin('power_version as v', 'v.id', 'f.version_id')
    .innerJoin('power_item as p', 'p.id', 'f.power_id')
    .select(['f.agency_id', 'v.id', 'p.code', 'v.content'])
    .where('v.type_code', '=', '01')
    .where('v.status', '=', 'in-force')
    .orderBy('p.code')
    .executeTakeFirstOrThrow();
  const [basis] = (power.content as { legalBasis: { law: string; article: string }[] }).legalBasis;
  Object.assign(made, { agencyId: power.agency_id, versionId: power.id, code: power.code, ...basis });
  const persons = await ctx.db
    .selectFrom('person as p')
    .select('p.id')
    .where('p.agency_id', '=', power.agency_id)
    .where((e) =>
      e.not(e.exists(e.selectFrom('login as l').select('l.person_id').whereRef('l.person_id', '=', 'p.id'))),
    )
    .limit(3)
    .execute();
  for (const [at, [account, role]] of (
    [
      ['keeper', 'review-office'],
      ['clerk', 'registrar'],
      ['handler', 'handler'],
    ] as const
  ).entries()) {
    const who = { agencyId: Uuid.parse(power.agency_id), personId: Uuid.parse(persons[at]?.id) };
    sessions.set(account, await sessionFor(ctx, { ...who, account, roles: [role] }));
  }
}, 180_000);

const call = (method: string, path: string, who: string | undefined, body?: unknown, ifMatch?: number) =>
  api(path, {
    method,
    headers: {
      ...(who === undefined ? {} : sessions.get(who)),
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    },
    ...(body === undefined ? {} : { body }),
  });
let n = 0;
const entry = (over: object = {}) => ({
  title: `某市商务管理办法（第${(n += 1)}种）`,
  level: 'local-rule',
  source: '公报',
  articles: [{ number: '第三条', textKind: 'summary', text: '要点' }],
  ...over,
});
const add = async (over: object = {}) =>
  Added.parse((await call('POST', '/laws', 'keeper', entry(over))).json).lawId;
const read = async (id: string) => LawDetail.parse((await call('GET', `/laws/${id}`, 'handler')).json);
const put = async (id: string, over: object, who = 'keeper') => {
  const law = await read(id);
  return call('PUT', `/laws/${id}`, who, { ...law.entry, ...over }, law.rowVersion);
};

describe('who may do what', () => {
  it.each([
    ['nobody', undefined, 401, 401],
    ['the leading group office', 'keeper', 200, 201],
    ['a registrar', 'clerk', 200, 403],
    ['a handler', 'handler', 200, 403],
  ] as const)('%s', async (_, who, reads, keeps) => {
    const id = await add();
    for (const path of ['/laws', `/laws/${id}`, '/law-articles?q=办法'])
      expect((await call('GET', path, who)).status).toBe(reads);
    expect((await call('POST', '/laws', who, entry())).status).toBe(keeps);
    const done = keeps === 201 ? 200 : keeps;
    const file = { dryRun: true, file: { laws: [] } };
    expect((await call('POST', '/laws/import', who, file)).status).toBe(done);
    expect((await call('PUT', `/laws/${id}`, who, entry(), 1)).status).toBe(done);
    expect(
      (await call('POST', `/laws/${id}/verification`, who, undefined, done === 200 ? 2 : 1)).status,
    ).toBe(done);
  });
});

describe('an entry', () => {
  it('is refused by code where it cannot be', async () => {
    const id = await add({ title: '中华人民共和国某某法' });
    const refused = async (answer: ReturnType<typeof call>) => {
      const { status, json } = await answer;
      const { code } = json as { code: keyof typeof ANSWERS };
      expect(status).toBe(ANSWERS[code].status);
      return code;
    };
    expect(await refused(call('POST', '/laws', 'keeper', entry({ title: '《某某法》' })))).toBe(
      'library/title-taken',
    );
    const twice = { articles: ['第三条', '3'].map((number) => ({ number, textKind: 'text', text: '' })) };
    expect(await refused(call('POST', '/laws', 'keeper', entry(twice)))).toBe('library/faulty');
    expect(await refused(call('PUT', `/laws/${id}`, 'keeper', entry(), 7))).toBe('library/stale');
    const nowhere = '018f0000-0000-7000-8000-000000000000';
    expect(await refused(call('GET', `/laws/${nowhere}`, 'keeper'))).toBe('library/not-found');
    await call('POST', `/laws/${id}/verification`, 'keeper', undefined, 1);
    expect(await refused(call('POST', `/laws/${id}/verification`, 'keeper', undefined, 2))).toBe(
      'library/verified-already',
    );
    expect((await call('PUT', `/laws/${id}`, 'keeper', entry())).status).toBe(428);
  });

  it('is verified by name until it changes, each time on the journal', async () => {
    const id = await add();
    expect((await call('POST', `/laws/${id}/verification`, 'keeper', undefined, 1)).status).toBe(200);
    expect((await read(id)).verified).not.toBeNull();
    const checked = await page(`/laws/${id}`);
    expect(checked).toContain('与公布文本核对');
    expect(checked).not.toContain('只供查找');
    const amendment = { decidedOn: '2026-10-01', note: '修正', changed: ['3'] };
    expect((await put(id, { amendments: [amendment] })).status).toBe(200);
    expect(await read(id)).toMatchObject({ verified: null, amendedFrom: '2026-10-01' });
    const unchecked = await page(`/laws/${id}`);
    for (const said of ['未核对', '只供查找', '应核对的文本', '没有登记']) expect(unchecked).toContain(said);
    expect(await page('/laws')).toContain('还没有人与公报公布的文本核对');
    const journal = await ctx.db
      .selectFrom('journal.row')
      .select('action')
      .where('subject_rid', '=', id)
      .execute();
    expect(journal).toHaveLength(3);
    expect(new Set(journal.map(({ action }) => action))).toEqual(
      new Set(['library/add-law', 'library/verify-law', 'library/change-law']),
    );
  });

  it('goes to one of two who change it at once', async () => {
    const id = await add();
    const { entry: text, rowVersion } = await read(id);
    const answers = await Promise.all(
      ['甲', '乙'].map((issuer) => call('PUT', `/laws/${id}`, 'keeper', { ...text, issuer }, rowVersion)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]));
  });

  it('is listed by title, page by page, and found by title and number', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1)
      ids.push(await add({ title: `分页办法${at}`, documentNumber: `页字〔2026〕${at}号` }));
    const seen: string[] = [];
    let cursor = '';
    do {
      const list = LawList.parse((await call('GET', `/laws?limit=2&q=分页办法${cursor}`, 'clerk')).json);
      seen.push(...list.items.map(({ id }) => id));
      cursor = list.next === null ? '' : `&cursor=${list.next}`;
    } while (cursor !== '');
    expect(seen).toEqual(ids);
    const found = LawList.parse(
      (await call('GET', `/laws?q=${encodeURIComponent('〔2026〕3号')}`, 'clerk')).json,
    );
    expect(found.items.map(({ title }) => title)).toEqual(['分页办法3']);
    expect(LawList.parse((await call('GET', '/laws?q=%25', 'clerk')).json).items).toEqual([]);
  });
});

describe('an import', () => {
  const load = async (laws: readonly unknown[], dryRun = false) =>
    LawImportReport.parse((await call('POST', '/laws/import', 'keeper', { dryRun, file: { laws } })).json);

  it('only reports when tried, adds, and changes nothing the second time', async () => {
    const laws = [entry({ title: '导入办法' })];
    expect(await load(laws, true)).toMatchObject({ added: 1, findings: [] });
    expect(await load(laws)).toMatchObject({ added: 1 });
    expect(await load(laws)).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    const more = entry({ title: '导入办法', articles: [{ number: '第四条', textKind: 'text', text: '' }] });
    expect(await load([more])).toMatchObject({ changed: 1 });
  });

  it('is stopped as a whole by any finding', async () => {
    const report = await load([
      entry({ title: '好的办法' }),
      { title: '坏的' },
      entry({ title: '好的办法' }),
    ]);
    expect(report.findings.map(({ row, field }) => [row, field])).toEqual([
      [2, 'level'],
      [2, 'source'],
      [3, 'title'],
    ]);
    expect(LawList.parse((await call('GET', '/laws?q=好的办法', 'keeper')).json).items).toEqual([]);
  });
});

it('makes a name the same in the database as in the code', async () => {
  const titles = [
    '《中华人民共和国行政许可法》第四十二条',
    '行政许可法（2019修正）',
    '单用途商业预付卡管理办法（试行）',
    '对外劳务合作管理条例(国务院令第620号)',
    '  成品油 流通管理办法',
    '中华人民共和国',
  ];
  for (const title of titles) {
    const { rows } = await sql<{ key: string }>`SELECT law_key(${title}) AS key`.execute(ctx.db);
    expect(rows[0]?.key).toBe(lawKey(title));
  }
});

describe('what rests on a law', () => {
  const detail = async () =>
    VersionDetail.parse((await call('GET', `/power-versions/${made.versionId}`, 'clerk')).json);
  const mine = async () =>
    (await basesChanged(ctx.db, made.agencyId, TODAY)).filter(
      ({ code, article }) => code === made.code && article === made.article,
    );

  it('shows on the item at the desk and in public as soon as the law changes', async () => {
    const laws = [
      entry({ title: made.law, articles: [{ number: '第一条', textKind: 'summary', text: '' }] }),
    ];
    await call('POST', '/laws/import', 'keeper', { dryRun: false, file: { laws } });
    const list = LawList.parse((await call('GET', `/laws?q=${encodeURIComponent(made.law)}`, 'keeper')).json);
    const row = list.items.find(({ title }) => title === made.law);
    const id = row?.id ?? '';
    expect(row?.powers).toBe((await read(id)).powers.length);
    expect((await read(id)).powers.map(({ code }) => code)).toContain(made.code);
    expect((await detail()).bases[0]).toMatchObject({ lawId: id, state: { code: 'article-not-in-library' } });
    expect(await mine()).toEqual([]);

    await put(id, { amendments: [{ decidedOn: '2026-11-20', note: '修订', changed: [] }] });
    expect((await detail()).bases[0]?.state).toMatchObject({ code: 'amended', on: '2026-11-20' });
    expect(await mine()).toMatchObject([{ lawId: id, article: made.article, state: { code: 'amended' } }]);
    expect(await page(`/powers/${made.code}`)).toContain('2026年11月20日（周五）起已修订');
    expect((await page(`/powers/${made.code}`)).includes('已废止')).toBe(false);

    await put(id, { amendments: [{ decidedOn: '2026-11-20', note: '修正', changed: ['999'] }] });
    expect(await mine()).toEqual([]);
    expect((await page(`/powers/${made.code}`)).includes('已修订')).toBe(false);

    await put(id, { repealedFrom: '2026-11-24' });
    expect(await mine()).toEqual([]);
    await put(id, { repealedFrom: '2026-11-23', repealNote: '由新法代替' });
    expect((await detail()).bases[0]?.state).toMatchObject({ code: 'repealed', on: '2026-11-23' });
    expect(await mine()).toMatchObject([{ state: { code: 'repealed' } }]);
    const text = await page(`/powers/${made.code}`);
    expect(text.includes('2026年11月23日（周一）起已废止')).toBe(true);
    expect(text.includes(`href="/laws/${id}`)).toBe(true);
    expect(await page(`/laws/${id}`)).toContain(`/powers/${encodeURIComponent(made.code)}`);
  });

  it('offers articles by words and number, with what is to be filled in', async () => {
    await add({ title: '挑选办法', documentNumber: '令第1号' });
    const { items } = ArticleChoices.parse(
      (await call('GET', `/law-articles?q=${encodeURIComponent('挑选办法 3')}`, 'clerk')).json,
    );
    expect(items).toMatchObject([
      { law: '挑选办法', article: '第三条', level: '地方政府规章', version: '令第1号', summary: '要点' },
    ]);
  });
});

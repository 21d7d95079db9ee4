import { beforeAll, describe, expect, it } from 'vitest';
import { assertOk, LegalDay } from '#kernel';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { loadCatalogue } from '#tests/catalogue';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import {
  adjustPower,
  approvePower,
  findPowerInForce,
  powersPortal,
  publishPower,
  type PowerContent,
} from '../index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const kit = createPortalKit(() => ({ owner: { zh: '演示商务局', en: 'Demonstration bureau' }, demo: true }));
const app = createHttpApp(ctx, kit.errorPage);
app.route('/', powersPortal(ctx, kit));
const get = async (path: string, accept = 'text/html') => {
  const answer = await app.request(path, { headers: { accept } });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
};
/** A licence of one version, and the one that was adjusted: version 2 is in force 40 days before the first start. */
const made = { code: '', name: '', rid: '', adjusted: '', before: '' };

beforeAll(async () => {
  await loadCatalogue(ctx);
  await log.publish();
  const versions = await ctx.db
    .selectFrom('power_version as v')
    .innerJoin('power_item as p', 'p.id', 'v.power_id')
    .select(['p.id', 'p.agency_id', 'p.code', 'v.n', 'v.name', 'v.rid', 'v.effective_from'])
    .where('v.type_code', '=', '01')
    .where('v.state', '=', 'published')
    .where('v.flow_version_id', 'is not', null)
    .orderBy('v.n', 'desc')
    .orderBy('p.code')
    .execute();
  const adjusted = versions.find((v) => v.n === 2);
  const first = versions.find((v) => v.n === 1 && v.code !== adjusted?.code);
  Object.assign(made, {
    code: first?.code,
    name: first?.name,
    rid: first?.rid,
    adjusted: adjusted?.code,
    before: versions.find((v) => v.n === 1 && v.code === adjusted?.code)?.effective_from,
  });
  await ctx.db
    .insertInto('power_alias')
    .values({ code: 'OLD-CODE', agency_id: first?.agency_id ?? '', power_id: first?.id ?? '' })
    .execute();
  ctx.clock.set('2026-11-23T09:00:00+08:00');
}, 120_000);

describe('a power', () => {
  it('shows its law, limits, flow, how to apply, and its proof', async () => {
    const { status, text } = await get(`/powers/${made.code}`);
    expect(status).toBe(200);
    for (const part of [
      made.name,
      '行政许可法',
      '<svg',
      `href="/powers/${made.code}/apply"`,
      `href="/records/${made.rid}"`,
    ])
      expect(text).toContain(part);
    expect((await get(`/en/powers/${made.code}`)).text).toContain('Licence');
  });

  it('answers JSON when asked', async () => {
    const { text } = await get(`/powers/${made.code}`, 'application/json');
    expect(JSON.parse(text)).toMatchObject({ code: made.code, n: 1, rid: made.rid });
  });

  it.each(['', '/versions'])('an old code leads to the new one for good: %s', async (rest) => {
    expect(await get(`/powers/OLD-CODE${rest}`)).toMatchObject({
      status: 301,
      location: `/powers/${made.code}${rest}`,
    });
    expect((await get(`/en/powers/OLD-CODE${rest}`)).location).toBe(`/en/powers/${made.code}${rest}`);
  });

  it('has its versions, each as it stood, and the difference of two', async () => {
    const base = `/powers/${made.adjusted}`;
    const list = await get(`${base}/versions`);
    for (const href of [`${base}/versions/1`, `${base}/versions/2`, `${base}/diff/1/2`])
      expect(list.text).toContain(`href="${href}"`);
    expect((await get(`${base}/versions/1`)).text).not.toContain(`href="${base}/apply"`);
    const { text: compared } = await get(`${base}/diff/1/2`);
    expect(compared).toMatch(/<ins>[^<]*材料可以承诺后补/u);
    for (const [page, title, sign, step] of [
      [`${base}/diff/1/2`, '流程的差别', '≠ 修改', `href="${base}/flow#step-`],
      [`/en${base}/diff/1/2`, 'What changed in the flow', '≠ changed', `href="/en${base}/flow#step-`],
    ] as const) {
      const { text } = await get(page);
      for (const part of [title, `>${sign}</text>`, 'id="before-', 'id="after-', 'data-mark="changed"', step])
        expect(text).toContain(part);
    }
    expect((await get(`${base}/diff/2/2`)).text).toContain('两个版本的流程完全相同');
    const then = await get(`${base}?asOf=${made.before}`, 'application/json');
    expect(JSON.parse(then.text)).toMatchObject({ n: 1 });
    expect((await get(`${base}?asOf=2020-01-01`)).status).toBe(404);
  });
});

it('a successor that is published but not in force leaves today’s version as it is', async () => {
  const base = `/powers/${made.code}`;
  const before = await get(base);
  const item = await ctx.db
    .selectFrom('power_item')
    .select(['id', 'agency_id'])
    .where('code', '=', made.code)
    .executeTakeFirstOrThrow();
  const system = { kind: 'system', name: 'test' } as const;
  const on = { agencyId: item.agency_id };
  const drafted = assertOk(
    await adjustPower(ctx, system, { ...on, powerId: item.id, reason: '压减时限', changeBasis: '会议研究' }),
  );
  const version = { ...on, versionId: drafted.versionId };
  for (const [at, act] of (['sign', 'countersign', 'pass'] as const).entries())
    assertOk(await approvePower(ctx, system, { ...version, rowVersion: at + 1, act }));
  const effectiveFrom = LegalDay.parse('2027-01-01');
  assertOk(await publishPower(ctx, system, { ...version, rowVersion: 4, effectiveFrom }));
  await log.publish();
  const { text } = await get(base);
  expect(text).toContain(`href="${base}/apply"`);
  expect(text).toContain(`href="${base}/versions/2"`);
  expect(bands(text)).toEqual(bands(before.text));
  expect((await get(`${base}/versions/2`)).text).not.toContain(`href="${base}/apply"`);
  expect(bands((await get(`${base}?asOf=2026-11-20`)).text)).not.toEqual(bands(text));
  ctx.clock.set('2027-01-01T00:00:00+08:00');
  expect(JSON.parse((await get(base, 'application/json')).text)).toMatchObject({ n: 2 });
  ctx.clock.set('2026-11-23T09:00:00+08:00');
});

it('says that review comes first where the law says so, and nowhere else', async () => {
  const { code } = await ctx.db
    .selectFrom('power_item')
    .select('code')
    .where('import_key', '=', 'it-02')
    .executeTakeFirstOrThrow();
  expect((await get(`/powers/${code}`)).text).not.toContain('复议前置');
  const power = await findPowerInForce(ctx.db, code ?? '', LegalDay.parse('2026-11-23'));
  if (power === undefined) throw new Error('no power');
  const { agencyId, powerId } = power;
  const system = { kind: 'system', name: 'test' } as const;
  const reviewFirst = {
    ground: 'set-by-law',
    law: '行政复议法',
    article: '第二十三条第一款第五项',
    verified: true,
  } as const;
  const { versionId } = assertOk(
    await adjustPower(ctx, system, {
      agencyId,
      powerId,
      reason: '法律修改',
      changeBasis: '会议研究',
      content: { ...power.content, reviewFirst },
    }),
  );
  for (const [at, act] of (['sign', 'countersign', 'pass'] as const).entries())
    assertOk(await approvePower(ctx, system, { agencyId, versionId, rowVersion: at + 1, act }));
  assertOk(
    await publishPower(ctx, system, {
      agencyId,
      versionId,
      rowVersion: 4,
      effectiveFrom: LegalDay.parse('2026-11-23'),
    }),
  );
  await log.publish();
  expect((await get(`/powers/${code}`)).text).toContain('依据《行政复议法》第二十三条第一款第五项');
  expect((await get(`/en/powers/${code}`)).text).toContain('Review comes first');
  expect((await get(`/powers/${code}/diff/1/2`)).text).toContain('复议前置');
});

const bands = (text: string) => text.match(/class="band [^"]*"/g);

describe('the list', () => {
  it('leads to the laws its powers rest on', async () => {
    expect((await get('/powers')).text).toContain('href="/laws"');
    expect((await get('/en/powers')).text).toContain('href="/en/laws"');
  });

  it.each([
    ['a word', (): string => `q=${encodeURIComponent(made.name.slice(0, 6))}`],
    ['the code', (): string => `q=${made.code}`],
    ['the type', (): string => 'type=01'],
  ])('finds a power by %s', async (_, query) => {
    expect((await get(`/powers?${query()}`)).text).toContain(`href="/powers/${made.code}"`);
  });

  it.each(['q=不存在的词语', 'type=02', 'agency=nowhere', 'asOf=2020-01-01'])(
    'leaves it out by %s',
    async (query) => {
      const { status, text } = await get(`/powers?${query}`);
      expect(status).toBe(200);
      expect(text).not.toContain(`href="/powers/${made.code}"`);
    },
  );
});

describe('what nobody meant to ask', () => {
  it.each([
    ['/powers/NOWHERE', 404],
    ['/powers/%00', 400],
    ['/powers/%ED%A0%80', 404],
    ['/powers/NOWHERE/versions', 404],
    ['/powers/NOWHERE/diff/1/2', 404],
    ['/powers/NOWHERE/versions/0', 404],
    ['/powers?q=%00&type=zz&agency=%00&after=%00', 400],
    ['/powers?type=zz&agency=x%20y&after=zz', 200],
    ['/powers?asOf=2026-02-30', 400],
    ['/powers?asOf=', 200],
    [`/powers?q=${'字'.repeat(500)}`, 200],
    ['/powers?q=%27%3B--&after=WzEsMl0', 200],
    ['/powers?q=a%20%26%20%7C%20!', 200],
  ])('%s → %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });
});

describe('the cost of a page', () => {
  it.each([
    ['/powers', 3],
    ['/powers?q=许可&type=01', 3],
    ['/powers/CODE', 11],
    ['/powers/CODE/versions', 3],
    ['/powers/CODE/diff/1/2', 3],
  ])('%s asks the database at most %i times', async (path, most) => {
    let asked = 0;
    const db = ctx.db.withPlugin({
      transformQuery: ({ node }) => {
        asked += 1;
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    });
    const counted = createHttpApp(ctx, kit.errorPage);
    counted.route('/', powersPortal({ ...ctx, db }, kit));
    expect((await counted.request(path.replace('CODE', made.adjusted))).status).toBe(200);
    expect(asked).toBeLessThanOrEqual(most);
    expect(asked).toBeGreaterThan(0);
  });
});

describe('what an item says in public', () => {
  const system = { kind: 'system', name: 'test' } as const;
  const today = LegalDay.parse('2026-11-23');
  /** The next version of an item, published for a day. */
  async function renew(
    code: string,
    change: { readonly content?: Partial<PowerContent>; readonly status?: 'cancelled' },
    effectiveFrom = today,
  ) {
    const power = await findPowerInForce(ctx.db, code, today);
    if (power === undefined) throw new Error('no power');
    const { agencyId, powerId } = power;
    const { versionId } = assertOk(
      await adjustPower(ctx, system, {
        agencyId,
        powerId,
        reason: '上级取消了这一类事项',
        changeBasis: '国发〔2026〕9号',
        content: { ...power.content, ...change.content },
        ...(change.status === undefined ? {} : { status: change.status }),
      }),
    );
    for (const [at, act] of (['sign', 'countersign', 'pass'] as const).entries())
      assertOk(await approvePower(ctx, system, { agencyId, versionId, rowVersion: at + 1, act }));
    assertOk(await publishPower(ctx, system, { agencyId, versionId, rowVersion: 4, effectiveFrom }));
    await log.publish();
  }
  const codeOf = async (key: string): Promise<string> => {
    const row = await ctx.db
      .selectFrom('power_item')
      .select('code')
      .where('import_key', '=', key)
      .executeTakeFirstOrThrow();
    return row.code ?? '';
  };

  it('is every element that was typed, once, with what nobody has checked marked so', async () => {
    const code = await codeOf('it-02');
    const typed = {
      hours: '工作日八点半到十七点半',
      enquiry: '0315-1111111',
      supervisionLine: '0315-2222222',
      scopeOfPower: '本市行政区域内的一切网点',
      rulesOfExercise: ['两人以上持证办理'],
      carriers: ['机关门户网站的公开栏'],
      intermediaries: ['安全评价报告机构'],
      partyDuties: ['如实陈述并提供材料'],
      supervisionOffice: '机关纪委办公室',
    };
    const before = await get(`/powers/${code}`);
    expect(before.text).not.toContain('>未核对<');
    const law = (await findPowerInForce(ctx.db, code, today))?.content.statutoryLimit;
    if (law === undefined) throw new Error('no limit by law');
    await renew(code, {
      content: { ...typed, statutoryLimit: { ...law, startRule: '收到申请的次日', verified: false } },
    });
    const { text } = await get(`/powers/${code}`);
    for (const value of [...Object.values(typed).flat(), '承诺件（在承诺时限内办结）', '收到申请的次日'])
      expect({ value, times: text.split(value).length - 1 }).toEqual({ value, times: 1 });
    for (const label of ['咨询电话', '监督电话', '办理时间', '权限范围', '行使规则', '办件类型', '公开载体'])
      expect(text).toContain(label);
    expect(text).toContain('>未核对<');
    expect(text.split('标着“未核对”的时限').length - 1).toBe(1);
    expect((await get(`/en/powers/${code}`)).text).toContain('not checked');
  });

  it('is that it ends, and once it has ended when, why and on what basis, before what it was', async () => {
    const code = await codeOf('it-03');
    const base = `/powers/${code}`;
    const live = (await get(base)).text;
    expect(live).not.toContain('取消前的内容');
    await renew(code, { status: 'cancelled' }, LegalDay.parse('2026-12-01'));
    const ahead = (await get(base)).text;
    expect(ahead).toContain('这项职权自2026年12月1日（周二）起取消');
    expect(ahead).not.toContain('取消前的内容');
    ctx.clock.set('2026-12-01T09:00:00+08:00');
    const { text } = await get(base);
    const [head, rest] = text.split('<summary>取消前的内容');
    for (const part of ['起已取消，不再行使', '上级取消了这一类事项', '国发〔2026〕9号', '曾经行使的'])
      expect(head).toContain(part);
    for (const part of ['依申请行使的', '办理地点', '申请材料']) expect(head).not.toContain(part);
    expect(rest).toContain('凭什么');
    expect(text).not.toContain(`href="${base}/apply"`);
    expect((await get(`/en${base}`)).text).toContain('is no longer exercised');
    ctx.clock.set('2026-11-23T09:00:00+08:00');
  });
});

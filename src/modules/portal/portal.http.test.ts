import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { STATUTORY_PERIODS } from '#modules/calendar';
import { markLate, openObligation } from '#modules/disclosure';
import { createHttpApp } from '#platform/http';
import {
  accept,
  app,
  ctx,
  get,
  inTx,
  kit,
  other,
  owner,
  power,
  settle,
  show,
} from './portal.test-support.ts';
import { portalPages } from './index.ts';

describe('what is owed', () => {
  it('moves from today to late with its days, and is counted on the home page', async () => {
    const rid = await accept(other.code, 'N5-1');
    const owed = await inTx((tx) =>
      openObligation(tx, ctx, {
        kind: 'run-register',
        agencyId: power.agencyId,
        rid,
        from: new Date('2026-11-16T09:00:00+08:00'),
        period: STATUTORY_PERIODS['publicity/register-entry'].period,
        scope: 'society',
        commitmentClass: 'OPEN',
      }),
    );
    expect(owed?.dueOn).toBe('2026-11-23');
    await settle();
    const today = await get('/obligations?due=today', 'application/json');
    expect(JSON.parse(today.text)).toMatchObject({
      items: [{ rid, kind: 'run-register', daysLate: 0 }],
      next: null,
    });
    ctx.clock.set('2026-11-26T09:00:00+08:00');
    await markLate(ctx);
    const late = await get('/obligations?state=late', 'application/json');
    expect(JSON.parse(late.text)).toMatchObject({ items: [{ rid, daysLate: 3 }] });
    const page = await get('/obligations');
    expect(page.text).toContain('有 1 件应当公开、至今没有公开');
    expect(page.text).toContain('动态运行情况登记表');
    expect((await get('/')).text).toMatch(/逾期未公开[\s\S]{0,400}1/);
    expect((await get('/obligations?state=late&after=broken')).status).toBe(200);
  });
});

describe('a version that is owed', () => {
  it('goes by the public name of its power; a case never by its item', async () => {
    const { id } = await ctx.db
      .selectFrom('power_item')
      .select('id')
      .where('code', '=', power.code)
      .executeTakeFirstOrThrow();
    const [version, secret] = [ctx.ids.rid(), ctx.ids.rid()];
    for (const [kind, rid] of [
      ['power-version', version],
      ['run-register', secret],
    ] as const)
      await inTx((tx) =>
        openObligation(tx, ctx, {
          kind,
          agencyId: power.agencyId,
          powerId: id,
          rid,
          from: new Date('2026-10-08T09:00:00+08:00'),
          period: STATUTORY_PERIODS['publicity/proactive'].period,
          scope: 'society',
          commitmentClass: 'OPEN',
        }),
      );
    await markLate(ctx);
    const { items } = z
      .object({ items: z.array(z.object({ kind: z.string(), name: z.string().nullable() })) })
      .parse(JSON.parse((await get('/obligations?state=late', 'application/json')).text));
    expect(items.filter((one) => one.kind === 'power-version')).toEqual([
      { kind: 'power-version', name: power.name },
    ]);
    expect(items.filter((one) => one.name === null).map((one) => one.kind)).toContain('run-register');
    expect((await get('/obligations')).text).toContain('事项新版本');
  });
});

describe('records', () => {
  it('are pages for people and data when asked for', async () => {
    const rid = power.rid;
    const page = await get(`/records/${rid}`);
    expect(page.status).toBe(200);
    for (const part of [power.name, '第 1 次', '/1/proof', 'SHA-256']) expect(page.text).toContain(part);
    // What people read stands on the page of the version; the record folds the data as it was committed.
    expect(page.text).toContain(`href="/powers/${power.code}/versions/1"`);
    expect(page.text).not.toContain('>in-force<');
    expect(page.text).toMatch(/<summary>存证的原始数据<\/summary><div class="disclosure-body"><code[^>]*>\{/);
    expect((await get(`/records/${rid}/1`)).status).toBe(200);
    expect((await get(`/records/${rid}/99`)).status).toBe(404);
    const answer = await app.request(`/records/${rid}`, { headers: { accept: 'application/json' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await answer.json()).toMatchObject({ rid, type: 'power.version' });
  });

  it('do not exist before a checkpoint covers them, nor under a bent id', async () => {
    const rid = await accept(other.code, 'N6-1');
    expect((await get(`/records/${rid}`)).status).toBe(404);
    expect((await get('/records/nonsense')).status).toBe(404);
  });
});

describe('home, ledger, verify, search', () => {
  it('answer in both languages', async () => {
    for (const path of [
      '/',
      '/cases',
      '/obligations',
      '/ledger',
      '/verify',
      '/search?q=x',
      '/cases?state=closed',
    ]) {
      expect((await get(path)).status).toBe(200);
      const en = await get(path === '/' ? '/en' : `/en${path}`);
      expect(en.status).toBe(200);
      expect(en.text).toContain('<html lang="en"');
      // Lists that no section of the head leads to are found from every page.
      for (const list of ['agencies', 'rules', 'laws', 'flows', 'nonpublic', 'simplification'])
        expect(en.text).toContain(`href="/en/${list}"`);
    }
  });

  it('shows the checkpoint, whole, and how to check it without us', async () => {
    const { text } = await get('/ledger');
    expect(text).toContain('log.test/ledger');
    expect(text).toContain('openssl pkeyutl -verify');
  });

  it('offers download and command without script, and the script with it', async () => {
    const { text } = await get(`/verify?rid=${power.rid}&rev=1`);
    for (const part of [
      '/verifier/verify.js',
      '<noscript>',
      `/records/${power.rid}/1/proof`,
      `--record ${power.rid}`,
    ])
      expect(text).toContain(part);
    expect((await get('/verify?rid=%3Cscript%3E')).text).not.toContain('<script>');
  });

  it('finds powers by words and code, and no natural person', async () => {
    const rid = await accept(power.code, 'N6-2');
    await settle();
    await show(rid, {
      number: 'N6-2',
      power: power.code,
      state: 'served',
      party: '赵小明',
      decision: '准予',
      decidedOn: '2026-11-20',
      content: '准予经营',
    });
    await settle();
    expect((await get('/cases/N6-2')).text).toContain('准予经营');
    const words = power.name.slice(0, 5);
    expect((await get(`/search?q=${encodeURIComponent(words)}`)).text).toContain(power.name);
    expect((await get(`/search?q=${encodeURIComponent(power.code)}`)).text).toContain(power.name);
    expect((await get(`/search?q=${encodeURIComponent('赵小明')}`)).text).toContain('没有找到');
    expect((await get(`/search?q=${encodeURIComponent('经营')}`)).text).not.toContain('N6-2');
  });

  it('finds a case by its number, whole or from the year on, and a hidden item stays hidden', async () => {
    const whole = '11130200DEM0000149-2026-000777';
    const rid = await accept(other.code, whole);
    await settle();
    await show(rid, { number: whole, state: 'reviewing' });
    await settle();
    for (const q of [whole, whole.toLowerCase(), '2026-000777']) {
      const { text } = await get(`/search?q=${q}`);
      expect(text).toContain(`href="/cases/${whole}"`);
      expect(text).toContain('事项暂不显示');
    }
    expect((await get('/search?q=2026-000778')).text).toContain('没有找到');
    expect((await get('/search')).text).not.toContain('没有找到');
  });
});

describe('the cost of a page', () => {
  beforeAll(async () => {
    const rid = await accept(power.code, 'N9-000001');
    await settle();
    await show(rid, { number: 'N9-000001', power: power.code, state: 'reviewing' });
    await settle();
  });
  it.each([
    ['/', 10],
    ['/cases', 1],
    ['/cases/N9-000001', 9],
    ['/obligations', 3],
    ['/ledger', 3],
    ['/search?q=x', 2],
    ['/verify', 0],
  ])('%s asks the database at most %i times', async (path, most) => {
    let asked = 0;
    const db = ctx.db.withPlugin(counter(() => (asked += 1)));
    const counted = createHttpApp(ctx, kit.errorPage);
    counted.route('/', portalPages({ ...ctx, db }, kit, { owner: () => owner }));
    expect((await counted.request(path)).status).toBe(200);
    expect(asked).toBeLessThanOrEqual(most);
    expect(asked).toBeGreaterThanOrEqual(Math.min(most, 1));
  });
});

function counter(count: () => void): Parameters<typeof ctx.db.withPlugin>[0] {
  return {
    transformQuery({ node }) {
      count();
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
}

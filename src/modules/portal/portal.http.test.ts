import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Rid } from '#kernel';
import { STATUTORY_PERIODS } from '#modules/calendar';
import { fixPublicView, markLate, openObligation, publishDue, settleCovered } from '#modules/disclosure';
import { appendRevision } from '#modules/ledger';
import type { Tx } from '#platform/database';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { loadCatalogue } from '#tests/catalogue';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { portalPages, recordPages } from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const owner = { zh: '演示商务局', en: 'Demonstration bureau' };
const kit = createPortalKit(() => ({ owner, demo: true }));
const app = createHttpApp(ctx, kit.errorPage);
app.route('/', recordPages(ctx, kit));
app.route('/', portalPages(ctx, kit, { owner: () => owner, verifier: '/verifier/verify.js' }));

const power = { code: '', name: '', rid: '', agencyId: '' };
const other = { code: '', name: '' };
const HELD = { state: 'withheld' as const, ground: '行政许可法第五条' };

async function inTx<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  const done = await ctx.transact(async (tx) => ({ ok: true as const, value: await fn(tx) }));
  if (!done.ok) throw new Error('refused');
  return done.value;
}

/** A committed case, as the cases module writes it: only agency, days and class are open. */
async function accept(
  code: string,
  number: string,
  acceptedOn = '2026-11-16',
  dueOn = '2026-12-14',
): Promise<Rid> {
  const rid = ctx.ids.rid();
  const open = (name: string, value: string) => ({ name, value, state: 'open' as const });
  await inTx((tx) =>
    appendRevision(tx, {
      ids: ctx.ids,
      at: ctx.clock.now(),
      rid,
      type: 'case',
      act: 'accept',
      agencyId: power.agencyId,
      org: '11130200DEM0000149',
      basis: 'demo',
      schema: 'case/1',
      fields: [
        open('agency', '演示商务局'),
        open('acceptedOn', acceptedOn),
        open('dueOn', dueOn),
        { name: 'power', value: code, ...HELD },
        { name: 'powerVersion', value: power.rid, ...HELD },
        { name: 'number', value: number, ...HELD },
        { name: 'party', value: '赵小明', ...HELD, audience: 'party' },
        { name: 'party.masked', value: '赵某某', ...HELD },
      ],
    }),
  );
  return rid;
}

async function show(rid: Rid, values: Readonly<Record<string, string>>): Promise<void> {
  const rule = { scope: 'society', treatment: 'open', review: 'auto', basis: '行政许可法第四十条' } as const;
  await inTx((tx) =>
    fixPublicView(tx, ctx, {
      rid,
      kind: 'case-decision',
      agencyId: power.agencyId,
      fields: Object.entries(values).map(([name, value]) => ({ name, value, rule })),
      signedBy: { kind: 'person', id: 'x' },
      publishAfter: ctx.clock.now(),
      basis: 'demo',
    }),
  );
  await publishDue(ctx);
}

const settle = async (): Promise<void> => {
  await log.publish();
  await settleCovered(ctx);
};
const get = async (path: string, accept = 'text/html'): Promise<{ status: number; text: string }> => {
  const answer = await app.request(path, { headers: { accept } });
  return { status: answer.status, text: await answer.text() };
};

beforeAll(async () => {
  await loadCatalogue(ctx);
  const [first, second] = await ctx.db
    .selectFrom('power_in_force as f')
    .innerJoin('power_item as p', 'p.id', 'f.power_id')
    .innerJoin('power_version as v', 'v.id', 'f.version_id')
    .select(['p.code', 'f.name', 'v.rid', 'f.agency_id'])
    .where('f.type_code', '=', '01')
    .where('v.flow_version_id', 'is not', null)
    .orderBy('p.code')
    .execute();
  Object.assign(power, { code: first?.code, name: first?.name, rid: first?.rid, agencyId: first?.agency_id });
  Object.assign(other, { code: second?.code, name: second?.name });
  await settle();
}, 120_000);
beforeEach(() => ctx.clock.set('2026-11-23T09:00:00+08:00'));

describe('cases', () => {
  it('hides the item of a rare case in list, page and filter; shows it from five on', async () => {
    const rids: Rid[] = [];
    for (let i = 0; i < 4; i += 1) rids.push(await accept(other.code, `N1-${i}`));
    await settle();
    expect((await get('/cases')).text).toContain('事项暂不显示');
    expect((await get('/cases')).text).not.toContain(other.name);
    expect((await get(`/cases?power=${other.code}`)).text).toContain('没有办件');
    expect((await get('/cases', 'application/json')).text).not.toContain(other.code);
    await accept(other.code, 'N1-4');
    await settle();
    expect((await get('/cases')).text).toContain(other.name);
    expect((await get(`/cases?power=${other.code}`)).text).toContain(other.name);
  });

  it('has no page by a number that was not opened, and one with chart and proofs when it was', async () => {
    const rid = await accept(power.code, 'N2-000001');
    await settle();
    expect((await get('/cases/N2-000001')).status).toBe(404);
    await show(rid, {
      number: 'N2-000001',
      power: power.code,
      state: 'served',
      party: '赵小明',
      decision: '准予',
      decidedOn: '2026-11-20',
      content: '准予经营',
    });
    await settle();
    const { status, text } = await get('/cases/N2-000001');
    expect(status).toBe(200);
    for (const part of [power.name, '已送达', '准予经营', '<svg', `/records/${rid}`, '赵某某', '部分遮蔽'])
      expect(text).toContain(part);
    expect(text).not.toContain('赵小明');
    expect((await get('/en/cases/N2-000001')).text).toContain('Case no.');
    expect(JSON.parse((await get('/cases/N2-000001', 'application/json')).text)).toMatchObject({ rid });
  });

  it('goes on by keyset without repeating or losing a case', async () => {
    for (let i = 0; i < 60; i += 1) await accept(other.code, `N3-${i}`, `2026-10-${String(10 + (i % 20))}`);
    await settle();
    const seen: string[] = [];
    for (let next = ''; ;) {
      const page: { items: { rid: string }[]; next: string | null } = JSON.parse(
        (await get(`/cases?${next}`, 'application/json')).text,
      );
      seen.push(...page.items.map((item) => item.rid));
      if (page.next === null) break;
      next = `after=${page.next}`;
    }
    const all = await ctx.db.selectFrom('public_case').select('rid').where('closed', '=', false).execute();
    expect([...new Set(seen)].sort()).toEqual(all.map(({ rid }) => rid).sort());
    expect(seen.length).toBe(all.length);
  });

  it('says late when the day has passed', async () => {
    await accept(other.code, 'N4-1', '2026-11-20', '2026-11-22');
    await settle();
    expect((await get('/cases')).text).toContain('超期');
  });
});

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
    const words = power.name.slice(0, 5);
    expect((await get(`/search?q=${encodeURIComponent(words)}`)).text).toContain(power.name);
    expect((await get(`/search?q=${encodeURIComponent(power.code)}`)).text).toContain(power.name);
    expect((await get(`/search?q=${encodeURIComponent('赵小明')}`)).text).toContain('没有找到');
    expect((await get(`/search?q=${encodeURIComponent('经营')}`)).text).not.toContain('N2-000001');
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
  it.each([
    ['/', 10],
    ['/cases', 1],
    ['/cases/N2-000001', 8],
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

import { beforeAll, describe, expect, it } from 'vitest';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { totalsByYear } from '../db/change-counts.ts';
import { countChanges } from '../use-cases/count-changes.ts';
import { simplifiedLicence } from '../powers.test-support.ts';
import { posterPortal } from './poster-portal.ts';
import { powersPortal } from './powers-portal.tsx';
import { simplificationPortal } from './simplification-portal.tsx';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const kit = createPortalKit(() => ({ owner: { zh: '演示商务局', en: 'Demonstration bureau' }, demo: true }));
const app = createHttpApp(ctx, kit.errorPage);
app.route('/', simplificationPortal(ctx, kit));
app.route('/', posterPortal(ctx, kit));
app.route('/', powersPortal(ctx, kit));
const get = async (path: string, accept = 'text/html') => {
  const answer = await app.request(path, { headers: { accept } });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};
let code = '';

beforeAll(async () => {
  ({ code } = await simplifiedLicence(ctx));
}, 120_000);

describe('simplification by year', () => {
  it('counts nothing that no checkpoint covers, and nothing before it takes effect', async () => {
    expect(JSON.parse((await get('/simplification', 'application/json')).text)).toMatchObject({ items: [] });
    await log.publish();
    expect((await get('/simplification')).text).toContain('还没有调整过的事项');
    expect(await countChanges(ctx)).toBe(0);
    ctx.clock.set('2026-05-06T09:00:00+08:00');
    const done = await Promise.all([countChanges(ctx), countChanges(ctx)]);
    expect(done[0] + done[1]).toBe(1);
    expect(await countChanges(ctx)).toBe(0);
  });

  it('keeps what a recount of every version gives', async () => {
    const kept = await totalsByYear(ctx.db);
    await database.poolAs('migrator').query('DELETE FROM power_change_total');
    await database.poolAs('migrator').query('UPDATE power_change SET rows = NULL');
    expect(await totalsByYear(ctx.db)).toEqual([]);
    expect(await countChanges(ctx)).toBe(1);
    expect(await totalsByYear(ctx.db)).toEqual(kept);
  });

  it('sums what was cut and opens to the items', async () => {
    const { text } = await get('/simplification', 'application/json');
    expect(JSON.parse(text)).toEqual({
      items: [
        {
          year: 2026,
          versions: 1,
          sums: {
            steps: { less: 0, more: 0 },
            materials: { less: 1, more: 0 },
            days: { less: 0, more: 0 },
            visits: { less: 1, more: 0 },
            fees: { less: 0, more: 0 },
          },
        },
      ],
      next: null,
    });
    const page = (await get('/simplification?year=2026')).text;
    expect(page).toContain(`href="/powers/${code}/diff/1/2"`);
    expect(page).toContain('材料 减 1');
    expect((await get('/en/simplification')).text).toContain('1 less · 0 more');
    expect((await get('/simplification?after=2026-04-02.' + crypto.randomUUID())).text).toContain(
      '材料 减 1',
    );
    expect((await get('/simplification?after=2026-03-31.' + crypto.randomUUID())).text).not.toContain(
      '材料 减 1',
    );
    expect((await get('/simplification?agency=nobody')).text).toContain('还没有调整过的事项');
  });

  it('stands on the page of the item, beside the version before and the law', async () => {
    const { text } = await get(`/powers/${code}`);
    expect(text).toContain('简化：减了什么');
    expect(text).toContain('减 1');
    expect(text).toContain('不超过 20 个工作日');
    expect((await get(`/powers/${code}/versions/1`)).text).not.toContain('减 1');
  });
});

it.each([
  ['', 200],
  ['?size=A4', 200],
  ['?n=1', 200],
  ['?n=9', 404],
  ['?size=A5', 400],
  ['?n=x', 400],
])('the poster%s answers %i', async (query, status) => {
  const { status: answered, type, text } = await get(`/powers/${code}/poster.pdf${query}`);
  expect(answered).toBe(status);
  if (status === 200) {
    expect(type).toBe('application/pdf');
    expect(text.slice(0, 5)).toBe('%PDF-');
  }
});

it('there is no poster of what does not exist, and the page of an item links to its own', async () => {
  expect((await get('/powers/none/poster.pdf')).status).toBe(404);
  expect((await get(`/powers/${code}`)).text).toContain(`href="/powers/${code}/poster.pdf?n=2"`);
});

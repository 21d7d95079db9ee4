import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, legalDayOf } from '#kernel';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { loadCatalogue } from '#tests/catalogue';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { chartMembers } from '../db/chart-reader.ts';
import { chartsPortal } from './charts-portal.tsx';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const kit = createPortalKit(() => ({ owner: { zh: '演示商务局', en: 'Demonstration bureau' }, demo: true }));
const app = createHttpApp(ctx, kit.errorPage);
app.route('/', chartsPortal(ctx, kit));
const get = async (path: string) => {
  const answer = await app.request(path);
  return { status: answer.status, text: await answer.text() };
};
const SLUG = 'tangshan-commerce';
let agencyId = '';

beforeAll(async () => {
  await loadCatalogue(ctx);
  ({ id: agencyId } = await ctx.db
    .selectFrom('agency')
    .select('id')
    .where('slug', '=', SLUG)
    .executeTakeFirstOrThrow());
}, 120_000);

describe('the charts of an agency', () => {
  it('show nothing that no checkpoint covers', async () => {
    const { status, text } = await get(`/agencies/${SLUG}/chart`);
    expect(status).toBe(200);
    expect(text).toContain('没有现行事项');
    await log.publish();
    expect((await get(`/agencies/${SLUG}/chart`)).text).not.toContain('没有现行事项');
  });

  it.each([
    [`/agencies/${SLUG}/chart`, 200],
    [`/en/agencies/${SLUG}/chart`, 200],
    [`/agencies/${SLUG}/chart/01`, 200],
    [`/agencies/${SLUG}/chart/03`, 200],
    [`/agencies/${SLUG}/chart/chart.svg`, 200],
    [`/agencies/${SLUG}/chart/01/chart.svg?lang=en`, 200],
    [`/agencies/${SLUG}/chart/77`, 404],
    [`/agencies/${SLUG}/chart/77/chart.svg`, 404],
    ['/agencies/nobody/chart', 404],
    [`/agencies/${SLUG}/chart?asOf=2026-02-30`, 400],
    [`/agencies/${SLUG}/chart?page=x`, 200],
  ])('%s answers %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it('lead from every category to its items and from every item to the steps of its flow', async () => {
    const members = await chartMembers(ctx.db, agencyId, legalDayOf(ctx.clock.now()));
    const types = new Set(members.map(({ typeCode }) => typeCode));
    const whole = (await get(`/agencies/${SLUG}/chart`)).text;
    for (const type of types) expect(whole).toContain(`href="/agencies/${SLUG}/chart/${type}"`);
    const licences = members.filter(({ typeCode }) => typeCode === '01');
    expect(licences.length).toBeGreaterThan(1);
    const category = (await get(`/agencies/${SLUG}/chart/01`)).text;
    for (const { code, name, parts } of licences) {
      expect(category).toContain(name);
      expect(parts?.length).toBeGreaterThan(2);
      for (const { steps } of parts ?? []) {
        const href = `href="/powers/${encodeURIComponent(code)}/flow#step-${steps[0]?.id}"`;
        // once in the picture, once in its equal as a table
        expect(category.split(href)).toHaveLength(3);
        for (const step of steps) expect(category).toContain(step.name);
      }
    }
    expect(category).not.toMatch(/ style=/u);
  });

  it('are the same bytes each time', async () => {
    const svg = await get(`/agencies/${SLUG}/chart/01/chart.svg`);
    expect(await get(`/agencies/${SLUG}/chart/01/chart.svg`)).toEqual(svg);
    expect((await get(`/agencies/${SLUG}/chart/01/chart.svg?lang=en`)).text).toContain('href="/en/powers/');
  });

  it('stand as they stood on an earlier day', async () => {
    expect(await chartMembers(ctx.db, agencyId, LegalDay.parse('2001-01-01'))).toEqual([]);
    expect((await get(`/agencies/${SLUG}/chart?asOf=2001-01-01`)).text).toContain('没有现行事项');
  });
});

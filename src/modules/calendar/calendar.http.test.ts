import type { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHttpApp, type HttpEnv } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { calendarPortal, installCalendar, STATUTORY_PERIODS } from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const made: { app?: Hono<HttpEnv> } = {};
const get = async (path: string, accept = 'text/html'): Promise<Response> =>
  made.app!.request(path, { headers: { accept } });

beforeAll(async () => {
  await installCalendar(ctx);
  const kit = createPortalKit(() => ({ owner: { zh: '某局', en: 'A bureau' }, demo: false }));
  made.app = createHttpApp(ctx, kit.errorPage);
  made.app.route('/', calendarPortal(ctx, kit));
});

describe('the calendar for everybody', () => {
  it('shows this year and the next, and says what is provisional', async () => {
    const page = await (await get('/calendar')).text();
    expect(page).toContain('全年 248 个工作日');
    expect(page).toContain('2026年2月15日（周日）至2026年2月23日（周一）');
    expect(page).toContain('2026年2月14日（周六）');
    expect(page.indexOf('2027年（暂定）')).toBeGreaterThan(0);
    expect(page).toContain('第 1 版');
    const english = await (await get('/en/calendar')).text();
    expect(english).toContain('2027 (provisional)');
    expect(english).toContain('Sun, 15 Feb 2026 to Mon, 23 Feb 2026');
  });

  it('is data for whoever asks for data', async () => {
    const body = z
      .object({
        version: z.number(),
        years: z.array(z.object({ year: z.number() })),
        versions: z.array(z.unknown()),
      })
      .parse(await (await get('/calendar', 'application/json')).json());
    expect(body.version).toBe(1);
    expect(body.years.map(({ year }) => year)).toContain(2027);
    expect(body.versions).toHaveLength(1);
  });

  it('lists every rule with its article', async () => {
    const page = await (await get('/calendar/periods')).text();
    expect(page.match(/<tr>/g)?.length).toBe(Object.keys(STATUTORY_PERIODS).length + 1);
    expect(page).toContain('20 个工作日，可延长 10 个工作日');
    expect(page).toContain('《行政许可法》第四十二条第一款');
    expect(page).toContain('不少于 30 个自然日');
    expect(page.match(/原文待核/g)?.length).toBe(5);
    const items = z
      .object({ items: z.array(z.object({ id: z.string() })) })
      .parse(await (await get('/calendar/periods', 'application/json')).json());
    expect(items.items.map(({ id }) => id)).toEqual(Object.keys(STATUTORY_PERIODS));
  });
});

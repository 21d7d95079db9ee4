import { serve } from '@hono/node-server';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { findViolations, launchBrowser } from '#tests/browser';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { demoItems, simplifiedLicence } from '../powers.test-support.ts';
import { chartsPortal } from './charts-portal.tsx';
import { powersPortal } from './powers-portal.tsx';
import { simplificationPortal } from './simplification-portal.tsx';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const SLUG = 'tangshan-commerce';
const POWER = `/powers/${demoItems.find(({ key }) => key === 'it-01')?.content.implementationCode}`;
let browser: Browser;
let url = '';
let close: () => void = () => undefined;

beforeAll(async () => {
  await simplifiedLicence(ctx);
  await log.publish();
  ctx.clock.set('2026-05-06T09:00:00+08:00');
  const kit = createPortalKit(() => ({
    owner: { zh: '演示商务局', en: 'Demonstration bureau' },
    demo: true,
  }));
  const app = createHttpApp(ctx, kit.errorPage);
  app.route('/', kit.routes);
  app.route('/', chartsPortal(ctx, kit));
  app.route('/', powersPortal(ctx, kit));
  app.route('/', simplificationPortal(ctx, kit));
  await new Promise<void>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      url = `http://127.0.0.1:${port}`;
      resolve();
    });
    close = () => server.close();
  });
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  close();
});

it.each(
  [`/agencies/${SLUG}/chart`, `/en/agencies/${SLUG}/chart/01`, '/simplification', POWER].flatMap((path) => [
    [path, 390] as const,
    [path, 1280] as const,
  ]),
)('%s at %i: nothing that axe objects to, nothing to scroll sideways', async (path, width) => {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.goto(url + path);
  const violations = await findViolations(page);
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  await context.close();
});

it('without script: from the list to the agency’s chart, to a category, to an item', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${url}/powers`);
  await page.getByRole('link', { name: '唐山市商务局总体流程图' }).click();
  await page.locator('svg a[href$="/chart/01"]').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/chart\/01$/);
  const name = await page.locator('table.data th[scope=row] a').first().innerText();
  await page.getByRole('row').getByRole('link', { name, exact: true }).click();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(name);
  await context.close();
});

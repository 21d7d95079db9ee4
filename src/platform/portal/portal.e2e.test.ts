import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations, launchBrowser } from '#tests/browser';
import { gallery } from './testing/gallery.tsx';
import { serveGallery } from './testing/serve-gallery.ts';

let browser: Browser;
let server: Awaited<ReturnType<typeof serveGallery>>;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), serveGallery()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A page without script, as many readers have it; what the browser complains of is kept. */
async function visit(
  path: string,
  width: number,
  elder = false,
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  if (elder) await context.addCookies([{ name: 'elder', value: '1', url: server.url }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(server.url + path);
  return { page, complaints };
}

const views = [...Object.keys(gallery), '/words'].flatMap((path) => [
  { path, width: 390, elder: false },
  { path, width: 1280, elder: true },
]);

describe.each(views)('$path at $width, elder mode $elder', ({ path, width, elder }) => {
  it('has nothing that axe objects to, nothing the policy blocks, nothing to scroll sideways', async () => {
    const { page, complaints } = await visit(path, width, elder);
    const violations = await findViolations(page);
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.context().close();
  });
});

it('a page with a nameless button and an image without words would be found', async () => {
  const page = await browser.newPage();
  await page.setContent(
    '<html lang="en"><title>x</title><main><h1>x</h1><button></button><img src="x"></main>',
  );
  expect((await findViolations(page)).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['button-name', 'image-alt']),
  );
  await page.close();
});

it('switches elder mode without script and comes back to the same page', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.url}/powers/130121901001?from=x`);
  const size = () => page.locator('main').evaluate((main) => getComputedStyle(main).fontSize);
  expect(await size()).toBe('18px');
  await page.getByRole('button', { name: '长者模式' }).click();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/powers/130121901001?from=x');
  expect(await size()).toBe('20px');
  await page.getByRole('button', { name: '退出长者模式' }).click();
  expect(await size()).toBe('18px');
  await context.close();
});

it('changes language and stays on the page', async () => {
  const { page } = await visit('/cases/TS-2026-000231', 1280);
  await page.getByRole('link', { name: 'English' }).click();
  expect(new URL(page.url()).pathname).toBe('/en/cases/TS-2026-000231');
  expect(await page.getByRole('heading', { name: 'Where it stands' }).count()).toBe(1);
  await page.context().close();
});

it('reaches content and chart by keyboard', async () => {
  const { page } = await visit('/powers/130121901001', 1280);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.locator('.flow-pan').focus();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('流程图');
  await page.context().close();
});

it('meets the reader of a failed form with the list of errors, which leads to the field', async () => {
  const { page } = await visit('/form', 390);
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
  await page.getByRole('link', { name: '统一社会信用代码应为18位' }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-uscc');
  await page.context().close();
});

it('stays readable at 200 % and prints what matters', async () => {
  const { page } = await visit('/powers/130121901001', 640);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(640);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.site-nav').isVisible()).toBe(false);
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  // Whatever opens on the screen is open on paper.
  expect(await page.locator('.basis .disclosure-body').first().isVisible()).toBe(true);
  await page.context().close();
});

import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';

export type Desks = {
  /** The desk of somebody, logged in by the form the first time. */
  of(account: string): Promise<Page>;
  /** What the browser complained of on any of them. */
  readonly complaints: readonly string[];
};

/** The desks of demonstration accounts in one browser. */
export function openDesks(browser: Browser, base: string): Desks {
  const pages = new Map<string, Page>();
  const complaints: string[] = [];
  return {
    complaints,
    async of(account) {
      const open = pages.get(account);
      if (open) return open;
      const page = await logIn(browser, base, account, complaints);
      pages.set(account, page);
      return page;
    },
  };
}

async function logIn(browser: Browser, base: string, account: string, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  page.on('console', (message) => {
    // What a browser says of an answer that is a refusal on purpose; not a fault of the page.
    if (message.type() === 'error' && !/a status of 4(?:09|22)/.test(message.text()))
      complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => void complaints.push(`${page.url()}: ${error.message}`));
  await page.goto('/desk/login');
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('密码').fill('chengming-demo');
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await page.getByRole('navigation', { name: '栏目' }).waitFor();
  return page;
}

/** No grave finding of axe, and nothing wider than the window, on a screen of a desk and of a telephone. */
export async function expectAccessible(page: Page): Promise<void> {
  // What is fading in or out has no contrast of its own; what turns for ever is not waited for.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().iterations === Infinity,
      ),
  );
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.map(({ id, nodes }) => `${page.url()} at ${width}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${page.url()} at ${width}`).toBe(
      width,
    );
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { findViolations, launchBrowser } from '#tests/browser';

const PASSWORD = 'chengming-demo';
/** What a browser says of an answer that is a refusal on purpose; not a fault of the page. */
const REFUSED_ON_PURPOSE = /the server responded with a status of 4(?:01|03|09|12|22)/;

/** One browser for all journeys; everybody has a window of their own, and whatever the browser complains of is kept. */
export class Stage {
  readonly #browser: Browser;
  readonly #base: string;
  readonly #desks = new Map<string, Page>();
  /** Console errors, refused styles and scripts, failures of the page. */
  readonly complaints: string[] = [];

  private constructor(browser: Browser, base: string) {
    this.#browser = browser;
    this.#base = base;
  }

  static async open(base: string): Promise<Stage> {
    return new Stage(await launchBrowser(), base);
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  async page(options: { width?: number; javaScript?: boolean } = {}): Promise<Page> {
    const context: BrowserContext = await this.#browser.newContext({
      baseURL: this.#base,
      viewport: { width: options.width ?? 1280, height: 900 },
      javaScriptEnabled: options.javaScript ?? true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      // On a busy machine a click on what still moves is lost, and what still fades has no contrast.
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(40_000);
    page.on('console', (message) => {
      if (message.type() === 'error' && !REFUSED_ON_PURPOSE.test(message.text()))
        this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => void this.complaints.push(`${page.url()}: ${error.message}`));
    return page;
  }

  /** The desk of somebody who has logged in, always the same window. */
  async desk(account: string): Promise<Page> {
    const open = this.#desks.get(account);
    if (open) return open;
    const page = await this.another(account);
    this.#desks.set(account, page);
    return page;
  }

  /** A further window of somebody, logged in by the form. */
  async another(account: string, width?: number): Promise<Page> {
    const page = await this.page(width === undefined ? {} : { width });
    await page.goto('/desk/login');
    await page.getByLabel('账号').fill(account);
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await page
      .getByRole('navigation', { name: '栏目' })
      .or(page.getByRole('button', { name: '栏目' }))
      .first()
      .waitFor();
    return page;
  }
}

/** Sends what a page of the desk would send, from that page: status and code of the answer. */
export async function send(
  page: Page,
  path: string,
  body: object,
): Promise<{ status: number; code: string }> {
  return page.evaluate(
    async ([to, text]) => {
      const headers = { 'content-type': 'application/json', 'if-match': '"1"' };
      const answer = await fetch(to, { method: 'POST', headers, body: text });
      const { code } = await answer.json();
      return { status: answer.status, code: String(code ?? '') };
    },
    [`/api/v1${path}`, JSON.stringify(body)] as const,
  );
}

/** Nothing that axe finds serious, and nothing to scroll sideways, at the widths of a desk and of a phone. */
export async function expectAccessible(page: Page): Promise<void> {
  // What is fading in or out has no contrast of its own; what turns for ever is not waited for.
  await page.waitForFunction(
    () =>
      document.querySelector('.ant-message-notice') === null &&
      document
        .getAnimations()
        .every(
          ({ playState, effect }) =>
            playState !== 'running' || effect?.getComputedTiming().iterations === Infinity,
        ),
  );
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const violations = await findViolations(page);
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(
      grave.map(
        ({ id, nodes }) =>
          `${page.url()} at ${width}: ${id}: ${nodes
            .map(({ html }) => html)
            .slice(0, 3)
            .join(' | ')}`,
      ),
    ).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${page.url()} at ${width}`).toBe(
      width,
    );
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

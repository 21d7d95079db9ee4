import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { launchBrowser } from '#tests/browser';
import { removeData } from '#tests/data-dir';
import { freePort, startProgram, untilReady, type Program } from './program.ts';

const START_SECONDS = 180;
const LAW = '对外劳务合作管理条例';
vi.setConfig({ testTimeout: 120_000 });

const dataDir = mkdtempSync(join(tmpdir(), 'chengming-laws-'));
const complaints: string[] = [];
let program: Program;
let browser: Browser;
let page: Page;

beforeAll(
  async () => {
    program = startProgram(dataDir, await freePort());
    await untilReady(program, START_SECONDS);
    browser = await launchBrowser();
    await vi.waitFor(
      async () => {
        const answer = await fetch(`${program.base}/api/v1/powers?limit=100&type=01`);
        expect(await answer.text()).toContain('对外劳务合作经营资格');
      },
      { timeout: START_SECONDS * 1000, interval: 500 },
    );
    const context = await browser.newContext({
      baseURL: program.base,
      viewport: { width: 1280, height: 900 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => void complaints.push(`${page.url()}: ${error.message}`));
    await page.goto('/desk/login');
    await page.getByLabel('账号').fill('register');
    await page.getByLabel('密码').fill('chengming-demo');
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await page.getByRole('navigation', { name: '栏目' }).waitFor();
  },
  (2 * START_SECONDS + 10) * 1000,
);

afterAll(async () => {
  await browser.close();
  await program.stop();
  await removeData(dataDir);
});

async function expectAccessible(): Promise<void> {
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

it('records a repeal, which the items that rest on the law then show in public', async () => {
  await page.goto('/desk/laws');
  await page.getByLabel('名称或文号').fill(LAW);
  await page.getByRole('link', { name: LAW, exact: true }).waitFor();
  await expectAccessible();
  await page.getByRole('link', { name: LAW, exact: true }).click();
  await page.getByRole('heading', { name: LAW }).waitFor();
  await expectAccessible();

  await page.getByRole('button', { name: '登记废止' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await expectAccessible();
  await dialog.getByLabel('废止日期').fill('2026-01-01');
  await dialog.getByLabel('废止日期').press('Enter');
  await dialog.getByLabel('废止说明').fill('浏览器里登记的废止');
  await dialog.getByRole('button', { name: '登记废止' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('2026年1月1日（周四） 起废止').first().waitFor();

  const item = page.getByRole('row').getByRole('link').first();
  const href = (await item.getAttribute('href')) ?? '';
  await page.goto(href);
  await page.getByText('2026年1月1日（周四）起已废止').first().waitFor();
  await expectAccessible();
  for (const path of ['/laws', `/en/laws?q=${encodeURIComponent(LAW)}`]) {
    await page.goto(path);
    await expectAccessible();
  }
  await page.getByRole('link', { name: LAW }).click();
  await page.getByRole('heading', { name: LAW }).waitFor();
  await expectAccessible();
  expect(complaints).toEqual([]);
});

it('fills in a legal basis of a draft from the library', async () => {
  await page.goto('/desk/powers/new');
  await page.getByLabel('事项名称').fill('浏览器里起草的事项');
  for (const name of ['事项类型', '承办处室']) {
    await page.getByRole('combobox', { name }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '设定依据：加一项' }).click();
  const rows = page.locator('[data-list="legalBasis"] .power-row');
  await rows.getByLabel('法律法规名称').fill('拍卖法 第五条');
  await page.locator('.ant-select-item-option', { hasText: '中华人民共和国拍卖法 第五条' }).click();
  await expect.poll(() => rows.getByLabel('法律法规名称').inputValue()).toBe('中华人民共和国拍卖法');
  await expect.poll(() => rows.getByLabel('条款').inputValue()).toBe('第五条');
  await expect.poll(() => rows.getByLabel('效力层级').inputValue()).toBe('法律');
  await expectAccessible();
  await page
    .getByText(/已自动保存/)
    .first()
    .waitFor();
  await page.reload();
  await expect.poll(() => rows.getByLabel('条款').inputValue()).toBe('第五条');
  expect(complaints).toEqual([]);
});

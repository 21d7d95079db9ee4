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
const POWER = '从事拍卖业务许可(受委托实施)';
vi.setConfig({ testTimeout: 120_000 });

const dataDir = mkdtempSync(join(tmpdir(), 'chengming-flow-'));
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
        const answer = await fetch(`${program.base}/api/v1/powers?limit=100&type=10`);
        expect(await answer.text()).toContain('零售商促销活动备案');
      },
      { timeout: START_SECONDS * 1000, interval: 500 },
    );
    page = await desk('head');
    await openDrawing();
  },
  (2 * START_SECONDS + 60) * 1000,
);

afterAll(async () => {
  await browser.close();
  await program.stop();
  await removeData(dataDir);
});

async function desk(account: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: program.base,
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const opened = await context.newPage();
  opened.setDefaultTimeout(20_000);
  opened.on('console', (message) => {
    if (message.type() === 'error' && !/a status of 4(?:12|22)/.test(message.text()))
      complaints.push(`${opened.url()}: ${message.text()}`);
  });
  opened.on('pageerror', (error) => void complaints.push(`${opened.url()}: ${error.message}`));
  await opened.goto('/desk/login');
  await opened.getByLabel('账号').fill(account);
  await opened.getByLabel('密码').fill('chengming-demo');
  await opened.getByRole('button', { name: /登\s*录/ }).click();
  await opened.getByRole('navigation', { name: '栏目' }).waitFor();
  return opened;
}

/** Begins an adjustment of a published power by the API, and opens its drawing from the page of the version. */
async function openDrawing(): Promise<void> {
  const versionId = await page.evaluate(async (name) => {
    const { items } = await (await fetch('/api/v1/powers?limit=50&type=01')).json();
    const { code } = items.find((item: { readonly name: string }) => item.name === name);
    const adjusted = await fetch(`/api/v1/powers/${code}/adjust`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason: '优化流程', changeBasis: '三定规定' }),
    });
    return (await adjusted.json()).versionId;
  }, POWER);
  await page.goto(`/desk/powers/${versionId}`);
  await page.getByRole('button', { name: '在网页上画' }).click();
  await page.getByRole('heading', { level: 1, name: new RegExp('绘制流程') }).waitFor();
}

async function expectAccessible(): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.map(({ id, nodes }) => `${width}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

it('a step that takes too long is found at once, and the finding leads to it; undone, the drawing is fine again', async () => {
  await page.getByText('检查通过，可以采用').waitFor();
  await expectAccessible();
  await page.getByRole('button', { name: '编辑“材料审查”' }).click();
  await page.getByRole('spinbutton', { name: /环节时限/ }).fill('40');
  await page.getByRole('button', { name: '完成', exact: true }).click();
  const finding = page.getByRole('button', { name: '去看材料审查' });
  await finding.waitFor();
  expect(await page.getByRole('button', { name: '采用这张图' }).isDisabled()).toBe(true);
  await finding.press('Enter');
  await page
    .getByRole('dialog')
    .getByRole('spinbutton', { name: /环节时限/ })
    .waitFor();
  await expectAccessible();
  await closeForm(page);
  await page.getByRole('button', { name: '撤销' }).click();
  await page.getByText('检查通过，可以采用').waitFor();
});

it('a step is added and taken out by keyboard alone', async () => {
  const add = page.getByRole('button', { name: '在“受理”后面加' });
  await add.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: '人工办理' }).press('Enter');
  const form = page.getByRole('dialog');
  await form.getByLabel('名称', { exact: true }).fill('补充核对');
  await closeForm(page);
  await page.getByRole('button', { name: '编辑“补充核对”' }).waitFor();
  await page.getByRole('button', { name: '去看补充核对' }).first().waitFor();
  await page.getByRole('button', { name: '删除“补充核对”' }).press('Enter');
  await page.getByText('检查通过，可以采用').waitFor();
});

it('a second editor who changed something else is taken in; one who changed the same is named', async () => {
  const other = await desk('head');
  await other.goto(page.url());
  await other.getByText('检查通过，可以采用').waitFor();
  await rename(other, '受理', '受理申请');
  await rename(page, '材料审查', '审查材料');
  await page.getByText('刚才也改了，已并入您的图').waitFor();
  await page.getByRole('button', { name: '编辑“受理申请”' }).waitFor();
  await rename(other, '受理申请', '接收申请');
  await other.getByText('刚才也改了，已并入您的图').waitFor();
  await rename(page, '受理申请', '受理材料');
  const clash = page.getByRole('dialog', { name: '有人同时改了这张图' });
  await clash.getByText('演示').first().waitFor();
  await clash.getByRole('button', { name: /用.*冯十的/ }).click();
  await page.getByRole('button', { name: '编辑“接收申请”' }).waitFor();
  await other.context().close();
});

/** Closes the form of a step; only then is the focus back on the table. */
async function closeForm(on: Page): Promise<void> {
  await on.keyboard.press('Escape');
  await on.getByRole('button', { name: '完成', exact: true }).waitFor({ state: 'hidden' });
}

async function rename(on: Page, from: string, to: string): Promise<void> {
  await on.getByRole('button', { name: `编辑“${from}”` }).click();
  await on.getByRole('dialog').getByLabel('名称', { exact: true }).fill(to);
  await closeForm(on);
  await on.waitForTimeout(1500);
}

it('the chart and the table are one drawing: drawn on one, it stands in the other', async () => {
  await page.getByText('图', { exact: true }).click();
  const shape = page.locator('g[data-element-id="lic-review"]').first();
  await shape.locator('.djs-hit').first().click({ force: true });
  await page.getByLabel('名称', { exact: true }).fill('审看材料');
  await page.getByRole('spinbutton', { name: /环节时限/ }).fill('40');
  await page.getByRole('button', { name: '去看审看材料' }).waitFor();
  await page.locator('g.flow-found[data-element-id="lic-review"]').waitFor();
  await page.locator('.djs-context-pad .entry[data-action="append-task"]').click();
  await page.getByRole('button', { name: '去看（未命名）' }).first().waitFor();
  await expectAccessible();
  const { height, width } = (await page.locator('.bjs-powered-by').boundingBox()) ?? { height: 0, width: 0 };
  expect([height > 10, width > 10]).toEqual([true, true]);
  await page.getByText('表格', { exact: true }).click();
  await page.getByRole('button', { name: '删除“（未命名）”' }).click();
  await page.getByRole('button', { name: '编辑“审看材料”' }).click();
  await page.getByRole('spinbutton', { name: /环节时限/ }).fill('3');
  await closeForm(page);
});

it('what is drawn becomes the flow of the power', async () => {
  await page.getByText('检查通过，可以采用').waitFor();
  await page.getByRole('button', { name: '采用这张图' }).click();
  await page.getByText('已用在事项上').first().waitFor();
});

it('the browser had nothing to complain of, the content policy included', () => {
  expect(complaints).toEqual([]);
});

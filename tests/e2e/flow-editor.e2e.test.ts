import type { Page } from 'playwright-core';
import { beforeAll, expect, it, vi } from 'vitest';
import { expectAccessible } from './stage.ts';
import { walkProgram } from './walk.ts';

const POWER = '从事拍卖业务许可(受委托实施)';
vi.setConfig({ testTimeout: 120_000 });

const walk = walkProgram('flow');
let page: Page;
let power: { readonly code: string; readonly versionId: string };
beforeAll(async () => {
  page = await walk().stage.another('head');
  await openDrawing();
}, 60_000);

/** Begins an adjustment of a published power by the API, and opens its drawing from the page of the version. */
async function openDrawing(): Promise<void> {
  power = await page.evaluate(async (name) => {
    const { items } = await (await fetch('/api/v1/powers?limit=50&type=01')).json();
    const { code } = items.find((item: { readonly name: string }) => item.name === name);
    const adjusted = await fetch(`/api/v1/powers/${code}/adjust`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason: '优化流程', changeBasis: '三定规定' }),
    });
    return { code, versionId: (await adjusted.json()).versionId };
  }, POWER);
  await page.goto(`/desk/powers/${power.versionId}`);
  await page.getByRole('button', { name: '打开来改' }).click();
  await page.getByRole('heading', { level: 1, name: new RegExp('绘制流程') }).waitFor();
}

it('a step that takes too long is found at once, and the finding leads to it; undone, the drawing is fine again', async () => {
  await page.getByText('检查通过，可以采用').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: '编辑“材料审查”' }).click();
  await page.getByRole('spinbutton', { name: /环节时限/ }).fill('40');
  await page.getByRole('button', { name: '完成', exact: true }).click();
  const finding = page.getByRole('button', { name: '去看材料审查' });
  await finding.waitFor();
  await expect.poll(() => page.getByRole('button', { name: '采用这张图' }).isDisabled()).toBe(true);
  await finding.press('Enter');
  await page
    .getByRole('dialog')
    .getByRole('spinbutton', { name: /环节时限/ })
    .waitFor();
  await expectAccessible(page);
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
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('编辑');
  await page.getByText('检查通过，可以采用').waitFor();
});

it('a second editor who changed something else is taken in; one who changed the same is named', async () => {
  const other = await walk().stage.another('head');
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
  await expectAccessible(page);
  const { height, width } = (await page.locator('.bjs-powered-by').boundingBox()) ?? { height: 0, width: 0 };
  expect([height > 10, width > 10]).toEqual([true, true]);
  await page.getByText('表格', { exact: true }).click();
  await page.getByRole('button', { name: '删除“（未命名）”' }).click();
  await page.getByRole('button', { name: '编辑“审看材料”' }).click();
  await page.getByRole('spinbutton', { name: /环节时限/ }).fill('3');
  await closeForm(page);
});

it('what differs from the version before stands on both charts', async () => {
  await page.getByText('检查通过，可以采用').waitFor();
  await page.getByText('与原来的对照', { exact: true }).click();
  await page.getByRole('img', { name: /^原来的图.*标出新增、修改和去掉/ }).waitFor();
  await page.getByRole('img', { name: /^现在画的图.*标出新增、修改和去掉/ }).waitFor();
  await expectAccessible(page);
});

it('a case is walked through by keyboard, until a step is late, and one step back', async () => {
  await page.getByRole('button', { name: '试走一遍' }).press('Enter');
  await page.getByRole('button', { name: '收件与形式审查：齐全' }).press('Enter');
  await page.getByRole('button', { name: /^接收申请：/ }).press('Enter');
  await page
    .getByRole('button', { name: /^审看材料：/ })
    .first()
    .waitFor();
  await page.getByText('审查中').waitFor();
  await page.getByRole('spinbutton', { name: '过几个工作日' }).fill('4');
  await page.getByRole('button', { name: '过 4 个工作日' }).press('Enter');
  const late = page.getByText('“审看材料”超过环节时限');
  await late.waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: '退一步' }).press('Enter');
  await late.waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: '回到绘制' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: new RegExp('绘制流程') }).waitFor();
});

it('what is drawn becomes the flow of the power', async () => {
  await page.getByText('检查通过，可以采用').waitFor();
  await page.getByRole('button', { name: '采用这张图' }).click();
  await page.getByText('已用在事项上').first().waitFor();
});

it('what it asks of people stands beside the same item elsewhere, at the desk and in public', async () => {
  await page.goto(`/desk/powers/${power.versionId}/simplification`);
  await page.getByRole('heading', { name: `简化分析：${POWER}` }).waitFor();
  await page.getByRole('heading', { name: '同一事项，别处怎么办' }).waitFor();
  await expectAccessible(page);
  await page.goto(`/powers/${power.code}/elsewhere`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectAccessible(page);
});

it('the browser had nothing to complain of, the content policy included', () => {
  expect(walk().stage.complaints).toEqual([]);
});

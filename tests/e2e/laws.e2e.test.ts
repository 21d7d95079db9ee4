import type { Page } from 'playwright-core';
import { beforeAll, expect, it, vi } from 'vitest';
import { expectAccessible } from './stage.ts';
import { walkProgram } from './walk.ts';

const LAW = '对外劳务合作管理条例';
vi.setConfig({ testTimeout: 120_000 });

const walk = walkProgram('laws');
let page: Page;
beforeAll(async () => {
  page = await walk().stage.desk('register');
});

it('records a repeal, which the items that rest on the law then show in public', async () => {
  await page.goto('/desk/laws');
  await page.getByLabel('名称或文号').fill(LAW);
  await page.getByRole('link', { name: LAW, exact: true }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: LAW, exact: true }).click();
  await page.getByRole('heading', { name: LAW }).waitFor();
  await expectAccessible(page);

  await page.getByRole('button', { name: '登记废止' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await expectAccessible(page);
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
  await expectAccessible(page);
  for (const path of ['/laws', `/en/laws?q=${encodeURIComponent(LAW)}`]) {
    await page.goto(path);
    await expectAccessible(page);
  }
  await page.getByRole('link', { name: LAW }).click();
  await page.getByRole('heading', { name: LAW }).waitFor();
  await expectAccessible(page);
  expect(walk().stage.complaints).toEqual([]);
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
  await expectAccessible(page);
  await page
    .getByText(/已自动保存/)
    .first()
    .waitFor();
  await page.reload();
  await expect.poll(() => rows.getByLabel('条款').inputValue()).toBe('第五条');
  expect(walk().stage.complaints).toEqual([]);
});

it('drafts a rule that governs a step, loses nothing of it on the way, and shows the published ones', async () => {
  const TITLE = '浏览器里起草的制度';
  const RULE = '限时办结和超时问责制度（演示）';
  await page.goto('/desk/rules/new');
  await page.getByLabel('名称').fill(TITLE);
  await page.getByRole('combobox', { name: '起草处室' }).click();
  await page.locator('.ant-select-item-option', { hasText: '行政审批处' }).click();
  await page.getByLabel('第一条', { exact: true }).fill('收件当日登记。');
  await page.reload();
  await page.getByText('上次没有存完的内容还在').waitFor();
  await expect.poll(() => page.getByLabel('第一条', { exact: true }).inputValue()).toBe('收件当日登记。');
  await page.getByRole('button', { name: '加一个事项' }).click();
  await page.getByRole('combobox', { name: '事项 1' }).fill('对外劳务合作经营资格核准(核发)');
  await page.locator('.ant-select-item-option', { hasText: '核准(核发)' }).click();
  await page.getByRole('combobox', { name: /^环节/ }).click();
  await page.locator('.ant-select-item-option', { hasText: '收件与形式审查' }).click();
  await page.keyboard.press('Escape');
  await expectAccessible(page);
  await page.getByRole('button', { name: '存为草稿' }).click();
  await page.getByRole('heading', { name: TITLE }).waitFor();
  await page.getByText('公布前还差 1 项').waitFor();
  await page.getByLabel('文号').fill('唐商〔2026〕99号');
  // What is typed while the form is on its way stays.
  await page.route('**/api/v1/rule-versions/*', async (route) => {
    if (route.request().method() === 'PUT') await page.getByLabel('名称').fill(`${TITLE}（修改）`);
    await route.continue();
  });
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('没有差项，可以往前走。').waitFor();
  await page.unroute('**/api/v1/rule-versions/*');
  await page.reload();
  await page.getByText('上次没有保存的修改还在').waitFor();
  expect(await page.getByLabel('名称').inputValue()).toBe(`${TITLE}（修改）`);

  // Nobody signs beside what is not stored, nor what changed under the open dialog.
  const head = await walk().stage.desk('head');
  await head.goto(page.url());
  const sign = head.getByRole('button', { name: /^签\s*字$/ });
  await head.getByLabel('第一条', { exact: true }).fill('收件次日登记。');
  await expect.poll(() => sign.isDisabled()).toBe(true);
  await head.getByRole('button', { name: '放弃修改' }).click();
  await head.getByRole('tooltip').getByRole('button', { name: '放弃修改' }).click();
  await expect.poll(() => head.getByLabel('第一条', { exact: true }).inputValue()).toBe('收件当日登记。');
  await sign.click();
  const dialog = head.getByRole('dialog');
  await dialog.waitFor();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('heading', { name: `${TITLE}（修改）` }).waitFor();
  await expect
    .poll(
      async () => {
        await head.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
        return dialog.getByText('内容刚有变化').isVisible();
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  expect(await dialog.getByRole('button', { name: /^签\s*字$/ }).isDisabled()).toBe(true);
  await expectAccessible(page);
  await page.goto('/desk/rules');
  await page.getByRole('link', { name: RULE }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: RULE }).click();
  await page.getByRole('button', { name: '修订' }).waitFor();
  await expectAccessible(page);

  await expect
    .poll(async () => (await page.request.get('/rules')).text(), { timeout: 60_000 })
    .toContain(RULE);
  for (const path of ['/rules', '/en/rules']) {
    await page.goto(path);
    await expectAccessible(page);
  }
  await page.getByRole('link', { name: RULE }).click();
  await page.getByRole('heading', { name: 'Powers and steps it governs' }).waitFor();
  await expectAccessible(page);
  expect(walk().stage.complaints).toEqual([]);
});

import type { Page } from 'playwright-core';
import { beforeAll, expect, it, vi } from 'vitest';
import { expectAccessible } from './stage.ts';
import { published, walkProgram } from './walk.ts';

const LAW = '对外劳务合作管理条例';
vi.setConfig({ testTimeout: 120_000 });

const walk = walkProgram('laws', published('对外劳务合作经营资格', '01'));
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

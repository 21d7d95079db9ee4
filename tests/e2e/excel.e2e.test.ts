import { mkdtempSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, expect, it, vi } from 'vitest';
import { removeData } from '#tests/data-dir';
import { expectAccessible } from './stage.ts';
import { walkProgram } from './walk.ts';

vi.setConfig({ testTimeout: 120_000 });

const walk = walkProgram('excel');
const filesDir = mkdtempSync(join(tmpdir(), 'chengming-excel-files-'));
afterAll(() => removeData(filesDir));

/** Clicks what saves a file, and where it is then. */
async function saved(page: Page, click: () => Promise<void>): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const path = join(filesDir, download.suggestedFilename());
  await download.saveAs(path);
  return { name: download.suggestedFilename(), path };
}

async function choose(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(path);
}

async function workbook(
  name: string,
  rows: Parameters<typeof writeXlsx>[0]['sheets'][number]['rows'],
): Promise<string> {
  const path = join(filesDir, name);
  await writeFile(path, await writeXlsx({ sheets: [{ name: '权责清单', ...(rows ? { rows } : {}) }] }));
  return path;
}

const count = (page: Page, label: string) =>
  page
    .locator('.ant-descriptions')
    .getByRole('cell')
    .nth(['文件中的行', '新增', '更新', '没有变化'].indexOf(label));

it('goes out by the keyboard and comes back without a change', async () => {
  const page = await walk().stage.desk('register');
  await page.goto('/desk/powers');
  await page.getByRole('tab', { name: '未公布的版本' }).click();
  await page.getByRole('button', { name: '导出全部，含草稿' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: '权责清单表格（.xlsx）' }).waitFor();
  await expectAccessible(page);
  const { name, path } = await saved(page, () =>
    page.getByRole('menuitem', { name: '权责清单表格（.xlsx）' }).click(),
  );
  expect(name).toBe('权责清单（含草稿）.xlsx');
  await page.goto('/desk/powers/import');
  await expectAccessible(page);
  await choose(page, path);
  await page.getByText('文件里的内容都已经在这里，没有要导入的。').waitFor();
  const { sheets } = await readXlsx(await readFile(path));
  const rows = String((sheets[0]?.rows.length ?? 0) - 1);
  await expect.poll(() => count(page, '没有变化').textContent()).toBe(rows);
});

it('is refused for what is wrong in it, and given back with those cells marked', async () => {
  const page = await walk().stage.desk('register');
  await page.goto('/desk/powers/import');
  const path = await workbook('错.xlsx', [
    ['某市商务局权责清单'],
    ['事项名称', '权力类型', '承诺时限', '职权编码'],
    ['浏览器里导入的许可', '天气预报', '尽快', 'E2E-1'],
  ]);
  await choose(page, path);
  await page.getByText('有 2 处错误，不能导入').waitFor();
  await page.getByRole('cell', { name: 'B3', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: /^导入 \d/ }).count()).toBe(0);
  await expectAccessible(page);
  const marked = await saved(page, () => page.getByRole('button', { name: '下载标注了问题的原表' }).click());
  expect(marked.name).toBe('错（问题已标注）.xlsx');
  const { sheets } = await readXlsx(await readFile(marked.path), { readStyles: true });
  expect(sheets[0]?.rows[0]?.[0]).toBe('某市商务局权责清单');
  expect(sheets[0]?.cells?.get('2,1')?.comment?.text).toContain('没有这个事项类型');
  expect(sheets[0]?.cells?.get('2,2')?.comment?.text).toContain('读不出时限');
});

it('is taken in once it is mended, and its drafts are there', async () => {
  const page = await walk().stage.desk('register');
  await page.goto('/desk/powers/import');
  const path = await workbook('对.xlsx', [
    ['事项名称', '权力类型', '承诺时限', '职权编码'],
    ['浏览器里导入的许可', '行政许可', '１０个工作日', 'E2E-1'],
  ]);
  await choose(page, path);
  await page.getByRole('button', { name: '导入 1 项' }).click();
  await page.getByText('导入完成').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: '去看草稿' }).click();
  await page.getByRole('link', { name: '浏览器里导入的许可' }).waitFor();
});

it('names an old workbook that was renamed, and keeps the page', async () => {
  const page = await walk().stage.desk('register');
  await page.goto('/desk/powers/import');
  const path = join(filesDir, '旧.xlsx');
  await writeFile(path, Buffer.from('d0cf11e0a1b11ae1000000', 'hex'));
  await choose(page, path);
  await page.getByText('这是旧格式的表格（.xls 或 .xlsb）。请另存为 .xlsx 后再选。').waitFor();
  await expectAccessible(page);
});

it('complained of nothing', () => {
  expect(walk().stage.complaints).toEqual([]);
});

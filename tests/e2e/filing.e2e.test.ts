import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it, vi } from 'vitest';
import { OrganisationTree } from '#modules/organisation';
import { programEnv } from './program.ts';
import { expectAccessible } from './stage.ts';
import { walkProgram } from './walk.ts';

const PASSWORD = 'chengming-demo';
vi.setConfig({ testTimeout: 240_000 });

const walk = walkProgram('filing');

/** A command of the program, with what it reads; answers with its exit code. */
function cli(args: readonly string[], input = ''): Promise<number | null> {
  const child = spawn(process.execPath, ['dist/cli.js', ...args], {
    env: programEnv(walk().dataDir, walk().port),
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.once('exit', resolve));
}

beforeAll(async () => {
  // The government office above shares the program here; three programs are what levels.http.test.ts has.
  const tree = OrganisationTree.parse(JSON.parse(readFileSync('demo/data/organisation.json', 'utf8')));
  const government = {
    ...tree,
    agency: {
      ...tree.agency,
      key: 'agency-government',
      slug: 'tangshan-government',
      name: '唐山市人民政府办公室',
      kind: 'government',
      uscc: undefined,
    },
  };
  const file = join(walk().dataDir, 'government.json');
  writeFileSync(file, JSON.stringify(government));
  expect(await cli(['organisation', 'import', file])).toBe(0);
  const staffNo = tree.persons.find(({ key }) => key === 'p23')?.staffNo ?? '';
  const account = ['--agency', 'tangshan-government', '--staff-no', staffNo, '--role', 'review-office'];
  expect(await cli(['user', 'add', 'gov', ...account, '--password-stdin'], `${PASSWORD}\n`)).toBe(0);
}, 120_000);

async function card(code: string): Promise<string> {
  return (await fetch(`${walk().program.base}/api/v1/filing-cards/${code}`)).text();
}

async function enrol(page: Page, button: string, theirs: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('对方的登记卡').fill(theirs);
  await dialog.getByText('请核对的密钥').waitFor();
  await dialog.getByRole('button', { name: button }).click();
  await dialog.waitFor({ state: 'hidden' });
}

it('lets both sides enrol each other by their cards', async () => {
  const gov = await walk().stage.desk('gov');
  await gov.goto('/desk/filing-inbox');
  await gov.getByText('还没有登记报送机关。').waitFor();
  await enrol(gov, '登记报送机关', await card('11130200DEM0000149'));
  await gov.getByRole('cell', { name: /唐山市商务局/ }).waitFor();
  await expectAccessible(gov);

  const page = await walk().stage.desk('register');
  await page.goto('/desk/filings');
  await enrol(page, '登记接收机关', await card('tangshan-government'));
  await page.getByText('还没有报送过').waitFor();
  await expectAccessible(page);
});

it('files the catalogue: prepared by one, signed by another, with the receipt on the page', async () => {
  const page = await walk().stage.desk('register');
  await page
    .locator('.ant-card')
    .filter({ hasText: '唐山市人民政府办公室' })
    .getByRole('button', { name: '准备报送' })
    .click();
  await page.getByRole('heading', { name: /报唐山市人民政府办公室：第 1 包/ }).waitFor();
  expect(await page.getByRole('button', { name: /签\s*发/ }).count()).toBe(0);
  await expectAccessible(page);

  const chief = await walk().stage.desk('chief');
  await chief.getByRole('link', { name: /报唐山市人民政府办公室：第 1 包/ }).click();
  await chief.getByRole('button', { name: /^签\s*发$/ }).click();
  const dialog = chief.getByRole('dialog');
  await dialog.getByRole('button', { name: /^签\s*发$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  // The worker sends within ten seconds, and the page looks again.
  await chief.getByRole('heading', { name: /第 1 包\s+已收到回执/ }).waitFor({ timeout: 60_000 });
  await expectAccessible(chief);
});

it('is read above entry by entry, commented, and reconciled', async () => {
  const gov = await walk().stage.desk('gov');
  await gov.goto('/desk/filing-inbox');
  await gov.getByRole('link', { name: '唐山市商务局' }).first().click();
  await gov
    .getByRole('button', { name: /提意见：/ })
    .first()
    .click();
  const dialog = gov.getByRole('dialog');
  await dialog.getByRole('button', { name: '提意见' }).click();
  await dialog.getByText('请写明意见').waitFor();
  await dialog.getByLabel(/具体意见/).fill('承诺时限与全市统一的不一致（演示）');
  await dialog.getByRole('button', { name: '提意见' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await gov.getByText('承诺时限与全市统一的不一致（演示）').waitFor();
  await expectAccessible(gov);
  await gov.getByRole('link', { name: '与参照目录对账' }).click();
  await gov.getByText('本机关还没有参照目录').waitFor();
  const entries = [{ code: '001021000000', name: '只在参照目录里的事项', typeCode: '01' }];
  await gov.locator('input[type=file]').setInputFiles({
    name: 'reference.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ entries })),
  });
  await gov.getByText(/漏报 1，多报 \d+/).waitFor();
  await expectAccessible(gov);
});

it('takes the file of a package once: altered, or again, it is refused and on record', async () => {
  const page = await walk().stage.desk('register');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出报送文件' }).click(),
  ]);
  const file = readFileSync(await download.path(), 'utf8');
  const gov = await walk().stage.desk('gov');
  await gov.goto('/desk/filing-inbox');
  const take = (text: string): Promise<void> =>
    gov.locator('input[type=file]').setInputFiles({
      name: 'filing.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
  await take(file.replace('"number":1', '"number":2'));
  await gov.getByRole('alert').getByText('内容与签发时不一致').waitFor();
  await take(file);
  await gov.getByRole('alert').getByText('这个报送包以前收过').waitFor();
  await gov.reload();
  await gov.getByRole('cell', { name: /内容与签发时不一致/ }).waitFor();
  await gov.getByRole('cell', { name: /以前收过/ }).waitFor();
  await expectAccessible(gov);
  expect(walk().stage.complaints).toEqual([]);
});

it('shows the body above what it said of a filing of the demonstration, and the bureau when it was answered', async () => {
  const city = await walk().stage.desk('city');
  await city.goto('/desk/filing-inbox');
  await city.getByRole('row', { name: /全部/ }).getByRole('link', { name: '唐山市商务局' }).click();
  await city.getByText(/申请人仍要跑动一次/).waitFor();
  await expectAccessible(city);
  await city.getByRole('link', { name: '与参照目录对账' }).click();
  await city.getByText(/漏报 1，多报 1，时限不同 1/).waitFor();
  await expectAccessible(city);
  const page = await walk().stage.desk('register');
  await page.goto('/desk/filings');
  await page
    .getByRole('row', { name: /领导小组办公室.*全部/ })
    .getByRole('link')
    .click();
  await page.getByText(/申请人仍要跑动一次/).waitFor();
  await expectAccessible(page);
  expect(walk().stage.complaints).toEqual([]);
});

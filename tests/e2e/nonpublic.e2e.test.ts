import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { expectAccessible } from './stage.ts';
import { walkProgram } from './walk.ts';

/** What is asked for; no request of the demonstration is about it. */
const ELEMENT = '监督方式';
const TITLE = '浏览器里登记的一项不公开内容';
vi.setConfig({ testTimeout: 120_000 });

const walk = walkProgram('nonpublic');

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-item-option', { hasText: option }).first().click();
}

/** One act on the request, from the list of what waits for somebody on the home page of the desk. */
async function act(account: string, name: string): Promise<Page> {
  const page = await walk().stage.desk(account);
  await page.goto('/desk');
  const section = page.locator('section', {
    has: page.getByRole('heading', { name: '不公开申请和到期复查' }),
  });
  await section.getByRole('row').filter({ hasText: ELEMENT }).getByRole('link').click();
  await page.getByText(TITLE).waitFor();
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  return page;
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Opens the dialog in which an exception is kept and fills it in. */
async function keep(page: Page, days: number): Promise<void> {
  await page.getByRole('button', { name: '继续不公开' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由', { exact: true }).fill('仍有必要');
  await dialog.getByLabel('继续不公开至（含当日）').fill(inDays(days));
  // Enter would send the form.
  await dialog.getByLabel('继续不公开至（含当日）').press('Tab');
}

it('warns of state secrets before anything is typed, and does not even send what is marked', async () => {
  const page = await walk().stage.desk('window');
  await page.goto('/desk/nonpublic/new');
  await page.getByText('国家秘密不得录入本系统').first().waitFor();
  await expectAccessible(page);
  await choose(page, '哪个事项', '行政审批处');
  await choose(page, '哪个要素', ELEMENT);
  await choose(page, '禁止公开的依据', '公开后可能危及');
  await page.getByLabel('理由', { exact: true }).fill('见密级：机密的文件');
  const date = page.getByLabel('复查日（含当日）');
  await date.fill(inDays(20));
  await date.press('Enter');
  await page.getByRole('radio', { name: '本单位内部' }).check();
  await page.getByLabel('公开登记的名称').fill(TITLE);

  await page.getByRole('radio', { name: '机密', exact: true }).check();
  await page.getByText('什么也没有提交').waitFor();
  expect(await page.getByRole('button', { name: '提出申请' }).count()).toBe(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: '不是国家秘密，回到申请表' }).click();
  expect(await page.getByLabel('理由', { exact: true }).inputValue()).toBe('见密级：机密的文件');
  expect(await page.getByLabel('公开登记的名称').inputValue()).toBe(TITLE);
  expect(await date.inputValue()).not.toBe('');
  expect(await page.getByText(ELEMENT).first().isVisible()).toBe(true);

  let sent = 0;
  page.on('request', (request) => void (sent += request.method() === 'POST' ? 1 : 0));
  await page.getByRole('button', { name: '提出申请' }).click();
  await page.locator('.ant-form-item-explain-error', { hasText: '国家秘密' }).waitFor();
  expect(sent).toBe(0);
  await page.getByLabel('理由', { exact: true }).fill('公开后会被用来规避检查');
  await page.getByRole('button', { name: '提出申请' }).click();
  await page.getByText('待处长签字').first().waitFor();
  await expectAccessible(page);
});

it('comes into force through three more people and comes back for review', async () => {
  await act('head', '签字同意');
  await act('publisher', '审查通过');
  const page = await act('register', '批准不公开');
  await page.getByRole('button', { name: '继续不公开' }).waitFor();
  await expectAccessible(page);

  // Two windows: what one of them decided meanwhile is not decided over by the other, though its page has learnt of it.
  const other = await walk().stage.another('register');
  await other.goto(page.url());
  await keep(page, 22);
  await keep(other, 21);
  await other.getByRole('dialog').getByRole('button', { name: '继续不公开' }).click();
  await other.getByRole('dialog').waitFor({ state: 'hidden' });
  let learnt = false;
  page.on('response', (answer) => {
    learnt ||= /\/api\/v1\/exceptions\/[^/]+$/.test(answer.url());
  });
  await vi.waitFor(
    async () => {
      // What is younger than five seconds is not asked for again.
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
      expect(learnt).toBe(true);
    },
    { timeout: 30_000, interval: 500 },
  );
  await page.getByRole('dialog').getByRole('button', { name: '继续不公开' }).click();
  await page.getByRole('dialog').getByText('别人刚办过').waitFor();
  expect(await page.getByRole('dialog').getByLabel('理由', { exact: true }).inputValue()).toBe('仍有必要');

  await other.goto('/desk/nonpublic');
  await other.getByText('请复查：继续不公开还是公开').first().waitFor();
  await expectAccessible(other);
});

it('stands in the public register, with and without script, in both languages', async () => {
  const page = await walk().stage.page({ javaScript: false });
  await vi.waitFor(
    async () => {
      await page.goto('/nonpublic');
      expect(await page.content()).toContain(TITLE);
    },
    { timeout: 30_000, interval: 500 },
  );
  await page.getByRole('link', { name: '登记记录和存证' }).first().click();
  await page.getByText(TITLE).first().waitFor();
  const reader = await walk().stage.page();
  for (const path of ['/nonpublic', '/en/nonpublic', '/nonpublic?state=ended']) {
    await reader.goto(path);
    await expectAccessible(reader);
  }
  expect(walk().stage.complaints).toEqual([]);
});

import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { usccCheckCharacter } from '#kernel';
import { AgencyChart } from '#modules/organisation/contract';
import { VersionDetail } from '#modules/powers/contract';
import { fillPower } from './fill-power.ts';
import { BASIC_CODE, CODE, everyElement, flowOfItsOwn, MODEL_CODE, NAME, PARENT_ENTRY } from './new-power.ts';
import { expectAccessible, send } from './stage.ts';
import { walkProgram } from './walk.ts';

// A journey takes seconds; the rest is for machines that do other things too.
vi.setConfig({ testTimeout: 120_000 });
// The power whose flow is borrowed is loaded early; the cases that follow it are not waited for.
const walk = walkProgram('desk');
let versionId = '';
const BLANK = '迁址申请书.pdf';
const BLANK_BYTES = '%PDF-1.7\n% an empty form';

afterEach(() => {
  expect(walk().stage.complaints.splice(0)).toEqual([]);
});

const versionPath = (): string => `/desk/powers/${versionId}`;
const read = async (page: Page): Promise<VersionDetail> =>
  VersionDetail.parse(await (await page.request.get(`/api/v1/power-versions/${versionId}`)).json());

async function act(
  account: string,
  name: string,
  more?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
) {
  const page = await walk().stage.desk(account);
  await page.goto(versionPath());
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await more?.(dialog);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  return page;
}

describe('a power, from an empty form to its published version', () => {
  it('is begun with three answers, each asked for at its field', async () => {
    const page = await walk().stage.desk('head');
    await page.goto('/desk/powers');
    await page.getByRole('link', { name: '登记一项职权' }).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await expect
      .poll(() => page.locator('.ant-form-item-explain-error').allTextContents())
      .toEqual(['请填写', '请选择', '请选择']);
    await page.getByLabel('事项名称').fill(NAME);
    await page.reload();
    expect(await page.getByLabel('事项名称').inputValue()).toBe(NAME);
    for (const [field, answer] of [
      ['事项类型', '行政许可'],
      ['承办处室', '行政审批'],
    ] as const) {
      await page.getByRole('combobox', { name: field }).click();
      await page.locator('.ant-select-dropdown:visible').getByText(answer).first().click();
    }
    await page.getByRole('button', { name: '下一步' }).click();
    await page.waitForURL(/powers\/[0-9a-f-]{36}$/);
    versionId = page.url().split('/').at(-1) ?? '';
    await page.getByRole('heading', { name: NAME }).waitFor();
  });

  it('takes every element of B2, stores it by itself and loses nothing over a reload', async () => {
    const page = await walk().stage.desk('head');
    const { agency } = await (await page.request.get('/api/v1/me')).json();
    const chart = AgencyChart.parse(await (await page.request.get(`/api/v1/agencies/${agency.id}`)).json());
    const labels = new Map([
      ...chart.posts.map(
        ({ key, name, officeId }) =>
          [key, `${name}（${chart.offices.find(({ id }) => id === officeId)?.name}）`] as const,
      ),
      ...chart.details.channels.map(({ key, name, phone }) => [key, `${name} ${phone}`] as const),
    ]);
    const typed = JSON.parse(JSON.stringify(everyElement), (_, value: unknown) =>
      typeof value === 'string' ? (labels.get(value) ?? value) : value,
    );
    expect(await fillPower(page, typed)).toBeGreaterThan(90);
    await page
      .locator('#el-materials input[type=file]')
      .first()
      .setInputFiles({ name: BLANK, mimeType: 'application/pdf', buffer: Buffer.from(BLANK_BYTES) });
    await page.locator('#el-materials').getByRole('link', { name: BLANK }).waitFor();
    await expect
      .poll(async () => (await read(page)).content.materials[0]?.blankForm?.name, { timeout: 20_000 })
      .toBe(BLANK);
    await page.getByText(/^已自动保存/).waitFor();
    await page.reload();
    const { content } = await read(page);
    expect(content).toMatchObject({ ...everyElement, name: NAME, implementationCode: CODE });
    expect(await page.getByLabel('实施编码').inputValue()).toBe(CODE);
    expect(await page.locator('#conditions').inputValue()).toBe(content.conditions.join('\n'));
  });

  it('says at the field what is unfinished, and keeps it in this browser until it is', async () => {
    const page = await walk().stage.desk('head');
    const laws = page.locator('#el-legalBasis');
    await laws.getByRole('button', { name: '设定依据：加一项' }).click();
    await page.locator('#legalBasis_1_law').fill('河北省行政权力公开透明运行规定');
    // Gone before anything could be sent.
    await page.reload();
    await page.getByText('上次没有存完的内容还在，已经填回。').waitFor();
    expect(await page.locator('#legalBasis_1_law').inputValue()).toBe('河北省行政权力公开透明运行规定');
    await page.getByRole('button', { name: '立即保存' }).click();
    await laws.getByText('请填写').waitFor();
    await expect.poll(() => page.locator('#legalBasis_1_article').getAttribute('aria-invalid')).toBe('true');
    expect((await read(page)).content.legalBasis).toHaveLength(1);
    await page.locator('#legalBasis_1_article').fill('第七条');
    await page.keyboard.press('Control+s');
    await expect.poll(async () => (await read(page)).content.legalBasis.length).toBe(2);
    await expect
      .poll(() =>
        page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('chengming.power'))),
      )
      .toEqual([]);
  });

  it('merges what two people change at once, and asks only about what both changed', async () => {
    const [mine, theirs] = await Promise.all([walk().stage.desk('head'), walk().stage.desk('window')]);
    await Promise.all([mine.goto(versionPath()), theirs.goto(versionPath())]);
    await Promise.all([mine.locator('#place').waitFor(), theirs.locator('#place').waitFor()]);
    await theirs.locator('#place').fill('市政务服务中心二楼 B12');
    await theirs.locator('#hours').fill('工作日 8:30–17:30');
    await theirs.getByRole('button', { name: '立即保存' }).click();
    await theirs.getByText(/^已自动保存/).waitFor();
    await mine.locator('#place').fill('市政务服务中心三楼');
    await mine.locator('#enquiry').fill('0315-1111111');
    const dialog = mine.getByRole('dialog');
    await dialog.getByText('市政务服务中心二楼 B12').waitFor();
    expect(await dialog.locator('legend').allTextContents()).toEqual(['办理地点']);
    const author = (await read(theirs)).lastEdit?.by ?? '';
    expect(await dialog.textContent()).toContain(author);
    await dialog.getByRole('radio', { name: '用我填写的' }).check();
    await dialog.getByRole('button', { name: '合并并保存' }).click();
    await expect
      .poll(async () => (await read(mine)).content)
      .toMatchObject({
        place: '市政务服务中心三楼',
        hours: '工作日 8:30–17:30',
        enquiry: '0315-1111111',
      });
    await expect.poll(() => mine.locator('#hours').inputValue()).toBe('工作日 8:30–17:30');
  });

  it('names what is wrong with a flow, and takes one that passes', async () => {
    const page = await walk().stage.desk('head');
    const bpmn = await (await page.request.get(`/powers/${MODEL_CODE}/flow.bpmn`)).text();
    const upload = async (text: string): Promise<void> =>
      page
        .locator('#part-flow input[type=file]')
        .setInputFiles({ name: 'flow.bpmn', mimeType: 'application/xml', buffer: Buffer.from(text) });
    await upload(bpmn.replaceAll('sourceRef="lic-accept', 'sourceRef="nowhere'));
    await page.getByText('文件没有通过检查').waitFor();
    expect((await read(page)).flowVersionId).toBeNull();
    await upload(flowOfItsOwn(bpmn));
    await page.getByRole('img', { name: /^流程图：/ }).waitFor();
    await page.getByText('行政许可的基本编码不在已导入的上级许可清单中').waitFor();
    const register = await walk().stage.desk('register');
    const taken = await send(register, '/power-parents/import', { file: { parents: [PARENT_ENTRY] } });
    expect(taken.status).toBe(200);
    await page.reload();
    expect((await read(page)).blockers).toEqual([]);
    await page.getByText('要素齐了，等您签字。').waitFor();
  });

  it('is signed, countersigned, returned with reasons, mended, passed and published', async () => {
    await act('head', '签字');
    await act('leader', '审签');
    await act('register', '退回', async (dialog) => {
      await dialog.getByRole('button', { name: '退回', exact: true }).click();
      await dialog.getByText('请填写').waitFor();
      await dialog.getByLabel(/理由/).fill('办理时间请写明午休是否办理。');
    });
    const page = await walk().stage.desk('head');
    await page.goto(versionPath());
    await page.getByText('办理时间请写明午休是否办理。').first().waitFor();
    await page.locator('#hours').fill('工作日 8:30–17:30，午休不断');
    await act('head', '签字');
    await act('leader', '审签');
    await act('register', '审核通过');
    const register = await act('register', '公布', async (dialog) => {
      await dialog.getByRole('checkbox', { name: '先试运行' }).check();
      const last = dialog.getByLabel('试运行最后一日');
      await last.fill(new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10));
      await last.press('Enter');
      await dialog.getByLabel(/为什么先试运行/).fill('第一次全程网办，先试两个月');
    });
    await register.getByRole('link', { name: '看公开页' }).waitFor();
    expect(await read(register)).toMatchObject({
      state: 'published',
      n: 1,
      code: CODE,
      content: { hours: '工作日 8:30–17:30，午休不断' },
    });
  });

  it('stands on the portal with its version and its proof', async () => {
    const page = await walk().stage.page({ javaScript: false });
    await expect
      .poll(
        async () => {
          const answer = await page.request.get(`/powers/${CODE}`);
          return answer.ok() && (await answer.text()).includes('已存证');
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    await page.goto(`/powers/${CODE}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(NAME);
    await page
      .getByText(/第\s*1\s*版/)
      .first()
      .waitFor();
    expect(await page.getByText('第一次全程网办，先试两个月').count()).toBe(1);
    expect((await page.request.get(`/powers/${CODE}/flow.svg`)).status()).toBe(200);
    const form = await page
      .locator('#materials')
      .getByRole('link', { name: /^空白表格/ })
      .getAttribute('href');
    expect(await (await page.request.get(form ?? '')).text()).toBe(BLANK_BYTES);
    await page.context().close();
  });

  it('runs on trial until a leader who had no hand in it makes it final', async () => {
    const page = await walk().stage.desk('chief');
    await page.goto('/desk/powers');
    await page.getByRole('tab', { name: '试运行' }).click();
    const row = page.getByRole('row').filter({ hasText: NAME });
    await row.getByText('试运行中').waitFor();
    await expectAccessible(page);
    await row.getByRole('button', { name: `决定是否转正：${NAME}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('radio', { name: /转正：第/ })
      .first()
      .check();
    await dialog.getByRole('button', { name: '决定', exact: true }).click();
    await expect.poll(() => dialog.locator('.ant-form-item-explain-error').count()).toBe(2);
    await dialog.getByText('现在提前决定').waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('理由（向社会公开）').fill('运行平稳');
    await dialog.getByLabel(/为什么提前决定/).fill('办件已满一百件');
    await page.keyboard.press('Escape');
    const stay = page.getByRole('button', { name: '继续填写' });
    await stay.click();
    await stay.waitFor({ state: 'hidden' });
    expect(await dialog.getByLabel(/为什么提前决定/).inputValue()).toBe('办件已满一百件');
    await dialog.getByRole('button', { name: '决定', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await row.getByText('已转正').waitFor();
  });

  it('is adjusted from the list: what is inherited is locked, and what becomes of it is said', async () => {
    const page = await walk().stage.desk('head');
    await page.goto('/desk/powers');
    await page.getByRole('tab', { name: '已公布的清单' }).click();
    await page.getByRole('button', { name: `调整：${NAME}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '划转给其他机关' }).check();
    await dialog.getByRole('button', { name: '开始调整' }).click();
    await expect.poll(() => dialog.locator('.ant-form-item-explain-error').count()).toBe(2);
    await dialog.getByLabel('调整理由').fill('机构改革，划转市行政审批局');
    await dialog.getByLabel(/调整依据/).fill('演示·机构改革方案');
    await dialog.getByRole('button', { name: '开始调整' }).click();
    await page.waitForURL(/powers\/[0-9a-f-]{36}$/);
    await page.getByText('划转', { exact: true }).waitFor();
    expect(await page.locator('#basicCode').inputValue()).toBe(BASIC_CODE);
    expect(await page.locator('#basicCode').isDisabled()).toBe(true);
    expect(await page.locator('#place').isDisabled()).toBe(false);
    await page.locator('#el-materials').getByRole('link', { name: BLANK }).waitFor();
    await expectAccessible(page);
  });
});

describe('a case, from the application on a phone without script to its end on the desk', () => {
  const organisation = '走查·迁址商贸有限公司';
  const usccOf = (first17: string): string => `${first17}${usccCheckCharacter(first17)}`;
  let code = '';
  let casePath = '';

  /** The open case as somebody sees it on their desk. */
  async function open(account: string): Promise<Page> {
    const page = await walk().stage.desk(account);
    await page.goto(casePath);
    await page.getByRole('heading', { name: '现在要做的' }).waitFor();
    return page;
  }

  async function complete(
    account: string,
    step: string,
    outcome: string,
    more?: (card: Locator) => Promise<void>,
  ) {
    const page = await open(account);
    const card = page.locator('.ant-card').filter({ has: page.getByText(step, { exact: true }) });
    const radio = card.getByRole('radio', { name: outcome, exact: true });
    await radio.check();
    await more?.(card);
    await card.getByRole('button', { name: '提交这一步' }).click();
    await card.waitFor({ state: 'hidden' });
  }

  it('is applied for at 390 px without JavaScript', async () => {
    const page = await walk().stage.page({ width: 390, javaScript: false });
    const next = (): Promise<void> => page.getByRole('button', { name: '下一步' }).click();
    await page.goto(`/powers/${CODE}/apply`);
    await page.getByRole('button', { name: '开始申请' }).click();
    await page.getByRole('radio', { name: /企业/ }).check();
    await next();
    await page.getByLabel('单位名称').fill(organisation);
    await page.getByLabel('统一社会信用代码').fill('91130200MA0TOUR129');
    await page.getByLabel('联系人').fill('走查·联系人');
    await page.getByLabel('联系电话').first().fill('0315-0000000');
    await next();
    await page
      .getByText(/统一社会信用代码不对/)
      .first()
      .waitFor();
    expect(await page.getByLabel('单位名称').inputValue()).toBe(organisation);
    await page.getByLabel('统一社会信用代码').fill(usccOf('91130200MA0T0UR13'));
    await next();
    await page.getByLabel(/您申请办理什么/).fill('迁址至高新区（走查）。');
    await next();
    await next();
    await page.getByRole('checkbox', { name: /内容真实/ }).check();
    await page.getByRole('checkbox', { name: /不含国家秘密/ }).check();
    await page.getByRole('button', { name: '确认提交' }).click();
    await page.getByRole('heading', { name: '已收到您的申请' }).waitFor();
    code = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec((await page.textContent('main')) ?? '')?.[0] ?? '';
    expect(code).not.toBe('');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.context().close();
  });

  it('is found by the window, which tells once what is missing', async () => {
    const page = await walk().stage.desk('window');
    await page.goto('/desk/cases');
    await page.getByRole('searchbox', { name: '受理号或事项' }).fill(NAME);
    await page.keyboard.press('Enter');
    await page
      .getByRole('row', { name: new RegExp(NAME) })
      .getByRole('link', { name: '尚未受理' })
      .click();
    await page.waitForURL(/cases\/[0-9a-f-]{36}$/);
    casePath = new URL(page.url()).pathname;
    const card = page.locator('.ant-card').filter({ hasText: '收件与形式审查' });
    await card.getByRole('radio', { name: '补正', exact: true }).check();
    await card.getByRole('button', { name: '提交这一步' }).click();
    await card.getByText('请填写').first().waitFor();
    await card.getByLabel('材料或内容').click();
    await page.keyboard.press('Enter');
    await card.getByLabel('缺什么、怎么补').fill('申请书没有加盖公章，请补盖后重新提交');
    await card.getByLabel('依据').fill('行政许可法第三十二条第一款第四项');
    // Typed, not sent, reloaded: still there.
    await page.reload();
    expect(await card.getByLabel('缺什么、怎么补').inputValue()).toBe('申请书没有加盖公章，请补盖后重新提交');
    await card.getByRole('button', { name: '提交这一步' }).click();
    await page.getByText('待补正').first().waitFor();
  });

  it('is supplemented by the citizen on /my, without JavaScript', async () => {
    const page = await walk().stage.page({ width: 390, javaScript: false });
    await page.goto('/my');
    await page.getByLabel('查询码').fill(code);
    await page.getByRole('button', { name: '查看' }).click();
    await page
      .getByText(/申请书没有加盖公章/)
      .first()
      .waitFor();
    await page
      .locator('form[action$="/my/supplement"] input[type=file]')
      .first()
      .setInputFiles({
        name: '申请书.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('已盖章的申请书（走查）'),
      });
    await page.locator('form[action$="/my/supplement"] button[type=submit]').click();
    await page.getByText('已提交。').waitFor();
    await page.context().close();
  });

  it('shows a supervisor everything and offers nothing', async () => {
    const page = await open('supervisor');
    await page.getByText('一次性告知需要补正的内容').first().waitFor();
    expect(await page.getByRole('button', { name: /提交这一步|退件|终止|记一笔/ }).count()).toBe(0);
    expect(await send(page, `${casePath.replace('/desk', '')}/notes`, { text: '监督' })).toEqual({
      status: 403,
      code: 'cases/forbidden',
    });
    await expectAccessible(page);
  });

  it('is done once when two windows do the same step; who was slower keeps what was typed', async () => {
    const fast = await open('window');
    const slow = await walk().stage.another('window');
    await slow.goto(casePath);
    for (const [page, opinion] of [
      [fast, '补正后齐全'],
      [slow, '我也认为齐全，先写在这里'],
    ] as const) {
      await page.getByRole('radio', { name: '齐全', exact: true }).check();
      await page.getByLabel('办理意见').fill(opinion);
    }
    await fast.getByRole('button', { name: '提交这一步' }).click();
    await fast.getByRole('radio', { name: '齐全', exact: true }).waitFor({ state: 'hidden' });
    await slow.getByRole('button', { name: '提交这一步' }).click();
    const told = slow.getByRole('alert').filter({ hasText: '您填写的内容在下面' });
    await told.waitFor();
    expect(await told.textContent()).toMatch(/刚刚已由他人办理.*我也认为齐全，先写在这里/);
    await slow.context().close();
  });

  it('goes on from acceptance through the examination, two officers chosen from those on the post', async () => {
    await expectAccessible(await open('window'));
    const page = await open('window');
    await page.locator('.ant-card').getByRole('button', { name: '提交这一步' }).click();
    await page.getByText(/等您办的环节/).waitFor();
    await complete('reviewer', '材料审查', '是');
    await complete('inspector', '现场核查', '完成', async (card) => {
      await card.getByRole('combobox', { name: '另一名工作人员' }).click();
      await card.page().keyboard.press('Enter');
    });
  });

  it('goes back with a reason, comes up again and is decided, with what a decision needs asked for at its field', async () => {
    await complete('head', '是否有听证、专家评审等情形', '否');
    await complete('head', '处长审核', '退回', async (card) => {
      await card.getByLabel('办理意见').fill('请核对迁址距离后再报。');
    });
    await (await open('reviewer')).getByText('请核对迁址距离后再报。').waitFor();
    await complete('reviewer', '材料审查', '否');
    await complete('head', '是否有听证、专家评审等情形', '否');
    await complete('head', '处长审核', '上报');
    const page = await open('leader');
    const card = page.locator('.ant-card').filter({ hasText: '作出准予或者不予许可的书面决定' });
    await card.getByRole('radio', { name: '准予', exact: true }).check();
    await card.getByRole('button', { name: '提交这一步' }).click();
    await card.getByText('请填写').first().waitFor();
    await expectAccessible(page);
    await card.getByLabel('决定内容').fill('准予迁址（走查）。');
    await card.getByLabel(/理由/).fill('材料齐全，符合法定条件（走查）。');
    await card.getByRole('button', { name: '提交这一步' }).click();
    await page.getByText('准予', { exact: true }).first().waitFor();
    await card.waitFor({ state: 'hidden' });
  });
});

import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { legalDayOf } from '#kernel';
import { Bodies, Made } from '#modules/deliberation/contract';
import { expectAccessible } from './stage.ts';
import { walkProgram } from './walk.ts';

const NAME = '浏览器里走一遍的清权行动';
const OFFICE = '行政审批处(驻市政务服务中心)';
vi.setConfig({ testTimeout: 120_000 });

const walk = walkProgram('campaign');

/** The return of the office, from the list of what is one's own on the home page of the desk. */
async function task(account: string): Promise<Page> {
  const page = await walk().stage.desk(account);
  await page.goto('/desk');
  await page
    .getByRole('row', { name: new RegExp(NAME) })
    .getByRole('link', { name: OFFICE })
    .click();
  await page.getByRole('heading', { name: '签字和审核' }).waitFor();
  return page;
}

async function act(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

it('is opened with a date that must be a working day, for one office', async () => {
  const page = await walk().stage.desk('register');
  await page.goto('/desk/nowhere');
  await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: '回到我的工作' }).click();
  await page.getByRole('link', { name: '清权', exact: true }).click();
  await page.getByRole('button', { name: '发起清权行动' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: '发起清权行动' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称', { exact: true }).fill(NAME);
  await page.locator('.ant-modal-wrap').click({ position: { x: 5, y: 5 } });
  expect(await dialog.getByLabel('名称', { exact: true }).inputValue()).toBe(NAME);
  const others = dialog.locator(
    `.ant-select-selection-item:has-text("处"):not([title="${OFFICE}"]), .ant-select-selection-item[title="办公室"]`,
  );
  while ((await others.count()) > 0)
    await others.first().locator('.ant-select-selection-item-remove').click();
  const date = dialog.getByLabel('填报截止日');
  const soon = new Date(Date.now() + 40 * 86_400_000);
  const sunday = new Date(soon.getTime() - soon.getUTCDay() * 86_400_000);
  const on = async (day: Date): Promise<void> => {
    await date.fill(day.toISOString().slice(0, 10));
    await date.press('Enter');
    await dialog.getByRole('button', { name: '发起清权行动' }).click();
  };
  await on(sunday);
  await dialog.getByText('截止日要是工作日').first().waitFor();
  await on(new Date(sunday.getTime() + 3 * 86_400_000));
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: NAME }).click();
  await page.getByText('共 1 个处室').waitFor();
  await expectAccessible(page);
});

it('is filled in by the clerk, who does not sign, and signed by the head over exactly that', async () => {
  const clerk = await task('window');
  await clerk.getByRole('button', { name: '没有列入的已公布事项全部保留' }).click();
  await clerk.getByText('有修改还没有保存。').waitFor();
  await clerk.reload();
  await clerk.getByText('有修改还没有保存。').waitFor();
  await clerk.getByRole('button', { name: '保存填报' }).click();
  await clerk.getByText('有修改还没有保存。').waitFor({ state: 'hidden' });
  expect(await clerk.getByRole('button', { name: '签字上报' }).count()).toBe(0);
  await expectAccessible(clerk);

  const head = await task('head');
  await act(head, '签字上报');
  await head.getByText('处长已签字').waitFor();
});

it('voids the signature when the list changes, so that the head signs again before the leader', async () => {
  // what is handed in waits on nobody’s page of its office, and is found in its campaign
  const clerk = await walk().stage.desk('window');
  await clerk.goto('/desk/campaigns');
  await clerk.getByRole('link', { name: NAME }).click();
  await clerk.getByRole('link', { name: OFFICE }).first().click();
  await clerk.getByRole('combobox', { name: /零售商促销活动备案.*怎么处理/ }).click();
  await clerk.locator('.ant-select-dropdown:visible').getByText('需要调整', { exact: true }).click();
  await clerk.getByRole('textbox', { name: /零售商促销活动备案.*的说明/ }).fill('备案材料可以减少');
  await clerk.getByRole('button', { name: '保存填报' }).click();
  await clerk.getByText('签字之后内容有变更，原来的签字已失效').waitFor();

  const head = await task('head');
  await act(head, '签字上报');
  const leader = await task('leader');
  await expectAccessible(leader);
  await act(leader, '审签');
  await leader.getByText('分管领导已审签').waitFor();
});

it('is passed and explained by the leading group office, and closed with a report that stays', async () => {
  const page = await walk().stage.desk('register');
  await page.goto('/desk/campaigns');
  await page.getByRole('link', { name: NAME }).click();
  await page.getByRole('link', { name: OFFICE }).first().click();
  await act(page, '审核通过');
  await page.getByRole('link', { name: `← ${NAME}` }).click();
  await page.getByText(/还有 0 个处室没有办完、[1-9]\d* 条疑问没有说明/).waitFor();
  expect(await page.getByRole('button', { name: '结束这次清权' }).isDisabled()).toBe(true);
  await page.getByRole('columnheader').getByRole('checkbox').check();
  await page.getByRole('button', { name: /^一并说明选中的 \d+ 条$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '情形' }).click();
  await page.locator('.ant-select-dropdown:visible').getByText('本机关不行使').click();
  await dialog.getByLabel('具体说明').fill('核对后不属于漏项（演示）');
  await dialog.getByRole('button', { name: /^说\s*明$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '结束这次清权' }).click();
  await page.getByRole('button', { name: '确认结束' }).click();
  await page.getByText('已结束').waitFor();
  await page.getByRole('link', { name: '结果报告' }).click();
  await page.getByText(/内容已固定/).waitFor();
  await page.getByText(/^清单摘要（SHA-256） [0-9a-f]{64}$/).waitFor();
  await expectAccessible(page);
  const csv = await page.request.get(
    `/api/v1${new URL(page.url()).pathname.replace('/desk', '')}.csv?part=items`,
  );
  expect(await csv.text()).toContain('需要调整,备案材料可以减少');
  expect(walk().stage.complaints).toEqual([]);
});

it('is deliberated in a meeting: who came, who withdrew, a dissent that members read, a numbered resolution', async () => {
  const keeper = await walk().stage.desk('register');
  await keeper.goto('/desk/deliberation');
  await expectAccessible(keeper);
  await keeper.getByRole('button', { name: '召集会议' }).click();
  const dialog = keeper.getByRole('dialog');
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
  await dialog.getByLabel('日期').fill(today);
  await dialog.getByLabel('日期').press('Enter');
  await dialog.getByLabel('地点').fill('三楼会议室');
  await dialog.getByRole('button', { name: '召集会议' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await keeper
    .getByRole('row', { name: /三楼会议室/ })
    .getByRole('link')
    .click();
  await keeper.getByRole('radiogroup', { name: '演示·钱九' }).getByRole('radio', { name: '请假' }).check();
  await keeper.getByLabel('演示·钱九没有到会的原因').fill('出差');
  await expectAccessible(keeper);
  await keeper.getByRole('button', { name: '登记到会，开会' }).click();
  await keeper.getByText('请假 · 出差').waitFor();
  await keeper.getByRole('button', { name: '加一项其他议题' }).click();
  await dialog.getByLabel('议题名称').fill(`${NAME}：审定清单`);
  await dialog.getByRole('button', { name: '列入议题' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await keeper.getByRole('button', { name: '登记回避' }).click();
  await dialog.getByRole('combobox', { name: '谁' }).click();
  await keeper.locator('.ant-select-dropdown:visible').getByText('演示·周六').click();
  await dialog.getByLabel('理由').fill('与议题有利害关系');
  await dialog.getByRole('button', { name: /^记\s*录$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await keeper.getByText('回避：演示·周六（与议题有利害关系）').waitFor();

  const say = async (page: Page, button: string, stance: string, text: string): Promise<void> => {
    await page.getByRole('button', { name: button }).click();
    const opinion = page.getByRole('dialog');
    await opinion.getByRole('radio', { name: stance }).check();
    await opinion.getByLabel(/^意见/).fill(text);
    await opinion.getByRole('button', { name: /^记\s*录$/ }).click();
    await opinion.waitFor({ state: 'hidden' });
  };
  const member = await walk().stage.desk('leader');
  await member.goto(keeper.url());
  await say(member, '我的意见', '反对', '材料还不齐，建议补齐再定。');
  await member.getByText('材料还不齐，建议补齐再定。').waitFor();
  await keeper.reload();
  for (const name of ['孙五', '王三', '赵四', '张一']) {
    await keeper.getByText(new RegExp(`^等待发言：.*${name}`)).waitFor();
    await say(keeper, '记录发言', '赞成', '同意。');
  }
  const chair = await walk().stage.desk('chief');
  await chair.goto(keeper.url());
  await chair.getByText('材料还不齐，建议补齐再定。').waitFor();
  await expectAccessible(chair);
  await keeper.getByRole('button', { name: /^表\s*决$/ }).click();
  await dialog.getByLabel('决议内容').fill('同意审定清单。');
  await dialog.getByRole('button', { name: /^记\s*录$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await keeper.getByText('赞成 4，反对 1，弃权 0').waitFor();
  await keeper.getByText(/^唐商.决〔\d{4}〕\d+号$/).waitFor();
  await keeper.getByRole('button', { name: '登记迟到、早退或者更正' }).click();
  await dialog.getByRole('combobox', { name: '谁' }).click();
  await keeper.locator('.ant-select-dropdown:visible').getByText('演示·钱九').click();
  await dialog.getByRole('radio', { name: '迟到，现在到会' }).check();
  await dialog.getByLabel('原因').fill('出差赶回');
  await expectAccessible(keeper);
  await dialog.getByRole('button', { name: '记入记录' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await keeper.getByText(/迟到到会：演示·钱九/).waitFor();
  await keeper.getByText('赞成 4，反对 1，弃权 0').waitFor();
  await keeper.getByRole('button', { name: '闭会归档' }).click();
  await keeper.getByRole('button', { name: '确认闭会' }).click();
  await keeper.getByText('会议已闭会，记录归档，不能更改。').waitFor();
  await expectAccessible(keeper);
  await keeper.goto('/desk/deviations');
  await keeper.getByRole('heading', { name: '流程偏离和移版' }).waitFor();
  await expectAccessible(keeper);
  expect(walk().stage.complaints).toEqual([]);
});

it('is followed by a comparison of the list, whose findings are discussed and decided', async () => {
  const keeper = await walk().stage.desk('register');
  await keeper.goto('/desk/clarification');
  await keeper.getByRole('button', { name: /比对/ }).click();
  await keeper.getByText(/比对了 \d+ 项/).waitFor();
  await expectAccessible(keeper);
  const first = keeper.getByRole('table').getByRole('link').first();
  const name = (await first.textContent()) ?? '';
  await first.click();
  await keeper.getByRole('heading', { name: '为什么提出' }).waitFor();
  await expectAccessible(keeper);
  const at = keeper.url();

  const head = await walk().stage.desk('head');
  await head.goto(at);
  expect(await head.getByRole('button', { name: '决定怎么处理' }).count()).toBe(0);
  await head.getByRole('button', { name: '记录一次讨论' }).click();
  const note = head.getByRole('dialog');
  await note.getByLabel('参加的人和单位').fill('行政审批处、法规处');
  await note.getByLabel(/^意见/).fill('依据应当写到条。');
  await note.getByRole('button', { name: /记\s*录/ }).click();
  await note.waitFor({ state: 'hidden' });
  await head.getByText('依据应当写到条。').waitFor();

  await keeper.reload();
  await keeper.getByText('依据应当写到条。').waitFor();
  await keeper.getByRole('button', { name: '决定怎么处理' }).click();
  const dialog = keeper.getByRole('dialog');
  await dialog.getByText('形成一份取消的草稿').waitFor();
  expect(await dialog.getByRole('radio', { name: /^取消职权/ }).count()).toBe(1);
  await dialog.getByRole('radio', { name: '加强' }).check();
  await dialog.getByLabel('理由').fill('补齐依据');
  await dialog.getByLabel('调整依据').fill('领导小组办公室意见');
  await dialog.getByRole('button', { name: /决\s*定/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await keeper.getByRole('heading', { name: /处理决定：加强/ }).waitFor();
  await expectAccessible(keeper);
  await keeper.getByRole('listitem').getByRole('link', { name }).click();
  await keeper.waitForURL(/powers\/[0-9a-f-]{36}$/);
  await keeper.getByRole('link', { name: /决定加强/ }).waitFor();
  expect(walk().stage.complaints).toEqual([]);
});

/** Calls the API as a page of the desk would, from that page. */
async function call(page: Page, method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
  const { status, text } = await page.evaluate(
    async ([to, how, sent]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(to, { method: how, ...(sent === '' ? {} : { headers, body: sent }) });
      return { status: answer.status, text: await answer.text() };
    },
    [`/api/v1${path}`, method, body === undefined ? '' : JSON.stringify(body)] as const,
  );
  if (status >= 400) throw new Error(`${path}: ${status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** A meeting of 局长办公会 that decided one matter by hands and is closed. */
async function closedMeeting(keeper: Page): Promise<string> {
  const { items } = Bodies.parse(await call(keeper, 'GET', '/deliberative-bodies'));
  const body = items.find(({ name }) => name === '局长办公会');
  if (body === undefined) throw new Error('no 局长办公会');
  const { id } = Made.parse(
    await call(keeper, 'POST', '/meetings', {
      bodyId: body.id,
      heldOn: legalDayOf(new Date()),
      place: '三楼会议室',
    }),
  );
  const people = body.members.map(({ personId }) => personId);
  const attendance = people.map((personId) => ({ personId, present: true }));
  await call(keeper, 'POST', `/meetings/${id}/opening`, { attendance });
  const matter = { title: '清权结果的运用', ballot: 'hands' };
  const item = Made.parse(await call(keeper, 'POST', `/meetings/${id}/matters`, matter)).id;
  for (const personId of [...people.filter((one) => one !== body.chairId), body.chairId])
    await call(keeper, 'POST', `/agenda-items/${item}/opinions`, { personId, stance: 'for', text: '同意。' });
  await call(keeper, 'POST', `/agenda-items/${item}/decision`, { text: '同意按清权结果修订清单。' });
  await call(keeper, 'POST', `/meetings/${id}/closing`);
  return id;
}

it('is deliberated: minutes are worded beside the facts, signed by the chair, corrected by an addendum, printed', async () => {
  const keeper = await walk().stage.desk('register');
  const meetingId = await closedMeeting(keeper);
  await keeper.goto(`/desk/deliberation/${meetingId}`);
  await keeper.getByRole('link', { name: '会议纪要' }).click();
  await keeper.getByLabel('第 1 项的纪要文字').fill('会议听取了清权情况汇报。');
  await keeper.getByText('有修改还没有保存。').waitFor();
  await keeper.reload();
  await keeper.getByText('有修改还没有保存。').waitFor();
  await expectAccessible(keeper);
  await keeper.getByRole('button', { name: '保存文字' }).click();
  await keeper.getByText('有修改还没有保存。').waitFor({ state: 'hidden' });

  const chair = await walk().stage.desk('chief');
  await chair.goto('/desk');
  await chair
    .getByRole('row', { name: /请您签发/ })
    .getByRole('link', { name: /局长办公会/ })
    .click();
  await chair.getByText('会议听取了清权情况汇报。').waitFor();
  await chair.getByRole('button', { name: '签发纪要' }).click();
  await chair
    .getByRole('dialog')
    .getByRole('button', { name: /^签\s*发$/ })
    .click();
  await chair.getByRole('heading', { name: /局长办公会纪要 〔\d{4}〕\d+号/ }).waitFor();

  await keeper.reload();
  await keeper.getByRole('button', { name: '拟补正' }).click();
  const dialog = keeper.getByRole('dialog');
  await dialog.getByLabel(/补正内容/).fill('“汇报”应为“专题汇报”。');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await chair.reload();
  await chair.getByRole('button', { name: '签发补正' }).click();
  await chair
    .getByRole('dialog')
    .getByRole('button', { name: /^签\s*发$/ })
    .click();
  await chair.getByText('补正 1', { exact: true }).waitFor();
  await expectAccessible(chair);
  const pdf = await chair.request.get(`/api/v1/meetings/${meetingId}/minutes.pdf`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const outsider = await walk().stage.desk('window');
  expect((await outsider.request.get(`/api/v1/meetings/${meetingId}/minutes`)).status()).toBe(403);
  expect(walk().stage.complaints).toEqual([]);
});

import { addDays, legalDayOf, type LegalDay } from '#kernel';
import { MeResponse } from '#modules/access/contract';
import { CampaignDetail, CampaignReport, Opened, TaskDetail } from '#modules/campaigns/contract';
import { Bodies, Made, Resolved } from '#modules/deliberation/contract';
import { AgencyChart } from '#modules/organisation/contract';
import { expectThat, TourFailure, type Visitor } from './client.ts';
import { of, type Say, type Staff } from './staff.ts';

const OFFICE = 'office-sp';
/** Days to look through for a working day; the longest holiday is shorter. */
const LOOK_AHEAD = 20;

/**
 * 清权 and 确权: a campaign from its opening to its report, signed by an office, then resolved in a meeting with a quorum, one
 * member withdrawn and the head last.
 */
export async function clearPowers(staff: Staff, say: Say): Promise<void> {
  const register = of(staff, 'register');
  const name = `巡检清权 ${new Date().toISOString()}`;
  const campaignId = await open(register, name);
  const entries = await handIn(staff, campaignId);
  say(`✓ 清权：一个处室填报 ${entries} 项，处长签字、分管领导审签、领导小组办公室通过；改动一处签字即失效`);
  const { explained, digest } = await close(register, campaignId);
  say(`✓ 疑似漏项 ${explained} 条逐条具名说明后才能结束；清单摘要 ${digest.slice(0, 16)}…`);
  say(`✓ 集体审议：一人回避、末位表态，形成决议 ${await resolve(register, `${name}：审定清单`)}`);
}

async function open(register: Visitor, name: string): Promise<string> {
  const { agency } = MeResponse.parse(await register.json('/api/v1/me', '我是谁'));
  const chart = AgencyChart.parse(await register.json(`/api/v1/agencies/${agency.id}`, '机构'));
  const office = chart.offices.find(({ key }) => key === OFFICE);
  expectThat(office !== undefined, '没有行政审批处');
  const campaign = { name, basis: '巡检（演示）', typeCodes: ['01'], officeIds: [office.id] };
  let deadline: LegalDay = addDays(legalDayOf(new Date()), 10);
  for (let i = 0; i < LOOK_AHEAD; i += 1, deadline = addDays(deadline, 1)) {
    const answer = await register.call('/api/v1/campaigns', { json: { ...campaign, deadline } });
    if (answer.status === 201) return Opened.parse(await answer.json()).campaignId;
    expectThat(answer.status === 422, `发起清权：${answer.status}`);
  }
  throw new TourFailure('没有可以作截止日的工作日');
}

/** Filled in, signed, changed after signing so that the signature is void, signed again, countersigned and passed. */
async function handIn(staff: Staff, campaignId: string): Promise<number> {
  const [register, head] = [of(staff, 'register'), of(staff, 'head')];
  const { tasks } = CampaignDetail.parse(await register.json(`/api/v1/campaigns/${campaignId}`, '清权进度'));
  const path = `/api/v1/campaign-tasks/${tasks[0]?.id}`;
  const read = async () => TaskDetail.parse(await register.json(path, '处室填报'));
  const first = await read();
  const all = [...first.listed, ...first.open].map(({ powerId }) => ({ powerId, kind: 'keep' }));
  const fill = async (entries: readonly object[]): Promise<void> => {
    const { rowVersion } = await read();
    const headers = { 'if-match': `"${rowVersion}"` };
    await head.json(`${path}/return`, '填报', { method: 'PUT', json: { nil: false, entries }, headers });
  };
  const act = async (account: string, name: string): Promise<Response> => {
    const { digest } = await read();
    return of(staff, account).call(`${path}/acts`, { json: { act: name, digest } });
  };
  const done = async (account: string, name: string): Promise<void> => {
    const { status } = await act(account, name);
    expectThat(status === 200, `${account} ${name}：${status}`);
  };
  await fill(all.slice(1));
  expectThat((await act('supervisor', 'sign')).status === 403, '监督岗位竟然能签清单');
  await done('head', 'sign');
  await fill(all);
  expectThat((await read()).state === 'changed', '签字之后改了清单，签字居然还有效');
  await done('head', 'sign');
  await done('leader', 'countersign');
  await done('register', 'pass');
  return all.length;
}

async function close(register: Visitor, campaignId: string) {
  const path = `/api/v1/campaigns/${campaignId}`;
  const { findings } = CampaignDetail.parse(await register.json(path, '疑似漏项'));
  if (findings.length > 0) {
    const early = await register.call(`${path}/closing`, { method: 'POST' });
    expectThat(early.status === 409, `疑似漏项没有说明就结束了：${early.status}`);
    const explained = await register.call(`${path}/explanations`, {
      json: {
        findings: findings.map(({ key }) => key),
        ground: 'not-held',
        text: '巡检：不属于漏项（演示）',
      },
    });
    expectThat(explained.status === 204, `说明疑似漏项：${explained.status}`);
  }
  const closed = await register.call(`${path}/closing`, { method: 'POST' });
  expectThat(closed.status === 204, `结束清权：${closed.status}`);
  const report = CampaignReport.parse(await register.json(`${path}/report`, '清权报告'));
  expectThat(
    report.findings.every(({ explanation }) => explanation !== null),
    '报告里有没有说明的疑似漏项',
  );
  return { explained: findings.length, digest: report.list.digest };
}

/** The number of the resolution that a meeting of 局党组会议 comes to on this matter. */
async function resolve(register: Visitor, title: string): Promise<string> {
  const { items } = Bodies.parse(await register.json('/api/v1/deliberative-bodies', '议事机构'));
  const body = items.find(({ decides }) => decides === 'majority-of-members');
  expectThat(body !== undefined, '没有集体议事机构');
  const post = async (path: string, json: unknown, status: number, what: string): Promise<unknown> => {
    const answer = await register.call(`/api/v1${path}`, json === undefined ? { method: 'POST' } : { json });
    const text = await answer.text();
    expectThat(answer.status === status, `${what}：${answer.status} ${text.slice(0, 200)}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const meeting = { bodyId: body.id, heldOn: legalDayOf(new Date()), place: '三楼会议室（演示）' };
  const { id } = Made.parse(await post('/meetings', meeting, 201, '召集会议'));
  const attendance = body.members.map(({ personId }) => ({ personId, present: true }));
  await post(`/meetings/${id}/opening`, { attendance }, 204, '开会');
  const matter = Made.parse(
    await post(`/meetings/${id}/matters`, { title, ballot: 'hands' }, 201, '列入议题'),
  );
  const others = body.members.map(({ personId }) => personId).filter((one) => one !== body.chairId);
  const [withdrawn, ...rest] = others;
  const on = (act: string): string => `/agenda-items/${matter.id}/${act}`;
  const recusal = { personId: withdrawn, reason: '与议题有利害关系（演示）' };
  await post(on('recusals'), recusal, 204, '回避');
  const opinion = (personId: string | undefined) => ({ personId, stance: 'for', text: '同意（演示）' });
  await post(on('opinions'), opinion(body.chairId), 409, '主要负责人没有末位表态');
  await post(on('opinions'), opinion(withdrawn), 409, '回避的人还能表态');
  for (const one of [...rest, body.chairId]) await post(on('opinions'), opinion(one), 204, '表态');
  const { outcome, number } = Resolved.parse(
    await post(on('decision'), { text: '同意审定（演示）' }, 200, '形成决议'),
  );
  expectThat(outcome === 'adopted', '决议没有通过');
  await post(`/meetings/${id}/closing`, undefined, 204, '散会');
  return number;
}

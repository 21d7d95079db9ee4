import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { LegalDay } from '#kernel';
import { CampaignDetail, CampaignReport, Opened, TaskDetail } from '#modules/campaigns/contract';
import { Carried, FindingDetail, FindingPage } from '#modules/clarification/contract';
import { Bodies, Made, MeetingDetail, Resolved } from '#modules/deliberation/contract';
import {
  FilingOverview,
  Inbox,
  PackageDetail,
  ReceivedDetail,
  Reconciliation,
} from '#modules/filing/contract';
import { AgencyChart } from '#modules/organisation/contract';
import { Published, Tabled, VersionDetail } from '#modules/powers/contract';
import { loadBodyAbove, loadBureau } from '#tests/demo-bodies';
import { testInstance, type Asked } from '#tests/instance';

// Three whole programs: the demonstration bureau, and the two bodies above it that it files to. Everybody acts by the API.
const bureau = testInstance();
const government = testInstance();
const line = testInstance();
const all = [bureau, government, line];
vi.setConfig({ testTimeout: 60_000 });
const BUREAU = '11130200DEM0000149';
const ABOVE = { government: '11130200DEM0000224', line: '11130000DEM000081W' };
/** The list as it was published before the campaign. */
const LISTED = LegalDay.parse('2026-11-02');
const DEADLINE = '2026-11-20';

const at = (instant: string): void => {
  for (const { clock } of all) clock.set(`${instant}+08:00`);
};
const publish = () => bureau.work('ledger-sequence', 'ledger-expose');
const answered = (asked: Asked, status: number): unknown => {
  expect(asked.status, asked.text).toBe(status);
  return asked.json;
};
const get = async (who: string, path: string) => answered(await bureau.api('GET', path, who), 200);
const post = (who: string, path: string, body?: unknown, version?: number) =>
  bureau.api('POST', path, who, body, version);

type Office = { readonly id: string; readonly name: string; readonly head: string; readonly leader: string };
const offices = new Map<string, Office>();
const office = (key: string): Office => {
  const found = offices.get(key);
  if (found === undefined) throw new Error(`no office ${key}`);
  return found;
};
let campaignId = '';
let adjusted = '';

const task = async (key: string): Promise<TaskDetail> => {
  const { tasks } = CampaignDetail.parse(await get('register', `/campaigns/${campaignId}`));
  const id = tasks.find((one) => one.office === office(key).name)?.id;
  return TaskDetail.parse(await get('register', `/campaign-tasks/${id}`));
};

async function act(key: string, who: string, name: string): Promise<Asked> {
  const { id, digest } = await task(key);
  return post(who, `/campaign-tasks/${id}/acts`, { act: name, digest });
}

/** Signed by the head of the office, countersigned by the leader in charge, passed by the leading group office. */
async function passThrough(key: string): Promise<void> {
  const { head, leader } = office(key);
  answered(await act(key, head, 'sign'), 200);
  answered(await act(key, leader, 'countersign'), 200);
  answered(await act(key, 'register', 'pass'), 200);
}

/** Lists every power of the office, or says that there is none. */
async function fill(key: string, without: readonly string[] = []): Promise<Asked> {
  const { id, rowVersion, open, listed } = await task(key);
  const entries = [...listed, ...open]
    .filter(({ powerId }) => !without.includes(powerId))
    .map(({ powerId }) => ({ powerId, kind: 'keep' }));
  const body = { nil: entries.length === 0, entries };
  return bureau.api('PUT', `/campaign-tasks/${id}/return`, office(key).head, body, rowVersion);
}

beforeAll(async () => {
  at('2026-07-20T09:00:00');
  const { ctx } = bureau.ready();
  await loadBodyAbove(government.ready().ctx, 'ext-cityLG', { account: 'city', person: 'x-lg2' });
  await loadBodyAbove(line.ready().ctx, 'ext-prov', { account: 'province', person: 'x-pv1' });
  await bureau.work();
  await loadBureau(ctx, LISTED);
  at('2026-07-25T18:05:00');
  await publish();
  const accounts = await ctx.db.selectFrom('login').select(['person_id', 'account']).execute();
  const accountOf = (id: string | null): string =>
    accounts.find(({ person_id }) => person_id === id)?.account ?? '';
  const { id } = await ctx.db
    .selectFrom('agency')
    .select('id')
    .where('uscc', '=', BUREAU)
    .executeTakeFirstOrThrow();
  const chart = AgencyChart.parse(await get('register', `/agencies/${id}`));
  for (const one of chart.offices)
    offices.set(one.key, { ...one, head: accountOf(one.headId), leader: accountOf(one.leaderId) });
}, 180_000);

describe('清权: every office says what it holds', () => {
  it('is opened by the leading group office, with a task for each office', async () => {
    at('2026-11-02T09:00:00');
    const officeIds = ['office-sp', 'office-bg', 'office-lt'].map((key) => office(key).id);
    const campaign = { name: '2026年清权行动', typeCodes: ['01', '02', '10'], deadline: DEADLINE, officeIds };
    answered(await post('head', '/campaigns', campaign), 403);
    ({ campaignId } = Opened.parse(answered(await post('register', '/campaigns', campaign), 201)));
    const { tasks } = CampaignDetail.parse(await get('register', `/campaigns/${campaignId}`));
    expect(tasks.map(({ state, due }) => [state, due])).toEqual(Array(3).fill(['not-started', DEADLINE]));
  });

  it('an office signs exactly what it says: a change voids the signature', async () => {
    at('2026-11-06T09:00:00');
    const { open } = await task('office-sp');
    expect(open.length).toBeGreaterThan(10);
    answered(await fill('office-sp', [open[0]!.powerId]), 200);
    answered(await act('office-sp', 'window', 'sign'), 403);
    answered(await act('office-sp', 'head', 'sign'), 200);
    answered(await fill('office-sp'), 200);
    expect((await task('office-sp')).state).toBe('changed');
    await passThrough('office-sp');
    const { state, history } = await task('office-sp');
    expect([state, history.filter(({ act: name, holds }) => name === 'sign' && holds)]).toMatchObject([
      'passed',
      [{ post: '行政审批处处长岗' }],
    ]);
  });

  it('a nil return is signed as well', async () => {
    answered(await fill('office-bg'), 200);
    await passThrough('office-bg');
    expect(await task('office-bg')).toMatchObject({ state: 'passed', nil: true, entries: 0 });
  });

  it('a late one is reminded, gives its reason, and stays late', async () => {
    at('2026-11-18T09:00:00');
    await bureau.work('campaign-reminders');
    at('2026-11-24T09:00:00');
    const late = await task('office-lt');
    expect(late.reminders).not.toEqual([]);
    const excuse = { kind: 'late', reason: '承办人脱产培训，两个工作日内补报' };
    answered(await post(office('office-lt').head, `/campaign-tasks/${late.id}/excuses`, excuse), 204);
    answered(await fill('office-lt'), 200);
    await passThrough('office-lt');
    expect(await task('office-lt')).toMatchObject({ state: 'passed', daysLate: 4, excuses: [excuse] });
  });

  it('closes only when every finding of the audit is explained by name', async () => {
    const before = CampaignDetail.parse(await get('register', `/campaigns/${campaignId}`));
    expect(before.findings.length).toBeGreaterThan(0);
    answered(await post('register', `/campaigns/${campaignId}/closing`), 409);
    const findings = before.findings.map(({ key }) => key);
    answered(
      await post('register', `/campaigns/${campaignId}/explanations`, {
        findings,
        ground: 'not-held',
        text: '核对后不属于漏项',
      }),
      204,
    );
    answered(await post('register', `/campaigns/${campaignId}/closing`), 204);
    const report = CampaignReport.parse(await get('supervisor', `/campaigns/${campaignId}/report`));
    expect(report.findings.every(({ explanation }) => explanation?.person === '演示·吕廿三')).toBe(true);
    expect(report.offices.map(({ daysLate }) => daysLate).toSorted((a, b) => a - b)).toEqual([0, 0, 4]);
    expect(report.items.length).toBe(report.list.items);
  });
});

const version = async (id: string) => VersionDetail.parse(await get('register', `/power-versions/${id}`));
async function approve(id: string): Promise<void> {
  for (const [who, name] of [
    ['head', 'sign'],
    ['leader', 'countersign'],
    ['register', 'pass'],
  ] as const) {
    const { rowVersion } = await version(id);
    answered(await post(who, `/power-versions/${id}/acts`, { act: name }, rowVersion), 200);
  }
}
const publishing = async (id: string, effectiveFrom: string) =>
  post('register', `/power-versions/${id}/publish`, { effectiveFrom }, (await version(id)).rowVersion);

describe('厘权 and 确权: what is found is decided by people, and resolved', () => {
  it('a finding is discussed, decided by name and carried out as an adjustment', async () => {
    at('2026-11-25T09:00:00');
    answered(await post('register', '/clarification-runs'), 202);
    await bureau.work();
    const { items, run } = FindingPage.parse(await get('leader', '/clarification-findings?limit=100'));
    expect(run?.doneAt).not.toBeNull();
    const mine = new Set((await task('office-sp')).listed.map(({ powerId }) => powerId));
    const found = items.find(({ powerId, other }) => other === null && mine.has(powerId));
    expect(found?.evidence.length).toBeGreaterThan(0);
    const path = `/clarification-findings/${found?.id}`;
    const { rowVersion } = FindingDetail.parse(await get('register', path));
    const decision = { decision: 'strengthen', reason: '补齐依据和责任', basis: '局领导小组办公室意见' };
    const note = {
      form: 'meeting',
      heldOn: '2026-11-25',
      participants: '审批处、法规处',
      text: '应当加强。',
    };
    answered(await post('leader', `${path}/notes`, note), 201);
    answered(await post('leader', `${path}/decision`, decision, rowVersion), 403);
    const done = Carried.parse(
      answered(await post('register', `${path}/decision`, decision, rowVersion), 200),
    );
    expect(done.versionIds).toHaveLength(1);
    adjusted = done.versionIds[0]!;
    await approve(adjusted);
  });

  it('is published only on a resolution: a quorum, a member who withdrew, the head last', async () => {
    const { items } = Bodies.parse(await get('register', '/deliberative-bodies'));
    const body = items.find(({ decides }) => decides === 'majority-of-members');
    if (body === undefined) throw new Error('nobody deliberates');
    const asked = { bodyId: body.id, reason: '重大事项集体决策' };
    answered(await bureau.api('PUT', '/approval-routes/power.version', 'chief', asked), 204);
    expect((await publishing(adjusted, '2026-11-25')).text).toContain('powers/resolution-missing');
    const called = { bodyId: body.id, heldOn: '2026-11-25', place: '三楼会议室' };
    const others = body.members.map(({ personId }) => personId).filter((id) => id !== body.chairId);

    const sit = async (present: readonly string[], evenIfUndecidable = false) => {
      const { id: meeting } = Made.parse(answered(await post('register', '/meetings', called), 201));
      const attendance = body.members.map(({ personId }) => {
        const came = present.includes(personId);
        return { personId, present: came, reason: came ? '' : '出差' };
      });
      const opened = { attendance, evenIfUndecidable };
      answered(await post('register', `/meetings/${meeting}/opening`, opened), 204);
      const tabled = await post('register', `/power-versions/${adjusted}/tabling`, {
        meetingId: meeting,
        ballot: 'hands',
      });
      return { meeting, item: Tabled.parse(answered(tabled, 201)).itemId };
    };
    const say = (item: string, personId: string) =>
      post('register', `/agenda-items/${item}/opinions`, { personId, stance: 'for', text: '同意' });
    const decide = (item: string) => post('register', `/agenda-items/${item}/decision`, { text: '同意公布' });

    const few = await sit([body.chairId, ...others.slice(0, 2)], true);
    for (const id of [...others.slice(0, 2), body.chairId]) answered(await say(few.item, id), 204);
    expect((await decide(few.item)).json).toMatchObject({ code: 'deliberation/no-quorum' });
    answered(await post('register', `/agenda-items/${few.item}/deferral`), 204);
    answered(await post('register', `/meetings/${few.meeting}/closing`), 204);

    const { meeting, item } = await sit([body.chairId, ...others]);
    const [relative = '', ...rest] = others;
    answered(
      await post('register', `/agenda-items/${item}/recusals`, {
        personId: relative,
        reason: '近亲属经营该业务',
      }),
      204,
    );
    expect((await say(item, relative)).json).toMatchObject({ code: 'deliberation/recused' });
    expect((await say(item, body.chairId)).json).toMatchObject({ code: 'deliberation/chair-speaks-last' });
    for (const id of [...rest, body.chairId]) answered(await say(item, id), 204);
    const { outcome, number } = Resolved.parse(answered(await decide(item), 200));
    expect([outcome, number]).toEqual(['adopted', '唐商党决〔2026〕1号']);
    expect((await publishing(adjusted, '2026-11-25')).text).toContain('powers/meeting-open');
    answered(await post('register', `/meetings/${meeting}/closing`), 204);
    const seen = MeetingDetail.parse(await get('window', `/meetings/${meeting}`));
    expect(seen.items[0]).toMatchObject({
      state: 'adopted',
      opinions: null,
      counts: { for: rest.length + 1 },
    });
  });

  it('stands in the ledger with the number of its resolution', async () => {
    const { rid } = Published.parse(answered(await publishing(adjusted, '2026-11-25'), 200));
    await publish();
    expect((await version(adjusted)).approvals).toContainEqual(
      expect.objectContaining({ act: 'resolve', reason: '唐商党决〔2026〕1号' }),
    );
    expect((await bureau.call('GET', `/records/${rid}/proof`)).status).toBe(200);
  });
});

describe('报备: filed with both bodies above', () => {
  const uppers = [
    { upper: government, who: 'city', code: ABOVE.government, kind: 'government-office', http: true },
    { upper: line, who: 'province', code: ABOVE.line, kind: 'line-department', http: false },
  ] as const;
  const detail = async (id: string) => PackageDetail.parse(await get('chief', `/filings/${id}`));
  const recipientOf = async (code: string) =>
    FilingOverview.parse(await get('register', '/filings')).recipients.find((one) => one.code === code)!;
  const inbox = async ({ upper, who }: (typeof uppers)[number]) =>
    Inbox.parse(answered(await upper.api('GET', '/filing-inbox', who), 200));

  /** Prepared by one, signed by another; then by network, or carried over by hand with the receipt brought back. */
  async function file(to: (typeof uppers)[number]): Promise<PackageDetail> {
    const { id: recipientId } = await recipientOf(to.code);
    const { id } = Made.parse(answered(await post('register', '/filings', { recipientId }), 201));
    const { digest } = await detail(id);
    answered(await post('register', `/filings/${id}/signature`, { digest }), 403);
    answered(await post('chief', `/filings/${id}/signature`, { digest }), 204);
    if (to.http) await bureau.work('filing-send');
    else {
      const out = await bureau.api('GET', `/filings/${id}/package`, 'register');
      const taken = answered(await to.upper.api('POST', '/filing-inbox', to.who, out.text), 200);
      const { receipt } = taken as { receipt: string };
      answered(await post('register', `/filings/${id}/receipt`, { receipt }), 204);
    }
    return detail(id);
  }

  it('goes up whole, each with the receipt of that body', async () => {
    for (const { upper, who, code, kind, http } of uppers) {
      const card = (await upper.api('GET', `/filing-cards/${code}`)).json;
      answered(await post('register', '/filing-recipients', { card, kind, http }), 201);
      const own = (await bureau.api('GET', `/filing-cards/${BUREAU}`)).json;
      answered(await upper.api('POST', '/filing-senders', who, { card: own }), 201);
    }
    for (const to of uppers) {
      const { id, state, kind, digest, receipt } = await file(to);
      expect([state, kind]).toEqual(['received', 'full']);
      expect(receipt).toContain(`about ${id}\ndigest ${digest}\n`);
      const theirs = ReceivedDetail.parse((await to.upper.api('GET', `/filing-inbox/${id}`, to.who)).json);
      expect([theirs.digest, theirs.receipt]).toEqual([digest, receipt]);
    }
  });

  it('comes back with comments item by item, and what was changed goes up again', async () => {
    const { code } = await version(adjusted);
    const [gov, prov] = await Promise.all(uppers.map(async (one) => (await recipientOf(one.code)).last!.id));
    const object = { part: 'catalogue', code, kind: 'object', text: '材料没有写明份数' };
    answered(await government.api('POST', `/filing-inbox/${gov}/comments`, 'city', object), 201);
    const fine = { part: 'package', kind: 'no-objection' };
    answered(await line.api('POST', `/filing-inbox/${prov}/comments`, 'province', fine), 201);
    await bureau.work('filing-remarks');
    const document = (await line.api('GET', `/filing-inbox/${prov}/remarks`, 'province')).text;
    expect((await bureau.api('POST', `/filings/${prov}/remarks`, 'register', document)).json).toEqual({
      taken: 1,
    });
    expect((await recipientOf(ABOVE.government)).unanswered).toBe(1);

    at('2026-11-26T09:00:00');
    const ended = { bodyId: null, reason: '改由领导小组审定' };
    answered(await bureau.api('PUT', '/approval-routes/power.version', 'chief', ended), 204);
    const { content } = await version(adjusted);
    const change = {
      reason: '按备案意见改正',
      changeBasis: '市领导小组办公室备案意见',
      content: { ...content, workDiscipline: [...content.workDiscipline, '材料写明份数'] },
    };
    const drafted = answered(await post('head', `/powers/${code}/adjust`, change), 201);
    const { versionId } = drafted as { versionId: string };
    await approve(versionId);
    answered(await publishing(versionId, '2026-11-26'), 200);
    await publish();
    for (const to of uppers) {
      const mine = await file(to);
      expect(mine).toMatchObject({ state: 'received', kind: 'changes', number: 2 });
      expect(mine.changes).toMatchObject([{ part: 'catalogue', code, change: 'changed' }]);
    }
    expect((await recipientOf(ABOVE.government)).unanswered).toBe(0);
    expect((await detail(gov!)).remarks).toMatchObject([{ code, kind: 'object', answeredBy: 2 }]);
  });

  it('is reconciled above with the list held there', async () => {
    const [sender] = (await inbox(uppers[0])).senders;
    const { code, content } = await version(adjusted);
    const entries = [
      {
        code: content.basicCode ?? code,
        name: content.name,
        typeCode: content.typeCode,
        committedLimit: { n: 1, unit: 'wd' },
      },
      { code: '001021000000', name: '只在参照目录里的事项', typeCode: '10' },
    ];
    answered(await government.api('PUT', '/filing-reference', 'city', { entries }), 204);
    const path = `/filing-senders/${sender?.id}/reconciliation`;
    const { differences } = Reconciliation.parse((await government.api('GET', path, 'city')).json);
    expect(new Set(differences.map(({ kind }) => kind))).toEqual(
      new Set(['missing', 'committed-limit', 'extra']),
    );
    expect(differences).toContainEqual(expect.objectContaining({ kind: 'missing', code: '001021000000' }));
  });

  it('has its ledger witnessed by both', async () => {
    const policy = uppers
      .map(
        ({ upper }, n) => `witness w${n} ${upper.ready().levels.keys.witness} ${upper.ready().url}/witness\n`,
      )
      .join('');
    writeFileSync(bureau.policyFile, `${policy}group both all w0 w1\nquorum both\n`);
    await bureau.work('journal-sequence', 'journal-anchor', 'ledger-sequence', 'ledger-expose');
    const checkpoint = (await bureau.call('GET', '/ledger/checkpoint')).text;
    for (const one of uppers) {
      expect(checkpoint).toContain(`\u2014 ${new URL(one.upper.ready().url).host}`);
      expect((await inbox(one)).senders[0]?.witnessed).toBe(checkpoint.split('\n')[1]);
    }
  });
});

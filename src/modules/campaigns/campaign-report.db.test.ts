import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import type { StaffActor } from '#modules/access';
import { campaignStage, must } from './testing.ts';
import { carryOver } from './use-cases/carry-over.ts';
import { excuseReturn } from './use-cases/fill-return.ts';
import { readCampaign, readCampaigns, readReport, readTask } from './use-cases/read-campaign.ts';
import { remindOffices } from './use-cases/remind.ts';
import { closeCampaign, explainFindings } from './use-cases/run-campaign.ts';

const stage = campaignStage();
const { ctx, office, person, staff, keeper, head, leader, power, campaign, look, fill, act, passAll } = stage;
let agencyId: string;

beforeAll(async () => {
  await stage.load();
  agencyId = stage.agency();
});

async function explainAll(campaignId: string): Promise<void> {
  const findings = must(await readReport(ctx, keeper(), campaignId))
    .findings.filter(({ explanation }) => explanation === null)
    .map(({ key }) => key);
  if (findings.length > 0)
    must(
      await explainFindings(ctx, keeper(), {
        agencyId,
        campaignId,
        findings,
        ground: 'not-held',
        text: '不由本机关行使',
      }),
    );
}

async function carry(
  taskId: string,
  to: string,
  over: Partial<Parameters<typeof carryOver>[2]> = {},
  actor = keeper(),
) {
  const { digest } = await look(taskId);
  return carryOver(ctx, actor, {
    agencyId,
    taskId,
    successorOfficeId: to,
    digest,
    reason: '机构改革，并入流通业发展处',
    postName: '处长岗',
    ...over,
  });
}

describe('an office that is merged half-way', () => {
  it('is answered for by its successor, whose signature is void and whose list takes over what was listed', async () => {
    const [p, q] = [await power('office-sp'), await power('office-lt')];
    const { campaignId, task } = await campaign('office-sp', 'office-lt');
    const [from, to] = [task('office-sp'), task('office-lt')];
    must(await fill(from, head('office-sp'), [{ powerId: p.powerId }]));
    must(await fill(to, head('office-lt'), [{ powerId: q.powerId }]));
    must(await act(to, head('office-lt'), 'sign'));
    must(await carry(from, office('office-lt')));
    expect(await look(from)).toMatchObject({
      state: 'released',
      entries: 0,
      carriedTo: '流通业发展处',
      history: [{ act: 'release', reason: '机构改革，并入流通业发展处' }],
    });
    const heir = await look(to);
    expect(heir.state).toBe('changed');
    expect(new Set(heir.listed.map(({ powerId }) => powerId))).toEqual(new Set([p.powerId, q.powerId]));
    // The successor may list powers of both from now on.
    must(await fill(to, head('office-lt'), [{ powerId: p.powerId }]));
    await passAll(to, 'office-lt');
    await explainAll(campaignId);
    must(await closeCampaign(ctx, keeper(), { agencyId, campaignId }));
    const { offices } = must(await readReport(ctx, keeper(), campaignId));
    expect(offices.find(({ taskId }) => taskId === from)?.released).toMatchObject({ to: '流通业发展处' });
  });

  it('is answered for by an office that was not asked before, also when it lists nothing', async () => {
    const { campaignId, task } = await campaign('office-sp');
    must(await carry(task('office-sp'), office('office-xf')));
    const { tasks } = must(await readCampaign(ctx, keeper(), campaignId));
    expect(tasks.map(({ office: name, state }) => [name, state])).toEqual([
      ['行政审批处(驻市政务服务中心)', 'released'],
      ['消费促进处(市场运行)', 'not-started'],
    ]);
  });

  it('voids the signature of its successor also when it had listed nothing', async () => {
    const { task } = await campaign('office-sp', 'office-lt');
    must(await fill(task('office-lt'), head('office-lt'), [], true));
    must(await act(task('office-lt'), head('office-lt'), 'sign'));
    must(await carry(task('office-sp'), office('office-lt')));
    expect(await look(task('office-lt'))).toMatchObject({ state: 'changed', nil: true });
  });

  it('is carried over by the leading group office alone, with a reason, to another office that has not passed', async () => {
    const { task } = await campaign('office-sp', 'office-lt');
    const id = task('office-sp');
    must(await fill(task('office-lt'), head('office-lt'), [], true));
    await passAll(task('office-lt'), 'office-lt');
    const refused = async (done: ReturnType<typeof carry>) => {
      const result = await done;
      return result.ok ? 'done' : result.error.code;
    };
    expect(await refused(carry(id, office('office-lt')))).toBe('campaigns/not-its-successor');
    expect(await refused(carry(id, office('office-sp')))).toBe('campaigns/not-its-successor');
    expect(await refused(carry(id, agencyId))).toBe('campaigns/not-its-successor');
    expect(await refused(carry(id, office('office-xf'), { reason: ' ' }))).toBe('campaigns/reason-missing');
    expect(await refused(carry(id, office('office-xf'), { digest: 'x' }))).toBe('campaigns/changed');
    expect(await refused(carry(id, office('office-xf'), {}, head('office-sp')))).toBe('campaigns/forbidden');
    must(await carry(id, office('office-xf')));
    expect(await refused(carry(id, office('office-xf')))).toBe('campaigns/not-in-this-state');
  });

  it('is carried over once when two click at the same time', async () => {
    const { task } = await campaign('office-sp');
    const both = await Promise.all(
      ['office-xf', 'office-lt'].map((key) => carry(task('office-sp'), office(key))),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      error: { code: expect.stringMatching(/stale|conflict|not-in-this-state/) },
    });
  });
});

describe('a return that is sent back', () => {
  it('is due again on a working day that lies ahead, and reminded of anew', async () => {
    const { campaignId, task } = await campaign('office-sp');
    const id = task('office-sp');
    must(await fill(id, head('office-sp'), [], true));
    must(await act(id, head('office-sp'), 'sign'));
    await ctx.db
      .updateTable('campaign')
      .set({ state: 'closed', closed_at: ctx.clock.now(), closing: '{}' })
      .where('id', '<>', campaignId)
      .where('state', '=', 'open')
      .execute();
    await explainAll(campaignId);
    const asked = must(await readReport(ctx, keeper(), campaignId)).findings;
    ctx.clock.set('2026-11-25T09:00:00+08:00');
    const back = (due: string) => act(id, keeper(), 'return', { due: LegalDay.parse(due) });
    expect(await back('2026-11-24')).toMatchObject({ error: { code: 'campaigns/deadline-past' } });
    expect(await back('2026-11-28')).toMatchObject({
      error: { code: 'campaigns/no-working-day', next: '2026-11-30' },
    });
    must(await act(id, keeper(), 'return'));
    expect(await look(id)).toMatchObject({
      state: 'returned',
      due: '2026-12-02',
      handedInOn: null,
      daysLate: 0,
    });
    const { offices, findings } = must(await readReport(ctx, keeper(), campaignId));
    expect(offices).toMatchObject([{ state: 'returned', signed: null, countersigned: null }]);
    expect(findings).toEqual(asked);
    ctx.clock.set('2026-12-02T09:00:00+08:00');
    expect([await remindOffices(ctx), await remindOffices(ctx)]).toEqual([1, 0]);
    ctx.clock.set('2026-12-04T09:00:00+08:00');
    expect(await look(id)).toMatchObject({ daysLate: 2 });
  });
});

describe('the report of a campaign', () => {
  it('is fixed at its close: what happens later to powers, offices and lists changes nothing in it', async () => {
    const [p, q] = [await power('office-sp'), await power('office-lt')];
    const { campaignId, task } = await campaign('office-sp', 'office-lt');
    const open = must(await readReport(ctx, keeper(), campaignId));
    expect(open.campaign.closedAt).toBeNull();
    must(await fill(task('office-sp'), head('office-sp'), [{ powerId: p.powerId }]));
    must(await act(task('office-sp'), head('office-sp'), 'sign'));
    must(await act(task('office-sp'), keeper(), 'return', { reason: '名称不规范' }));
    await passAll(task('office-sp'), 'office-sp');
    ctx.clock.set('2026-11-26T09:00:00+08:00');
    must(
      await excuseReturn(ctx, head('office-lt'), {
        agencyId,
        taskId: task('office-lt'),
        kind: 'late',
        reason: '承办人住院',
      }),
    );
    must(await fill(task('office-lt'), head('office-lt'), [{ powerId: q.powerId }]));
    await passAll(task('office-lt'), 'office-lt');
    await explainAll(campaignId);
    const { list } = must(await readReport(ctx, keeper(), campaignId));
    expect(list.digest).not.toBe(open.list.digest);
    must(await closeCampaign(ctx, keeper(), { agencyId, campaignId }));
    const report = must(await readReport(ctx, keeper(), campaignId));
    expect(report.list).toEqual({ id: campaignId, digest: list.digest, items: 2 });
    expect(report.offices.map((one) => [one.daysLate, one.returned, one.excuses.length])).toEqual([
      [0, 1, 0],
      [6, 0, 1],
    ]);
    for (const one of report.offices)
      expect([one.signed, one.countersigned, one.passed].map((by) => by?.digest)).toEqual(
        [0, 1, 2].map(() => one.digest),
      );
    expect(report.inputs.map(({ name }) => name)).toEqual([
      'listed',
      'catalogue',
      'parents',
      'elsewhere',
      'duties',
      'types',
    ]);
    expect(report.findings.every(({ explanation }) => explanation !== null)).toBe(true);

    await ctx.db
      .updateTable('office')
      .set({ functions: '负责典当行业监督管理', name: '改名处' })
      .where('id', '=', office('office-lt'))
      .execute();
    await ctx.db.updateTable('power_version').set({ name: '改名' }).where('id', '=', p.versionId).execute();
    expect(must(await readReport(ctx, keeper(), campaignId))).toEqual(report);
    const board = must(await readCampaign(ctx, keeper(), campaignId));
    expect(board.tasks.map(({ state, daysLate }) => [state, daysLate])).toEqual([
      ['passed', 0],
      ['passed', 6],
    ]);
    expect(board.findings.map(({ key, mayExplain }) => [key, mayExplain])).toEqual(
      report.findings.map(({ key }) => [key, false]),
    );
  });

  it('names what it rests on, so that another outcome shows why', async () => {
    const { campaignId, task } = await campaign('office-xf');
    const found = async () =>
      must(await readReport(ctx, keeper(), campaignId)).findings.map(({ code }) => code);
    const digestOf = async () =>
      new Map(must(await readReport(ctx, keeper(), campaignId)).inputs.map((one) => [one.name, one.digest]));
    const before = await digestOf();
    await ctx.db
      .updateTable('post')
      .set({ duties: '单用途卡日常监管' })
      .where('office_id', '=', office('office-xf'))
      .execute();
    const after = await digestOf();
    expect([...after].filter(([name, digest]) => before.get(name) !== digest).map(([name]) => name)).toEqual([
      'duties',
    ]);
    // Nobody is asked about a return that has not come in.
    expect(await found()).toEqual([]);
    must(await fill(task('office-xf'), head('office-xf'), [], true));
    must(await act(task('office-xf'), head('office-xf'), 'sign'));
    expect(new Set(await found())).toEqual(new Set(['duty-without-power', 'type-without-power']));
  });

  it.each([
    ['the leading group office', 'review-office', true],
    ['a supervisor', 'supervisor', true],
    ['the first responsible person', 'first-responsible', true],
    ['an auditor', 'auditor', true],
    ['somebody who handles cases', 'handler', false],
    ['the organisation administrator', 'org-admin', false],
  ] as const)('is shown to %s: %s', async (_, role, shown) => {
    const { campaignId } = await campaign('office-sp');
    expect((await readReport(ctx, staff(person('p30'), role), campaignId)).ok).toBe(shown);
  });
});

describe('a return', () => {
  it('waits for its office until it is handed in, and is passed by nobody who has signed it', async () => {
    const { task } = await campaign('office-sp');
    const id = task('office-sp');
    const both = { ...head('office-sp'), roles: [...head('office-sp').roles, ...keeper().roles] };
    const waits = async (actor: StaffActor) =>
      must(await readCampaigns(ctx, actor)).mine.some((one) => one.id === id);
    must(await fill(id, both, [], true));
    expect(await waits(both)).toBe(true);
    must(await act(id, both, 'sign'));
    expect(await waits(both)).toBe(false);
    must(await act(id, leader('office-sp'), 'countersign'));
    expect(await waits(both)).toBe(false);
    const seen = must(await readTask(ctx, both, id));
    expect(seen.acts).not.toContain('pass');
    expect(seen.forAnother).toEqual(['pass']);
    expect(await act(id, both, 'pass')).toMatchObject({ error: { code: 'campaigns/signed-already' } });
    expect(must(await readTask(ctx, keeper(), id))).toMatchObject({
      acts: expect.arrayContaining(['pass']),
      forAnother: [],
    });
  });
});

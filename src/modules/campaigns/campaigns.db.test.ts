import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, type Uuid } from '#kernel';
import type { StaffActor } from '#modules/access';
import { editPower, findVersion } from '#modules/powers';
import { campaignStage, must } from './testing.ts';
import { excuseReturn, fillReturn } from './use-cases/fill-return.ts';
import { readCampaign, readCampaigns, readReport, readTask } from './use-cases/read-campaign.ts';
import { remindOffices } from './use-cases/remind.ts';
import { cancelCampaign, rescheduleCampaign } from './use-cases/change-campaign.ts';
import { closeCampaign, explainFindings, openCampaign } from './use-cases/run-campaign.ts';

const stage = campaignStage();
const { database, ctx, office, person, staff, keeper, head, leader } = stage;
const { power, campaign, look, fill, act, passAll } = stage;
const SYSTEM = { kind: 'system', name: 'test' } as const;
let agencyId: Uuid;

beforeAll(async () => {
  await stage.load();
  agencyId = stage.agency();
});

describe('a campaign', () => {
  it('goes from its opening over every office to its close, with every finding explained by name', async () => {
    const [p, q] = [await power('office-sp'), await power('office-sp')];
    const { campaignId, task } = await campaign('office-sp', 'office-lt');
    must(await fill(task('office-sp'), head('office-sp'), [{ powerId: p.powerId }]));
    must(await fill(task('office-lt'), head('office-lt'), [], true));
    for (const key of ['office-sp', 'office-lt']) await passAll(task(key), key);
    const board = must(await readCampaign(ctx, keeper(), campaignId));
    expect(board.tasks.map(({ state, nil, entries }) => `${state} ${nil} ${entries}`).toSorted()).toEqual([
      'passed false 1',
      'passed true 0',
    ]);
    const close = () => closeCampaign(ctx, keeper(), { agencyId, campaignId });
    const open = board.findings.filter(({ explanation }) => explanation === null);
    if (open.length > 0)
      expect(await close()).toMatchObject({
        error: { code: 'campaigns/unfinished', tasks: 0, findings: open.length },
      });
    const explain = (findings: readonly string[], actor = keeper()) =>
      explainFindings(ctx, actor, {
        agencyId,
        campaignId,
        findings,
        ground: 'not-held',
        text: '不由本机关行使',
      });
    const keys = open.map(({ key }) => key);
    expect(await explain([...keys, 'left-out:nothing'])).toMatchObject({
      error: { code: 'campaigns/unknown-finding' },
    });
    if (keys.length > 0) {
      expect(await explain(keys, staff(person('p30'), 'supervisor'))).toMatchObject({
        error: { code: 'campaigns/forbidden' },
      });
      must(await explain(keys));
    }
    must(await close());
    expect(must(await readCampaign(ctx, keeper(), campaignId)).state).toBe('closed');
    expect(await fill(task('office-sp'), head('office-sp'), [{ powerId: q.powerId }])).toMatchObject({
      error: { code: 'campaigns/closed' },
    });
    expect(await close()).toMatchObject({ error: { code: 'campaigns/closed' } });
  });

  it('voids a signature when anything that was listed changes, and says so', async () => {
    const p = await power('office-sp');
    const { task } = await campaign('office-sp');
    const id = task('office-sp');
    must(await fill(id, head('office-sp'), [{ powerId: p.powerId }]));
    const seen = (await look(id)).digest;
    must(await act(id, head('office-sp'), 'sign'));
    const version = (await findVersion(database.db, agencyId, p.versionId))!;
    must(
      await editPower(ctx, SYSTEM, {
        agencyId,
        versionId: p.versionId,
        rowVersion: version.rowVersion,
        content: { ...version.content, hours: '全天' },
      }),
    );
    expect(await look(id)).toMatchObject({ state: 'changed', history: [{ act: 'sign', holds: false }] });
    expect(await act(id, leader('office-sp'), 'countersign')).toMatchObject({
      error: { code: 'campaigns/not-in-this-state' },
    });
    expect(await act(id, head('office-sp'), 'sign', { digest: seen })).toMatchObject({
      error: { code: 'campaigns/changed' },
    });
    await passAll(id, 'office-sp');
    expect(await fill(id, head('office-sp'), [])).toMatchObject({
      error: { code: 'campaigns/not-in-this-state', state: 'passed' },
    });
    const passed = (await findVersion(database.db, agencyId, p.versionId))!;
    must(
      await editPower(ctx, SYSTEM, {
        agencyId,
        versionId: p.versionId,
        rowVersion: passed.rowVersion,
        content: { ...passed.content, hours: '工作日' },
      }),
    );
    expect(await look(id)).toMatchObject({ state: 'changed' });
    await passAll(id, 'office-sp');
    expect(await look(id)).toMatchObject({ state: 'passed' });
  });

  it('goes back with the reason, and up only by others', async () => {
    const { task } = await campaign('office-sp');
    const id = task('office-sp');
    must(await fill(id, head('office-sp'), [], true));
    expect(await act(id, leader('office-sp'), 'sign')).toMatchObject({
      error: { code: 'campaigns/forbidden' },
    });
    must(await act(id, head('office-sp'), 'sign'));
    expect(await act(id, keeper(), 'pass')).toMatchObject({
      error: { code: 'campaigns/not-in-this-state', state: 'signed' },
    });
    expect(await act(id, keeper(), 'return', { reason: ' ' })).toMatchObject({
      error: { code: 'campaigns/reason-missing' },
    });
    must(await act(id, keeper(), 'return'));
    expect(await look(id)).toMatchObject({ state: 'returned', due: '2026-11-20' });
    must(await fill(id, head('office-sp'), []));
    expect(await act(id, head('office-sp'), 'sign')).toMatchObject({
      error: { code: 'campaigns/nothing-listed' },
    });
    must(await fill(id, head('office-sp'), [], true));
    must(await act(id, head('office-sp'), 'sign'));
    const both: StaffActor = {
      ...head('office-sp'),
      roles: [
        ...head('office-sp').roles,
        ...leader('office-sp').roles,
        { role: 'first-responsible', agencyId },
      ],
    };
    expect(await act(id, both, 'countersign')).toMatchObject({ error: { code: 'campaigns/signed-already' } });
  });

  it('is not signed by somebody who left the post', async () => {
    const { task } = await campaign('office-sp');
    const id = task('office-sp');
    must(await fill(id, head('office-sp'), [], true));
    const former = staff(person('p21'), 'office-head', office('office-sp'));
    expect(await act(id, former, 'sign')).toMatchObject({ error: { code: 'campaigns/not-in-post' } });
    must(await act(id, head('office-sp'), 'sign'));
    expect(await act(id, staff(person('p21'), 'leader', office('office-sp')), 'countersign')).toMatchObject({
      error: { code: 'campaigns/not-in-post' },
    });
  });

  it('keeps late and refused offices with their reasons on the board, and reminds each once', async () => {
    const { campaignId, task } = await campaign('office-sp', 'office-lt');
    must(await fill(task('office-lt'), head('office-lt'), [], true));
    must(await act(task('office-lt'), head('office-lt'), 'sign'));
    await database.pool.query(
      `UPDATE campaign SET state = 'closed', closed_at = now(), closing = '{}' WHERE id <> $1 AND state = 'open'`,
      [campaignId],
    );
    expect(await remindOffices(ctx)).toBe(0);
    const given: number[] = [];
    for (const on of ['13', '16', '19', '20', '23', '28']) {
      ctx.clock.set(`2026-11-${on}T09:00:00+08:00`);
      given.push(await remindOffices(ctx), await remindOffices(ctx));
    }
    expect(given).toEqual([1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0]);
    must(
      await excuseReturn(ctx, head('office-sp'), {
        agencyId,
        taskId: task('office-sp'),
        kind: 'late',
        reason: '承办人住院，三日内补报',
      }),
    );
    const { tasks } = must(await readCampaign(ctx, keeper(), campaignId));
    expect(tasks.find(({ id }) => id === task('office-sp'))).toMatchObject({
      daysLate: 8,
      reminders: [
        { time: 'late', weeks: 1, round: 0, state: 'not-started', to: expect.any(Array) },
        { time: 'due', due: '2026-11-20' },
        { time: 'day-before' },
        { time: 'week-before', to: [expect.any(String)] },
      ],
      excuses: [{ kind: 'late', reason: '承办人住院，三日内补报' }],
    });
    expect(tasks.find(({ id }) => id === task('office-lt'))).toMatchObject({ daysLate: 0, reminders: [] });
    const mine = async () => must(await readCampaigns(ctx, head('office-sp'))).mine.map(({ id }) => id);
    expect(await mine()).toContain(task('office-sp'));
    must(await fill(task('office-sp'), head('office-sp'), [], true));
    await passAll(task('office-sp'), 'office-sp');
    ctx.clock.set('2026-12-20T09:00:00+08:00');
    expect(await look(task('office-sp'))).toMatchObject({
      state: 'passed',
      daysLate: 8,
      handedInOn: '2026-11-28',
      excuses: [{ kind: 'late' }],
    });
    await expect(database.pool.query('DELETE FROM campaign_excuse')).rejects.toThrow();
    await expect(database.pool.query('UPDATE campaign_act SET digest = $$x$$')).rejects.toThrow();
  });

  it('releases an office that was merged half-way, with the ground on record', async () => {
    const { campaignId, task } = await campaign('office-sp');
    expect(await act(task('office-sp'), head('office-sp'), 'release')).toMatchObject({
      error: { code: 'campaigns/forbidden' },
    });
    must(await act(task('office-sp'), keeper(), 'release', { reason: '并入流通处，由其填报' }));
    expect(must(await readCampaign(ctx, keeper(), campaignId)).tasks[0]).toMatchObject({ state: 'released' });
  });

  it('refuses powers of another office, a nil return that lists something, a change without reason, and an old version', async () => {
    const [own, other] = [await power('office-sp'), await power('office-lt')];
    const { task } = await campaign('office-sp');
    const id = task('office-sp');
    expect(await fill(id, head('office-sp'), [{ powerId: other.powerId }])).toMatchObject({
      error: { code: 'campaigns/not-this-office', powers: [other.powerId] },
    });
    expect(await fill(id, head('office-sp'), [{ powerId: own.powerId }], true)).toMatchObject({
      error: { code: 'campaigns/nil-with-entries' },
    });
    expect(await fill(id, head('office-sp'), [{ powerId: own.powerId, kind: 'give-up' }])).toMatchObject({
      error: { code: 'campaigns/reason-missing' },
    });
    const entries = [{ powerId: own.powerId, kind: 'new' as const, note: '' }];
    const both = await Promise.all(
      [0, 1].map(() =>
        fillReturn(ctx, head('office-sp'), { agencyId, taskId: id, rowVersion: 1, nil: false, entries }),
      ),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      error: { code: expect.stringMatching(/stale|conflict/) },
    });
  });

  it('is opened by the leading group office, with a date that lies ahead and phases that run forward', async () => {
    const input = {
      agencyId,
      name: 'x',
      basis: '',
      typeCodes: ['01'],
      phases: [],
      deadline: LegalDay.parse('2026-12-01'),
      officeIds: [office('office-sp')],
    };
    expect(await openCampaign(ctx, head('office-sp'), input)).toMatchObject({
      error: { code: 'campaigns/forbidden' },
    });
    expect(
      await openCampaign(ctx, keeper(), { ...input, deadline: LegalDay.parse('2026-01-01') }),
    ).toMatchObject({ error: { code: 'campaigns/deadline-past' } });
    expect(await openCampaign(ctx, keeper(), { ...input, officeIds: [agencyId] })).toMatchObject({
      error: { code: 'campaigns/unknown-office' },
    });
    expect(
      await openCampaign(ctx, keeper(), { ...input, deadline: LegalDay.parse('2026-12-05') }),
    ).toMatchObject({ error: { code: 'campaigns/no-working-day', next: '2026-12-07' } });
    const phases = [{ name: '填报', from: LegalDay.parse('2026-12-02'), to: LegalDay.parse('2026-12-01') }];
    expect(await openCampaign(ctx, keeper(), { ...input, phases })).toMatchObject({
      error: { code: 'campaigns/phases' },
    });
    const day = LegalDay.parse('2026-12-02');
    const tried = { name: '试运行', from: day, to: day, trial: true } as const;
    expect(await openCampaign(ctx, keeper(), { ...input, phases: [tried, tried] })).toMatchObject({
      error: { code: 'campaigns/two-trials' },
    });
  });

  it('shows in its trial phase what of the returns is tried, since when, and how it stands', async () => {
    const [p, q, r] = [await power('office-sp'), await power('office-sp'), await power('office-sp')];
    const { campaignId, task } = await campaign('office-sp');
    const kinds = [{ powerId: p.powerId }, { powerId: q.powerId }];
    must(await fill(task('office-sp'), head('office-sp'), kinds));
    const tried = async ({ versionId }: { versionId: string }, from: string) => {
      const admin = database.poolAs('superuser');
      await admin.query(
        `UPDATE power_version SET state = 'published', n = 1, effective_from = $2, published_at = now(), search = '' WHERE id = $1`,
        [versionId, from],
      );
      await admin.query(
        `INSERT INTO power_trial SELECT agency_id, id, power_id, $2, $2, '2026-12-18', '试', $3, '办公室', now() FROM power_version WHERE id = $1`,
        [versionId, from, person('p25')],
      );
    };
    await tried(p, '2026-11-24');
    await tried(q, '2026-11-19');
    await tried(r, '2026-11-24');
    ctx.clock.set('2026-12-21T09:00:00+08:00');
    expect(must(await readCampaign(ctx, keeper(), campaignId)).trials).toEqual({
      listed: 2,
      items: [
        {
          versionId: p.versionId,
          name: p.name,
          n: 1,
          office: expect.any(String),
          from: '2026-11-24',
          until: '2026-12-18',
          standing: 'late',
        },
      ],
    });
  });

  it('moves its dates and is cancelled with the reason, by the leading group office, on what it saw', async () => {
    const { campaignId, task } = await campaign('office-sp');
    must(await fill(task('office-sp'), head('office-sp'), [], true));
    must(await act(task('office-sp'), head('office-sp'), 'sign'));
    const look1 = async () => must(await readCampaign(ctx, keeper(), campaignId));
    const seen = (await look1()).rowVersion;
    const phases = [{ name: '填报', from: LegalDay.parse('2026-11-02'), to: LegalDay.parse('2026-11-27') }];
    const input = { agencyId, campaignId, rowVersion: seen, phases, reason: '节前难以完成' };
    const move = (over: object, by = keeper()) =>
      rescheduleCampaign(ctx, by, { ...input, deadline: LegalDay.parse('2026-11-27'), ...over });
    expect(await move({}, head('office-sp'))).toMatchObject({ error: { code: 'campaigns/forbidden' } });
    expect(await move({ deadline: LegalDay.parse('2026-10-30') })).toMatchObject({
      error: { code: 'campaigns/deadline-past' },
    });
    expect(await move({ deadline: LegalDay.parse('2026-11-30') })).toMatchObject({
      error: { code: 'campaigns/deadline-outside-phases' },
    });
    must(await move({}));
    expect(await move({})).toMatchObject({ error: { code: 'campaigns/stale', rowVersion: seen + 1 } });
    expect(await look1()).toMatchObject({
      deadline: '2026-11-27',
      changes: [{ kind: 'reschedule', reason: '节前难以完成', before: '2026-11-20', after: '2026-11-27' }],
      tasks: [{ due: '2026-11-27', state: 'signed' }],
    });
    ctx.clock.set('2026-11-30T09:00:00+08:00');
    expect(await move({ rowVersion: seen + 1, deadline: LegalDay.parse('2026-12-04') })).toMatchObject({
      error: { code: 'campaigns/deadline-stands' },
    });
    const cancel = (rowVersion: number) =>
      cancelCampaign(ctx, keeper(), { agencyId, campaignId, rowVersion, reason: '重复发起' });
    expect(await cancel(seen)).toMatchObject({ error: { code: 'campaigns/stale' } });
    const ofHead = async () => must(await readTask(ctx, head('office-sp'), task('office-sp')));
    expect(await ofHead()).toMatchObject({ closed: false, cancelledAt: null });
    must(await cancel(seen + 1));
    expect(await ofHead()).toMatchObject({
      closed: true,
      cancelledAt: '2026-11-30T09:00:00+08:00',
      acts: [],
      forAnother: [],
    });
    expect(await look1()).toMatchObject({
      state: 'cancelled',
      changes: [{ kind: 'cancel' }, { kind: 'reschedule' }],
      tasks: [{ state: 'signed' }],
    });
    expect(await cancel(seen + 2)).toMatchObject({ error: { code: 'campaigns/closed' } });
    expect(await act(task('office-sp'), leader('office-sp'), 'countersign')).toMatchObject({
      error: { code: 'campaigns/closed' },
    });
    ctx.clock.set('2026-11-02T09:00:00+08:00');
    expect(
      must(await readCampaigns(ctx, head('office-sp'))).mine.some((one) => one.campaignId === campaignId),
    ).toBe(false);
  });

  it('is counted as it stood when it was cancelled: nothing grows late, and nothing more is asked', async () => {
    const { campaignId, task } = await campaign('office-sp', 'office-lt');
    must(await fill(task('office-sp'), head('office-sp'), [], true));
    must(await act(task('office-sp'), head('office-sp'), 'sign'));
    const look1 = async () => must(await readCampaign(ctx, keeper(), campaignId));
    ctx.clock.set('2026-11-23T09:00:00+08:00');
    const { rowVersion, findings, tasks } = await look1();
    expect(tasks.map(({ daysLate }) => daysLate).toSorted((a, b) => a - b)).toEqual([0, 3]);
    must(await cancelCampaign(ctx, keeper(), { agencyId, campaignId, rowVersion, reason: '重复发起' }));
    ctx.clock.set('2026-12-23T09:00:00+08:00');
    await power('office-lt');
    await power('office-sp');
    const then = await look1();
    expect(then.tasks).toEqual(tasks);
    expect(then.findings).toEqual(findings.map((one) => ({ ...one, mayExplain: false })));
    expect(must(await readReport(ctx, keeper(), campaignId))).toMatchObject({
      campaign: { state: 'cancelled', closedAt: '2026-11-23T09:00:00+08:00' },
      offices: expect.arrayContaining([expect.objectContaining({ daysLate: 3, handedInOn: null })]),
    });
  });

  it('shows a return to its own office and to those who lead, and to nobody else', async () => {
    const { task } = await campaign('office-sp');
    const shown = async (actor: StaffActor) => (await readTask(ctx, actor, task('office-sp'))).ok;
    expect(await shown(head('office-sp'))).toBe(true);
    expect(await shown(staff(person('p30'), 'supervisor'))).toBe(true);
    expect(await shown(head('office-lt'))).toBe(false);
    expect(await shown(staff(person('p30'), 'handler'))).toBe(false);
  });
});

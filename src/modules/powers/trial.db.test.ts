import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, LegalDay, type Uuid } from '#kernel';
import { createAccount, loadStaffActor, type Role, type StaffActor } from '#modules/access';
import { markLate, settleCovered } from '#modules/disclosure';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import organisation from '../../../demo/data/organisation.json' with { type: 'json' };
import { findTrial, handsIn } from './db/trial-reader.ts';
import {
  adjustPower,
  approvePower,
  decideTrial,
  findPowerInForce,
  findVersion,
  importItems,
  listVersions,
  publishPower,
  type PublishInput,
} from './index.ts';
import { drawFlow } from './use-cases/draw-flow.ts';
import { act, demoItems, demoParents, draftWithFlow, must } from './powers.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const system = { kind: 'system', name: 'test' } as const;
const content = demoItems[0]!.content;
const day = (text: string): LegalDay => LegalDay.parse(text);
const today = day('2026-11-23');
const until = day('2027-02-28');
const made = {} as {
  agencyId: Uuid;
  officeId: Uuid;
  staff: Readonly<Record<'registrar' | 'head' | 'leader' | 'chief' | 'register' | 'supervisor', StaffActor>>;
};

beforeAll(async () => {
  ctx.clock.set('2026-11-23T09:00:00+08:00');
  const { agencyId, persons, offices } = must(
    await importOrganisation(ctx, system, {
      tree: OrganisationTree.parse(organisation),
      validFrom: day('2026-01-01'),
    }),
  );
  await demoParents(ctx, agencyId);
  const staff = async (key: string, account: string, role: Role): Promise<StaffActor> => {
    const personId = persons.get(key)!;
    must(
      await createAccount(ctx, system, {
        agencyId,
        personId,
        account,
        password: 'a long enough password',
        roles: [{ role }],
      }),
    );
    return (await loadStaffActor(database.db, agencyId, personId, today))!;
  };
  Object.assign(made, {
    agencyId,
    officeId: offices.get('office-sp')!,
    staff: {
      registrar: await staff('p11', 'registrar', 'registrar'),
      head: await staff('p10', 'head', 'office-head'),
      leader: await staff('p02', 'leader', 'leader'),
      chief: await staff('p01', 'chief', 'first-responsible'),
      register: await staff('p25', 'register', 'review-office'),
      supervisor: await staff('p08', 'supervisor', 'supervisor'),
    },
  });
});
beforeEach(() => ctx.clock.set('2026-11-23T09:00:00+08:00'));

const at = (instant: string): void => ctx.clock.set(`${instant}+08:00`);
const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }): string =>
  result.ok ? 'ok' : result.error!.code;
let items = 0;

type Item = { readonly code: string; readonly powerId: string; readonly versionId: string };

/** A version that has passed, by these people or the system. */
async function passed(): Promise<Item> {
  items += 1;
  const code = `TRIAL-${items}`;
  const drafted = await draftWithFlow(
    ctx,
    made,
    { ...content, implementationCode: undefined, rawCode: code },
    `flow-trial-${items}`,
  );
  await act(ctx, made.agencyId, drafted.versionId, 'sign', 'countersign', 'pass');
  return { code, ...drafted };
}

async function publish(versionId: string, change: Partial<PublishInput> = {}) {
  return publishPower(ctx, made.staff.register, {
    agencyId: made.agencyId,
    versionId,
    rowVersion: (await findVersion(ctx.db, made.agencyId, versionId))!.rowVersion,
    effectiveFrom: today,
    postName: '领导小组办公室',
    ...change,
  });
}

/** The next version of an item, passed and not yet published. */
async function adjusted({ powerId, code }: Item, visits = 0): Promise<Item> {
  const power = (await findPowerInForce(ctx.db, code, day('2030-01-01')))!;
  const { versionId } = must(
    await adjustPower(ctx, system, {
      agencyId: made.agencyId,
      powerId,
      reason: '改流程',
      changeBasis: '会议',
      content: { ...power.content, visits },
    }),
  );
  await act(ctx, made.agencyId, versionId, 'sign', 'countersign', 'pass');
  return { code, powerId, versionId };
}

const trial = { until, reason: '新流程先试' };
/** An item whose second version is on trial. */
async function onTrial(change: Partial<PublishInput> = {}): Promise<Item> {
  const first = await passed();
  must(await publish(first.versionId));
  const second = await adjusted(first);
  must(await publish(second.versionId, { trial, ...change }));
  return second;
}

const decide = (
  versionId: string,
  decision: 'confirm' | 'return',
  by: StaffActor = made.staff.chief,
  reason = '运行平稳',
  earlyReason: string | undefined = '办件已满一百件',
) =>
  decideTrial(ctx, by, {
    agencyId: made.agencyId,
    versionId,
    decision,
    reason,
    earlyReason,
    postName: '局长',
  });

const fieldsOf = async (versionId: string, rev: number) => {
  const { rows } = await database.pool.query<{ name: string; value: unknown }>(
    `SELECT f.name, f.value FROM ledger.field f JOIN power_version v ON v.rid = f.rid WHERE v.id = $1 AND f.rev = $2`,
    [versionId, rev],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
};
const owed = async (versionId: string) =>
  (
    await database.pool.query(
      `SELECT o.state, o.due_on::text AS due, o.visible, o.late_at IS NOT NULL AS late
         FROM obligation o JOIN power_version v ON v.rid = o.rid WHERE v.id = $1 AND o.kind = 'trial-decision'`,
      [versionId],
    )
  ).rows;

describe('a version on trial', () => {
  it('is in force as any other, says so in the ledger, and owes society its decision by the last day', async () => {
    const { code, versionId } = await onTrial();
    expect(await findPowerInForce(ctx.db, code, today)).toMatchObject({ versionId, n: 2 });
    expect(await findTrial(ctx.db, { agencyId: made.agencyId, versionId })).toEqual({
      versionId,
      since: today,
      from: today,
      until,
      reason: '新流程先试',
      postName: '领导小组办公室',
      on: today,
    });
    expect((await fieldsOf(versionId, 1))['trial']).toEqual({
      from: today,
      until,
      reason: '新流程先试',
      post: '领导小组办公室',
    });
    expect(await owed(versionId)).toEqual([{ state: 'open', due: until, visible: true, late: false }]);
  });

  it('stays in force past its day, and stands late in public until it is decided', async () => {
    const { code, versionId } = await onTrial();
    await log.publish();
    at('2027-03-01T00:01:00');
    await markLate(ctx);
    expect(await findPowerInForce(ctx.db, code, day('2027-03-01'))).toMatchObject({ versionId });
    expect(await owed(versionId)).toMatchObject([{ state: 'late', late: true }]);
    must(await decide(versionId, 'confirm'));
    expect(await owed(versionId)).toMatchObject([{ state: 'late' }]);
    await log.publish();
    await settleCovered(ctx);
    expect(await owed(versionId)).toMatchObject([{ state: 'met', late: true }]);
  });

  it.each<readonly [string, Partial<PublishInput>, string]>([
    ['without a last day', { trial: { reason: '试' } }, 'powers/trial-end-missing'],
    [
      'that ends before it starts',
      { trial: { ...trial, until: day('2026-11-22') } },
      'powers/trial-end-before-start',
    ],
    ['longer than a year', { trial: { ...trial, until: addDays(today, 365) } }, 'powers/trial-too-long'],
    ['without a reason', { trial: { until, reason: ' ' } }, 'powers/reason-missing'],
  ])('is refused %s, with nothing written', async (_, change, code) => {
    const { versionId } = await passed();
    expect(codeOf(await publish(versionId, change))).toBe(code);
    expect(await findVersion(ctx.db, made.agencyId, versionId)).toMatchObject({ state: 'passed', n: null });
    expect(await owed(versionId)).toEqual([]);
  });

  it('is refused while the whole item is withheld', async () => {
    const { versionId } = await passed();
    await database.poolAs('superuser').query(
      `INSERT INTO disclosure_exception (agency_id, id, rid, office_id, subject_kind, power_id, subject_rid, kind, ground, cited, reason, scope,
         form, public_title, state, since, ends_on, requested_by, requested_at, row_version)
       SELECT agency_id, gen_random_uuid(), rid, office_id, 'power', power_id, rid, 'withheld', 'internal-affairs', '', '测试', 'unit',
              'entry', '测试', 'in-force', '2026-11-01', '2027-11-01', $3, now(), 1
         FROM power_version WHERE agency_id = $1 AND id = $2`,
      [made.agencyId, versionId, made.staff.head.personId],
    );
    expect(codeOf(await publish(versionId, { trial }))).toBe('powers/trial-withheld');
    expect(codeOf(await publish(versionId))).toBe('powers/blocked');
    expect(await findPowerInForce(ctx.db, `TRIAL-${items}`, today)).toBeUndefined();
  });

  it('is refused for a version that ends the power', async () => {
    const first = await passed();
    must(await publish(first.versionId));
    const ending = must(
      await adjustPower(ctx, system, {
        agencyId: made.agencyId,
        powerId: first.powerId,
        reason: '取消',
        changeBasis: '决定',
        status: 'cancelled',
      }),
    );
    await act(ctx, made.agencyId, ending.versionId, 'sign', 'countersign', 'pass');
    expect(codeOf(await publish(ending.versionId, { trial }))).toBe('powers/trial-ends-power');
  });
});

describe('the decision on a trial', () => {
  it('is for a leader of the agency, not for who keeps, drafts, signs or watches', async () => {
    const { versionId } = await onTrial();
    for (const who of ['registrar', 'head', 'register', 'supervisor'] as const)
      expect([who, codeOf(await decide(versionId, 'confirm', made.staff[who]))]).toEqual([
        who,
        'powers/forbidden',
      ]);
    expect(codeOf(await decide(versionId, 'confirm', made.staff.leader))).toBe('ok');
  });

  it('is not for whoever drafted the version, drew its flow, signed, countersigned or passed it, or put it on trial', async () => {
    const asLeader = (actor: StaffActor): StaffActor => ({
      ...actor,
      roles: [...actor.roles, { role: 'leader', agencyId: made.agencyId }],
    });
    const first = await passed();
    must(await publish(first.versionId));
    const power = (await findVersion(ctx.db, made.agencyId, first.versionId))!;
    const { versionId } = must(
      await adjustPower(ctx, made.staff.registrar, {
        agencyId: made.agencyId,
        powerId: first.powerId,
        reason: '改',
        changeBasis: '会议',
        content: { ...power.content, visits: 0 },
      }),
    );
    must(await drawFlow(ctx, made.staff.head, { agencyId: made.agencyId, versionId }));
    await act(ctx, made.agencyId, versionId, 'sign');
    for (const [by, step] of [
      ['leader', 'countersign'],
      ['register', 'pass'],
    ] as const)
      must(
        await approvePower(ctx, made.staff[by], {
          agencyId: made.agencyId,
          versionId,
          rowVersion: (await findVersion(ctx.db, made.agencyId, versionId))!.rowVersion,
          act: step,
        }),
      );
    must(await publish(versionId, { trial }));
    for (const who of ['registrar', 'head', 'leader', 'register'] as const)
      expect(codeOf(await decide(versionId, 'confirm', asLeader(made.staff[who])))).toBe(
        'powers/trial-own-hand',
      );
    expect(codeOf(await decide(versionId, 'confirm', asLeader(made.staff.supervisor)))).toBe('ok');
  });

  it('is not for whoever brought the item in with a list', async () => {
    const listed = { ...content, implementationCode: undefined, rawCode: 'TRIAL-LISTED' };
    const json = { items: [{ key: 'listed', content: listed }] };
    const { agencyId } = made;
    must(await importItems(ctx, made.staff.register, { agencyId, json, dryRun: false }));
    const { rows } = await database.pool.query<{ id: string }>(
      `SELECT id FROM power_version WHERE content ->> 'rawCode' = 'TRIAL-LISTED'`,
    );
    const hands = await handsIn(ctx.db, { agencyId, versionId: rows[0]!.id });
    expect([...hands]).toEqual([made.staff.register.personId]);
  });

  it('confirms without a new version: on record in the ledger, once', async () => {
    const { code, versionId } = await onTrial();
    at('2027-01-11T10:00:00');
    expect(codeOf(await decide(versionId, 'confirm', made.staff.chief, ' '))).toBe('powers/reason-missing');
    expect(must(await decide(versionId, 'confirm'))).toEqual({ n: 2 });
    expect(await findPowerInForce(ctx.db, code, day('2027-01-11'))).toMatchObject({ versionId, n: 2 });
    expect(await findTrial(ctx.db, { agencyId: made.agencyId, versionId })).toMatchObject({
      decision: {
        outcome: 'confirmed',
        on: '2027-01-11',
        reason: '运行平稳',
        earlyReason: '办件已满一百件',
        postName: '局长',
      },
    });
    expect(await fieldsOf(versionId, 2)).toEqual({
      trialDecision: {
        outcome: 'confirmed',
        on: '2027-01-11',
        reason: '运行平稳',
        early: '办件已满一百件',
        post: '局长',
        successor: null,
      },
    });
    expect(await decide(versionId, 'confirm')).toEqual({
      ok: false,
      error: { code: 'powers/trial-decided', outcome: 'confirmed', on: '2027-01-11' },
    });
    expect(codeOf(await decide(versionId, 'return'))).toBe('powers/trial-decided');
  });

  it('returns to the version before as a new one of the same content, also beside a draft', async () => {
    const { code, powerId, versionId } = await onTrial();
    must(
      await adjustPower(ctx, system, {
        agencyId: made.agencyId,
        powerId,
        reason: '再改',
        changeBasis: '会议',
      }),
    );
    at('2027-01-11T10:00:00');
    expect(must(await decide(versionId, 'return', made.staff.leader, '办件普遍超期'))).toEqual({ n: 3 });
    await log.publish();
    const [third, second, first] = await listVersions(ctx.db, code);
    expect(third).toMatchObject({
      n: 3,
      effectiveFrom: '2027-01-11',
      reason: '办件普遍超期',
      flowVersionId: first!.flowVersionId,
    });
    expect(third!.content).toEqual(first!.content);
    expect(third!.content).not.toEqual(second!.content);
    expect(await findPowerInForce(ctx.db, code, day('2027-01-10'))).toMatchObject({ n: 2 });
    expect(await findPowerInForce(ctx.db, code, day('2027-01-11'))).toMatchObject({ n: 3 });
    expect(await fieldsOf(third!.versionId, 1)).toMatchObject({
      restores: 1,
      n: 3,
      approvals: [{ act: 'end-trial', post: '局长', on: '2027-01-11' }],
    });
    expect((await fieldsOf(versionId, 2))['trialDecision']).toMatchObject({
      outcome: 'returned',
      successor: 3,
    });
  });

  it('carries one moment, also when the day ends while it is being taken', async () => {
    const { versionId } = await onTrial();
    let reads = 0;
    const late = {
      ...ctx,
      clock: { now: () => new Date(Date.parse('2027-01-11T23:59:59.990+08:00') + 20 * reads++) },
    };
    const { n } = must(
      await decideTrial(late, made.staff.leader, {
        agencyId: made.agencyId,
        versionId,
        decision: 'return',
        reason: '超期',
        earlyReason: '件件超期',
      }),
    );
    const { rows } = await database.pool.query(
      `SELECT d.decided_on::text AS on, s.effective_from::text AS since, s.published_at = d.at AS same
         FROM power_trial_decision d JOIN power_version s ON s.id = d.successor_id WHERE d.version_id = $1 AND s.n = $2`,
      [versionId, n],
    );
    expect(rows).toEqual([{ on: '2027-01-11', since: '2027-01-11', same: true }]);
  });

  it('says before its last day why it is not waited for, and on that day no more', async () => {
    const { versionId } = await onTrial();
    at('2027-02-27T10:00:00');
    for (const decision of ['confirm', 'return'] as const)
      expect(await decide(versionId, decision, made.staff.chief, '平稳', ' ')).toEqual({
        ok: false,
        error: { code: 'powers/trial-early-reason-missing', until },
      });
    at('2027-02-28T10:00:00');
    expect(codeOf(await decide(versionId, 'confirm', made.staff.chief, '平稳', ' '))).toBe('ok');
    const { decision } = (await findTrial(ctx.db, { agencyId: made.agencyId, versionId }))!;
    expect(decision?.earlyReason).toBe('');
    expect((await fieldsOf(versionId, 2))['trialDecision']).not.toHaveProperty('early');
  });

  it('has nothing to return to where no version before is final', async () => {
    const first = await passed();
    must(await publish(first.versionId, { trial }));
    expect(codeOf(await decide(first.versionId, 'return'))).toBe('powers/trial-nothing-before');
    const second = await adjusted(first);
    must(await publish(second.versionId, { trial }));
    expect(codeOf(await decide(second.versionId, 'return'))).toBe('powers/trial-nothing-before');
    expect(codeOf(await decide(second.versionId, 'confirm'))).toBe('ok');
  });

  it('waits for the first day before it can confirm, and is refused where there is no trial', async () => {
    const { versionId } = await onTrial({ effectiveFrom: day('2026-12-10') });
    expect(codeOf(await decide(versionId, 'confirm'))).toBe('powers/trial-not-begun');
    at('2026-12-10T00:00:00');
    expect(codeOf(await decide(versionId, 'confirm'))).toBe('ok');
    const { versionId: final } = await passed();
    expect(codeOf(await decide(final, 'confirm'))).toBe('powers/not-on-trial');
    expect(codeOf(await decide(ctx.ids.uuid(ctx.clock.now()), 'confirm'))).toBe('powers/not-found');
  });

  it('is taken once in a race, and the other is told', async () => {
    const { powerId, versionId } = await onTrial();
    const outcomes = await Promise.all([
      decide(versionId, 'confirm', made.staff.chief),
      decide(versionId, 'return', made.staff.leader, '回到以前'),
    ]);
    expect(outcomes.map(codeOf).toSorted()).toEqual(['ok', 'powers/trial-decided']);
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS n FROM power_trial_decision WHERE version_id = $1`,
      [versionId],
    );
    expect(rows).toEqual([{ n: 1 }]);
    const versions = await database.pool.query(
      `SELECT count(*)::int AS n FROM power_version WHERE power_id = $1 AND state = 'published'`,
      [powerId],
    );
    expect(versions.rows).toEqual([{ n: outcomes[0].ok ? 2 : 3 }]);
  });

  it('is never changed or taken back', async () => {
    const { versionId } = await onTrial();
    must(await decide(versionId, 'confirm'));
    for (const table of ['power_trial', 'power_trial_decision'])
      for (const change of [`UPDATE ${table} SET reason = 'x'`, `DELETE FROM ${table}`]) {
        await expect(database.pool.query(change)).rejects.toThrow(/permission denied/);
        await expect(database.poolAs('superuser').query(change)).rejects.toThrow(/never changed or deleted/);
      }
  });
});

describe('a new version over a trial', () => {
  it('decides it: replaced, with the reason of the new version', async () => {
    const second = await onTrial();
    const third = await adjusted(second, 1);
    must(await publish(third.versionId));
    expect(await findTrial(ctx.db, { agencyId: made.agencyId, versionId: second.versionId })).toMatchObject({
      decision: { outcome: 'replaced', reason: '改流程', successor: { n: 3, from: today } },
    });
    expect(codeOf(await decide(second.versionId, 'confirm'))).toBe('powers/trial-decided');
  });

  it('takes effect no later than the day after the trial, or today when that has passed', async () => {
    const second = await onTrial();
    const third = await adjusted(second, 1);
    expect(codeOf(await publish(third.versionId, { effectiveFrom: day('2027-03-02') }))).toBe(
      'powers/trial-outlived',
    );
    expect(codeOf(await publish(third.versionId, { effectiveFrom: day('2027-03-01') }))).toBe('ok');
    const other = await onTrial();
    const next = await adjusted(other, 1);
    at('2027-04-06T09:00:00');
    const decidedLate = (effectiveFrom: string) =>
      publish(next.versionId, { effectiveFrom: day(effectiveFrom) });
    expect(codeOf(await decidedLate('2027-04-07'))).toBe('powers/trial-outlived');
    expect(codeOf(await decidedLate('2027-04-06'))).toBe('ok');
  });

  it('on trial again counts from the first day of the first', async () => {
    const second = await onTrial();
    const third = await adjusted(second, 1);
    at('2027-02-01T09:00:00');
    const from = day('2027-02-01');
    const again = (last: string) =>
      publish(third.versionId, { effectiveFrom: from, trial: { until: day(last), reason: '接着试' } });
    expect(await again('2027-11-23')).toMatchObject({
      error: { code: 'powers/trial-too-long', latest: '2027-11-22' },
    });
    expect(codeOf(await again('2027-11-22'))).toBe('ok');
    expect(await findTrial(ctx.db, { agencyId: made.agencyId, versionId: third.versionId })).toMatchObject({
      since: today,
      from,
    });
  });

  it('on trial again after a return counts the days that were tried before, and not those between', async () => {
    const second = await onTrial();
    at('2027-01-22T09:00:00');
    must(await decide(second.versionId, 'return', made.staff.chief, '超期'));
    at('2027-03-01T09:00:00');
    const fourth = await adjusted(second, 2);
    const from = day('2027-03-01');
    const again = (last: LegalDay) =>
      publish(fourth.versionId, { effectiveFrom: from, trial: { until: last, reason: '再试' } });
    // Sixty days were tried, from 23 November to 21 January.
    const latest = addDays(from, 365 - 60 - 1);
    expect(await again(addDays(latest, 1))).toMatchObject({
      error: { code: 'powers/trial-too-long', latest, days: 365 },
    });
    expect(codeOf(await again(latest))).toBe('ok');
    expect(await findTrial(ctx.db, { agencyId: made.agencyId, versionId: fourth.versionId })).toMatchObject({
      since: addDays(from, -60),
      from,
    });
    // What is final by its own right begins a new line.
    must(await decide(fourth.versionId, 'confirm'));
    const fifth = await adjusted(second, 3);
    const whole = { until: addDays(from, 364), reason: '新做法' };
    expect(codeOf(await publish(fifth.versionId, { effectiveFrom: from, trial: whole }))).toBe('ok');
  });

  it('is not tried any more once the longest time was used up, also by standing late', async () => {
    const second = await onTrial();
    at('2027-11-23T09:00:00');
    must(await decide(second.versionId, 'return', made.staff.chief, '超期'));
    const fourth = await adjusted(second, 2);
    const from = day('2027-11-24');
    expect(
      await publish(fourth.versionId, { effectiveFrom: from, trial: { until: from, reason: '再试' } }),
    ).toEqual({
      ok: false,
      error: { code: 'powers/trial-used-up', used: 365, days: 365 },
    });
    expect(codeOf(await publish(fourth.versionId, { effectiveFrom: from }))).toBe('ok');
  });

  it('is published beside a confirmation at the same time, and the trial ends one way', async () => {
    const second = await onTrial();
    const third = await adjusted(second, 1);
    const [published, confirmed] = await Promise.all([
      publish(third.versionId),
      decide(second.versionId, 'confirm'),
    ]);
    expect(codeOf(published)).toBe('ok');
    const { decision } = (await findTrial(ctx.db, { agencyId: made.agencyId, versionId: second.versionId }))!;
    expect(decision?.outcome).toBe(confirmed.ok ? 'confirmed' : 'replaced');
    if (!confirmed.ok) expect(confirmed.error.code).toBe('powers/trial-decided');
  });
});

it('is for the leading group office to publish on trial, and nobody else', async () => {
  const { versionId } = await passed();
  const version = (await findVersion(ctx.db, made.agencyId, versionId))!;
  for (const who of ['registrar', 'head', 'leader', 'chief', 'supervisor'] as const)
    expect(
      codeOf(
        await publishPower(ctx, made.staff[who], {
          agencyId: made.agencyId,
          versionId,
          rowVersion: version.rowVersion,
          effectiveFrom: today,
          trial,
        }),
      ),
    ).toBe('powers/forbidden');
});

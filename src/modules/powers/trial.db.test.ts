import { describe, expect, it } from 'vitest';
import { addDays, type LegalDay } from '#kernel';
import { markLate, settleCovered } from '#modules/disclosure';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { findTrial } from './db/trial-reader.ts';
import { adjustPower, findPowerInForce, findVersion, publishPower, type PublishInput } from './index.ts';
import { act, must } from './powers.test-support.ts';
import { codeOf, day, system, today, trial, trials } from './trial.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const { made, passed, publish, adjusted, onTrial, decide, fieldsOf, owed } = trials(database, ctx);
const at = (instant: string): void => ctx.clock.set(`${instant}+08:00`);

describe('a version on trial', () => {
  it('is in force as any other, says so in the ledger, and owes society its decision by the last day', async () => {
    const { code, versionId } = await onTrial();
    expect(await findPowerInForce(ctx.db, code, today)).toMatchObject({ versionId, n: 2 });
    expect(await findTrial(ctx.db, { agencyId: made.agencyId, versionId })).toEqual({
      versionId,
      since: today,
      from: today,
      until: trial.until,
      reason: '新流程先试',
      postName: '领导小组办公室',
      on: today,
    });
    expect((await fieldsOf(versionId, 1))['trial']).toEqual({
      from: today,
      until: trial.until,
      reason: '新流程先试',
      post: '领导小组办公室',
    });
    expect(await owed(versionId)).toEqual([{ state: 'open', due: trial.until, visible: true, late: false }]);
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
    ['without a reason', { trial: { ...trial, reason: ' ' } }, 'powers/reason-missing'],
  ])('is refused %s, with nothing written', async (_, change, code) => {
    const { versionId } = await passed();
    expect(codeOf(await publish(versionId, change))).toBe(code);
    expect(await findVersion(ctx.db, made.agencyId, versionId)).toMatchObject({ state: 'passed', n: null });
    expect(await owed(versionId)).toEqual([]);
  });

  it('is refused while the whole item is withheld', async () => {
    const { code, versionId } = await passed();
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
    expect(await findPowerInForce(ctx.db, code, today)).toBeUndefined();
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

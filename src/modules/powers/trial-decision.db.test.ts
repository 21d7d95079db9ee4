import { describe, expect, it } from 'vitest';
import type { StaffActor } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { findTrial, handsIn } from './db/trial-reader.ts';
import {
  adjustPower,
  approvePower,
  decideTrial,
  findPowerInForce,
  findVersion,
  importItems,
  listVersions,
} from './index.ts';
import { drawFlow } from './use-cases/draw-flow.ts';
import { act, must } from './powers.test-support.ts';
import { codeOf, content, day, system, trial, trials } from './trial.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const { made, passed, publish, adjusted, onTrial, decide, fieldsOf } = trials(database, ctx);
const at = (instant: string): void => ctx.clock.set(`${instant}+08:00`);

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
        error: { code: 'powers/trial-early-reason-missing', until: trial.until },
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

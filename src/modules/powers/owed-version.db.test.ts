import { beforeAll, describe, expect, it } from 'vitest';
import { legalDayOf } from '#kernel';
import { markLate, settleCovered } from '#modules/disclosure';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { act, demoBody, demoItems, draftWithFlow, must, publish } from './powers.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const content = demoItems[0]!.content;
let body = {} as Awaited<ReturnType<typeof demoBody>>;
const at = (instant: string): void => ctx.clock.set(`${instant}+08:00`);
const settle = async (): Promise<void> => {
  await log.publish();
  await settleCovered(ctx);
};
const owedOf = async (versionId: string) => {
  const { rows } = await database.pool.query(
    `SELECT o.kind, o.state, o.visible, o.due_on::text AS due, o.late_at IS NOT NULL AS late
       FROM obligation o JOIN power_version v ON v.power_id = o.power_id
      WHERE v.id = $1 ORDER BY o.opened_at, o.kind`,
    [versionId],
  );
  return rows;
};
let n = 0;
async function passed(when: string): Promise<string> {
  at(when);
  n += 1;
  const { versionId } = await draftWithFlow(
    ctx,
    body,
    { ...content, implementationCode: undefined, rawCode: `OWED-${n}` },
    `flow-owed-${n}`,
  );
  await act(ctx, body.agencyId, versionId, 'sign', 'countersign', 'pass');
  return versionId;
}

beforeAll(async () => {
  at('2026-11-02T09:00:00');
  body = await demoBody(ctx);
});

describe('a version that has passed', () => {
  it('is owed to society with its flow within twenty working days, and nothing is before', async () => {
    const versionId = await passed('2026-11-02T09:00:00');
    const open = { state: 'open', visible: true, due: '2026-11-30', late: false };
    expect(await owedOf(versionId)).toEqual([
      { kind: 'flow-version', ...open },
      { kind: 'power-version', ...open },
    ]);
    at('2026-11-30T18:00:00');
    must(await publish(ctx, body.agencyId, versionId, legalDayOf(ctx.clock.now())));
    expect((await owedOf(versionId)).map((o) => o.state)).toEqual(['open', 'open']);
    await settle();
    expect(await owedOf(versionId)).toMatchObject([
      { state: 'met', late: false },
      { state: 'met', late: false },
    ]);
  });

  it('stands as late in public until it is published, and as published late after', async () => {
    const versionId = await passed('2026-11-02T09:00:00');
    at('2026-12-01T00:00:00');
    expect(await markLate(ctx)).toBe(2);
    expect((await owedOf(versionId)).map((o) => o.state)).toEqual(['late', 'late']);
    must(await publish(ctx, body.agencyId, versionId, legalDayOf(ctx.clock.now())));
    await settle();
    expect(await owedOf(versionId)).toMatchObject([
      { state: 'met', late: true },
      { state: 'met', late: true },
    ]);
  });

  it('owes nothing when it goes back in time, and runs anew when it passes again', async () => {
    const versionId = await passed('2026-11-02T09:00:00');
    await act(ctx, body.agencyId, versionId, 'return');
    expect((await owedOf(versionId)).map((o) => o.state)).toEqual(['excepted', 'excepted']);
    at('2026-11-09T09:00:00');
    await act(ctx, body.agencyId, versionId, 'sign', 'countersign', 'pass');
    expect((await owedOf(versionId)).slice(2)).toMatchObject([
      { state: 'open', due: '2026-12-07' },
      { state: 'open', due: '2026-12-07' },
    ]);
  });

  it('does not lose its delay by going back after its day', async () => {
    const versionId = await passed('2026-11-02T09:00:00');
    // Past its day, and nobody has marked it yet.
    at('2026-12-01T09:00:00');
    await act(ctx, body.agencyId, versionId, 'return');
    await act(ctx, body.agencyId, versionId, 'sign', 'countersign', 'pass');
    await markLate(ctx);
    expect(await owedOf(versionId)).toMatchObject([
      { kind: 'flow-version', state: 'late', due: '2026-11-30' },
      { kind: 'power-version', state: 'late', due: '2026-11-30' },
    ]);
  });
});

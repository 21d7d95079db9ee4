import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import {
  adjustPower,
  approvePower,
  decideTrial,
  findPowerInForce,
  publishPower,
  type PowerContent,
  type PublishInput,
} from '#modules/powers';
import { loadCatalogue } from '#tests/catalogue';
import { codesOf } from '../../../../demo/load-powers.ts';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { composeDocument } from '../documents/compose-document.ts';
import { submitCase } from '../engine/acts.ts';
import { at, demoTable, must, newCase } from '../engine/cases.test-support.ts';
import { bindPower } from './bind-power.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const system = { kind: 'system', name: 'test' } as const;
const today = LegalDay.parse('2026-11-23');
const CODE = '11130200DEM00001493130121901001';
/** Another licence of the demonstration, with one version. */
const TRIED = codesOf().get('it-02') ?? '';

beforeAll(async () => {
  await loadCatalogue(ctx);
  await log.publish();
  ctx.clock.set('2026-11-23T09:00:00+08:00');
}, 120_000);

/** A new version of the item, published on the day. */
async function publishWith(
  change: Partial<PowerContent>,
  code = CODE,
  trial?: PublishInput['trial'],
): Promise<string> {
  const power = await findPowerInForce(ctx.db, code, today);
  if (power === undefined) throw new Error('no power');
  const { agencyId, powerId } = power;
  const { versionId } = must(
    await adjustPower(ctx, system, {
      agencyId,
      powerId,
      reason: '法律修改',
      changeBasis: '会议研究',
      content: { ...power.content, ...change },
    }),
  );
  for (const [rowVersion, act] of [
    [1, 'sign'],
    [2, 'countersign'],
    [3, 'pass'],
  ] as const)
    must(await approvePower(ctx, system, { agencyId, versionId, rowVersion, act }));
  must(
    await publishPower(ctx, system, {
      agencyId,
      versionId,
      rowVersion: 4,
      effectiveFrom: today,
      ...(trial && { trial }),
    }),
  );
  return versionId;
}

describe('a case that comes while the item is on trial', () => {
  const on = (text: string): LegalDay => LegalDay.parse(text);
  const bound = async (day: LegalDay) => (await bindPower(ctx, TRIED, day))?.terms;

  it('is bound to that version and says so, until it is confirmed; the terms it took stay', async () => {
    expect((await bound(today))?.trialUntil).toBeUndefined();
    const versionId = await publishWith({ visits: 0 }, TRIED, { until: on('2027-01-31'), reason: '先试' });
    const taken = await bound(today);
    if (taken === undefined) throw new Error('not bound');
    expect(taken).toMatchObject({ powerVersion: 2, trialUntil: '2027-01-31' });
    expect((await bound(on('2027-02-03')))?.trialUntil).toBe('2027-01-31');
    const { agencyId } = (await findPowerInForce(ctx.db, TRIED, today)) ?? {};
    ctx.clock.set('2027-02-03T09:00:00+08:00');
    must(
      await decideTrial(ctx, system, {
        agencyId: agencyId ?? '',
        versionId,
        decision: 'confirm',
        reason: '运行平稳',
      }),
    );
    ctx.clock.set('2026-11-23T09:00:00+08:00');
    expect(await bound(on('2027-02-03'))).toMatchObject({ powerVersion: 2 });
    expect((await bound(on('2027-02-03')))?.trialUntil).toBeUndefined();
    const { next } = must(
      submitCase(at(await demoTable('flow-licence'), '2026-11-23T09:00:00+08:00'), newCase({ terms: taken })),
    );
    expect(next.terms).toMatchObject({ powerVersion: 2, trialUntil: '2027-01-31' });
  });
});

describe('the remedies a case is bound to', () => {
  const refusal = { kind: 'not-accepted', reasons: '不属于本机关职权', competent: null } as const;
  const told = async (): Promise<string> => {
    const bound = await bindPower(ctx, CODE, today);
    if (bound === undefined) throw new Error('not bound');
    const { next } = must(
      submitCase(
        at(await demoTable('flow-licence'), '2026-11-23T09:00:00+08:00'),
        newCase({ terms: bound.terms }),
      ),
    );
    return (
      composeDocument(refusal, 'non-acceptance', { c: next, addressee: '赵小明', on: today, number: '1' })
        .remedies ?? ''
    );
  };

  it('are both ways, unless the law sends the party to review first', async () => {
    expect(await told()).toContain('直接向');
    await publishWith({
      reviewFirst: {
        ground: 'set-by-law',
        law: '行政复议法',
        article: '第二十三条第一款第五项',
        verified: true,
      },
    });
    const text = await told();
    expect(text).toContain('依据《行政复议法》第二十三条第一款第五项，应当自收到本决定书之日起60日内先向');
    expect(text).not.toContain('直接');
  });
});

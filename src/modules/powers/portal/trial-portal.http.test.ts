import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { flowsPortal } from '#modules/flows';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { adjustPower, decideTrial, findVersion, flowTrial, powersPortal, publishPower } from '../index.ts';
import { listVersions } from '../db/power-reader.ts';
import { findTrial } from '../db/trial-reader.ts';
import { posterContent } from '../poster/poster-content.ts';
import { act, must, simplifiedLicence } from '../powers.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const kit = createPortalKit(() => ({ owner: { zh: '演示商务局', en: 'Demonstration bureau' }, demo: true }));
const app = createHttpApp(ctx, kit.errorPage);
app.route('/', flowsPortal(ctx, kit, { notice: flowTrial(ctx) }));
app.route('/', powersPortal(ctx, kit));
const system = { kind: 'system', name: 'test' } as const;
const day = (text: string): LegalDay => LegalDay.parse(text);
const get = async (path: string, accept = 'text/html'): Promise<string> =>
  (await app.request(path, { headers: { accept } })).text();
const made = { path: '', agencyId: '', versionId: '' };

/** A licence of two versions and a third, on trial from 1 April to 30 June 2026. */
beforeAll(async () => {
  const { code } = await simplifiedLicence(ctx);
  const { agency_id, power_id } = await ctx.db
    .selectFrom('power_in_force')
    .select(['agency_id', 'power_id'])
    .executeTakeFirstOrThrow();
  ctx.clock.set('2026-04-01T09:00:00+08:00');
  const { versionId } = must(
    await adjustPower(ctx, system, {
      agencyId: agency_id,
      powerId: power_id,
      reason: '再减',
      changeBasis: '会议',
    }),
  );
  await act(ctx, agency_id, versionId, 'sign', 'countersign', 'pass');
  must(
    await publishPower(ctx, system, {
      agencyId: agency_id,
      versionId,
      rowVersion: (await findVersion(ctx.db, agency_id, versionId))?.rowVersion ?? 0,
      effectiveFrom: day('2026-04-01'),
      trial: { until: day('2026-06-30'), reason: '先试三个月' },
      postName: '领导小组办公室',
    }),
  );
  await log.publish();
  Object.assign(made, { path: `/powers/${code}`, agencyId: agency_id, versionId });
}, 60_000);

describe('a power on trial', () => {
  it('says so on its page, in the list, among its versions and above its chart, in both languages', async () => {
    for (const path of [made.path, `${made.path}/flow`]) {
      const page = await get(path);
      for (const part of ['试运行，到2026年6月30日', '先试三个月', '#complain', '向'])
        expect(page).toContain(part);
      expect(await get(`/en${path}`)).toContain('On trial until Tue, 30 Jun 2026');
    }
    expect(await get('/powers')).toContain('试运行');
    expect(await get(`${made.path}/versions`)).toContain('2026年6月30日（周二）：试运行');
    expect(JSON.parse(await get(made.path, 'application/json'))).toMatchObject({
      n: 3,
      trial: { from: '2026-04-01', until: '2026-06-30', standing: 'running', daysOver: 0, decision: null },
    });
    expect(JSON.parse(await get('/powers', 'application/json'))).toMatchObject({
      items: [{ trial: { until: '2026-06-30', late: false } }],
    });
  });

  it('says so on its poster, an earlier version does not', async () => {
    const [tried, before] = await listVersions(ctx.db, made.path.split('/')[2] ?? '');
    if (tried === undefined || before === undefined) throw new Error('there are three versions');
    const lineOf = async (power: typeof tried) =>
      posterContent(power, '商务局', await findTrial(ctx.db, power), day('2026-05-01')).line;
    expect(await lineOf(tried)).toContain('，试运行到2026年6月30日（周二）');
    expect(await lineOf(before)).not.toContain('试运行');
  });

  it('is no trial as of a day before it, and earlier versions say nothing of it', async () => {
    expect(await get(`${made.path}/versions/1`)).not.toContain('试运行');
    expect(JSON.parse(await get('/powers?asOf=2026-03-15', 'application/json'))).toMatchObject({
      items: [{ n: 1, trial: null }],
    });
  });

  it('says in public that its day has passed, and by how much', async () => {
    ctx.clock.set('2026-07-03T09:00:00+08:00');
    const page = await get(made.path);
    expect(page).toContain('过了 3 天还没有决定是否转正');
    expect(await get('/powers')).toContain('试运行到期未定');
    expect(await get(`${made.path}/flow`)).toContain('还没有决定是否转正');
    expect(JSON.parse(await get(made.path, 'application/json'))).toMatchObject({
      trial: { standing: 'late', daysOver: 3 },
    });
  });

  it('says who decided what and why, and goes back to the earlier chart where it was not confirmed', async () => {
    ctx.clock.set('2026-07-03T10:00:00+08:00');
    must(
      await decideTrial(ctx, system, {
        agencyId: made.agencyId,
        versionId: made.versionId,
        decision: 'return',
        reason: '超期太多',
        postName: '局长',
      }),
    );
    await log.publish();
    const page = await get(made.path);
    expect(page).toContain('现行有效');
    expect(page).not.toContain('试运行，到');
    const tried = await get(`${made.path}/versions/3`);
    for (const part of ['未转正，恢复以前的版本', '超期太多', `${made.path}/versions/4`])
      expect(tried).toContain(part);
    expect(await get(`${made.path}/flow`)).not.toContain('有意见请说');
    expect(JSON.parse(await get(`${made.path}/versions`, 'application/json'))).toMatchObject({
      items: [
        { n: 4, trial: null },
        { n: 3, trial: { standing: 'returned', decision: { successor: { n: 4, from: '2026-07-03' } } } },
        { n: 2 },
        { n: 1 },
      ],
    });
  });
});

import { beforeAll, expect, it } from 'vitest';
import { assertOk, LegalDay } from '#kernel';
import { adjustPower, approvePower, findPowerInForce, publishPower } from '#modules/powers';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { loadCatalogue } from '#tests/catalogue';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { applyPortal } from './apply-portal.tsx';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const kit = createPortalKit(() => ({ owner: { zh: '测试市', en: 'Test' }, demo: true }));
const app = createHttpApp(ctx, () => 'error');
app.route('/', applyPortal(ctx, kit));
const today = LegalDay.parse('2026-11-23');
const system = { kind: 'system', name: 'test' } as const;
const made = { code: '' };

beforeAll(async () => {
  await loadCatalogue(ctx);
  ctx.clock.set('2026-11-23T09:00:00+08:00');
  const item = await ctx.db
    .selectFrom('power_item')
    .select('code')
    .where('import_key', '=', 'it-03')
    .executeTakeFirstOrThrow();
  made.code = item.code ?? '';
}, 120_000);

it('a power that was cancelled cannot be applied for, and its page says why', async () => {
  const path = `/powers/${made.code}/apply`;
  expect((await app.request(path)).status).toBe(200);
  const power = await findPowerInForce(ctx.db, made.code, today);
  if (power === undefined) throw new Error('no power');
  const { agencyId, powerId } = power;
  const { versionId } = assertOk(
    await adjustPower(ctx, system, {
      agencyId,
      powerId,
      reason: '上级取消了这一类事项',
      changeBasis: '国发〔2026〕9号',
      status: 'cancelled',
    }),
  );
  for (const [at, act] of (['sign', 'countersign', 'pass'] as const).entries())
    assertOk(await approvePower(ctx, system, { agencyId, versionId, rowVersion: at + 1, act }));
  assertOk(await publishPower(ctx, system, { agencyId, versionId, rowVersion: 4, effectiveFrom: today }));
  // What no checkpoint covers yet is not shown.
  expect((await app.request(path)).status).toBe(404);
  await log.publish();
  const answer = await app.request(path);
  const text = await answer.text();
  expect(answer.status).toBe(410);
  for (const part of ['这项职权已取消，不能再申请', '上级取消了这一类事项', `href="/powers/${made.code}"`])
    expect(text).toContain(part);
  expect(await (await app.request(`/en${path}`)).text()).toContain('nobody can apply any more');
  expect((await app.request(`${path}/check`)).status).toBe(410);
  expect((await app.request('/powers/nothing/apply')).status).toBe(404);
});

import { expect, it } from 'vitest';
import { appendRevision } from '#modules/ledger';
import { importTestOrganisation } from '#tests/organisation';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { healthRoutes } from './health.ts';
import { watchSite } from './site-watch.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());

it('tells readers after a minute without signing, moves kept pages on, and takes it back when signing goes on', async () => {
  const { agencyId } = await importTestOrganisation(ctx);
  await log.publish();
  ctx.clock.set('2026-11-23T09:00:00+08:00');
  const watch = await watchSite(ctx, { current: () => 7n, stop: () => undefined });
  const ready = async () => (await healthRoutes(ctx).request('/readyz')).json();
  const first = watch.epoch.current();
  expect(watch.ledger()?.stoppedSince).toBeUndefined();
  expect(await ready()).toMatchObject({ signing: true, checkpointed: true });

  await ctx.transact(async (tx) => {
    await appendRevision(tx, {
      ids: ctx.ids,
      at: ctx.clock.now(),
      rid: ctx.ids.rid(),
      type: 'case',
      act: 'accept',
      agencyId,
      org: 'ORG-1',
      basis: 'demo',
      schema: 'case/1',
      fields: [{ name: 'acceptedOn', value: '2026-11-23', state: 'open' }],
    });
    return { ok: true, value: undefined };
  });
  expect(await ready()).toMatchObject({ ready: false, checkpointed: false });
  ctx.clock.set('2026-11-23T09:00:59+08:00');
  await watch.look();
  expect(watch.ledger()?.stoppedSince).toBeUndefined();
  ctx.clock.set('2026-11-23T09:01:00+08:00');
  await watch.look();
  expect(watch.ledger()?.stoppedSince).toEqual(new Date('2026-11-23T09:00:00+08:00'));
  const stopped = watch.epoch.current();
  expect(stopped).not.toBe(first);

  const entries = watch.ledger()?.entries ?? 0;
  await log.publish();
  await watch.look();
  expect(watch.ledger()).toMatchObject({ entries: entries + 1 });
  expect(watch.ledger()?.stoppedSince).toBeUndefined();
  expect(watch.epoch.current()).not.toBe(stopped);
  watch.epoch.stop();
});

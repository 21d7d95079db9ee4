import { Hono } from 'hono';
import { ledgerHealth } from '#modules/ledger';
import type { AppContext } from '#platform/context';
import type { HttpEnv } from '#platform/http';

/** `/healthz`: serving. `/readyz`: migrated, first data complete, every leaf under a checkpoint (DECISIONS §9). */
export function healthRoutes(ctx: AppContext): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const [ledger, loaded] = await Promise.all([
      ledgerHealth(ctx.db),
      ctx.db.selectFrom('setting').select('value').where('name', '=', 'demo.progress').executeTakeFirst(),
    ]);
    const checks = {
      demonstration: !ctx.config.demo.load || isComplete(loaded?.value),
      signing: ledger.standstill === undefined,
      checkpointed: ledger.newest !== undefined && ledger.waitingSince === undefined,
    };
    const ready = Object.values(checks).every(Boolean);
    return c.json({ ready, ...checks }, ready ? 200 : 503);
  });
  return app;
}

function isComplete(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'complete' in value && value.complete === true;
}

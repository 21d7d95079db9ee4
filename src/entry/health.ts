import { Hono } from 'hono';
import { newestCheckpoint } from '#modules/ledger';
import type { AppContext } from '#platform/context';
import type { HttpEnv } from '#platform/http';

/** `/healthz`: serving. `/readyz`: migrated, first data complete, every leaf under a checkpoint (DECISIONS §9). */
export function healthRoutes(ctx: AppContext): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const [state, waiting, checkpoint, loaded] = await Promise.all([
      ctx.db.selectFrom('ledger.state').select('size').executeTakeFirst(),
      ctx.db.selectFrom('ledger.queue').select('id').limit(1).executeTakeFirst(),
      newestCheckpoint(ctx.db),
      ctx.db.selectFrom('setting').select('value').where('name', '=', 'demo.progress').executeTakeFirst(),
    ]);
    const checks = {
      demonstration: !ctx.config.demo.load || isComplete(loaded?.value),
      sequenced: waiting === undefined,
      checkpointed: checkpoint !== undefined && checkpoint.size === state?.size,
    };
    const ready = Object.values(checks).every(Boolean);
    return c.json({ ready, ...checks }, ready ? 200 : 503);
  });
  return app;
}

function isComplete(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'complete' in value && value.complete === true;
}

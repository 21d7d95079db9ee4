import { serve } from '@hono/node-server';
import { watchEpoch } from '#platform/http';
import { composeWeb } from './compose-web.ts';
import { listenTo, wire } from './context.ts';
import { runProcess } from './process.ts';

runProcess(async (config) => {
  const ctx = wire(config, 'web');
  if (!config.database) throw new Error('no database address');
  const listener = await listenTo(config.database.app, ['epoch'], ctx.log);
  const epoch = await watchEpoch(ctx, listener.client);
  const app = await composeWeb(ctx, epoch);
  const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', () => resolve());
    server.once('error', reject);
  });
  ctx.log.info({ url: config.publicUrl }, 'serving');
  return {
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeIdleConnections' in server) server.closeIdleConnections();
        setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3_000).unref();
      });
      epoch.stop();
      await listener.close();
      await ctx.close();
    },
  };
});

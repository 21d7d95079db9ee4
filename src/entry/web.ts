import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createPageStore, sendKept, watchEpoch } from '#platform/http';
import { composeWeb } from './compose-web.ts';
import { listenTo, wire } from './context.ts';
import { runProcess } from './process.ts';
import { watchSite } from './site-watch.ts';

runProcess(async (config) => {
  const ctx = wire(config, 'web');
  if (!config.database) throw new Error('no database address');
  const listener = await listenTo(config.database.app, ['epoch'], ctx.log);
  const site = await watchSite(ctx, await watchEpoch(ctx, listener.client));
  const store = createPageStore(ctx, site.epoch);
  const app = await composeWeb(ctx, site, store);
  const answer = getRequestListener(app.fetch, { hostname: config.host });
  const server = createServer((request, response) => {
    if (!sendKept(store, request, response)) void answer(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', () => resolve());
    server.once('error', reject);
    server.listen(config.port, config.host);
  });
  ctx.log.info({ url: config.publicUrl }, 'serving');
  return {
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 3_000).unref();
      });
      site.epoch.stop();
      await listener.close();
      await ctx.close();
    },
  };
});

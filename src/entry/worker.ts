import { runJobs, runLoops } from '#platform/jobs';
import { composeWorker } from './compose-worker.ts';
import { listenTo, wire } from './context.ts';
import { runProcess } from './process.ts';

runProcess(async (config) => {
  const ctx = wire(config, 'worker');
  if (!config.database) throw new Error('no database address');
  const { loops, jobs, close } = await composeWorker(ctx);
  const channels = [...new Set(loops.flatMap((l) => (l.channel ? [l.channel] : [])))];
  const listener = await listenTo(config.database.app, channels, ctx.log);
  const running = runLoops(loops, listener.client, ctx.log);
  const runner = await runJobs(ctx.pool, jobs, ctx.log);
  ctx.log.info({ loops: loops.length, jobs: Object.keys(jobs).length }, 'working');
  return {
    async stop() {
      await running.stop();
      await runner.stop();
      await close();
      await listener.close();
      await ctx.close();
    },
  };
});

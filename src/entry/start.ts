import { spawn, type ChildProcess } from 'node:child_process';
import { writeFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConfig, type Config } from '#platform/config';
import { startEmbedded, type EmbeddedServer } from '#platform/database';
import { databaseEnv } from './database-env.ts';
import { explainStartFailure } from './explain.ts';
import { migrateAll } from './migrate-all.ts';
import { REFUSED } from './process.ts';

/** `npm start`: the database when it is ours, migrations, then `web` and `worker` as processes of their own. */
async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const embedded = config.database ? undefined : await startEmbedded({ dataDir: config.dataDir });
  const env = { ...process.env, ...(embedded ? embeddedEnv(embedded, config) : {}) };
  const urls = parseConfig(env).database;
  if (!urls) throw new Error('no database');
  if (embedded) {
    const address = {
      DATABASE_URL: urls.app,
      DATABASE_MIGRATOR_URL: urls.migrator,
      DATABASE_SEQUENCER_URL: urls.sequencer,
      DATABASE_SIGNER_URL: urls.signer,
    };
    await writeFile(
      join(config.dataDir, 'run.json'),
      JSON.stringify({ pid: process.pid, postgres: embedded.pid, ...address }),
      { mode: 0o600 },
    );
  }
  await migrateAll(urls.migrator);

  const dir = import.meta.dirname;
  let ending = false;
  const children = ['web', 'worker'].map((part) =>
    supervise(part, join(dir, `${part}.js`), env, () => ending),
  );
  const end = async (code: number): Promise<void> => {
    if (ending) return;
    ending = true;
    await Promise.all(children.map((c) => c.stop()));
    await embedded?.stop();
    await rm(join(config.dataDir, 'run.json'), { force: true });
    process.exit(code);
  };
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  for (const child of children) void child.failed.then(() => end(1));
  void embedded?.exited.then(() => {
    if (!ending)
      console.error('PostgreSQL ended unexpectedly; stopping. Start again: nothing acknowledged is lost.');
    return end(1);
  });
}

function embeddedEnv(server: EmbeddedServer, config: Config): Record<string, string> {
  return {
    DATA_DIR: config.dataDir,
    ...databaseEnv(server),
    EMBEDDED: '1',
  };
}

type Supervised = { stop(): Promise<void>; readonly failed: Promise<void> };

/** Keeps one process running: a crash starts it again after a second, a refusal or five crashes in a minute ends everything. */
function supervise(part: string, file: string, env: NodeJS.ProcessEnv, isEnding: () => boolean): Supervised {
  let child: ChildProcess | undefined;
  let fail: () => void = () => undefined;
  const failed = new Promise<void>((resolve) => (fail = resolve));
  const crashes: number[] = [];
  const launch = (): void => {
    // A group of its own, so that Ctrl-C reaches this process only and the end is in order.
    child = spawn(process.execPath, ['--enable-source-maps', file], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env,
      detached: true,
    });
    child.once('exit', (code) => {
      if (isEnding()) return;
      if (code === REFUSED) return fail();
      const now = Date.now();
      crashes.push(now);
      if (crashes.filter((t) => now - t < 60_000).length >= 5) {
        console.error(`${part} ended five times within a minute; stopping.`);
        return fail();
      }
      setTimeout(launch, 1_000);
    });
  };
  launch();
  return {
    failed,
    async stop() {
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.kill('SIGTERM');
      const timer = setTimeout(() => running.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(timer);
    },
  };
}

main().catch((error: unknown) => {
  console.error(explainStartFailure(error));
  process.exit(REFUSED);
});

import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseConfig, type Config } from '#platform/config';
import { startEmbedded, type EmbeddedServer } from '#platform/database';
import { assertPortFree } from './assert-port-free.ts';
import { printBanner } from './banner.ts';
import { databaseEnv } from './database-env.ts';
import { explainStartFailure } from './explain.ts';
import { migrateAll } from './migrate-all.ts';
import { REFUSED } from './process.ts';

/** Raised when the same folder is in use by a running program. */
class AlreadyRunningRefusal extends Error {
  override readonly name = 'AlreadyRunningRefusal';
}

/** `npm start`: the database when it is ours, migrations, then `web` and `worker` as processes of their own. */
async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const runFile = join(config.dataDir, 'run.json');
  await refuseSecond(runFile, config.dataDir);
  await assertPortFree(config.host, config.port);
  const embedded = config.database ? undefined : await startEmbedded({ dataDir: config.dataDir });
  try {
    await run(config, embedded, runFile);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function run(config: Config, embedded: EmbeddedServer | undefined, runFile: string): Promise<void> {
  const env = { ...process.env, ...(embedded ? embeddedEnv(embedded, config) : {}) };
  const urls = parseConfig(env).database;
  if (!urls) throw new Error('no database');
  if (embedded) {
    const state = { pid: process.pid, postgres: embedded.pid, ...databaseEnv(embedded) };
    await writeFile(runFile, JSON.stringify(state), { mode: 0o600 });
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
    await rm(runFile, { force: true });
    process.exit(code);
  };
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  for (const child of children) void child.failed.then(end);
  void embedded?.exited.then(() => {
    if (!ending)
      console.error('PostgreSQL ended unexpectedly; stopping. Start again: nothing acknowledged is lost.');
    return end(1);
  });
  void printBanner(config);
}

/** Two programs on one folder would take the database from each other. */
async function refuseSecond(runFile: string, dataDir: string): Promise<void> {
  const text = await readFile(runFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const pid = text === undefined ? undefined : RunState.safeParse(JSON.parse(text)).data?.pid;
  if (pid === undefined || pid === process.pid) return;
  try {
    process.kill(pid, 0);
  } catch {
    return;
  }
  throw new AlreadyRunningRefusal(
    `process ${pid} already runs on ${dataDir}; stop it first, or set DATA_DIR`,
  );
}

const RunState = z.object({ pid: z.number().int().positive() });

function embeddedEnv(server: EmbeddedServer, config: Config): Record<string, string> {
  return {
    DATA_DIR: config.dataDir,
    ...databaseEnv(server),
    EMBEDDED: '1',
  };
}

/** `failed` answers with the exit code that the whole program ends with. */
type Supervised = { stop(): Promise<void>; readonly failed: Promise<number> };

/** Keeps one process running: a crash starts it again after a second, a refusal or five crashes in a minute ends everything. */
function supervise(part: string, file: string, env: NodeJS.ProcessEnv, isEnding: () => boolean): Supervised {
  let child: ChildProcess | undefined;
  let fail: (code: number) => void = () => undefined;
  const failed = new Promise<number>((resolve) => (fail = resolve));
  const crashes: number[] = [];
  const launch = (): void => {
    // A group of its own, so that Ctrl-C reaches this process only and the end is in order.
    child = spawn(process.execPath, ['--enable-source-maps', file], {
      // The channel tells the child when this process is gone, even by kill -9.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env,
      detached: true,
    });
    child.once('exit', (code) => {
      if (isEnding()) return;
      if (code === REFUSED) return fail(REFUSED);
      const now = Date.now();
      crashes.push(now);
      if (crashes.filter((t) => now - t < 60_000).length >= 5) {
        console.error(`${part} ended five times within a minute; stopping.`);
        return fail(1);
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

import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The built program as a person starts it, on a folder and a port of its own. */
export type Program = {
  readonly base: string;
  readonly child: ChildProcess;
  /** Asks it to end as Ctrl-C does; answers with the exit code. */
  stop(): Promise<number | null>;
  /** kill -9 of the program, its processes and its database, found in Linux’ process table. */
  killEverything(): Promise<void>;
};

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export function programEnv(dataDir: string, port: number): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, DATA_DIR: dataDir, PORT: String(port), DEMO_SIZE: '5', LOG_LEVEL: 'warn' };
}

export function startProgram(dataDir: string, port: number): Program {
  const child = spawn(process.execPath, ['dist/start.js'], {
    env: programEnv(dataDir, port),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    base: `http://127.0.0.1:${port}`,
    child,
    async stop() {
      child.kill('SIGINT');
      return exited;
    },
    async killEverything() {
      const pids = [child.pid ?? 0, ...childrenOf(child.pid ?? 0), postgresOf(dataDir)];
      for (const pid of pids) kill(pid);
      await exited;
      while (pids.some(isAlive)) await sleep(50);
    },
  };
}

/** The command `tour` against the program on `port`, and what it said. */
export function runTour(dataDir: string, port: number): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['dist/cli.js', 'tour'], { env: programEnv(dataDir, port) });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, said })));
}

/** Waits until the program says `ready`; a program that ends before is told at once. */
export async function untilReady({ base, child }: Program, seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 4; i += 1) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
    const answer = await fetch(`${base}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return;
    await sleep(250);
  }
  throw new Error(`not ready after ${seconds} s`);
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

function postgresOf(dataDir: string): number {
  const state: unknown = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8'));
  if (typeof state !== 'object' || state === null || !('postgres' in state)) throw new Error('no postgres');
  return Number(state.postgres);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, startProgram, untilReady, type Program } from '../tests/e2e/program.ts';
import type { Figure } from './ledger.ts';
import { load } from './load.ts';

const BARE = `
const http = require('node:http');
const body = Buffer.alloc(Number(process.argv[1]), 'x');
http.createServer((_, res) => { res.setHeader('content-type', 'text/html'); res.end(body); })
  .listen(0, '127.0.0.1', function () { console.log(this.address().port); });
`;

/** The built program on a fresh folder: how soon it serves, what it holds, and its pages against a bare Node server. */
export async function benchProgram(): Promise<readonly Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chengming-bench-'));
  const port = await freePort();
  let program: Program | undefined;
  try {
    const begun = performance.now();
    program = startProgram(dataDir, port);
    await untilServing(program);
    const serving = performance.now() - begun;
    await untilReady(program, 180);
    const ready = performance.now() - begun;
    const figures: Figure[] = [
      { what: 'first start, fresh folder → home page', value: serving, unit: 'ms', bar: '' },
      { what: 'first start → demonstration complete and covered', value: ready, unit: 'ms', bar: '≤ 60,000' },
      ...memory(program),
      ...(await pages(program.base)),
    ];
    await program.stop();
    const again = performance.now();
    program = startProgram(dataDir, port);
    await untilServing(program);
    figures.push({ what: 'second start → home page', value: performance.now() - again, unit: 'ms', bar: '' });
    return figures;
  } finally {
    await program?.stop();
    const noted = join(dataDir, 'postgres.path');
    if (existsSync(noted))
      await rm(dirname(readFileSync(noted, 'utf8').trim()), { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function untilServing({ base, child }: Program): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(`${base}/`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    await sleep(20);
  }
  throw new Error(`the program ended with ${child.exitCode}`);
}

async function pages(base: string): Promise<Figure[]> {
  const home = await fetch(`${base}/`, { headers: { 'accept-encoding': 'br' } });
  const bytes = Number(home.headers.get('content-length') ?? (await home.arrayBuffer()).byteLength);
  const bare = await bareServer(bytes);
  const best = await load(bare.url);
  bare.stop();
  const figures: Figure[] = [
    { what: `bare Node server, ${bytes} bytes`, value: best.perSecond, unit: 'requests/s', bar: '' },
  ];
  for (const [path, name] of [
    ['/', 'home page'],
    ['/powers', 'list of powers'],
    ['/cases', 'list of cases'],
    ['/ledger/checkpoint', 'checkpoint'],
  ] as const) {
    const measured = await load(`${base}${path}`);
    figures.push(
      { what: `${name}, 16 connections`, value: measured.perSecond, unit: 'requests/s', bar: '' },
      { what: `${name}, p99`, value: measured.p99, unit: 'ms', bar: '' },
      {
        what: `${name}, share of the bare server`,
        value: measured.perSecond / best.perSecond,
        unit: '×',
        bar: '',
      },
    );
  }
  return figures;
}

async function bareServer(bytes: number): Promise<{ readonly url: string; stop(): void }> {
  const child = spawn(process.execPath, ['-e', BARE, String(bytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port]: unknown[] = await once(child.stdout, 'data');
  return { url: `http://127.0.0.1:${String(port).trim()}/`, stop: () => void child.kill() };
}

/** Resident memory of the program and its two processes, from Linux' process table; nothing elsewhere. */
function memory({ child }: Program): Figure[] {
  const pid = child.pid ?? 0;
  const list = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(list)) return [];
  const kib = [pid, ...readFileSync(list, 'utf8').trim().split(' ').map(Number)].map((one) => {
    const status = `/proc/${one}/status`;
    return existsSync(status) ? Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) : 0;
  });
  const total = kib.reduce((sum, one) => sum + one, 0) / 1_024;
  return [
    { what: 'resident memory of start, web, worker and server master', value: total, unit: 'MiB', bar: '' },
  ];
}

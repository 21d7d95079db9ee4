import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, startProgram, untilReady, type Program } from '../tests/e2e/program.ts';
import { atMost, share, type Figure } from './figure.ts';
import { load, LOADER } from './load.ts';
import { findTool, type Scratch } from './scratch.ts';

const NGINX = findTool('/usr/sbin/nginx', '/usr/bin/nginx');
const AT_REST_SECONDS = 60;
const ROUNDS = 3;

/** The built program on a fresh folder: how soon it serves, what it holds at rest, and its cached pages beside nginx. */
export async function* benchProgram(scratch: Scratch): AsyncGenerator<Figure> {
  const dataDir = await scratch.folder();
  const port = await freePort();
  let program: Program | undefined;
  scratch.onEnd(() => program?.stop());
  const start = async (): Promise<number> => {
    const begun = performance.now();
    program = startProgram(dataDir, port);
    await untilServing(program);
    return (performance.now() - begun) / 1_000;
  };
  yield { what: 'cold start: fresh folder → first page (already built)', value: await start(), unit: 's' };
  if (program === undefined) throw new Error('not started');
  await untilReady(program, 300);
  await program.stop();
  const warm = await start();
  yield { what: 'warm start → first page', value: warm, unit: 's', bar: atMost(warm, 3, 's') };
  await sleep(AT_REST_SECONDS * 1_000);
  yield* memory(program, dataDir);
  yield* pages(program.base, scratch);
  const search = await fetch(`${program.base}/search?q=${encodeURIComponent('成品油')}`);
  if (search.status !== 200) throw new Error(`search answered ${search.status}`);
  yield* memory(program, dataDir, 'after the load and a search', ['web.js']);
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

/** Rounds alternate between the two, so that what else the machine does meets both; the best round of each counts. */
async function* pages(base: string, scratch: Scratch): AsyncGenerator<Figure> {
  for (const [path, name] of [
    ['/', 'home page'],
    ['/powers', 'list of powers'],
    ['/cases', 'list of cases'],
    ['/ledger/checkpoint', 'checkpoint'],
  ] as const) {
    const answer = await fetch(`${base}${path}`, { headers: { 'accept-encoding': 'br' } });
    const length = Number(answer.headers.get('content-length') ?? 0);
    const bytes = await rawBytes(base, path);
    const what = `cached ${name}, ${(length || bytes.length).toLocaleString('en')} bytes, 16 connections, ${LOADER}`;
    const peer = NGINX === undefined ? undefined : await startNginx(NGINX, bytes, scratch);
    let [own, theirs] = [0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      own = Math.max(own, await load(`${base}${path}`));
      if (peer !== undefined) theirs = Math.max(theirs, await load(peer.url));
    }
    await peer?.stop();
    yield {
      what,
      value: own,
      unit: 'requests/s',
      ...(peer === undefined
        ? { note: 'nginx not run: not installed' }
        : {
            peer: { name: 'nginx, one process, the same bytes', value: theirs },
            bar: share(own / theirs, 0.6),
          }),
    };
  }
}

/** The body as it is sent, still encoded: fetch would decode it. */
function rawBytes(base: string, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    request(`${base}${path}`, { headers: { 'accept-encoding': 'br' } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () => resolve(Buffer.concat(parts)));
    })
      .once('error', reject)
      .end();
  });
}

async function startNginx(nginx: string, bytes: Buffer, scratch: Scratch) {
  const dir = await scratch.folder();
  const port = await freePort();
  await writeFile(join(dir, 'index.html'), bytes);
  await writeFile(
    join(dir, 'nginx.conf'),
    `worker_processes 1; daemon off; pid ${dir}/pid; error_log stderr crit; ${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 256; }
http { access_log off; keepalive_requests 1000000000; types { text/html html; }
  client_body_temp_path ${dir}/b; proxy_temp_path ${dir}/p; fastcgi_temp_path ${dir}/f; uwsgi_temp_path ${dir}/u; scgi_temp_path ${dir}/s;
  server { listen 127.0.0.1:${port}; root ${dir}; location / { add_header content-encoding br; } } }
`,
  );
  const child = spawn(nginx, ['-c', join(dir, 'nginx.conf'), '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}/`;
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  scratch.onEnd(stop);
  await untilAnswering(url, child);
  return { url, stop };
}

async function untilAnswering(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    if ((await fetch(url).catch(() => undefined))?.ok === true) return;
    await sleep(20);
  }
  throw new Error('nginx ended');
}

/** Resident memory by process, from Linux’ process table; a page that two processes share counts half for PostgreSQL. */
async function* memory(
  { child }: Program,
  dataDir: string,
  when = `${AT_REST_SECONDS} s after start`,
  only?: readonly string[],
): AsyncGenerator<Figure> {
  if (!existsSync('/proc/self/status')) {
    yield { what: 'resident memory', note: 'no /proc here' };
    return;
  }
  const own = [child.pid ?? 0, ...childrenOf(child.pid ?? 0)];
  for (const [name, file] of [
    ['web', 'web.js'],
    ['worker', 'worker.js'],
    ['what starts and watches them', 'start.js'],
  ] as const) {
    if (only !== undefined && !only.includes(file)) continue;
    const pid = own.find((one) => commandOf(one).includes(file));
    const mib = pid === undefined ? Number.NaN : kibOf(`/proc/${pid}/status`, 'VmRSS') / 1_024;
    yield {
      what: `resident memory of ${name}, ${when}`,
      value: mib,
      unit: 'MiB',
      ...(name === 'web' && only === undefined ? { bar: atMost(mib, 200, 'MiB') } : {}),
    };
  }
  if (only !== undefined) return;
  const { postgres } = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as { postgres: number };
  const servers = [postgres, ...childrenOf(postgres)];
  const mib = servers.reduce((sum, pid) => sum + kibOf(`/proc/${pid}/smaps_rollup`, 'Pss'), 0) / 1_024;
  yield {
    what: `memory of PostgreSQL, ${servers.length} processes, shared pages counted once, ${when}`,
    value: mib,
    unit: 'MiB',
  };
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
}

function kibOf(file: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
}

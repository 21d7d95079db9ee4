import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { findTool } from './scratch.ts';

const WRK = findTool('/usr/bin/wrk');
const CLIENTS = 16;
const SECONDS = 3;

export const LOADER = WRK === undefined ? 'asked by Node' : 'asked by wrk';

/** Asks for one address from connections that stay open, for some seconds; answers with requests a second. */
export async function load(url: string): Promise<number> {
  await ask(new Agent(), url);
  return WRK === undefined ? byNode(url) : byWrk(WRK, url);
}

async function byWrk(wrk: string, url: string): Promise<number> {
  const child = spawn(
    wrk,
    ['-t', '1', '-c', String(CLIENTS), '-d', `${SECONDS}s`, '-H', 'Accept-Encoding: br', url],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', (part) => (said += String(part)));
  await once(child, 'close');
  const rate = /^Requests\/sec:\s+([\d.]+)/m.exec(said)?.[1];
  if (rate === undefined || said.includes('Non-2xx')) throw new Error(`${url}: ${said}`);
  return Number(rate);
}

async function byNode(url: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  let asked = 0;
  const begun = performance.now();
  const until = begun + SECONDS * 1_000;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < until) {
        await ask(agent, url);
        asked += 1;
      }
    }),
  );
  agent.destroy();
  return (asked * 1_000) / (performance.now() - begun);
}

function ask(agent: Agent, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: { 'accept-encoding': 'br' } }, (answer) => {
      answer.resume();
      answer.once('error', reject);
      answer.once('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${answer.statusCode}`)),
      );
    })
      .once('error', reject)
      .end();
  });
}

import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePolicy, verifyLog, type LogReport, type Seen } from '@chengming/ledger-verify';
import { httpSource, nodeCrypto } from '@chengming/ledger-verify/node';
import { afterAll, expect, it } from 'vitest';
import { removeData } from '#tests/data-dir';
import { freePort, runTour, startProgram, untilReady, type Program } from './program.ts';
import { aLicence, apply, type Receipt } from './visitor.ts';

const FIRST_START_SECONDS = 180;
const START_SECONDS = 60;
const TOUR_SECONDS = 120;
/** Acknowledged applications before everything dies; more go on being sent meanwhile. */
const KILL_AFTER = 12;

const dataDir = mkdtempSync(join(tmpdir(), 'chengming-tour-'));
const port = await freePort();
let program: Program | undefined;

afterAll(async () => {
  if (program?.child.exitCode === null) await program.stop();
  await removeData(dataDir);
});

async function start(seconds: number): Promise<Program> {
  program = startProgram(dataDir, port);
  await untilReady(program, seconds);
  return program;
}

async function check(base: string, seen?: Seen): Promise<LogReport> {
  const text = await (await fetch(`${base}/ledger/policy`)).text();
  const parsed = parsePolicy(nodeCrypto, text);
  if (!('policy' in parsed)) throw new Error('no policy');
  return verifyLog(nodeCrypto, parsed.policy, httpSource(`${base}/ledger`), { full: true, seen });
}

it(
  'a fresh folder is served, walked through twice, ended by Ctrl-C',
  async () => {
    const { base, stop } = await start(FIRST_START_SECONDS);
    for (let i = 0; i < 2; i += 1) {
      const started = performance.now();
      const { code, said } = await runTour(dataDir, port);
      expect(code, said).toBe(0);
      expect((performance.now() - started) / 1000).toBeLessThan(TOUR_SECONDS);
    }
    const before = await check(base);
    expect(before.findings).toEqual([]);
    expect(before.entries).toBeGreaterThan(0n);
    expect(await stop()).toBe(0);
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
    await expect(fetch(`${base}/healthz`)).rejects.toThrow();
  },
  (FIRST_START_SECONDS + 2 * TOUR_SECONDS + 30) * 1000,
);

it(
  'kill -9 of everything loses nothing that was acknowledged, and the log goes on from where readers saw it',
  async () => {
    const running = await start(START_SECONDS);
    const seen = (await check(running.base)).checkpoint;
    expect(seen?.size).toBeGreaterThan(0n);
    const power = await aLicence(running.base);
    const sent: Receipt[] = [];
    let killed: Promise<void> | undefined;
    for (;;) {
      const one = await apply(running.base, power);
      if (one === undefined) break;
      sent.push(one);
      if (sent.length === KILL_AFTER) killed = running.killEverything();
    }
    await killed;
    expect(sent.length).toBeGreaterThanOrEqual(KILL_AFTER);

    const again = await start(START_SECONDS);
    for (const { code, rid } of sent) {
      const answer = await fetch(`${again.base}/api/v1/applications/current`, {
        headers: { 'receipt-code': code },
      });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ rid });
    }
    expect((await check(again.base, seen)).findings).toEqual([]);
    expect(await again.stop()).toBe(0);
  },
  (3 * START_SECONDS + 30) * 1000,
);

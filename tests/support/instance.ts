import { writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Logger, runOnce } from 'graphile-worker';
import { afterAll, beforeAll } from 'vitest';
import { legalDayOf } from '#kernel';
import { ledgerRoutes, ledgerTexts, loadLedgerKeys } from '#modules/ledger';
import { parseConfig } from '#platform/config';
import type { UseCase } from '#platform/context';
import { createHttpApp } from '#platform/http';
import { DEMO_PASSWORD } from '../../demo/accounts.ts';
import { composeApi } from '../../src/entry/compose-web.ts';
import { composeWorker } from '../../src/entry/compose-worker.ts';
import { joinLevels, type Levels } from '../../src/entry/levels.ts';
import { testContext, type TestClock } from './context.ts';
import { testDatabase } from './database.ts';
import { tempDir } from './ledger.ts';

export type Asked = { readonly status: number; readonly json: unknown; readonly text: string };

/**
 * One whole program without its pages: database, data folder, keys, log, witness, API and worker of its own, at an address of
 * its own. The worker does nothing by itself: a test says what it does, and when. There from `beforeAll` on.
 */
export function testInstance() {
  const database = testDatabase();
  const dir = tempDir('chengming-instance-');
  const policyFile = join(dir, 'policy');
  const base = testContext(database);
  let made: { readonly ctx: UseCase; readonly url: string; readonly levels: Levels } | undefined;
  let server: Server | undefined;
  const cookies = new Map<string, string>();
  const ready = () => {
    if (made === undefined) throw new Error('the instance is filled by beforeAll');
    return made;
  };

  beforeAll(async () => {
    writeFileSync(policyFile, 'quorum none\n');
    const app = { fetch: (_: Request): Response | Promise<Response> => new Response(null, { status: 503 }) };
    server = serve({ fetch: (request) => app.fetch(request), port: 0, hostname: '127.0.0.1' }) as Server;
    const listening = server;
    await new Promise<void>((resolve) => listening.once('listening', () => resolve()));
    const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    const config = parseConfig({
      NODE_ENV: 'test',
      DATA_DIR: dir,
      PUBLIC_URL: url,
      LOG_LEVEL: 'silent',
      DEMO: 'false',
      LEDGER_POLICY: policyFile,
      DATABASE_URL: database.url('app'),
      DATABASE_MIGRATOR_URL: database.url('migrator'),
      DATABASE_SEQUENCER_URL: database.url('sequencer'),
      DATABASE_SIGNER_URL: database.url('signer'),
    });
    const ctx: UseCase = { ...base, db: database.db, transact: database.transact, config };
    const ledger = await loadLedgerKeys(ctx);
    const levels = await joinLevels(ctx, ledger);
    const web = createHttpApp(ctx, () => 'error');
    web.route('/', ledgerRoutes(ctx, await ledgerTexts(ctx, ledger)));
    web.route('/witness', levels.witness.app);
    web.route('/api/v1', composeApi(ctx, levels));
    app.fetch = (request) => web.fetch(request);
    made = { ctx, url, levels };
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  });

  /** A session of the day that the clock shows, of a demonstration account. */
  async function cookieOf(account: string): Promise<string> {
    const key = `${account} ${legalDayOf(base.clock.now())}`;
    const known = cookies.get(key);
    if (known !== undefined) return known;
    const entered = await fetch(`${ready().url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', connection: 'close' },
      body: JSON.stringify({ account, password: DEMO_PASSWORD }),
    });
    const [cookie] = entered.headers.getSetCookie();
    if (cookie === undefined) throw new Error(`${account} cannot log in: ${entered.status}`);
    const [pair = ''] = cookie.split(';');
    cookies.set(key, pair);
    return pair;
  }

  /** A request of somebody with an account, or of nobody; `body` is sent as JSON, a text as it is. */
  async function call(
    method: string,
    path: string,
    who?: string,
    body?: unknown,
    version?: number,
  ): Promise<Asked> {
    const response = await fetch(`${ready().url}${path}`, {
      method,
      headers: {
        connection: 'close',
        ...(who === undefined ? {} : { cookie: await cookieOf(who), 'sec-fetch-site': 'same-origin' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
    return { status: response.status, json: isJson ? (JSON.parse(text) as unknown) : undefined, text };
  }

  /** Lets the worker do these loops once, in this order, and every job that is queued. */
  async function work(...loops: readonly string[]): Promise<void> {
    const { ctx } = ready();
    const worker = await composeWorker(ctx);
    try {
      for (const name of loops) {
        const loop = worker.loops.find((one) => one.name === name);
        if (loop === undefined) throw new Error(`no loop ${name}`);
        await loop.run();
      }
      await runOnce({
        pgPool: database.pool,
        schema: 'graphile_worker',
        taskList: { ...worker.jobs },
        noHandleSignals: true,
        logger: new Logger(() => () => undefined),
      });
    } finally {
      await worker.close();
    }
  }

  return {
    ready,
    clock: base.clock satisfies TestClock,
    /** The witnesses its log asks, as a tlog-policy. */
    policyFile,
    call,
    api: (method: string, path: string, who?: string, body?: unknown, version?: number) =>
      call(method, `/api/v1${path}`, who, body, version),
    work,
  };
}

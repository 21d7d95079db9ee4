import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import { parseVerifierKey } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { afterAll, beforeAll } from 'vitest';
import { assertOk, LegalDay, legalDayOf, type Uuid } from '#kernel';
import { createAccount, login, staffSession, type Role } from '#modules/access';
import {
  createWitness,
  ledgerRoutes,
  ledgerTexts,
  loadLedgerKeys,
  publishOnce,
  type LedgerKeys,
  type Witness,
} from '#modules/ledger';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { parseConfig } from '#platform/config';
import { createHttpApp, type HttpEnv } from '#platform/http';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir } from '#tests/ledger';
import { filingsApi } from './api/filings-api.ts';
import { inboxApi } from './api/inbox-api.ts';
import { intakeApi } from './api/intake-api.ts';
import { watchedLogs } from './db/inbox-reader.ts';
import { loadFilingKey } from './http/filing-key.ts';
import { schemaRoutes } from './http/schema-routes.ts';
import type { FilingKeys } from './use-cases/shared.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
const PASSWORD = 'a long enough password';
const demoTree = (): OrganisationTree =>
  OrganisationTree.parse(JSON.parse(readFileSync('demo/data/organisation.json', 'utf8')));

type Asked = { readonly status: number; readonly json: unknown; readonly text: string };
type Made = {
  readonly agencyId: Uuid;
  readonly officeId: Uuid;
  readonly ledger: LedgerKeys;
  readonly keys: FilingKeys;
  readonly witness: Witness;
  readonly url: string;
};

/**
 * One instance of the program with a database, a data folder, keys, a log, a witness and an address of its own, holding one
 * agency with the demonstration bureau's people. For tests only; everything is there from `beforeAll` on.
 */
export function testInstance(agency: Partial<OrganisationTree['agency']> = {}) {
  const database = testDatabase();
  const dataDir = tempDir('chengming-instance-');
  const base = testContext(database);
  let made: Made | undefined;
  let server: Server | undefined;
  const cookies = new Map<string, string>();
  const ready = (): Made => {
    if (made === undefined) throw new Error('the instance is filled by beforeAll');
    return made;
  };
  // The address is known once the server listens; the rest of the context is that of every test.
  const configured = { config: base.config };
  const ctx = Object.defineProperties({} as typeof base, {
    ...Object.getOwnPropertyDescriptors(base),
    config: { get: () => configured.config, enumerable: true },
  });

  beforeAll(async () => {
    const app = { fetch: (_: Request): Response | Promise<Response> => new Response(null, { status: 503 }) };
    const listening = serve({
      fetch: (request) => app.fetch(request),
      port: 0,
      hostname: '127.0.0.1',
    }) as Server;
    server = listening;
    await new Promise<void>((resolve) => listening.once('listening', () => resolve()));
    const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    configured.config = parseConfig({
      NODE_ENV: 'test',
      DATA_DIR: dataDir,
      PUBLIC_URL: url,
      LOG_LEVEL: 'silent',
    });
    const ledger = await loadLedgerKeys(ctx);
    const witness = await createWitness({
      name: `${ledger.origin}/witness`,
      logs: async () =>
        (await watchedLogs(ctx.db)).flatMap((text) => parseVerifierKey(nodeCrypto, text) ?? []),
      stateDir: join(dataDir, 'witness'),
      clock: ctx.clock,
    });
    const filing = await loadFilingKey(ctx, ledger.origin);
    const keys = { filing, receipt: ledger.receipt, log: ledger.log, witness: witness.key };
    const tree = demoTree();
    const done = assertOk(
      await importOrganisation(ctx, SYSTEM, {
        tree: { ...tree, agency: { ...tree.agency, ...agency } },
        validFrom: LegalDay.parse('2026-01-01'),
      }),
    );
    const officeId = done.offices.get('office-sp');
    if (officeId === undefined) throw new Error('no office');
    for (const [account, key, role] of [
      ['keeper', 'p23', 'review-office'],
      ['chief', 'p01', 'first-responsible'],
      ['supervisor', 'p30', 'supervisor'],
      ['outsider', 'p25', 'handler'],
    ] as const satisfies readonly (readonly [string, string, Role])[]) {
      const personId = done.persons.get(key);
      if (personId === undefined) throw new Error(`no person ${key}`);
      assertOk(
        await createAccount(ctx, SYSTEM, {
          agencyId: done.agencyId,
          personId,
          account,
          password: PASSWORD,
          roles: [{ role }],
        }),
      );
    }
    const web = createHttpApp(ctx, () => 'error');
    web.route('/', ledgerRoutes(ctx, await ledgerTexts(ctx, ledger)));
    web.route('/', schemaRoutes());
    web.route('/witness', witness.app);
    const api = new OpenAPIHono<HttpEnv>();
    api.use(staffSession(ctx));
    api.route('/', filingsApi(ctx, keys));
    api.route(
      '/',
      inboxApi(ctx, keys, async (text) => {
        const key = parseVerifierKey(nodeCrypto, text);
        return key && witness.seenSize(key.name);
      }),
    );
    api.route('/', intakeApi(ctx, keys));
    web.route('/api/v1', api);
    app.fetch = (request) => web.fetch(request);
    made = { agencyId: done.agencyId, officeId, ledger, keys, witness, url };
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  });

  /** A session of the day that the clock shows. */
  async function cookieOf(account: string): Promise<string> {
    const key = `${account} ${legalDayOf(ctx.clock.now())}`;
    const known = cookies.get(key);
    if (known !== undefined) return known;
    const { sessionId } = assertOk(await login(ctx, { account, password: PASSWORD }));
    cookies.set(key, `desk=${sessionId}`);
    return `desk=${sessionId}`;
  }

  /** A request of a member of staff, or of nobody. */
  async function call(method: string, path: string, who?: string, body?: unknown): Promise<Asked> {
    const response = await fetch(`${ready().url}${path}`, {
      method,
      headers: {
        connection: 'close',
        ...(who === undefined ? {} : { cookie: await cookieOf(who), 'sec-fetch-site': 'same-origin' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: unknown =
      (response.headers.get('content-type') ?? '').includes('json') && text !== ''
        ? JSON.parse(text)
        : undefined;
    return { status: response.status, json, text };
  }
  return {
    database,
    ctx,
    ready,
    call,
    api: (method: string, path: string, who?: string, body?: unknown) =>
      call(method, `/api/v1${path}`, who, body),
    card: async (): Promise<unknown> => {
      const { rows } = await database.pool.query<{ code: string }>(
        'SELECT coalesce(uscc, slug) AS code FROM agency',
      );
      return (await call('GET', `/api/v1/filing-cards/${rows[0]?.code}`)).json;
    },
    /** Sequences and exposes what waits, asking these witnesses. */
    publish: (witnesses?: Parameters<typeof publishOnce>[0]['witnesses']) =>
      publishOnce({
        sequencer: database.poolAs('sequencer'),
        signer: database.poolAs('signer'),
        clock: ctx.clock,
        guardDir: join(dataDir, 'guard'),
        key: ready().ledger.log,
        ...(witnesses ? { witnesses } : {}),
      }),
  };
}

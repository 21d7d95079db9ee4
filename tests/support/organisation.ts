import { readFile } from 'node:fs/promises';
import { OpenAPIHono } from '@hono/zod-openapi';
import { assertOk, LegalDay, type Uuid } from '#kernel';
import { createAccount, login, staffSession, type Role } from '#modules/access';
import { importOrganisation, OrganisationTree, type ImportedOrganisation } from '#modules/organisation';
import type { UseCase } from '#platform/context';
import { createHttpApp, type HttpEnv } from '#platform/http';
import { DEMO_PASSWORD } from '../../demo/accounts.ts';

export const TEST_PASSWORD = 'a long enough password';
const system = { kind: 'system', name: 'test' } as const;

/** The demonstration bureau's offices, posts and persons in the test's database. */
export async function importTestOrganisation(ctx: UseCase): Promise<ImportedOrganisation> {
  const tree = OrganisationTree.parse(JSON.parse(await readFile('demo/data/organisation.json', 'utf8')));
  return assertOk(await importOrganisation(ctx, system, { tree, validFrom: LegalDay.parse('2026-01-01') }));
}

/** Logs a person in with these roles; answers the headers a page of ours would send. */
export async function sessionFor(
  ctx: UseCase,
  who: {
    readonly agencyId: Uuid;
    readonly personId: Uuid;
    readonly account: string;
    readonly roles: readonly Role[];
    /** Where the roles hold; everywhere in the agency when left out. */
    readonly officeId?: Uuid;
  },
): Promise<{ readonly cookie: string; readonly 'sec-fetch-site': 'same-origin' }> {
  const { officeId, ...account } = who;
  const roles = who.roles.map((role) => ({ role, ...(officeId !== undefined && { officeId }) }));
  assertOk(await createAccount(ctx, system, { ...account, password: TEST_PASSWORD, roles }));
  const { sessionId } = assertOk(await login(ctx, { account: who.account, password: TEST_PASSWORD }));
  return { cookie: `desk=${sessionId}`, 'sec-fetch-site': 'same-origin' };
}

/** Logs in an account of the demonstration; answers the headers a page of ours would send. */
export async function sessionOf(
  ctx: UseCase,
  account: string,
): Promise<{ readonly cookie: string; readonly 'sec-fetch-site': 'same-origin' }> {
  const { sessionId } = assertOk(await login(ctx, { account, password: DEMO_PASSWORD }));
  return { cookie: `desk=${sessionId}`, 'sec-fetch-site': 'same-origin' };
}

/** `/api/v1` as the web process serves it, with these modules' routes. */
export function testApi(ctx: UseCase, ...apis: readonly OpenAPIHono<HttpEnv>[]) {
  const app = createHttpApp(ctx, () => 'error');
  const routes = new OpenAPIHono<HttpEnv>();
  routes.use(staffSession(ctx));
  for (const api of apis) routes.route('/', api);
  app.route('/api/v1', routes);
  type Options = {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** Bytes and forms go as they are, all else as JSON. */
    readonly body?: unknown;
  };
  return async (path: string, options: Options = {}) => {
    const { body } = options;
    const sent =
      body instanceof Uint8Array
        ? new Uint8Array(body)
        : body instanceof FormData
          ? body
          : JSON.stringify(body);
    // A form says its own type, with the boundary in it.
    const type = typeof sent === 'string' ? 'application/json' : 'application/octet-stream';
    const response = await app.request(`/api/v1${path}`, {
      method: options.method ?? 'GET',
      headers: {
        ...(body === undefined || sent instanceof FormData ? {} : { 'content-type': type }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: sent }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    const answered = response.headers.get('content-type') ?? '';
    const json = answered.includes('json') && text !== '' ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, json, bytes };
  };
}

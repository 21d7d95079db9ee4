import { beforeAll, beforeEach } from 'vitest';
import type { Uuid } from '#kernel';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation, sessionFor, testApi, TEST_PASSWORD } from '#tests/organisation';
import type { Role } from './domain/actor.ts';
import { accessApi } from './api/access-api.ts';

export type Headers = Readonly<Record<string, string>>;
const START = '2026-11-23T09:00:00+08:00';

const STAFF: Readonly<Record<string, readonly [string, Role]>> = {
  window: ['p11', 'handler'],
  supervisor: ['p08', 'supervisor'],
  chief: ['p01', 'first-responsible'],
  operator: ['p48', 'operator'],
  'org-admin': ['p44', 'org-admin'],
  auditor: ['p52', 'auditor'],
};

/** The bureau with one account per role of `STAFF`, each logged in; the clock starts anew with each test. */
export function testAccess() {
  const database = testDatabase();
  const ctx = testContext(database);
  const made: {
    call?: ReturnType<typeof testApi>;
    agencyId?: Uuid;
    persons?: ReadonlyMap<string, Uuid>;
    sessions: Map<string, Headers>;
  } = { sessions: new Map() };
  const ready = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('testAccess() is filled by beforeAll');
    return value;
  };
  const person = (key: string): Uuid => ready(made.persons?.get(key));
  const agencyId = (): Uuid => ready(made.agencyId);
  const account = (key: string, name: string, roles: readonly Role[]): Promise<Headers> =>
    sessionFor(ctx, { agencyId: agencyId(), personId: person(key), account: name, roles });
  /** Logs one of `STAFF` in again, after a test that ended their sessions. */
  const renew = async (name: string): Promise<Headers> => {
    const [key, role] = ready(STAFF[name]);
    const session = await account(key, name, [role]);
    made.sessions.set(name, session);
    return session;
  };
  const call: ReturnType<typeof testApi> = (path, options) => ready(made.call)(path, options);
  beforeAll(async () => {
    const bureau = await importTestOrganisation(ctx);
    made.agencyId = bureau.agencyId;
    made.persons = bureau.persons;
    made.call = testApi(ctx, accessApi(ctx));
    for (const name of Object.keys(STAFF)) await renew(name);
  });
  beforeEach(async () => {
    ctx.clock.set(START);
    await database.db.deleteFrom('rate_counter').execute();
  });
  return {
    database,
    ctx,
    start: Date.parse(START),
    agencyId,
    person,
    account,
    renew,
    call,
    as: (name: string): Headers => made.sessions.get(name) ?? {},
    logIn: (body: unknown, headers: Headers = {}) => call('/session', { method: 'POST', headers, body }),
    /** The right words of an account. */
    right: (name: string) => ({ account: name, password: TEST_PASSWORD }),
  };
}

export function cookieOf(answer: { readonly headers: globalThis.Headers }, name: string): string {
  const cookie = answer.headers.getSetCookie().find((c) => c.startsWith(`${name}=`));
  return cookie?.split(';')[0] ?? '';
}

import { describe, expect, it } from 'vitest';
import { assertOk } from '#kernel';
import { TEST_PASSWORD } from '#tests/organisation';
import { testAccess } from './access.test-support.ts';
import { actorOfToken, createToken } from './index.ts';

const { database, ctx, agencyId, person, account, renew, call, as, logIn, right } = testAccess();
const system = { kind: 'system', name: 'test' } as const;
const NOBODY = '00000000-0000-7000-8000-000000000000';

describe('accounts and roles', () => {
  const routes: readonly [string, string, () => string, unknown, readonly string[], number][] = [
    ['lists accounts', 'GET', () => '/accounts', undefined, ['operator', 'org-admin', 'auditor'], 200],
    [
      'makes an account',
      'POST',
      () => '/accounts',
      () => ({ personId: person('p30'), account: 'made', password: TEST_PASSWORD }),
      ['operator'],
      201,
    ],
    [
      'sets a password',
      'PUT',
      () => `/accounts/${person('p11')}/password`,
      () => ({ next: TEST_PASSWORD }),
      ['operator'],
      204,
    ],
    [
      'opens an account',
      'PATCH',
      () => `/accounts/${person('p11')}`,
      () => ({ disabled: false }),
      ['operator'],
      204,
    ],
    [
      'grants a role',
      'POST',
      () => `/accounts/${person('p11')}/roles`,
      () => ({ role: 'registrar' }),
      ['org-admin'],
      204,
    ],
    ['lists own tokens', 'GET', () => '/me/tokens', undefined, ['*'], 200],
    ['makes an own token', 'POST', () => '/me/tokens', () => ({ name: 't', days: 1 }), ['*'], 201],
  ];
  it.each(
    routes.flatMap((route) =>
      (['nobody', 'window', 'supervisor', 'chief', 'auditor', 'operator', 'org-admin'] as const).map(
        (who) => {
          const allowed = who !== 'nobody' && (route[4].includes(who) || route[4].includes('*'));
          return [who, route[0], allowed ? route[5] : who === 'nobody' ? 401 : 403, route] as const;
        },
      ),
    ),
  )('%s %s: %i', async (who, _, status, [, method, path, body]) => {
    await renew('window');
    const answer = await call(path(), {
      method,
      headers: as(who),
      body: typeof body === 'function' ? body() : undefined,
    });
    expect({ status: answer.status, code: answer.json?.code }).toMatchObject({ status });
  });

  it('nobody grants to themselves, nor keeps their own account', async () => {
    const own = await call(`/accounts/${person('p44')}/roles`, {
      method: 'POST',
      headers: as('org-admin'),
      body: { role: 'leader' },
    });
    const close = await call(`/accounts/${person('p48')}`, {
      method: 'PATCH',
      headers: as('operator'),
      body: { disabled: true },
    });
    expect([own.status, close.status]).toEqual([403, 403]);
  });

  it.each([
    ['a role that is none', 'p11', { role: 'king' }, 422, 'http/invalid'],
    ['a role beside the one that watches it', 'p08', { role: 'handler' }, 422, 'access/roles-not-together'],
    ['watching beside handling', 'p11', { role: 'auditor' }, 422, 'access/roles-not-together'],
    [
      'an office that is not there',
      'p11',
      { role: 'leader', officeId: NOBODY },
      422,
      'access/office-unknown',
    ],
    ['a person without account', 'p40', { role: 'leader' }, 404, 'access/no-account'],
  ])('granting refuses %s', async (_, key, body, status, code) => {
    const answer = await call(`/accounts/${person(key)}/roles`, {
      method: 'POST',
      headers: as('org-admin'),
      body,
    });
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status, code });
  });

  it('a role is taken back once', async () => {
    const { json } = await call('/accounts?limit=100', { headers: as('org-admin') });
    const found = json.items.find((a: { account: string }) => a.account === 'window');
    const grant = found.roles.find((r: { role: string }) => r.role === 'registrar');
    const revoke = () =>
      call(`/accounts/${found.personId}/roles/${grant.id}`, {
        method: 'DELETE',
        headers: as('org-admin'),
      });
    expect((await revoke()).status).toBe(204);
    expect((await revoke()).json.code).toBe('access/no-grant');
    expect((await call('/me', { headers: as('window') })).json.roles).toEqual(['handler']);
  });

  it.each([
    ['an account name that is taken', { account: 'window' }, 'access/account-taken'],
    ['an account name of another form', { account: 'With Space' }, 'http/invalid'],
    ['a weak password', { password: 'short' }, 'access/password-too-short'],
  ])('making an account refuses %s', async (_, over, code) => {
    const body = { personId: person('p31'), account: 'fresh', password: TEST_PASSWORD, ...over };
    const answer = await call('/accounts', { method: 'POST', headers: as('operator'), body });
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status: 422, code });
  });

  it('closing an account ends its sessions and silences its tokens', async () => {
    const headers = await account('p33', 'closing', []);
    const { token } = assertOk(
      await createToken(ctx, system, {
        agencyId: agencyId(),
        personId: person('p33'),
        name: 't',
        days: 1,
      }),
    );
    const close = (disabled: boolean) =>
      call(`/accounts/${person('p33')}`, { method: 'PATCH', headers: as('operator'), body: { disabled } });
    expect((await close(true)).status).toBe(204);
    expect((await call('/me', { headers })).status).toBe(401);
    expect((await logIn(right('closing'))).json.code).toBe('access/wrong-credentials');
    expect(await actorOfToken(ctx, token)).toBeUndefined();
    expect((await close(false)).status).toBe(204);
    expect((await logIn(right('closing'))).status).toBe(204);
  });

  it('pages by staff number, each account once', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer = await call(`/accounts?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`, {
        headers: as('auditor'),
      });
      seen.push(...answer.json.items.map((a: { account: string }) => a.account));
      cursor = answer.json.next;
    }
    const all = await database.db.selectFrom('login').select('account').execute();
    expect(seen.toSorted()).toEqual(all.map((a) => a.account).toSorted());
  });
});

describe('tokens', () => {
  const make = async (scopes: readonly string[]) =>
    (
      await call('/me/tokens', {
        method: 'POST',
        headers: as('window'),
        body: { name: 't', days: 1, scopes },
      })
    ).json as { id: string; token: string };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it('stand for their person until they expire, and know the day they were used', async () => {
    const { id, token } = await make(['read']);
    expect((await call('/me', { headers: bearer(token) })).json.personId).toBe(person('p11'));
    const list = (await call('/me/tokens', { headers: as('window') })).json.items;
    expect(list.find((t: { id: string }) => t.id === id)).toMatchObject({
      scopes: ['read'],
      lastUsedOn: '2026-11-23',
      revokedAt: null,
    });
    expect(JSON.stringify(list)).not.toContain(token);
    ctx.clock.set('2026-11-24T09:00:00+08:00');
    expect((await call('/me', { headers: bearer(token) })).status).toBe(401);
  });

  it.each([
    ['reads only', ['read'], 403, 'access/token-scope'],
    ['writes, but changes no credentials', ['read', 'write'], 403, 'access/session-only'],
  ])('one that %s', async (_, scopes, status, code) => {
    const { token } = await make(scopes);
    const answer = await call('/me/tokens', {
      method: 'POST',
      headers: bearer(token),
      body: { name: 'more', days: 300 },
    });
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status, code });
  });

  it('end when revoked, once, by their person or an operator', async () => {
    const { id, token } = await make(['read']);
    const revoke = (who: string) => call(`/me/tokens/${id}`, { method: 'DELETE', headers: as(who) });
    expect((await revoke('chief')).status).toBe(403);
    expect((await revoke('window')).status).toBe(204);
    expect((await revoke('window')).json.code).toBe('access/no-token');
    expect((await call('/me', { headers: bearer(token) })).status).toBe(401);
  });

  it.each([['Bearer cm_not-a-token-of-this-place'], ['Basic x'], ['Bearer'], [`Bearer ${'x'.repeat(500)}`]])(
    'what is none is refused: %s',
    async (authorization) => {
      expect((await call('/me', { headers: { authorization } })).json.code).toBe('access/token-not-valid');
    },
  );

  it('are made for oneself, for accounts', async () => {
    const input = { agencyId: agencyId(), personId: person('p40'), name: 'x', days: 1 };
    expect(await createToken(ctx, { kind: 'public' }, input)).toMatchObject({
      error: { code: 'access/forbidden' },
    });
    expect(await createToken(ctx, system, input)).toMatchObject({ error: { code: 'access/no-account' } });
  });
});

it('no secret is stored or journalled in the clear', async () => {
  const dump = async (table: 'login' | 'session' | 'api_token' | 'login_device' | 'journal.row') =>
    JSON.stringify(await database.db.selectFrom(table).selectAll().execute(), (_, v: unknown) =>
      typeof v === 'bigint' ? v.toString() : v,
    );
  const { token } = (
    await call('/me/tokens', { method: 'POST', headers: as('window'), body: { name: 't', days: 1 } })
  ).json as { token: string };
  const all = (
    await Promise.all((['login', 'session', 'api_token', 'login_device', 'journal.row'] as const).map(dump))
  ).join();
  const session = (as('window')['cookie'] ?? '').replace('desk=', '');
  expect(session.length).toBeGreaterThan(40);
  for (const secret of [TEST_PASSWORD, session, token, token.slice(3)]) expect(all).not.toContain(secret);
  const actions = await database.db.selectFrom('journal.row').select('action').distinct().execute();
  expect(actions.map((a) => a.action).toSorted()).toEqual([
    'access/create-account',
    'access/create-token',
    'access/disable-account',
    'access/enable-account',
    'access/grant-role',
    'access/login',
    'access/reset-password',
    'access/revoke-role',
    'access/revoke-token',
    'organisation/import',
  ]);
});

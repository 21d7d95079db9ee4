import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { assertOk } from '#kernel';
import { testApi, TEST_PASSWORD } from '#tests/organisation';
import { cookieOf, testAccess } from './access.test-support.ts';
import { accessApi, createAccount, login } from './index.ts';
import { sweepAccess } from './use-cases/sweep-access.ts';

const { database, ctx, start, agencyId, person, renew, call, as, logIn, right } = testAccess();
const system = { kind: 'system', name: 'test' } as const;
const PAGE = { 'sec-fetch-site': 'same-origin' };

describe('logging in', () => {
  it('gives a session that says who one is, and ends with logging out', async () => {
    const answer = await logIn(right(' Window '));
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^desk=.*HttpOnly; SameSite=Lax$/);
    const headers = { cookie: cookieOf(answer, 'desk') };
    const { json } = await call('/me', { headers });
    expect(json).toMatchObject({
      agency: { slug: 'tangshan-commerce' },
      roles: ['handler'],
      roleOffices: [{ role: 'handler', officeId: null }],
      secondFactor: { enrolled: false, recoveryCodes: 0 },
    });
    expect(json.posts.length).toBeGreaterThan(0);
    for (const site of [undefined, 'cross-site', 'same-site']) {
      const from: Record<string, string> = site === undefined ? {} : { 'sec-fetch-site': site };
      const out = await call('/session', { method: 'DELETE', headers: { ...headers, ...from } });
      expect(out.status).toBe(403);
    }
    const out = await call('/session', { method: 'DELETE', headers: { ...headers, ...PAGE } });
    expect(out.status).toBe(204);
    expect((await call('/me', { headers })).status).toBe(401);
  });

  it('carries the __Host- prefix and Secure where the portal is served by https', async () => {
    const config = { ...ctx.config, publicUrl: 'https://chengming.example' };
    const https = { ...ctx, config, db: database.db, transact: database.transact };
    const answer = await testApi(https, accessApi(https))('/session', {
      method: 'POST',
      body: right('window'),
    });
    expect(answer.headers.getSetCookie()).toHaveLength(2);
    for (const cookie of answer.headers.getSetCookie())
      expect(cookie).toMatch(/^__Host-(desk|device)=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
  });

  it.each([
    [
      'a wrong password',
      { account: 'window', password: 'not the password' },
      401,
      'access/wrong-credentials',
    ],
    ['nobody of that name', right('nobody'), 401, 'access/wrong-credentials'],
    ['no account', { password: TEST_PASSWORD }, 422, 'http/invalid'],
    ['a password of the wrong type', { account: 'window', password: 7 }, 422, 'http/invalid'],
    ['a password that is too long', { account: 'window', password: 'x'.repeat(257) }, 422, 'http/invalid'],
    ['no body', undefined, 422, 'http/invalid'],
  ])('refuses %s', async (_, body, status, code) => {
    const answer = await logIn(body);
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status, code });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('ends the session the browser held before', async () => {
    const first = cookieOf(await logIn(right('window')), 'desk');
    expect((await logIn(right('window'), { cookie: first, ...PAGE })).status).toBe(204);
    expect((await call('/me', { headers: { cookie: first } })).status).toBe(401);
  });

  it('ends after two idle hours, and after its hours whatever is done', async () => {
    const idle = { cookie: cookieOf(await logIn(right('window')), 'desk') };
    const busy = { cookie: cookieOf(await logIn(right('window')), 'desk') };
    for (let hour = 1; hour < ctx.config.sessionHours; hour += 1) {
      ctx.clock.set(new Date(start + hour * 3_600_000));
      expect((await call('/me', { headers: busy })).status).toBe(200);
    }
    expect((await call('/me', { headers: idle })).status).toBe(401);
    ctx.clock.set(new Date(start + ctx.config.sessionHours * 3_600_000));
    expect((await call('/me', { headers: busy })).status).toBe(401);
  });

  it('everywhere ends with one act', async () => {
    const [one, two] = [await logIn(right('window')), await logIn(right('window'))];
    const headers = { cookie: cookieOf(one, 'desk'), ...PAGE };
    expect((await call('/sessions', { method: 'DELETE', headers })).status).toBe(204);
    for (const answer of [one, two])
      expect((await call('/me', { headers: { cookie: cookieOf(answer, 'desk') } })).status).toBe(401);
    await renew('window');
  });

  it('is refused to demonstration accounts in production, as a wrong password is', async () => {
    const config = { ...ctx.config, env: 'production' as const };
    const production = { ...ctx, config, db: database.db, transact: database.transact };
    const input = {
      agencyId: agencyId(),
      personId: person('p12'),
      account: 'demo',
      password: TEST_PASSWORD,
      roles: [],
      demo: true,
    };
    expect(await createAccount(production, system, input)).toMatchObject({
      error: { code: 'access/demo-in-production' },
    });
    assertOk(await createAccount(ctx, system, input));
    expect(await login(production, right('demo'))).toMatchObject({
      error: { code: 'access/wrong-credentials' },
    });
    expect(await login(ctx, right('demo'))).toMatchObject({ ok: true });
  });
});

describe('guessing', () => {
  const wrong = (name: string) => ({ account: name, password: 'a wrong password' });

  it.each(['supervisor', 'nobody-at-all'])('waits longer each time, told alike: %s', async (name) => {
    for (let i = 0; i < 5; i += 1) expect((await logIn(wrong(name))).status).toBe(401);
    for (const seconds of [30, 60]) {
      expect((await logIn(wrong(name))).status).toBe(401);
      const answer = await logIn(wrong(name));
      expect({ status: answer.status, wait: answer.headers.get('retry-after') }).toEqual({
        status: 429,
        wait: String(seconds),
      });
      ctx.clock.set(new Date(ctx.clock.now().getTime() + seconds * 1000));
    }
  });

  it('many at once count each', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => logIn(wrong('many-at-once'))));
    expect(answers.filter((a) => a.status === 401)).toHaveLength(6);
    expect(answers.filter((a) => a.status === 429)).toHaveLength(6);
  });

  it('cannot keep a colleague out of a device they use', async () => {
    const device = cookieOf(await logIn(right('auditor')), 'device');
    for (let i = 0; i < 7; i += 1) await logIn(wrong('auditor'));
    expect((await logIn(right('auditor'))).status).toBe(429);
    expect((await logIn(right('auditor'), { cookie: device, ...PAGE })).status).toBe(204);
    const stolen = cookieOf(await logIn(right('window')), 'device');
    expect((await logIn(right('auditor'), { cookie: stolen, ...PAGE })).status).toBe(429);
  });

  it('by one client is bounded whatever the names', async () => {
    const answers = [];
    for (let i = 0; i < 61; i += 1) answers.push(await logIn({ account: `name-${i}` }));
    expect(answers.map((a) => a.status)).toEqual([...Array(60).fill(422), 429]);
  });

  it('is forgotten after a day, as are sessions that ended', async () => {
    ctx.clock.set('2026-11-26T09:00:00+08:00');
    await sweepAccess(ctx);
    const left = await database.db.selectFrom('login_pace').select('failures').execute();
    const sessions = await database.db.selectFrom('session').select('seen_at').execute();
    expect([left, sessions]).toEqual([[], []]);
    ctx.clock.set(new Date(start));
    for (const name of ['window', 'supervisor', 'chief', 'operator', 'org-admin', 'auditor'])
      await renew(name);
  });
});

describe('one-time codes', () => {
  const codeAt = (secret: string) =>
    generateSync({ secret, epoch: Math.floor(ctx.clock.now().getTime() / 1000) });
  const post = (path: string, body: unknown) => call(path, { method: 'POST', headers: as('chief'), body });

  it('are enrolled with the password and a first code, and then asked for', async () => {
    expect((await post('/me/totp/confirm', { code: '123456' })).json.code).toBe('access/totp-not-started');
    expect((await post('/me/totp', { password: 'not the password' })).status).toBe(401);
    const started = await post('/me/totp', { password: TEST_PASSWORD });
    expect(started.status).toBe(200);
    expect(started.headers.get('cache-control')).toBe('private, no-store');
    expect(started.json.qr).toMatch(/^<svg/);
    const { secret } = started.json;
    expect((await logIn(right('chief'))).status, 'not asked for before it is confirmed').toBe(204);
    const off = codeAt(secret) === '000000' ? '000001' : '000000';
    expect((await post('/me/totp/confirm', { code: off })).json.code).toBe('access/totp-wrong');
    const confirmed = await post('/me/totp/confirm', { code: codeAt(secret) });
    expect(confirmed.json.recoveryCodes).toHaveLength(10);
    expect((await post('/me/totp', { password: TEST_PASSWORD })).json.code).toBe('access/totp-already');

    expect((await logIn(right('chief'))).json.code).toBe('access/totp-required');
    const used = { ...right('chief'), totp: codeAt(secret) };
    expect((await logIn(used)).json.code, 'the code that enrolled is used up').toBe('access/totp-wrong');
    ctx.clock.set('2026-11-23T09:01:00+08:00');
    const next = { ...right('chief'), totp: codeAt(secret) };
    const both = await Promise.all([logIn(next), logIn(next)]);
    expect(both.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([204, 401]);

    const [recovery] = confirmed.json.recoveryCodes;
    const spent = { ...right('chief'), totp: ` ${recovery.toLowerCase()} ` };
    expect((await logIn(spent)).status).toBe(204);
    expect((await logIn(spent)).json.code).toBe('access/totp-wrong');
    expect((await call('/me', { headers: as('chief') })).json.secondFactor).toEqual({
      enrolled: true,
      recoveryCodes: 9,
    });
    const stored = await database.db
      .selectFrom('login')
      .select('recovery_hashes')
      .where('account', '=', 'chief')
      .executeTakeFirstOrThrow();
    expect(stored.recovery_hashes.join()).not.toContain(recovery.replaceAll('-', ''));
  });

  it('are given up with the password, or taken off by an operator', async () => {
    ctx.clock.set('2026-11-23T09:02:00+08:00');
    const off = await call('/me/totp', {
      method: 'DELETE',
      headers: as('chief'),
      body: { password: 'not the password' },
    });
    expect(off.status).toBe(401);
    const path = `/accounts/${person('p01')}/totp`;
    expect((await call(path, { method: 'DELETE', headers: as('supervisor') })).status).toBe(403);
    expect((await call(path, { method: 'DELETE', headers: as('operator') })).status).toBe(204);
    expect((await logIn(right('chief'))).status).toBe(204);
    const own = await call('/me/totp', {
      method: 'DELETE',
      headers: as('chief'),
      body: { password: TEST_PASSWORD },
    });
    expect(own.status).toBe(204);
  });
});

describe('passwords', () => {
  it('change with the one before, and end every other session', async () => {
    const mine = { cookie: cookieOf(await logIn(right('auditor')), 'desk'), ...PAGE };
    const other = as('auditor');
    const change = (body: object) => call('/me/password', { method: 'PUT', headers: mine, body });
    const next = 'another long password';
    expect((await change({ current: 'wrong', next })).json.code).toBe('access/wrong-credentials');
    for (const [weak, code] of [
      ['short', 'access/password-too-short'],
      ['password123', 'access/password-common'],
    ] as const)
      expect((await change({ current: TEST_PASSWORD, next: weak })).json).toMatchObject({
        status: 422,
        code,
        fields: [{ path: 'next' }],
      });
    expect((await change({ current: TEST_PASSWORD, next })).status).toBe(204);
    expect((await call('/me', { headers: mine })).status).toBe(200);
    expect((await call('/me', { headers: other })).status).toBe(401);
    expect((await logIn(right('auditor'))).status).toBe(401);
    expect((await logIn({ account: 'auditor', password: next })).status).toBe(204);
    await renew('auditor');
  });
});

it('each change to one’s own access has its journal row', async () => {
  const rows = await database.db.selectFrom('journal.row').select('action').distinct().execute();
  expect(rows.map((r) => r.action)).toEqual(
    expect.arrayContaining([
      'access/login',
      'access/logout-everywhere',
      'access/enrol-totp',
      'access/remove-totp',
      'access/change-password',
    ]),
  );
});
